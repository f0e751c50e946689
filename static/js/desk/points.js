import { printed } from "../board/shape.js";
import { clockTime, outsideWord } from "../board/wording.js";
import { shown, signed, sum } from "../common/amount.js";
import { el, keep, say, set, the } from "../common/elements.js";
import { t } from "../common/phrases.js";
import { outcomeWord } from "../common/risk.js";
import { drawn } from "../common/staking.js";
import { actor, mayWrite } from "./deskboard.js";
import { hasLong } from "./grid.js";
import { fillButton } from "./gridcells.js";
import { keepOneStop } from "./gridkeys.js";
import { askedOf, questionsEach } from "./questions.js";

/**
 * A points round: what each team has gained and lost, and every award with who gave it and when.
 *
 * @typedef {import("./deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("./deskboard.js").DeskRound} DeskRound
 * @typedef {import("./deskboard.js").Award} Award
 * @typedef {import("./deskboard.js").Row} Row
 */

/**
 * The teams stand as given and stay where they are: a row under a finger must not move.
 *
 * @param {HTMLElement} root
 * @param {DeskBoard} board of the round's stage
 * @param {DeskRound} round
 * @param {Row[]} rows in the order of play, where one was drawn
 */
export function drawPoints(root, board, round, rows) {
  const awards = board.awards[round.id] ?? [];
  const long = hasLong(rows);
  set(root, { "data-long": long });
  set(the("#sums", root), { "data-long": long });
  the("#sums", root).style.setProperty("--rows", String(rows.length));
  const ordered = (board.order[round.id]?.length ?? 0) > 0;
  say(the("#sums-order", root), ordered ? t("Order of play") : t("Team"));
  set(the("#sums", root), { "data-ordered": ordered });
  keep(the("#sums tbody", root), rows, {
    key: ({ team }) => team.id,
    make: makeSum,
    draw: (tr, row) => {
      say(the(".turn-number", tr), String(rows.indexOf(row) + 1));
      drawTurn(tr, row, board, round);
      drawSum(tr, row, awards, round);
    },
  });
  keepOneStop(the("#sums", root));
  const names = new Map(board.rows.map(({ team }) => [team.id, team.name]));
  keep(the("#awards", root), awards, {
    key: ({ id }) => id,
    make: makeAward,
    draw: (item, award) => drawAward(item, award, names.get(award.team) ?? award.team, board),
  });
  the("#no-awards", root).hidden = awards.length > 0;
}

/** @param {Row} row */
function makeSum({ team }) {
  return el(
    "tr",
    { "data-row": team.id },
    el(
      "th",
      { scope: "row", class: "team" },
      el(
        "button",
        { type: "button", class: "team-pick" },
        el("span", { class: "turn-number" }),
        el(
          "span",
          { class: "team-who" },
          el("span", { class: "team-name", dir: "auto" }),
          el("span", { class: "team-region", dir: "auto" }),
        ),
        el("span", { class: "turn-done" }),
      ),
    ),
    el("td", { class: "gained" }),
    el("td", { class: "lost" }),
    el("td", { class: "score" }),
    el("td", { class: "total" }),
    el("td", { class: "give" }, el("div", { class: "give-keys", role: "group" })),
  );
}

/**
 * Whether the team has had its questions, and whether its turn was drawn among equals.
 *
 * @param {HTMLElement} tr
 * @param {Row} row
 * @param {DeskBoard} board
 * @param {DeskRound} round
 */
function drawTurn(tr, row, board, round) {
  const { team } = row;
  const each = questionsEach(round);
  const had = askedOf(board, round.id, team.id);
  const done = each > 0 && had >= each;
  set(tr, { "data-done": done });
  const mark = the(".turn-done", tr);
  say(mark, done ? "✓" : each > 1 && had > 0 ? `${had}/${each}` : "");
  set(mark, {
    title: each > 0 && had > 0 ? t("%(n)s of %(all)s questions", { n: had, all: each }) : null,
  });
  const lot = drawn(board.lots?.[round.id], team.id) ? t("by lot") : "";
  say(the(".team-region", tr), [lot, outsideWord(row) || team.region].filter(Boolean).join(" · "));
}

/**
 * @param {HTMLElement} tr
 * @param {Row} row
 * @param {Award[]} awards
 * @param {DeskRound} round
 */
function drawSum(tr, row, awards, round) {
  const own = awards.filter(({ team }) => team === row.team.id).map(({ points }) => points);
  const gained = own.filter((points) => !points.startsWith("-"));
  const lost = own.filter((points) => points.startsWith("-"));
  say(the(".team-name", tr), row.team.name);
  say(the(".gained", tr), gained.length > 0 ? signed(sum(gained)) : "");
  say(the(".lost", tr), lost.length > 0 ? signed(sum(lost)) : "");
  drawScore(the(".score", tr), row, round);
  say(the(".total", tr), printed(row.total));
}

/**
 * The team's score in the round, which the desk may set.
 *
 * @param {HTMLElement} td
 * @param {Row} row
 * @param {DeskRound} round
 */
function drawScore(td, row, round) {
  const value = round.state === "pending" ? "" : printed(row.rounds[round.id]);
  const gone = row.outside === "withdrawn";
  if (value === "" || gone || !mayWrite) td.replaceChildren(value);
  else if (td.textContent !== value) fillButton(td, { team: row.team.name, judge: "" }, [value]);
}

/** @param {Award} award */
function makeAward({ id }) {
  return el(
    "li",
    { class: "award", "data-award": id },
    el("span", { class: "award-points" }),
    el("span", { class: "award-team", dir: "auto" }),
    el("span", { class: "award-note", dir: "auto" }),
    el(
      "span",
      { class: "award-when" },
      el("span", { class: "award-by", dir: "auto" }),
      el("time", { class: "award-at" }),
    ),
    ...(mayWrite ? [el("button", { type: "button", class: "award-back" }, t("Undo this"))] : []),
  );
}

/**
 * What an award came to, in a word where it was the answer to a stake.
 *
 * @param {Award} award
 */
export function awardWords({ points, outcome }) {
  if (!outcome) return signed(points);
  return outcome === "declined" ? outcomeWord(outcome) : `${outcomeWord(outcome)} ${shown(points)}`;
}

/**
 * @param {HTMLElement} item
 * @param {Award} award
 * @param {string} team
 * @param {DeskBoard} board
 */
function drawAward(item, award, team, board) {
  const { points, by, question, note, reason, at, outcome } = award;
  const sign = points.startsWith("-") ? "minus" : "plus";
  set(item, { "data-sign": outcome === "declined" ? "none" : sign, "data-outcome": outcome });
  say(the(".award-points", item), awardWords(award));
  say(the(".award-team", item), team);
  const asked = question ? t("Question %(n)s", { n: question }) : "";
  say(the(".award-note", item), [asked, note ?? "", reason ?? ""].filter(Boolean).join(" · "));
  say(the(".award-by", item), actor(board, by) ?? t("Desk"));
  say(the(".award-at", item), clockTime(at));
  set(the(".award-at", item), { datetime: at });
  const back = item.querySelector(".award-back");
  if (back)
    set(back, { "aria-label": t("Undo this: %(what)s", { what: `${team} ${awardWords(award)}` }) });
}
