import { mayWrite } from "../board/deskboard.js";
import { shown } from "../common/amount.js";
import { make, setAttributes } from "../common/dom.js";
import { teamOf } from "../common/entrant.js";
import { unmoved } from "../common/flip.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";
import { outlierOf, outlierWords } from "./outliers.js";

/**
 * One judge's mark for one team, as a cell of the grid; where it may be corrected, as a button.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../board/deskboard.js").DeskRound} DeskRound
 * @typedef {import("../board/deskboard.js").Judge} Judge
 * @typedef {import("../board/deskboard.js").Mark} Mark
 * @typedef {"given" | "missing" | "recused" | "excused" | "waiting" | "gone"
 *   | "absent" | "spare" | "team"} CellState spare: of a judge whose marks are never counted
 * @typedef {{state: CellState, mark: Mark | null, odd?: string,
 *   criteria?: import("../common/criteria.js").Criterion[]}} Cell odd: what deserves a look
 */

/**
 * @param {DeskBoard} board
 * @param {DeskRound} round
 * @param {import("../board/deskboard.js").Row} row
 * @param {Judge} judge
 * @returns {Cell}
 */
export function markOf(board, round, { team, outside }, judge) {
  const mark = board.marks[round.id]?.[team.id]?.[judge.id] ?? null;
  // Nobody marks a team that has withdrawn, and the desk does not either.
  if (outside === "withdrawn") return { state: "gone", mark };
  const absent = board.absent?.[round.id] ?? {};
  // Where the members are marked, their team's own line has no marks.
  if (round.by === "member" && teamOf(team.id) === team.id) return { state: "team", mark };
  if (team.id in absent || teamOf(team.id) in absent) return { state: "absent", mark };
  const outlier = outlierOf(board, round.id, team.id, judge.id);
  const { criteria } = round;
  const { shadow = false } = judge;
  const odd = outlier ? outlierWords(outlier) : "";
  if (mark) return { state: "given", mark, odd, criteria };
  if (judge.recused.includes(teamOf(team.id))) return { state: "recused", mark };
  // Nobody waits for a mark that will not count.
  if (round.state === "pending") return { state: "waiting", mark };
  if (shadow) return { state: "spare", mark };
  return { state: judge.id in (board.excused[round.id] ?? {}) ? "excused" : "missing", mark };
}

/**
 * @param {HTMLElement} td
 * @param {Cell} cell
 * @param {{team: string, judge: string}} names
 * @param {boolean} telling whether what is new should be shown as new
 */
export function drawMark(td, { state, mark, odd = "", criteria = [] }, names, telling) {
  const version = mark ? String(mark.version) : "";
  const news = telling && version !== "" && td.dataset.entry !== version;
  const corrected = mark?.corrected ?? false;
  const dropped = mark?.dropped ?? false;
  const entered = mark?.entered ?? false;
  const seen = [state, version, dropped, odd, mark?.place, names.team, names.judge].join(" ");
  if (td.dataset.seen === seen) return;
  setAttributes(td, {
    "data-state": state,
    "data-entry": version || null,
    "data-seen": seen,
    "data-corrected": corrected && !entered,
    "data-entered": entered,
    "data-dropped": dropped,
    "data-odd": odd !== "",
    title: [odd, partsWords(mark, criteria)].filter(Boolean).join(" · ") || null,
  });
  const words = [...cellWords(state, mark), ...oddWords(odd)];
  const correctable = mayWrite && ["given", "missing", "excused", "spare"].includes(state);
  if (correctable) fillButton(td, names, words);
  else td.replaceChildren(...words);
  if (news) flash(td);
}

/**
 * The button stays the same element, so that a new mark does not take the keyboard away from it.
 *
 * @param {HTMLElement} td
 * @param {{team: string, judge: string}} names
 * @param {(Node | string)[]} words
 */
export function fillButton(td, names, words) {
  let button = td.querySelector("button");
  if (!button) {
    button = make("button", { type: "button", class: "cell", tabindex: -1 });
    td.replaceChildren(button);
  }
  button.replaceChildren(...words);
  const heard = words.filter((word) => typeof word === "string" || !isSign(word));
  const value = heard.map((word) => (typeof word === "string" ? word : word.textContent)).join("");
  const whose = [names.team, names.judge].filter(Boolean).join(", ");
  setAttributes(button, { "aria-label": t("%(whose)s: %(value)s. Correct", { whose, value }) });
}

/** @param {Node} word */
function isSign(word) {
  return word instanceof Element && word.getAttribute("aria-hidden") === "true";
}

/**
 * What each criterion was given, where the mark is their sum.
 *
 * @param {Mark | null} mark
 * @param {import("../common/criteria.js").Criterion[]} criteria
 */
function partsWords(mark, criteria) {
  const values = mark?.values;
  if (!values) return "";
  return criteria.map(({ id, name }) => `${name} ${values[id] ?? "–"}`).join(" · ");
}

/**
 * @param {CellState} state
 * @param {Mark | null} mark
 * @returns {(Node | string)[]}
 */
function cellWords(state, mark) {
  const sign = (/** @type {string} */ text) => make("span", { "aria-hidden": "true" }, text);
  const spoken = (/** @type {string} */ text) => make("span", { class: "visually-hidden" }, text);
  if (state === "team") return [];
  if (state === "recused") return [make("span", { class: "cell-word" }, t("recused"))];
  if (state === "excused") return [make("span", { class: "cell-word" }, t("excused"))];
  if (state === "missing") return [sign("○"), spoken(t("not marked"))];
  if (state === "spare") return [sign("·"), spoken(t("not counted"))];
  if (state === "absent" && !mark) return [sign("·"), spoken(page.notes.absent)];
  if (!mark) return [sign("·"), spoken(state === "gone" ? page.notes.withdrawn : t("not opened"))];
  const value = mark.dropped ? make("s", {}, shown(mark.value)) : shown(mark.value);
  return [
    value,
    ...(mark.place
      ? [placeSign(mark.place), spoken(` ${t("Place %(place)s", { place: mark.place })}`)]
      : []),
    ...(mark.dropped ? [spoken(` ${t("dropped")}`)] : []),
    ...(mark.corrected ? [penSign(mark), spoken(` ${deskWord(mark)}`)] : []),
  ];
}

/** @param {string} place which the mark gives the team among the others */
function placeSign(place) {
  return make("small", { class: "cell-place", "aria-hidden": "true" }, `(${place})`);
}

/** @param {Mark} mark */
function penSign({ entered }) {
  return make("span", { class: "cell-pen", "aria-hidden": "true" }, entered ? "⊕" : "✎");
}

/** @param {Mark} mark */
function deskWord({ entered }) {
  return entered ? t("entered by the desk") : t("corrected");
}

/** @param {string} odd */
function oddWords(odd) {
  if (!odd) return [];
  const spoken = make("span", { class: "visually-hidden" }, ` ${odd}`);
  return [make("span", { class: "cell-odd", "aria-hidden": "true" }, "?"), spoken];
}

/** @param {HTMLElement} td */
function flash(td) {
  if (unmoved()) return;
  td.animate([{ backgroundColor: "var(--fresh)" }, {}], { duration: 1600, easing: "ease-out" });
}
