import { find, setText } from "./common/dom.js";
import { page } from "./common/page.js";
import { t } from "./common/phrases.js";
import "./printing.js";

/**
 * What the texts of the certificates say and where they stand: by the millimetre, kept in this
 * browser for each event, paper and stock. What is shown is the preview and the print.
 *
 * @typedef {{shown: boolean, wording: string, left: number, top: number, size: number,
 *   width: number}} Spot
 * @typedef {Record<string, Spot>} Spots
 */

const sheets = find("#certificates");
const { paper = "landscape", stock = "blank", of = "prizes" } = sheets.dataset;
const KEPT_AS = ["scoreboard:certificates", page.event, paper, stock]
  .concat(of === "prizes" ? [] : of)
  .join(":");
/** @type {Record<string, string>} how each place is written here, by its key */
const PLACES = page.places ?? {};
/** @type {Record<string, string>} the usual wording of each text */
const WORDINGS = page.wordings ?? {};

/** @typedef {Omit<Spot, "shown" | "wording">} Place */
/** @type {(left: number, top: number, size: number) => Place} */
const at = (left, top, size) => ({ left, top, size, width: paper === "portrait" ? 180 : 250 });

/** @type {Record<string, Record<string, Place>>} */
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
  const spots = Object.entries(WORDINGS).flatMap(([key, wording]) => {
    const place = USUAL[paper]?.[key];
    const shown = stock === "blank" || !PREPRINTED.includes(key);
    return place ? [[key, { ...place, wording, shown }]] : [];
  });
  return Object.fromEntries(spots);
}

/** @returns {Spots} */
function kept() {
  const spots = usual();
  try {
    const known = JSON.parse(localStorage.getItem(KEPT_AS) ?? "{}");
    for (const [key, spot] of Object.entries(spots)) Object.assign(spot, known[key]);
  } catch {
    // Storage that is shut, or holds something else, keeps nobody from printing.
  }
  return spots;
}

let spots = kept();

/** Which place a word in braces names; undefined for none. @param {string} word */
function placeOf(word) {
  const braced = `{${word.trim()}}`;
  return Object.keys(PLACES).find((key) => braced === PLACES[key] || braced === `{${key}}`);
}

/**
 * @param {string} wording
 * @param {Record<string, string>} values
 */
function filled(wording, values) {
  return wording.replace(/\{([^{}]*)\}/g, (braced, word) => values[placeOf(word) ?? ""] ?? braced);
}

function draw() {
  for (const sheet of sheets.querySelectorAll("[data-values]"))
    if (sheet instanceof HTMLElement) drawSheet(sheet, JSON.parse(sheet.dataset.values ?? "{}"));
  for (const [key, spot] of Object.entries(spots))
    for (const field of document.querySelectorAll(`#texts [data-text="${key}"] [data-part]`))
      if (isField(field) && field !== document.activeElement) fill(field, spot);
  complain();
}

/**
 * @param {HTMLElement} sheet
 * @param {Record<string, string>} values
 */
function drawSheet(sheet, values) {
  for (const [key, { shown, wording, left, top, size, width }] of Object.entries(spots)) {
    const text = sheet.querySelector(`[data-text="${key}"]`);
    if (!(text instanceof HTMLElement)) continue;
    text.hidden = !shown;
    // Beside a member stands the team, unless the organiser has worded it otherwise.
    const own = key === "beside" && wording === WORDINGS[key] ? sheet.dataset.beside : wording;
    setText(text, filled(own ?? wording, values).trim());
    text.style.setProperty("--left", String(left));
    text.style.setProperty("--top", String(top));
    text.style.setProperty("--size", String(size));
    text.style.setProperty("--width", String(width));
  }
}

/** Says which words in braces are no places, so that none is printed as it stands. */
function complain() {
  const words = Object.values(spots)
    .filter(({ shown }) => shown)
    .flatMap(({ wording }) => [...wording.matchAll(/\{([^{}]*)\}/g)])
    .filter(([, word = ""]) => !placeOf(word))
    .map(([braced]) => braced);
  const trouble = document.querySelector("#wording-trouble");
  if (!(trouble instanceof HTMLElement)) return;
  const places = Object.values(PLACES).join(" ");
  setText(
    trouble,
    words.length > 0
      ? t("Nothing is filled in for %(words)s. What can be: %(places)s", {
          words: words.join(" "),
          places,
        })
      : "",
  );
}

/**
 * @param {Element | EventTarget | null} field
 * @returns {field is HTMLInputElement | HTMLTextAreaElement}
 */
function isField(field) {
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
}

/**
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @param {Spot} spot
 */
function fill(field, spot) {
  const part = /** @type {keyof Spot} */ (field.dataset.part);
  if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = spot.shown;
  else field.value = String(spot[part]);
}

/** @param {HTMLInputElement | HTMLTextAreaElement} field */
function valueIn(field) {
  if (field instanceof HTMLTextAreaElement) return field.value;
  if (field.type === "checkbox") return field.checked;
  return field.validity.valid && !Number.isNaN(field.valueAsNumber) ? field.valueAsNumber : null;
}

/** @param {Event} event */
function typed({ target }) {
  if (!isField(target)) return;
  const key = target.closest("[data-text]")?.getAttribute("data-text") ?? "";
  const spot = spots[key];
  const value = valueIn(target);
  if (!spot || value === null) return;
  spots = { ...spots, [key]: { ...spot, [target.dataset.part ?? ""]: value } };
  keep();
}

function keep() {
  try {
    // The usual wording is kept nowhere: it follows the page's language and who receives it.
    const own = Object.entries(spots).map(([key, { wording, ...spot }]) => [
      key,
      wording === WORDINGS[key] ? spot : { ...spot, wording },
    ]);
    localStorage.setItem(KEPT_AS, JSON.stringify(Object.fromEntries(own)));
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
