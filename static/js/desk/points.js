import { mayWrite } from "../board/deskboard.js";
import { clockTime, noteWord } from "../board/wording.js";
import { scoreText, totalText } from "../board/written.js";
import { printed, signed, sum } from "../common/amount.js";
import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { answerWords } from "../common/risk.js";
import { drawn } from "../common/staking.js";
import { tokenUsed } from "./doubling.js";
import { byWords } from "./entries.js";
import { foulsOf, foulsSaid, foulWords } from "./fouls.js";
import { hasLong } from "./grid.js";
import { fillButton } from "./gridcells.js";
import { keepOneStop } from "./gridkeys.js";
import { askedOf } from "./questions.js";

/**
 * A points round: what each team has gained and lost, and every award with who gave it and when.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../board/deskboard.js").DeskRound} DeskRound
 * @typedef {import("../board/deskboard.js").Award} Award
 * @typedef {import("./fouls.js").Foul} Foul
 * @typedef {import("./doubling.js").Token} Token
 * @typedef {import("../board/deskboard.js").Row} Row
 */

/**
 * The teams stand as given and stay where they are: a row under a finger must not move.
 *
 * @param {HTMLElement} root
 * @param {DeskBoard} board of the round's stage
 * @param {DeskRound} round
 * @param {Row[]} rows in the order of play, where one was drawn
 * @param {number} each how many questions a team has; 0: nothing is said
 */
export function drawPoints(root, board, round, rows, each) {
  const awards = board.awards[round.id] ?? [];
  const fouls = board.fouls[round.id] ?? [];
  const scored = [...awards, ...fouls];
  const used = board.tokens[round.id] ?? [];
  const given = [...scored, ...used].sort((one, other) => other.version - one.version);
  const long = hasLong(rows);
  setAttributes(root, { "data-long": long });
  setAttributes(find("#sums", root), { "data-long": long });
  find("#sums", root).style.setProperty("--rows", String(rows.length));
  const ordered = (board.order[round.id]?.length ?? 0) > 0;
  const order = round.loss ? t("Order of play") : t("Order of appearance");
  setText(find("#sums-order", root), ordered ? order : t("Team"));
  setAttributes(find("#sums", root), { "data-ordered": ordered });
  reconcile(find("#sums tbody", root), rows, {
    key: ({ team }) => team.id,
    make: makeSum,
    draw: (tr, row) => {
      setText(find(".turn-number", tr), String(rows.indexOf(row) + 1));
      drawTurn(tr, row, board, { id: round.id, each });
      drawSum(tr, row, board, round);
      drawGained(tr, row, scored);
    },
  });
  keepOneStop(find("#sums", root));
  const names = new Map(board.rows.map(({ team }) => [team.id, team.name]));
  reconcile(find("#awards", root), given, {
    key: ({ id }) => id,
    make: makeAward,
    draw: (item, one) => {
      if ("doubles" in one) drawToken(item, one, names.get(one.team) ?? one.team);
      else if ("number" in one) drawFoul(item, one, names.get(one.team) ?? one.team);
      else drawAward(item, one, whose(one, names, board));
    },
  });
  find("#no-awards", root).hidden = given.length > 0;
}

/**
 * The team that was given something, and who of it where that was said.
 *
 * @param {Award} award
 * @param {Map<string, string>} names
 * @param {DeskBoard} board
 */
function whose({ team, member }, names, board) {
  const name = names.get(team) ?? team;
  const who = member && board.members[team]?.find(({ id }) => id === member)?.name;
  return who ? t("%(member)s (%(team)s)", { member: who, team: name }) : name;
}

/** @param {Row} row */
function makeSum({ team }) {
  return make(
    "tr",
    { "data-row": team.id },
    make(
      "th",
      { scope: "row", class: "team" },
      make(
        "button",
        { type: "button", class: "team-pick" },
        make("span", { class: "turn-number" }),
        make(
          "span",
          { class: "team-who" },
          make("span", { class: "team-name", dir: "auto" }),
          make("span", { class: "team-region", dir: "auto" }),
        ),
        make("span", { class: "turn-done" }),
      ),
    ),
    make("td", { class: "gained" }),
    make("td", { class: "lost" }),
    make("td", { class: "score" }),
    make("td", { class: "total" }),
    make(
      "td",
      { class: "give" },
      make(
        "div",
        { class: "give-line" },
        make("div", { class: "give-keys", role: "group" }),
        make("div", { class: "give-more", role: "group" }),
        make("span", { class: "give-out" }),
        make("div", { class: "give-tokens", role: "group" }),
      ),
    ),
  );
}

/**
 * Whether the team has had its questions, and whether its turn was drawn among equals.
 *
 * @param {HTMLElement} tr
 * @param {Row} row
 * @param {DeskBoard} board
 * @param {{id: string, each: number}} round
 */
