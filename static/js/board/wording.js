import { printed } from "../common/amount.js";
import { page } from "../common/page.js";
import { ago, t } from "../common/phrases.js";
import { OVERALL, roundsOver, runningRound } from "./model.js";

/**
 * The board's words: everything said about it that is not a name or a number.
 *
 * @typedef {import("./model.js").Board} Board
 * @typedef {import("../common/live.js").LiveState} LiveState
 */

/**
 * How totals become places, in words.
 *
 * @param {Pick<Board, "ranking" | "better">} board
 * @returns {string}
 */
export function rankingRule({ ranking, better }) {
  const rule = tiesRule(ranking);
  return better === "lower" ? t("The smaller total is first. %(rule)s", { rule }) : rule;
}

/**
 * @param {string} ranking
 * @returns {string}
 */
function tiesRule(ranking) {
  switch (ranking) {
    case "competition":
      return t("Equal totals share a place; the places they fill are skipped");
    case "modified":
      return t("Equal totals share the last of the places they fill");
    case "ordinal":
      return t("Equal totals are numbered in the order of registration");
    case "fractional":
      return t("Equal totals share the mean of the places they fill");
    default:
      return t("Equal totals share a place; no place is skipped");
  }
}

/**
 * A number as a title would have it: 三 in Chinese, 3 elsewhere.
 *
 * @param {number} n 1 to 99
 * @param {string} locale
 * @returns {string}
 */
export function numeral(n, locale) {
  if (!locale.startsWith("zh") || n < 1 || n > 99) return String(n);
  const digits = ["", ..."一二三四五六七八九"];
  const tens = Math.floor(n / 10);
  if (tens === 0) return digits[n] ?? String(n);
  return `${tens > 1 ? digits[tens] : ""}十${digits[n % 10]}`;
}

/**
 * @param {number} n a round's place in its stage, from 1
 * @returns {string} "Round 3", 第三轮
 */
export function roundNumber(n) {
  const words = t("Round %(n)s", { n: numeral(n, page.locale) });
  // The space around a digit has no place between characters.
  return words.replace(/(\p{Script=Han}) (?=\p{Script=Han})/gu, "$1");
}

/**
 * What is going on: the stage, and the round or where things stand between rounds.
 *
 * @param {Board} board
 * @returns {string[]}
 */
export function nowWords(board) {
  const { stage, rounds, status } = board;
  if (stage.id === OVERALL && status !== "final") return [stage.name, t("So far")];
  if (board.frozen) return [stage.name, board.reveal ? t("Reveal") : t("Frozen")];
  const running = runningRound(board);
  const closed = rounds.filter((round) => round.state === "closed");
  const last = closed.at(-1);
  const corrected = board.announced?.corrected;
  if (board.winners.length > 0 || status === "final") {
    const time = corrected ? clockTime(corrected.at).slice(0, 5) : "";
    return [stage.name, t("Result"), ...(time ? [t("corrected %(time)s", { time })] : [])];
  }
  const open = rounds.filter((round) => round.state === "open");
  // Groups that play at the same time are told together.
  if (open.length > 1 && open.some(({ group }) => group)) {
    const names = open.map(({ name }) => name).join(t(", "));
    return [stage.name, open.length > 2 ? t("Rounds at once: %(n)s", { n: open.length }) : names];
  }
  if (running) {
    const number = roundNumber(running.number);
    return rounds.length > 1 && !running.round.playoff
      ? [stage.name, number, running.round.name]
      : [stage.name, running.round.name];
  }
  if (!last) return [stage.name, t("About to begin")];
  if (closed.length === rounds.length) return [stage.name, t("All rounds finished")];
  return [stage.name, t("%(round)s finished", { round: last.name })];
}

/**
 * Who is on stage and who comes next, in a line; empty while nobody is.
 *
 * @param {Board} board
 * @returns {string}
 */
export function stageWords({ on_stage: on, rows }) {
  if (!on) return "";
  const name = (/** @type {string} */ id) =>
    rows.find(({ team }) => team.id === id)?.team.name ?? id;
  const team = name(on.team);
  const now = on.needs
    ? t("On stage: %(team)s, needs %(n)s to be first", { team, n: printed(on.needs) })
    : t("On stage: %(team)s", { team });
  return on.next ? `${now} · ${t("Next: %(team)s", { team: name(on.next) })}` : now;
}

/**
 * What the wall tells the hall in a message, and when it goes on; nothing while another scene stands.
 *
 * @param {Pick<import("../common/shapes.js").SceneMessage, "scene" | "text" | "second" | "until">} message
 * @returns {string[]}
 */
export function messageWords({ scene, text, second, until }) {
  if (scene !== "message") return [];
  const time = until ? clockTime(until).slice(0, 5) : "";
  return [text, second, time && t("Goes on at %(time)s", { time })].filter(Boolean);
}

/**
 * A round's name short enough to stand above a column of figures.
 *
 * @param {string} name
 * @returns {string}
 */
export function shortName(name) {
  const bare = name.trim().replace(/(?<=\p{Script=Han}{2,})(题|环节|赛题)$/u, "");
  return bare || name;
}

/**
 * Movement as an arrow's direction and a signed number.
 *
 * @param {number | null} places
 * @returns {{direction: "up" | "down" | "same" | "none", text: string, spoken: string}}
 */
export function movement(places) {
  if (places === null || places === undefined) return { direction: "none", text: "", spoken: "" };
  const n = Math.abs(places);
  if (places > 0) return { direction: "up", text: `+${n}`, spoken: t("up %(n)s", { n }) };
  if (places < 0)
    return { direction: "down", text: printed(places), spoken: t("down %(n)s", { n }) };
  // A dash would be read as the sign of the number that follows.
  return { direction: "same", text: "", spoken: t("same place") };
}

