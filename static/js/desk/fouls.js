import { shown, signed } from "../common/amount.js";
import { t } from "../common/phrases.js";

/**
 * Fouls in a points round: how many a team has, and what the next one brings.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../board/deskboard.js").DeskRound} DeskRound
 * @typedef {import("../common/shapes.js").DeskFoul} Foul
 */

/**
 * The fouls of a team that stand in a round, newest first.
 *
 * @param {DeskBoard} board
 * @param {string} round
 * @param {string} team
 * @returns {Foul[]}
 */
export function foulsOf(board, round, team) {
  return (board.fouls?.[round] ?? []).filter((foul) => foul.team === team);
}

/**
 * Whether its fouls have put a team out of the round.
 *
 * @param {DeskBoard} board
 * @param {string} round
 * @param {string} team
 */
export function isOut(board, round, team) {
  return foulsOf(board, round, team).some(({ out }) => out);
}

/**
 * What the next foul of a team would be; null where none is counted.
 *
 * @param {DeskBoard} board
 * @param {DeskRound} round
 * @param {string} team
 * @returns {Pick<Foul, "number" | "points" | "out"> | null}
 */
export function nextFoul(board, round, team) {
  const { fouls: rule } = round;
  if (!rule || isOut(board, round.id, team)) return null;
  const number = foulsOf(board, round.id, team).length + 1;
  return { number, points: number > rule.free ? rule.points : "0", out: number === rule.out };
}

/**
 * The key that counts a foul, with what it would bring.
 *
 * @param {Pick<Foul, "number" | "points" | "out">} next
 * @returns {import("./rowkeys.js").Key}
 */
export function foulKey({ number, points, out }) {
  const brings = [costs(points) ? signed(points) : "", out ? t("and out") : ""];
  return {
    attributes: { "data-foul": true },
    // How many there are is said here, too: a long name leaves no room for it.
    word: number > 1 ? t("Foul (%(n)s)", { n: number - 1 }) : t("Foul"),
    points: brings.filter(Boolean).join(" · "),
  };
}

/**
 * A foul with its number and what it cost.
 *
 * @param {Pick<Foul, "number" | "points">} foul
 */
export function foulWords({ number, points }) {
  const words = t("Foul %(n)s", { n: number });
  return costs(points) ? `${words} ${shown(points)}` : words;
}

/**
 * What is said beside a team's name of its fouls; empty where it has none.
 *
 * @param {Foul[]} fouls
 */
export function foulsSaid(fouls) {
  if (fouls.some(({ out }) => out)) return t("out of this round");
  return fouls.length > 0 ? t("fouls: %(n)s", { n: fouls.length }) : "";
}

/** @param {string} points */
function costs(points) {
  return !/^[0.]*$/.test(points);
}
