import { allRounds } from "../board/deskboard.js";
import { t } from "../common/phrases.js";
import { Consequence } from "./consequence.js";
import { markAbsent } from "./rulings.js";
import { laid, nameIn, seen } from "./rulingtools.js";
import { named, Slip } from "./slip.js";

/**
 * A team that did not come to a round: no score, and no zero.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 */

/**
 * @param {DeskBoard} board
 * @param {import("./rulingtools.js").Ends} ends
 * @returns {import("./workspace.js").Tool}
 */
export function markingAbsent(board, ends) {
  const rounds = allRounds(board)
    .filter(({ stage }) => stage.state === "current")
    .map(({ round }) => round);
  const teams = (board.teams ?? board.rows.map(({ team }) => team)).filter(
    ({ id }) => board.rows.some(({ team }) => team.id === id) && !(id in board.withdrawn),
  );
  const now = rounds.find(({ state }) => state === "open");
  /** @type {Consequence | null} */
  let consequence = null;
  const action = (/** @type {import("./slip.js").Values} */ values) =>
    markAbsent(values.team ?? "", values.round ?? "", values.reason ?? "");
  const slip = new Slip({
    fields: [
      {
        name: "team",
        label: t("Team"),
        kind: "select",
        value: "",
        choices: named(teams),
        asks: t("Choose a team …"),
      },
      {
        name: "round",
        label: t("Absent from"),
        kind: "select",
        value: now?.id ?? "",
        choices: named(rounds),
        asks: t("Choose a round …"),
      },
    ],
    text: t("No score and no zero; nobody waits for its marks. It can be taken back."),
    reasons: [t("Did not come"), t("Gave up")],
    yes: ({ team = "", round = "" }) => {
      const names = { team: nameIn(teams, team), round: nameIn(rounds, round) };
      return names.team && names.round
        ? t("Mark %(team)s absent from %(round)s", names)
        : t("Mark a team absent");
    },
    action,
    edited: () => consequence?.later(),
    ...ends,
  });
  consequence = new Consequence(board, () =>
    slip.values.team && slip.values.round ? action(slip.values) : null,
  );
  return seen(laid("absent", t("Mark a team absent"), slip), slip, consequence);
}
