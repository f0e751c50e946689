/**
 * The desk's keyboard: one key for the next action, arrows through the rounds, letters for what is
 * done now and then, one for help.
 *
 * @typedef {{next: () => void, step: (by: 1 | -1) => void, help: () => void, links: () => void,
 *   grid: () => void, tool: (what: string) => void, leave: () => void, less: () => void,
 *   points: () => void, detour: () => unknown, other: () => void, undo: () => void,
 *   team: (digit: number) => void, sign: (sign: "+" | "-") => void,
 *   stage: (to: "next" | "back") => void, foul: () => void, find: () => void,
 *   scenes: () => void, scene: (number: number) => boolean, black: () => void,
 *   show: (to: "next" | "back") => void, timer: () => boolean}} Keys
 *   scene, timer: whether there was something to do
 */

const STEPS = new Map([
  ["ArrowDown", 1],
  ["ArrowRight", 1],
  ["ArrowUp", -1],
  ["ArrowLeft", -1],
]);

/** @type {Map<string, "+" | "-">} the keys that give points to the chosen team */
const SIGNS = new Map([
  ["+", "+"],
  ["=", "+"],
  ["\uff0b", "+"],
  ["-", "-"],
  ["\u2212", "-"],
  ["\uff0d", "-"],
]);

/** @type {Map<string, "next" | "back">} the keys of a presenter's remote */
const PAGES = new Map([
  ["PageDown", "next"],
  ["PageUp", "back"],
]);

/** What each letter lays in the workspace. */
const TOOLS = new Map([
  ["a", "latest"],
  ["w", "why"],
  ["i", "whatif"],
  ["p", "penalty"],
  ["u", "bonus"],
  ["e", "enter"],
  ["x", "excuse"],
  ["d", "withdraw"],
  ["y", "absent"],
  ["f", "admit"],
  ["q", "order"],
]);

/** @param {Keys} actions */
export function listenToKeys({ step, leave, tool, ...actions }) {
  const plain = new Map([
    ["n", actions.next],
    ["o", actions.less],
    ["c", actions.grid],
    ["g", actions.points],
    ["r", actions.detour],
    ["l", actions.links],
    ["m", actions.other],
    ["v", actions.foul],
    ["k", () => actions.stage("next")],
    ["j", () => actions.stage("back")],
    ["s", actions.scenes],
    ["b", actions.black],
    ["/", actions.find],
    ["、", actions.find],
    ["?", actions.help],
    ["？", actions.help],
    ["escape", leave],
  ]);
  document.addEventListener("keydown", (event) => {
    if (takesBack(event)) {
      event.preventDefault();
      return actions.undo();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return undefined;
    if (event.repeat && !STEPS.has(event.key)) return undefined;
    if (document.querySelector("dialog[open]") || takesKeys(event.target)) return undefined;
    const key = event.key.toLowerCase();
    const by = STEPS.get(event.key);
    const sign = SIGNS.get(event.key);
    const page = PAGES.get(event.key);
    if (/^[0-9]$/.test(key)) actions.scene(Number(key)) || actions.team(Number(key));
    else if (page && !reads(event.target)) actions.show(page);
    else if (key === " ") {
      if (presses(event.target) || !actions.timer()) return undefined;
    } else if (sign) actions.sign(sign);
    else if (by && !scrolls(event.target)) step(/** @type {1 | -1} */ (by));
    else if (plain.has(key)) plain.get(key)?.();
    else if (TOOLS.has(key)) tool(TOOLS.get(key) ?? "");
    else return undefined;
    return event.preventDefault();
  });
}

/**
 * Ctrl+Z, or Command+Z; in a field it is the field's own.
 *
 * @param {KeyboardEvent} event
 */
function takesBack({ key, ctrlKey, metaKey, altKey, shiftKey, repeat, target }) {
  if (key.toLowerCase() !== "z" || !(ctrlKey || metaKey) || altKey || shiftKey || repeat)
    return false;
  return !document.querySelector("dialog[open]") && !takesKeys(target);
}

/** How soon a second digit belongs to the first, where there are more than ten teams. */
const TOGETHER = 1_500;

/**
 * Number keys as numbers of teams: 0 is the tenth; beyond ten, digits typed quickly are one number.
 *
 * @param {() => number} count
 * @param {(number: number) => void} choose
 * @returns {(digit: number) => void}
 */
export function teamByNumber(count, choose) {
  let last = { number: 0, at: Number.NEGATIVE_INFINITY };
  return (digit) => {
    const all = count();
    const now = performance.now();
    const longer = last.number * 10 + digit;
    const joined = all > 10 && now - last.at < TOGETHER && last.number > 0 && longer <= all;
    const number = joined ? longer : digit || (all === 10 ? 10 : 0);
    last = { number, at: now };
    if (number > 0 && number <= all) choose(number);
  };
}

/** @param {EventTarget | null} target */
function takesKeys(target) {
  return target instanceof Element && target.closest("input, textarea, select") !== null;
}

/**
 * Whether the space bar belongs to what has the focus.
 *
 * @param {EventTarget | null} target
 */
function presses(target) {
  return target instanceof Element && target.closest("button, a, summary, [data-scrolls]") !== null;
}

/**
 * Whether the page keys belong to what is read under the focus.
 *
 * @param {EventTarget | null} target
 */
function reads(target) {
  return scrolls(target) && target instanceof Element && !target.closest("#show");
}

/**
 * Whether arrows belong to what scrolls under the focus.
 *
 * @param {EventTarget | null} target
 */
function scrolls(target) {
  return target instanceof Element && target.closest("[data-scrolls]") !== null;
}
