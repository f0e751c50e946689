import { printed } from "../common/amount.js";
import { make } from "../common/dom.js";
import { names } from "../common/entrywords.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";

/**
 * Before and after one entry: the rows of the board that changed, and what else did.
 *
 * @typedef {any[]} Pair before and after
 * @typedef {import("../common/shapes.js").RowChange} Change
 * @typedef {import("../common/shapes.js").Difference} Difference
 * @typedef {import("../common/entrywords.js").Entry} Entry
 */

/**
 * @param {Entry} entry
 * @param {Difference} difference
 * @returns {HTMLElement[]}
 */
export function differenceParts(entry, difference) {
  const facts = [
    ...difference.rounds.map(stateFact),
    ...markFact(difference),
    ...announcedFact(difference),
  ];
  const parts = [];
  if (facts.length > 0) parts.push(make("dl", { class: "facts" }, ...facts));
  if (difference.rows.length > 0) parts.push(tableOf(difference));
  if (parts.length === 0) {
    const words =
      difference.version === 1
        ? t("With this entry the event began.")
        : t("The board stayed as it was.");
    parts.push(make("p", { class: "entry-same" }, words));
  }
  parts.push(sealOf(entry));
  return parts;
}

/**
 * @param {string} term
 * @param {Node} pair
 */
function fact(term, pair) {
  return make("div", {}, make("dt", { dir: "auto" }, term), make("dd", {}, pair));
}

/** @param {Difference["rounds"][number]} round */
function stateFact({ name, state }) {
  const word = (/** @type {string | null} */ of) =>
    ({ open: t("open"), closed: t("closed"), pending: t("not yet opened") })[of ?? ""] ?? "–";
  return fact(name, change(word(state[0]), word(state[1])));
}

/** @param {Difference} difference */
function markFact({ mark, parts = [] }) {
  const pair = (/** @type {(string | null)[]} */ [before = null, after = null]) =>
    before === after
      ? document.createTextNode(printed(after))
      : change(printed(before), printed(after));
  return [
    ...(mark ? [fact(t("The mark"), pair(mark))] : []),
    ...parts.map(({ name, value }) => fact(name, pair(value))),
  ];
}

/** @param {Difference} difference */
function announcedFact({ announced, stage }) {
  if (!announced) return [];
  const teams = (/** @type {string[] | null} */ of) => (of ? of.join(t(", ")) : "–");
  const term = t("Announced, %(stage)s", { stage: stage.name });
  return [fact(term, change(teams(announced[0]), teams(announced[1])))];
}

/**
 * A value that became another; read aloud as "18, then 16".
 *
 * @param {string} before
 * @param {string} after
 */
function change(before, after) {
  const pair = document.createDocumentFragment();
  const arrow = make("span", { class: "arrow", "aria-hidden": "true" }, "→");
  const then = make("span", { class: "visually-hidden" }, t("then"));
  pair.append(make("span", { class: "was" }, before), " ", arrow, then, " ", make("b", {}, after));
  return pair;
}

/**
 * @param {Pair} pair
 * @param {(value: any) => string} [word]
 */
function cell(pair, word = printed) {
  const [before, after] = pair.map(word);
  const same = before === after;
  return make(
    "td",
    { "data-same": same },
    same ? (after ?? "") : change(before ?? "", after ?? ""),
  );
}

/** @param {Difference} difference */
function tableOf({ rows, stage }) {
  const rounds = [...new Set(rows.flatMap((row) => Object.keys(row.rounds)))];
  const cuts = rows.some(({ cut }) => cut[0] !== cut[1]);
  const heads = [
    t("Team"),
    t("Place"),
    ...rounds.map((id) => names.rounds.get(id) ?? id),
    t("Total"),
    ...(cuts ? [t("Going on")] : []),
  ];
  const lines = rows.map((row) =>
    make(
      "tr",
      { "data-changed": row.team.id },
      make("th", { scope: "row", dir: "auto" }, row.team.name),
      cell(places(row), String),
      ...rounds.map((id) => (row.rounds[id] ? cell(row.rounds[id]) : make("td"))),
      cell(row.total),
      ...(cuts ? [cell(row.cut, cutWord)] : []),
    ),
  );
  return make(
    "div",
    { class: "changes-scroll", "data-scrolls": true },
    make(
      "table",
      { class: "changes" },
      make(
        "caption",
        { class: "visually-hidden" },
        t("What changed, %(stage)s", { stage: stage.name }),
      ),
      make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
      make("tbody", {}, ...lines),
    ),
  );
}

/**
 * Places with what they share or why there is none.
 *
 * @param {Change} row
 * @returns {Pair}
 */
function places({ rank, tied, outside }) {
  const word = (/** @type {0 | 1} */ i) => {
    const note = outside[i];
    if (note) return page.notes[note];
    return tied[i] && rank[i] !== null ? `${printed(rank[i])} ${t("tied")}` : printed(rank[i]);
  };
  return [word(0), word(1)];
}

/** @param {string | null} cut */
function cutWord(cut) {
  return { in: t("in"), out: t("out"), tied: t("tied at the cut") }[cut ?? ""] ?? "–";
}

/** @param {Entry} entry */
function sealOf({ hash = "" }) {
  return make("p", { class: "seal" }, make("span", {}, t("Hash"), " "), make("code", {}, hash));
}
