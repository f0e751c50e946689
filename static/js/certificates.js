import { find } from "./common/dom.js";
import { page } from "./common/page.js";
import "./printing.js";

/**
 * Where the texts of the certificates stand: by the millimetre, kept in this browser for each event,
 * paper and stock.
 *
 * @typedef {{shown: boolean, left: number, top: number, size: number}} Spot
 * @typedef {Record<string, Spot>} Spots
 */

const sheets = find("#certificates");
const { paper = "landscape", stock = "blank" } = sheets.dataset;
const KEPT_AS = `scoreboard:certificates:${page.event}:${paper}:${stock}`;

/** @type {(left: number, top: number, size: number) => Spot} */
const at = (left, top, size) => ({ shown: true, left, top, size });

/** @type {Record<string, Spots>} */
const USUAL = {
  landscape: {
    heading: at(148.5, 30, 16),
    recipient: at(148.5, 66, 12),
    beside: at(148.5, 85, 6),
    text: at(148.5, 103, 7),
    prize: at(148.5, 122, 17),
    host: at(148.5, 164, 6),
    date: at(148.5, 175, 6),
  },
  portrait: {
    heading: at(105, 45, 15),
    recipient: at(105, 95, 12),
    beside: at(105, 116, 6),
    text: at(105, 140, 7),
    prize: at(105, 165, 17),
    host: at(105, 240, 6),
    date: at(105, 252, 6),
  },
};

/** What preprinted stock says already. */
const PREPRINTED = ["heading", "host"];

/** @returns {Spots} */
function usual() {
  const spots = Object.entries(USUAL[paper] ?? {});
  return Object.fromEntries(
    spots.map(([key, spot]) => [
      key,
      { ...spot, shown: stock === "blank" || !PREPRINTED.includes(key) },
    ]),
  );
}

/** @returns {Spots} */
function kept() {
  try {
    return { ...usual(), ...JSON.parse(localStorage.getItem(KEPT_AS) ?? "{}") };
  } catch {
    // Storage that is shut, or holds something else, keeps nobody from printing.
    return usual();
  }
}

let spots = kept();

function draw() {
  for (const [key, { shown, left, top, size }] of Object.entries(spots)) {
    for (const text of sheets.querySelectorAll(`[data-text="${key}"]`)) {
      if (!(text instanceof HTMLElement)) continue;
      text.hidden = !shown;
      text.style.setProperty("--left", String(left));
      text.style.setProperty("--top", String(top));
      text.style.setProperty("--size", String(size));
    }
    for (const field of document.querySelectorAll(`#texts [data-text="${key}"] input`))
      if (field instanceof HTMLInputElement && field !== document.activeElement)
        fill(field, { shown, left, top, size });
  }
}

/**
 * @param {HTMLInputElement} field
 * @param {Spot} spot
 */
function fill(field, spot) {
  const part = /** @type {keyof Spot} */ (field.dataset.part);
  if (part === "shown") field.checked = spot.shown;
  else field.value = String(spot[part]);
}

/** @param {Event} event */
function typed({ target }) {
  if (!(target instanceof HTMLInputElement)) return;
  const key = target.closest("[data-text]")?.getAttribute("data-text") ?? "";
  const spot = spots[key];
  const number = target.valueAsNumber;
  if (!spot || (target.type === "number" && (Number.isNaN(number) || !target.validity.valid)))
    return;
  const value = target.type === "checkbox" ? target.checked : number;
  spots = { ...spots, [key]: { ...spot, [target.dataset.part ?? ""]: value } };
  keep();
}

function keep() {
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify(spots));
  } catch {
    // It is printed as it is shown all the same.
  }
  draw();
}

document.querySelector("#texts")?.addEventListener("input", typed);
document.querySelector("#usual-texts")?.addEventListener("click", () => {
  spots = usual();
  keep();
});
draw();
