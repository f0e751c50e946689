/**
 * The keyboard within a form that is sent: it goes on to what comes next, or back when that was
 * refused; but where the hand has put it meanwhile, it stays.
 *
 * @param {HTMLElement} root
 * @returns {{on: (forward: () => void) => void, back: () => void}}
 */
export function keyboardIn(root) {
  const from = document.activeElement;
  let left = from;
  const free = () =>
    root.contains(from) &&
    (document.activeElement === left || document.activeElement === document.body);
  return {
    on(forward) {
      if (!free()) return;
      forward();
      left = document.activeElement;
    },
    back() {
      if (free() && from instanceof HTMLElement) from.focus();
    },
  };
}
