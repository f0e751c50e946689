import { find } from "./common/dom.js";
import { cleaned, pinIn } from "./common/pasted.js";

/** The form for a PIN: cleans what is typed or pasted, and goes on by itself at the sixth digit. */

const BOUNCE = 1_000;

const form = /** @type {HTMLFormElement} */ (find(".slip-card"));
const input = /** @type {HTMLInputElement} */ (find("#pin"));
let sent = Number.NEGATIVE_INFINITY;

input.addEventListener("input", (event) => {
  // What a Chinese keyboard composes is not finished yet.
  if (/** @type {InputEvent} */ (event).isComposing) return;
  clean();
});
input.addEventListener("compositionend", clean);
form.addEventListener("submit", (event) => {
  // The last digit and a press of the button are one attempt.
  if (event.timeStamp - sent < BOUNCE) return event.preventDefault();
  sent = event.timeStamp;
  return undefined;
});

// Over slow Wi-Fi a card's six digits are typed before this script is there. What the browser itself
// puts back after a step back was sent before.
const [arrival] = performance.getEntriesByType("navigation");
const { type } = /** @type {PerformanceNavigationTiming} */ (arrival);
if (input.value && type === "navigate") clean();

function clean() {
  // A whole link is read by the server as it is.
  if (input.value.includes("/join/")) return form.requestSubmit();
  const pin = pinIn(input.value);
  const plain = pin ?? cleaned(input.value);
  if (plain !== input.value) input.value = plain;
  if (pin !== null) form.requestSubmit();
  return undefined;
}
