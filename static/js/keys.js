/**
 * The desk's keyboard: one key for the next action, arrows through the rounds, one for help.
 *
 * @typedef {{next: () => void, step: (by: 1 | -1) => void, help: () => void,
 *   links: () => void}} Keys
 */

const STEPS = new Map([
  ["ArrowDown", 1],
  ["ArrowRight", 1],
  ["ArrowUp", -1],
  ["ArrowLeft", -1],
]);

/** @param {Keys} acts */
export function listenToKeys({ next, step, help, links }) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.repeat && !STEPS.has(event.key)) return;
    if (document.querySelector("dialog[open]") || takesKeys(event.target)) return;
    const by = STEPS.get(event.key);
    if (by && !scrolls(event.target)) step(/** @type {1 | -1} */ (by));
    else if (event.key === "n" || event.key === "N") next();
    else if (event.key === "l" || event.key === "L") links();
    else if (event.key === "?" || event.key === "？") help();
    else return;
    event.preventDefault();
  });
}

/** @param {EventTarget | null} target */
function takesKeys(target) {
  return target instanceof Element && target.closest("input, textarea, select") !== null;
}

/**
 * Whether arrows belong to what scrolls under the focus.
 *
 * @param {EventTarget | null} target
 */
function scrolls(target) {
  return target instanceof Element && target.closest("[data-scrolls]") !== null;
}