function drawTurn(tr, row, board, { id, each }) {
  const { team } = row;
  const had = askedOf(board, id, team.id);
  const fouls = foulsOf(board, id, team.id);
  const done = each > 0 && had >= each;
  setAttributes(tr, { "data-done": done });
  const mark = find(".turn-done", tr);
  setText(mark, done ? "✓" : each > 1 && had > 0 ? `${had}/${each}` : "");
  setAttributes(mark, {
    title: each > 0 && had > 0 ? t("%(n)s of %(all)s questions", { n: had, all: each }) : null,
  });
  const lot = drawn(board.lots?.[id], team.id) ? t("by lot") : "";
  setText(
    find(".team-region", tr),
    [foulsSaid(fouls), lot, noteWord(row) || team.region].filter(Boolean).join(" · "),
  );
  setAttributes(tr, { "data-out": fouls.some(({ out }) => out) });
}

/**
 * @param {HTMLElement} tr
 * @param {Row} row
 * @param {(Award | Foul)[]} given
 */
function drawGained(tr, row, given) {
  const own = given.filter(({ team }) => team === row.team.id).map(({ points }) => points);
  const gained = own.filter((points) => !points.startsWith("-"));
  const lost = own.filter((points) => points.startsWith("-"));
  setText(find(".gained", tr), gained.length > 0 ? signed(sum(gained)) : "");
  setText(find(".lost", tr), lost.length > 0 ? signed(sum(lost)) : "");
}

/**
 * The team's name, score and total, as the hall writes them.
 *
 * @param {HTMLElement} tr
 * @param {Row} row
 * @param {DeskBoard} board
 * @param {DeskRound} round
 */
function drawSum(tr, row, board, round) {
  setText(find(".team-name", tr), row.team.name);
  drawScore(find(".score", tr), row, board, round);
  setText(find(".total", tr), printed(totalText(board, row)));
}

/**
 * The team's score in the round, which the desk may set.
 *
 * @param {HTMLElement} td
 * @param {Row} row
 * @param {DeskBoard} board
 * @param {DeskRound} round
 */
function drawScore(td, row, board, round) {
  const value = round.state === "pending" ? "" : printed(scoreText(board, row, round.id));
  const gone = row.outside === "withdrawn";
  if (value === "" || gone || !mayWrite) td.replaceChildren(value);
  else if (td.textContent !== value) fillButton(td, { team: row.team.name, judge: "" }, [value]);
}

/** @param {Award | Foul | Token} award */
function makeAward({ id }) {
  return make(
    "li",
    { class: "award", "data-award": id },
    make("span", { class: "award-points" }),
    make("span", { class: "award-team", dir: "auto" }),
    make("span", { class: "award-note", dir: "auto" }),
    make(
      "span",
      { class: "award-when" },
      make("span", { class: "award-by", dir: "auto" }),
      make("time", { class: "award-at" }),
    ),
    ...(mayWrite ? [make("button", { type: "button", class: "award-back" }, t("Undo this"))] : []),
  );
}

/**
 * What an award came to, in a word where it was the answer to a stake; or what a foul did, or which
 * token was used.
 *
 * @param {Award | Foul | Token} award
 */
export function awardWords(award) {
  if ("doubles" in award) return tokenUsed(award.token);
  if ("number" in award) return foulWords(award);
  const { points, outcome } = award;
  return outcome ? answerWords(points, outcome) : signed(points);
}

/**
 * @param {HTMLElement} item
 * @param {Token} token
 * @param {string} team
 */
function drawToken(item, token, team) {
  setAttributes(item, { "data-sign": "none" });
  drawGiven(item, token, team, token.doubles ? t("the next award counts twice") : "");
}

/**
 * @param {HTMLElement} item
 * @param {Foul} foul
 * @param {string} team
 */
function drawFoul(item, foul, team) {
  const { points, number, out, note } = foul;
  setAttributes(item, { "data-sign": points === "0" ? "none" : "minus", "data-foul": number });
  const words = [out ? t("out of this round") : "", note ?? ""].filter(Boolean).join(" · ");
  drawGiven(item, foul, team, words);
}

/**
 * @param {HTMLElement} item
 * @param {Award} award
 * @param {string} team
 */
function drawAward(item, award, team) {
  const { points, question, note, reason, outcome, token } = award;
  const sign = points.startsWith("-") ? "minus" : "plus";
  setAttributes(item, {
    "data-sign": outcome && points === "0" ? "none" : sign,
    "data-outcome": outcome,
  });
  const asked = question ? t("Question %(n)s", { n: question }) : "";
  const twice = token ? `${token} ×2` : "";
  drawGiven(
    item,
    award,
    team,
    [twice, asked, note ?? "", reason ?? ""].filter(Boolean).join(" · "),
  );
}

/**
 * @param {HTMLElement} item
 * @param {Award | Foul | Token} award
 * @param {string} team
 * @param {string} words what else is said of it
 */
function drawGiven(item, award, team, words) {
  const { by, at } = award;
  setText(find(".award-points", item), awardWords(award));
  setText(find(".award-team", item), team);
  setText(find(".award-note", item), words);
  setText(find(".award-by", item), byWords({ by }));
  setText(find(".award-at", item), clockTime(at));
  setAttributes(find(".award-at", item), { datetime: at });
  const back = item.querySelector(".award-back");
  if (back)
    setAttributes(back, {
      "aria-label": t("Undo this: %(what)s", { what: `${team} ${awardWords(award)}` }),
    });
}
