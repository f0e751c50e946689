import { countedMarks, panelOf } from "../board/deskboard.js";
import { noteWord } from "../board/wording.js";
import { scoreText, totalText } from "../board/written.js";
import { printed } from "../common/amount.js";
import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { entrantOf, teamOf } from "../common/entrant.js";
import { t } from "../common/phrases.js";
import { drawMark, markOf } from "./gridcells.js";
import { keepOneStop } from "./gridkeys.js";
import { drawHallCell, seenInHall, showsHall } from "./publishing.js";

/**
 * The grid of a judged round: a row for each team, a column for each judge.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../board/deskboard.js").Judge} Judge
 * @typedef {import("../board/deskboard.js").Row} Row
 * @typedef {import("../board/deskboard.js").DeskRound} DeskRound
 */

/** @type {Record<string, string>} */
const CLASSES = { " hall": "hall-sees", " score": "score", " total": "total" };
/** From this many teams on, rows are thin. */
const MANY = 14;
/** With more judges than this, columns are narrow. */
const CROWD = 8;
/** From this many letters on, a name needs a wider column; a Chinese one is as wide as two. */
const LONG = 16;

/**
 * @param {HTMLElement} table an empty table element
 * @param {DeskBoard} board of the round's stage
 * @param {DeskRound} round
 * @param {Row[]} teams in the order to show them
 */
export function drawGrid(table, board, round, teams) {
  const rows = round.by === "member" ? withMembers(board, round, teams) : teams;
  // A board drawn over itself may say what is new; another round starts from rest.
  const same = table.dataset.round === round.id;
  setAttributes(table, { "data-round": round.id, "data-dense": rows.length > MANY });
  setAttributes(table, { "data-wide": panelOf(board, round).length > CROWD });
  setAttributes(table, { "data-long": hasLong(rows) });
  table.style.setProperty("--rows", String(rows.length));
  if (!table.firstElementChild) table.append(make("thead", {}, make("tr")), make("tbody"));
  drawHead(find("thead tr", table), board, round);
  reconcile(find("tbody", table), rows, {
    key: ({ team }) => team.id,
    make: makeRow,
    draw: (element, row) => drawRow(element, row, board, round, same),
  });
  keepOneStop(table);
}

/**
 * Each team's row, and below it those of its members, who are marked.
 *
 * @param {DeskBoard} board
 * @param {DeskRound} round
 * @param {Row[]} teams
 * @returns {Row[]}
 */
function withMembers(board, round, teams) {
  return teams.flatMap((row) => [
    row,
    ...(board.members?.[row.team.id] ?? []).map(({ id, name }) => {
      const entrant = entrantOf(row.team.id, id);
      const score = board.own?.[round.id]?.[entrant] ?? null;
      const team = { ...row.team, id: entrant, name, region: "" };
      return { ...row, team, note: null, rounds: { [round.id]: score }, total: null };
    }),
  ]);
}

/** @param {Row} row */
const isMember = ({ team }) => teamOf(team.id) !== team.id;

/**
 * Whether a name asks for a wider column.
 *
 * @param {Row[]} rows
 */
export const hasLong = (rows) => rows.some(({ team }) => letters(team.name) > LONG);

/** @param {string} name */
function letters(name) {
  return name.replace(/[\u2e80-\uffff]/g, "aa").length;
}

/**
 * @typedef {{key: string, name: string, note: string, done: boolean, className: string}} Head
 * @param {HTMLElement} tr
 * @param {DeskBoard} board
 * @param {DeskRound} round
 */
function drawHead(tr, board, round) {
  /** @type {Head[]} */
  const heads = [
    { key: " team", name: t("Team"), note: "", done: false, className: "team" },
    ...panelOf(board, round).map((judge) => judgeHead(judge, board, round)),
    ...(showsHall(board, round)
      ? [{ key: " hall", name: t("Hall"), note: "", done: false, className: "hall-sees" }]
      : []),
    { key: " score", name: t("Round"), note: "", done: false, className: "score" },
    { key: " total", name: t("Total"), note: "", done: false, className: "total" },
  ];
  reconcile(tr, heads, {
    key: (head) => head.key,
    make: ({ className }) =>
      make(
        "th",
        { scope: "col", class: className },
        make("span", { class: "head-name", dir: "auto" }),
        make("span", { class: "head-note" }),
      ),
    draw: (th, { name, note, done }) => {
      setAttributes(th, { "data-done": done });
      setText(find(".head-name", th), name);
      setText(find(".head-note", th), note);
    },
  });
}

