import { allRounds } from "../board/deskboard.js";
import { fault, read, tidy } from "../common/amount.js";
import { faultWords } from "../common/faults.js";
import { t } from "../common/phrases.js";
import { Consequence } from "./consequence.js";
import { excuse, penalise, withdraw } from "./rulings.js";
import { named, Slip } from "./slip.js";

/**
 * The rare rulings: a judge excused, a penalty for conduct, a team withdrawn.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("./workspace.js").Tool} Tool
 * @typedef {{done: import("./slip.js").Plan["done"], leave: () => void}} Ends
 */

/** What the server takes as a penalty. */
const PENALTY = { min: "0", max: "1000", step: null };

/**
 * @param {string} key
 * @param {string} title
 * @param {Slip} slip
 * @returns {Tool}
 */
export function laid(key, title, slip) {
  const unsaved = () => slip.unsaved(title);
  return { key, title, size: "low", body: slip.form, focus: () => slip.focus(), unsaved };
}

/**
 * The same, with what it would change shown below the fields.
 *
 * @param {Tool} tool
 * @param {Slip} slip
 * @param {Consequence} consequence
 * @returns {Tool}
 */
export function seen(tool, slip, consequence) {
  slip.extra.append(consequence.root);
  consequence.ask();
  return {
    ...tool,
    draw: (board) => consequence.draw(board),
    gone: () => consequence.stop(),
  };
}

/**
 * @param {DeskBoard} board
 * @param {Ends} ends
 * @param {string} [judge] chosen beforehand
 * @returns {Tool}
 */
export function excusing(board, ends, judge) {
  const rounds = allRounds(board)
    .map((place) => place.round)
    .filter(({ kind, state }) => kind === "judged" && state !== "pending");
  const open = rounds.find(({ state }) => state === "open");
  /** @type {Consequence | null} */
  let consequence = null;
  const action = (/** @type {import("./slip.js").Values} */ values) =>
    excuse(values.round ?? "", values.judge ?? "", values.reason ?? "");
  const slip = new Slip({
    fields: [
      {
        name: "judge",
        label: t("Judge"),
        kind: "select",
        value: judge ?? "",
        choices: named(board.judges),
        asks: t("Choose a judge …"),
      },
      {
        name: "round",
        label: t("Round to be excused from"),
        kind: "select",
        value: open?.id ?? "",
        choices: named(rounds),
        asks: rounds.length > 0 ? t("Choose a round …") : t("No judged round has been opened yet."),
      },
    ],
    text: t("The round no longer waits for this judge; marks already given count."),
    reasons: [t("Has left the hall"), t("The tablet is broken")],
    yes: ({ judge: whose = "", round = "" }) => {
      const names = { judge: nameIn(board.judges, whose), round: nameIn(rounds, round) };
      return names.judge && names.round
        ? t("Excuse %(judge)s from %(round)s", names)
        : t("Excuse a judge");
    },
    action,
    edited: () => consequence?.later(),
    ...ends,
  });
  consequence = new Consequence(board, () =>
    slip.values.round && slip.values.judge ? action(slip.values) : null,
  );
  const tool = laid(`excuse ${judge ?? ""}`, t("Excuse a judge"), slip);
  return seen(tool, slip, consequence);
}

/**
 * @param {DeskBoard} board
 * @param {Ends} ends
 * @returns {Tool}
 */
export function penalising(board, ends) {
  const teams = board.rows.map(({ team }) => team);
  /** @type {Consequence | null} */
  let consequence = null;
  const action = (/** @type {import("./slip.js").Values} */ values) =>
    penalise(values.team ?? "", `-${amount(values.points ?? "")}`, values.reason ?? "");
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
      { name: "points", label: t("Points to deduct"), kind: "number" },
    ],
    text: t("Counts in the stage's total, in no round."),
    reasons: [t("Prompted from the hall"), t("Pressed before the signal")],
    yes: ({ team = "", points = "" }) => {
      const deed = { team: nameIn(teams, team), points: wrong(points) ? "" : amount(points) };
      return deed.team && deed.points
        ? t("Deduct %(points)s from %(team)s", deed)
        : t("Deduct points");
    },
    fault: ({ points = "" }) => (wrong(points) ? ["points", whyWrong(points)] : null),
    action,
    edited: () => consequence?.later(),
    ...ends,
  });
  consequence = new Consequence(board, () =>
    wrong(slip.values.points) || !slip.values.team ? null : action(slip.values),
  );
  return seen(laid("penalty", t("Conduct penalty"), slip), slip, consequence);
}

/**
 * A comma is said to be one; all else is answered by what can be given.
 *
 * @param {string} points
 */
function whyWrong(points) {
  const comma = fault(points, PENALTY) === "comma";
  return comma ? faultWords("comma", points, PENALTY) : t("Enter how many points, up to 1000.");
}

/** @param {string | undefined} points */
function wrong(points = "") {
  return fault(amount(points), PENALTY) !== null || /^[0.]*$/.test(amount(points));
}

/**
 * "10" and "−10" both take ten points away.
 *
 * @param {string} text
 */
function amount(text) {
  const typed = tidy(text).replace(/^-/, "");
  return read(typed) ? typed : "";
}

/**
 * @param {DeskBoard} board
 * @param {Ends} ends
 * @returns {Tool}
 */
export function withdrawing(board, ends) {
  const teams = (board.teams ?? []).filter(({ id }) => !(id in board.withdrawn));
  /** @type {Consequence | null} */
  let consequence = null;
  const action = (/** @type {import("./slip.js").Values} */ values) =>
    withdraw(values.team ?? "", values.reason ?? "");
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
    ],
    text: t("Its scores stay shown; it takes nobody's place."),
    reasons: [t("The team has left"), t("Disqualified by the jury")],
    yes: ({ team = "" }) =>
      team ? t("Withdraw %(team)s", { team: nameIn(teams, team) }) : t("Withdraw a team"),
    action,
    edited: () => consequence?.later(),
    ...ends,
  });
  consequence = new Consequence(board, () => (slip.values.team ? action(slip.values) : null));
  return seen(laid("withdraw", t("Withdraw a team"), slip), slip, consequence);
}

/**
 * @param {{id: string, name: string}[]} things
 * @param {string} id
 */
export function nameIn(things, id) {
  return things.find((one) => one.id === id)?.name ?? "";
}
