import { mayWrite, teamNames } from "../board/deskboard.js";
import { printed } from "../common/amount.js";
import { make, setAttributes } from "../common/dom.js";
import { teamOf } from "../common/entrant.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";
import { release } from "./rulings.js";
import { rulingTool } from "./rulingtools.js";

/**
 * What the hall sees of each team in a judged round, and making a score public early.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../board/deskboard.js").DeskRound} DeskRound
 * @typedef {"none" | "partial" | "held" | "public" | "absent"} HallState partial: the panel, or
 *   another of the performance, is not complete; held: it is, and the desk or the end of the round
 *   makes it public
 * @typedef {{state: HallState, given: number, of: number, score: string | null}} Seen
 * @typedef {{round: string, team: string, name: string, ready: boolean}} Left ready: there are marks
 *   enough for a score
 */

/**
 * Whether the hall may see less of a judged round than the desk.
 *
 * @param {DeskBoard} board
 * @param {DeskRound} round
 */
export function showsHall(board, round) {
  const differs = (board.publish ?? "live") !== "live" || hiddenIn(board, round).length > 0;
  return differs && round.state !== "pending";
}

/**
 * @param {DeskBoard} board
 * @param {DeskRound} round
 */
function hiddenIn(board, { id }) {
  return Object.keys(board.hidden?.[id] ?? {});
}

/**
 * How many teams the hall will not see when the round is closed as it is now: where scores come out
 * team by team, the end of the round makes none public; places it does.
 *
 * @param {DeskBoard} board
 * @param {DeskRound} round
 */
export function staysHidden(board, round) {
  if (board.publish !== "team" || round.aggregate === "places") return 0;
  const beside = board.stages
    .flatMap(({ rounds }) => rounds)
    .filter((one) => round.performance && one.performance === round.performance);
  // What waits for places is public with them, as far as its own panel is complete.
  if (beside.some((one) => one.aggregate === "places"))
    return Object.values(board.hidden?.[round.id] ?? {}).filter((one) => one.given < one.of).length;
  return hiddenIn(board, round).length;
}

/**
 * The teams of closed rounds whose scores the hall does not see: nothing but the desk makes them
 * public any more.
 *
 * @param {DeskBoard} board
 * @returns {Left[]}
 */
export function leftHidden(board) {
  const names = teamNames(board);
  return board.stages
    .flatMap((stage) => stage.rounds)
    .filter((round) => round.state === "closed")
    .flatMap((round) =>
      Object.entries(board.hidden?.[round.id] ?? {}).map(([team, { score }]) => ({
        round: round.id,
        team,
        name: `${names.get(team) ?? team} · ${round.name}`,
        ready: score !== null,
      })),
    );
}

/**
 * @param {DeskBoard} board
 * @param {DeskRound} round
 * @param {string} team
 * @returns {Seen}
 */
export function seenInHall(board, round, team) {
  const hidden = board.hidden?.[round.id]?.[team];
  if (team in (board.absent?.[round.id] ?? {}))
    return { state: "absent", given: 0, of: 0, score: null };
  if (hidden) {
    const waits = hidden.given < hidden.of || (hidden.waits_for?.length ?? 0) > 0;
    return { ...hidden, state: waits ? "partial" : "held" };
  }
  const marked = Object.entries(board.marks[round.id] ?? {})
    .filter(([who]) => teamOf(who) === team)
    .reduce((all, [, byJudge]) => all + Object.keys(byJudge).length, 0);
  return { state: marked > 0 ? "public" : "none", given: marked, of: marked, score: null };
}

/**
 * @param {HTMLElement} td
 * @param {Seen} seenThere
 * @param {{id: string, name: string}} team
 */
export function drawHallCell(td, { state, given, of, score }, team) {
  const count = state === "partial" ? `${given}/${of}` : "";
  const drawn = [state, count, score, team.name, mayWrite].join(" ");
  if (td.dataset.drawn === drawn) return;
  const fresh = td.dataset.drawn !== undefined && state === "public";
  setAttributes(td, { "data-drawn": drawn, "data-hall": state, "data-fresh": fresh });
  if (mayWrite && score !== null && (state === "partial" || state === "held"))
    td.replaceChildren(releaseButton(count, team));
  else td.replaceChildren(hallWords(state, count));
}

/**
 * @param {HallState} state
 * @param {string} count
 */
function hallWords(state, count) {
  const words = {
    none: "",
    partial: count,
    held: t("not public yet"),
    public: t("public"),
    absent: page.notes.absent,
  };
  return words[state];
}

/**
 * @param {string} count
 * @param {{id: string, name: string}} team
 */
function releaseButton(count, team) {
  const button = make("button", { type: "button", class: "release", "data-release": team.id });
  if (count) button.append(make("span", { class: "release-count" }, count));
  button.append(make("span", { class: "release-word" }, t("Publish")));
  button.append(make("span", { class: "visually-hidden" }, ` ${team.name}`));
  setAttributes(button, { title: t("Make the score of %(team)s public", { team: team.name }) });
  return button;
}

/**
 * Making half a panel's score public is thought about twice.
 *
 * @param {DeskBoard} board
 * @param {DeskRound} round
 * @param {{id: string, name: string}} team
 * @param {import("./rulingtools.js").Ends} ends
 * @returns {import("./workspace.js").Tool}
 */
export function releasing(board, round, team, ends) {
  const { given, of, score } = seenInHall(board, round, team.id);
  const names = { team: team.name, n: given, all: of, score: printed(score) };
  return rulingTool(board, ends, {
    key: `release ${team.id}`,
    title: t("Publish early"),
    fields: [],
    text:
      round.by === "member"
        ? t(
            "%(n)s of %(all)s marks of %(team)s are there. The hall will see %(score)s, said to be provisional.",
            names,
          )
        : t(
            "%(n)s of %(all)s judges have marked %(team)s. The hall will see %(score)s, said to be provisional.",
            names,
          ),
    reasons: [t("The show must go on"), t("A judge is late")],
    yes: () => t("Make the score of %(team)s public", names),
    action: ({ reason = "" }) => release(round.id, team.id, reason),
  });
}