/**
 * @param {Judge} judge
 * @param {DeskBoard} board
 * @param {DeskRound} round
 * @returns {Head}
 */
function judgeHead(judge, board, round) {
  const marks = countedMarks(board, round.id);
  const given = marks.filter((byJudge) => judge.id in byJudge).length;
  const left = board.missing[round.id]?.[judge.id]?.length ?? 0;
  const excused = judge.id in (board.excused[round.id] ?? {});
  const started = round.state !== "pending" && given + left > 0 && !excused;
  const done = started && left === 0;
  const count = `${given}/${given + left}`;
  // A narrow column has room for the sign alone.
  const full = panelOf(board, round).length > CROWD ? "✓" : `✓ ${count}`;
  if (judge.shadow) return shadowHead(judge, board, round);
  const word = excused ? t("excused") : "";
  const note = started ? (done ? full : count) : word;
  return { key: judge.id, name: judge.name, note, done, className: "judge" };
}

/**
 * A judge whose marks are kept and never counted.
 *
 * @param {Judge} judge
 * @param {DeskBoard} board
 * @param {DeskRound} round
 * @returns {Head}
 */
function shadowHead({ id, name }, board, round) {
  const marks = Object.values(board.marks[round.id] ?? {});
  const n = marks.filter((byJudge) => id in byJudge).length;
  const note = n > 0 ? t("not counted: %(n)s", { n }) : t("not counted");
  return { key: id, name, note, done: false, className: "judge" };
}

/** @param {Row} row */
function makeRow({ team }) {
  const head = make(
    "th",
    { scope: "row", class: "team" },
    make("span", { class: "team-name", dir: "auto" }),
    make("span", { class: "team-region", dir: "auto" }),
  );
  return make("tr", { "data-row": team.id }, head);
}

/**
 * @param {HTMLElement} tr
 * @param {Row} row
 * @param {DeskBoard} board
 * @param {DeskRound} round
 * @param {boolean} telling whether what is new should be shown as new
 */
function drawRow(tr, row, board, round, telling) {
  const head = /** @type {HTMLElement} */ (tr.firstElementChild);
  setText(find(".team-name", head), row.team.name);
  setText(find(".team-region", head), noteWord(row) || row.team.region);
  const columns = [
    { key: " team", judge: null },
    ...panelOf(board, round).map((judge) => ({ key: judge.id, judge })),
    ...(showsHall(board, round) ? [{ key: " hall", judge: null }] : []),
    { key: " score", judge: null },
    { key: " total", judge: null },
  ];
  head.dataset.key = " team";
  setAttributes(tr, { "data-member": isMember(row) });
  reconcile(tr, columns, {
    key: (column) => column.key,
    make: ({ key, judge }) =>
      make("td", { class: judge ? "mark" : CLASSES[key], "data-judge": judge?.id }),
    draw: (td, { key, judge }) => {
      const names = { team: row.team.name, judge: judge?.name ?? "" };
      if (judge) drawMark(td, markOf(board, round, row, judge), names, telling);
      else if (isMember(row) && [" hall", " total"].includes(key)) td.replaceChildren();
      else if (key === " hall") drawHallCell(td, seenInHall(board, round, row.team.id), row.team);
      else if (key === " score") drawScore(td, row, board, round);
      else if (key === " total") setText(td, printed(totalText(board, row)));
    },
  });
}

/**
 * @param {HTMLElement} td
 * @param {Row} row
 * @param {DeskBoard} board
 * @param {DeskRound} round
 */
function drawScore(td, row, board, round) {
  const { id } = row.team;
  const lacks = Object.values(board.missing[round.id] ?? {}).some((left) =>
    left.some((who) => who === id || teamOf(who) === id),
  );
  const value = row.rounds[round.id] ?? null;
  const interim = lacks && value !== null;
  const written = printed(scoreText(board, row, round.id));
  setAttributes(td, { "data-interim": interim });
  const words = interim
    ? [written, make("span", { class: "visually-hidden" }, t("so far"))]
    : [round.state === "pending" ? "" : written];
  td.replaceChildren(...words);
}