/**
 * What is said of a team instead of a place or a total.
 *
 * @param {import("./model.js").Row} row
 * @returns {string} empty for a team of which there is nothing to say
 */
export function noteWord({ note }) {
  return note ? page.notes[note] : "";
}

/**
 * How a team goes on that was not named, or what keeps one back that is high enough.
 *
 * @param {Pick<import("./model.js").Row, "admitted" | "barred">} row
 * @returns {string} empty for a team of which there is nothing to say
 */
export function goingOnWord({ admitted, barred }) {
  if (admitted === "wild_card") return t("wild card");
  if (admitted === "reserve") return t("reserve");
  if (admitted === "return") return t("returned");
  if (barred === "threshold") return t("below what is needed to go on");
  return barred === "quota" ? t("its organisation has no place left") : "";
}

/**
 * What stands small beside a name: its fouls in the round that runs, how the team goes on by hand or what keeps it back, why it takes
 * no place, or what decided it, whether others have a score in more rounds, and whether the result
 * is another than was announced.
 *
 * @param {import("./model.js").Row} row
 * @returns {string}
 */
export function saidOf(row) {
  const incomplete = row.incomplete ? t("rounds missing") : "";
  const corrected = row.corrected ? t("result corrected") : "";
  const why = noteWord(row) || (row.decided_by ?? "");
  return [conductWords(row), goingOnWord(row), why, incomplete, corrected]
    .filter(Boolean)
    .join(" · ");
}

/**
 * What the mark † in these rows stands for: where it is the same for all, that alone.
 *
 * @param {import("./model.js").Row[]} rows
 */
export function markWords(rows) {
  const said = new Set(rows.map(saidOf));
  const each = rows.map((row) =>
    t("%(team)s: %(words)s", { team: row.team.name, words: saidOf(row) }),
  );
  return (said.size < 2 ? [...said] : each).join(" † ");
}

/**
 * A team's fouls in the rounds that are open, or that they have put it out; empty without any.
 *
 * @param {import("./model.js").Row} row
 */
export function conductWords({ fouls = {} }) {
  const said = Object.values(fouls).map(({ count, out }) =>
    out ? t("out of this round") : t("fouls: %(n)s", { n: count }),
  );
  return said.join(" · ");
}

/**
 * A team's tokens in the rounds that are open, each with whether it is used up.
 *
 * @param {import("./model.js").Row} row
 */
export function tokensOf({ tokens = {} }) {
  return Object.values(tokens).flat();
}

/**
 * A token as it is seen from afar: a ring while it is had, a cross once it is used up.
 *
 * @param {{name: string, used: boolean}} token
 */
export function tokenSign({ name, used }) {
  return `${used ? "✕" : "○"} ${name}`;
}

/**
 * The tokens a team has left, in words; empty where there are none to have.
 *
 * @param {import("./model.js").Row} row
 */
export function tokenWords(row) {
  const all = tokensOf(row);
  if (all.length === 0) return "";
  const left = all.filter(({ used }) => !used).map(({ name }) => name);
  return left.length > 0
    ? t("tokens left: %(tokens)s", { tokens: left.join(t(", ")) })
    : t("no tokens left");
}

/**
 * What a team has won, as it stands beside its name; empty before it is announced.
 *
 * @param {Pick<import("./model.js").Row, "prizes">} row
 * @returns {string}
 */
export function prizeWords({ prizes = [] }) {
  return prizes.join(" · ");
}

/**
 * The live mark's words.
 *
 * @param {LiveState} state
 * @param {number} age
 * @returns {string}
 */
export function liveWords(state, age) {
  if (state === "live") return t("Live");
  return t("Last update %(ago)s", { ago: ago(age) });
}

/**
 * The time of day of a moment as the event's own clock had it.
 *
 * @param {string} at ISO 8601 with offset
 * @returns {string}
 */
export function clockTime(at) {
  return /T(\d\d:\d\d:\d\d)/.exec(at)?.[1] ?? "";
}

/**
 * The time of day now as the event's own clock has it, whatever zone this computer is set to.
 *
 * @param {Date} now
 * @param {string} at ISO 8601 with the event's offset
 * @returns {string}
 */
export function clockNow(now, at) {
  const [, sign = "+", hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(at) ?? [];
  const ahead = hours
    ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes))
    : -now.getTimezoneOffset();
  return clockTime(new Date(now.getTime() + ahead * 60_000).toISOString());
}

/**
 * That a team has come to the first place, in a sentence.
 *
 * @param {string} team its name
 * @param {boolean} shared
 */
export function leadWords(team, shared) {
  return shared ? t("%(team)s shares the lead", { team }) : t("%(team)s takes the lead", { team });
}

/**
 * What stands at the line of the cut; who is above it returns from a side stage, and goes on from every other. Who is
 * level there is tied once nothing is left to play.
 *
 * @param {Pick<import("./model.js").Board, "cut_line" | "stage" | "rounds">} board
 * @returns {string}
 */
export function cutWord({ cut_line: line, stage, rounds }) {
  if (line?.tied && !roundsOver({ rounds })) return t("Cut line");
  if (line?.best)
    return t("Tied as best others of all groups, places left: %(n)s", { n: line.left });
  if (line?.tied) return t("Tied at the cut, places left: %(n)s", { n: line.left });
  return stage.side_of ? t("Returning") : t("Advancing");
}
