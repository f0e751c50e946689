import { closest } from "../common/dom.js";

/**
 * The keyboard and the hand in the rows of a points round: one row is reached by Tab, arrows go from
 * row to row and from key to key.
 *
 * @typedef {object} Hands
 * @property {(team: string, byKey: boolean) => void} picked the team's name was touched
 * @property {(team: string, button: HTMLElement, event: MouseEvent) => void} pressed
 * @property {() => void} entered the keyboard has come to another row
 */

const STOPS = ".team-pick, .give button";
const STEPS = new Map([
  ["ArrowDown", [1, 0]],
  ["ArrowUp", [-1, 0]],
  ["ArrowRight", [0, 1]],
  ["ArrowLeft", [0, -1]],
]);

/**
 * @param {HTMLElement} body of the table
 * @param {Hands} hands
 */
export function listenToRows(body, { picked, pressed, entered }) {
  body.addEventListener("click", (event) => {
    const button = stopOf(event.target);
    const team = button?.closest("[data-row]")?.getAttribute("data-row");
    if (!button || !team) return;
    if (button.classList.contains("team-pick")) picked(team, event.detail === 0);
    else pressed(team, button, event);
  });
  body.addEventListener("focusin", ({ target }) => {
    if (stopOf(target)) entered();
  });
  body.addEventListener("keydown", (event) => {
    const button = stopOf(event.target);
    if (!button || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS.get(event.key);
    // Enter held down after the points were given gives nothing more.
    const held = event.repeat && (event.key === "Enter" || event.key === " ");
    if (!step && !held) return;
    event.preventDefault();
    event.stopPropagation();
    if (step) neighbour(button, step)?.focus();
  });
}

/**
 * Exactly one row is reached by Tab: the one the keyboard is in, or else the one given.
 *
 * @param {HTMLElement} body
 * @param {number} at
 */
export function keepOneRow(body, at) {
  const rows = [...body.children];
  const stop = rows.find((row) => row.contains(document.activeElement)) ?? rows[at];
  for (const row of rows)
    for (const button of row.querySelectorAll(STOPS))
      button.setAttribute("tabindex", row === stop ? "0" : "-1");
}

/** @param {EventTarget | null} target */
function stopOf(target) {
  return closest(target, STOPS);
}

/**
 * @param {HTMLElement} button
 * @param {number[]} step rows and keys
 */
function neighbour(button, [down = 0, right = 0]) {
  const row = button.closest("[data-row]");
  const rows = [...(row?.parentElement?.children ?? [])];
  const at = row ? rows.indexOf(row) : 0;
  const own = [...(row?.querySelectorAll(STOPS) ?? [])];
  const place = own.indexOf(button);
  const there = down ? [...(rows[at + down]?.querySelectorAll(STOPS) ?? [])] : own;
  const found = there[Math.min(place + right, there.length - 1)];
  return found instanceof HTMLElement && found !== button ? found : null;
}
