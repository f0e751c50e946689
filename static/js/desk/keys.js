/**
 * The desk's keyboard: one key for the next action, arrows through the rounds, letters for what is
 * done now and then, one for help.
 *
 * @typedef {{next: () => void, step: (by: 1 | -1) => void, help: () => void, links: () => void,
 *   grid: () => void, work: (what: string) => void, leave: () => void, less: () => void,
 *   points: () => void, detour: () => unknown}} Keys
 */

const STEPS = new Map([
  ["ArrowDown", 1],
  ["ArrowRight", 1],
  ["ArrowUp", -1],
  ["ArrowLeft", -1],
]);

/** What each letter lays on the bench. */
const WORKS = new Map([
  ["a", "latest"],
  ["w", "why"],
  ["i", "whatif"],
  ["p", "penalty"],
  ["e", "enter"],
  ["x", "excuse"],
  ["d", "withdraw"],
]);

/** @param {Keys} acts */
export function listenToKeys({ step, leave, work, ...acts }) {
  const plain = new Map([
    ["n", acts.next],
    ["o", acts.less],
    ["c", acts.grid],
    ["g", acts.points],
    ["r", acts.detour],
    ["l", acts.links],
    ["?", acts.help],
    ["？", acts.help],
    ["escape", leave],
  ]);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.repeat && !STEPS.has(event.key)) return;
    if (document.querySelector("dialog[open]") || takesKeys(event.target)) return;
    const key = event.key.toLowerCase();
    const by = STEPS.get(event.key);
    if (by && !scrolls(event.target)) step(/** @type {1 | -1} */ (by));
    else if (plain.has(key)) plain.get(key)?.();
    else if (WORKS.has(key)) work(WORKS.get(key) ?? "");
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
