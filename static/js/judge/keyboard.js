import { plainly } from "../common/amount.js";

/**
 * A hardware keyboard at the tablet: digits go to the value, Enter submits, arrows change the team.
 *
 * @param {{press: (key: string) => void, focus: () => void, submit: () => void,
 *   move: (by: 1 | -1) => void}} actions
 */
export function keyboard({ press, focus, submit, move }) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const { target, key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      move(key === "ArrowDown" ? 1 : -1);
      return;
    }
    // A field takes its keys itself, and its form takes Enter.
    if (target instanceof HTMLInputElement) return;
    if (key === "Enter" && !onOtherButton(target)) {
      event.preventDefault();
      if (!event.repeat) submit();
    } else if (/^[0-9.-]$/.test(plainly(key)) || key === "Backspace") {
      event.preventDefault();
      press(plainly(key));
      focus();
    }
  });
}

/**
 * Whether Enter belongs to a button of its own; the chosen team's row is no such button.
 *
 * @param {EventTarget | null} target
 */
function onOtherButton(target) {
  if (!(target instanceof Element)) return false;
  const button = target.closest("button, a, summary");
  return button !== null && button.getAttribute("aria-pressed") !== "true";
}
