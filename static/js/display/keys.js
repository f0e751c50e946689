import { find, setText } from "../common/dom.js";
import { may } from "../common/page.js";
import { t } from "../common/phrases.js";
import { ShowKeys } from "../show/keys.js";
import { canFill, fillScreen, keepAwake } from "./fullscreen.js";

/**
 * The keys of the large screen. The first one fills the screen and turns nothing; then a presenter's remote turns the
 * scene's steps, where this browser is signed in with a role that may.
 *
 * @typedef {import("../show/message.js").SceneMessage} SceneMessage
 * @typedef {"next" | "back"} Turn
 */

/** @type {Record<string, Turn>} */
const TURNS = {
  PageDown: "next",
  ArrowRight: "next",
  " ": "next",
  Enter: "next",
  PageUp: "back",
  ArrowLeft: "back",
};
/** What is held down with another key is no key of its own. */
const HELD = new Set(["Shift", "Control", "Alt", "Meta", "CapsLock", "Tab", "Escape"]);
/** Milliseconds that a word to whoever pressed a key stands. */
const SAID = 6000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let saying;

/**
 * Says something in small type to whoever stands at this computer.
 *
 * @param {string} words
 */
function say(words) {
  const line = find(".hall-say");
  setText(line, words);
  line.hidden = false;
  clearTimeout(saying);
  saying = setTimeout(() => {
    line.hidden = true;
  }, SAID);
}

/**
 * @param {() => SceneMessage} now the scene as it is shown
 * @param {(next: SceneMessage) => void} show
 */
export function watchKeys(now, show) {
  let pressed = false;
  const keys = new ShowKeys(now, show);
  const turn = async (/** @type {Turn} */ to) => {
    const { done, why } = await keys.turn(to);
    if (!done && why) say(why);
  };
  window.addEventListener("keydown", (event) => {
    const { key, repeat, ctrlKey, altKey, metaKey } = event;
    if (repeat || ctrlKey || altKey || metaKey || HELD.has(key)) return;
    const first = !pressed;
    pressed = true;
    const to = TURNS[key];
    const fills = key === "f" || key === "F" || (first && canFill());
    if (fills || to) event.preventDefault();
    if (fills) fill();
    else if (to && may("step")) turn(to);
    else if (to)
      say(t("To turn steps here, open the presenter's or a scorer's link in this browser."));
  });
}

async function fill() {
  await fillScreen();
  if (!(await keepAwake()))
    say(t("This browser cannot keep the screen awake: set this computer never to sleep."));
}
