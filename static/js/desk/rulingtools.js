import { allRounds } from "../board/deskboard.js";
import { fault, read, tidy } from "../common/amount.js";
import { entrantOf } from "../common/entrant.js";
import { faultWords } from "../common/faults.js";
import { t } from "../common/phrases.js";
import { Consequence } from "./consequence.js";
import {
  admit,
  excuse,
  giveBonus,
  giveSpecialPrize,
  markAbsent,
  penalise,
  withdraw,
} from "./rulings.js";
import { named, Slip } from "./slip.js";

/**
 * The rare rulings: a judge excused, a penalty for conduct or a bonus, a team absent or withdrawn, or
 * one that goes on though it was not named.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("./workspace.js").Tool} Tool
 * @typedef {{done: import("./slip.js").Plan["done"], leave: () => void}} Ends
 * @typedef {Omit<import("./slip.js").Plan, "edited" | "done" | "leave"> & {key: string,
 *   title: string, ready?: (values: import("./slip.js").Values) => boolean}} Ruling ready: whether
 *   enough is filled in to ask what it would change
 */

/** What the server takes as a penalty. */
const PENALTY = { min: "0", max: "1000", step: null };

/**
 * A ruling as a tool: a slip, and below its fields what it would change, asked again as they are
 * filled in.
 *
 * @param {DeskBoard} board
 * @param {Ends} ends
 * @param {Ruling} ruling
 * @returns {Tool}
 */
export function rulingTool(board, ends, { key, title, ready = () => true, ...plan }) {
  const consequence = new Consequence(board, () =>
    ready(slip.values) ? plan.action(slip.values) : null,
  );
  const slip = new Slip({ ...plan, edited: () => consequence.later(), ...ends });
  slip.extra.append(consequence.root);
  consequence.ask();
  return {
    key,
    title,
    size: "low",
    body: slip.form,
    focus: () => slip.focus(),
    unsaved: () => slip.unsaved(title),
    draw: (newer) => consequence.draw(newer),
    gone: () => consequence.stop(),
  };
}

/**
 * @param {{id: string, name: string}[]} teams
 * @returns {import("./slip.js").Field}
 */
function teamField(teams) {
  const choices = named(teams);
  const asks = t("Choose a team …");
  return { name: "team", label: t("Team"), kind: "select", value: "", choices, asks };
}

/**
 * @param {DeskBoard} board
 * @param {Ends} ends
 * @param {string} [judge] chosen beforehand
 * @param {string} [chosen] the round, where several are open
 * @returns {Tool}
 */
export function excusing(board, ends, judge, chosen) {
  const rounds = allRounds(board)
    .map((place) => place.round)
    .filter(({ id, state }) => id in board.missing && state !== "pending");
  const open = rounds.find(({ state }) => state === "open");
  return rulingTool(board, ends, {
    key: `excuse ${judge ?? ""}`,
    title: t("Excuse a judge"),
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
        value: chosen ?? open?.id ?? "",
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
    action: ({ judge: whose = "", reason = "", round = "" }) => excuse(round, whose, reason),
    ready: ({ round, judge: whose }) => Boolean(round && whose),
  });
}

/**
 * @param {DeskBoard} board
 * @param {Ends} ends
 * @returns {Tool}
 */
export function penalising(board, ends) {
  // What speaks against a team makes its total worse, whichever way that is.
  const added = board.better === "lower";
  const teams = board.rows.map(({ team }) => team);
  return rulingTool(board, ends, {
    key: "penalty",
    title: t("Conduct penalty"),
    fields: [
      teamField(teams),
      {
        name: "points",
        label: added ? t("Points to add") : t("Points to deduct"),
        kind: "number",
      },
    ],
    text: added
      ? t("Is added to the stage's total, of which the smaller is first; in no round.")
      : t("Counts in the stage's total, in no round."),
    reasons: [t("Prompted from the hall"), t("Pressed before the signal")],
    yes: ({ team = "", points = "" }) => {
      const deed = { team: nameIn(teams, team), points: wrong(points) ? "" : amount(points) };
      if (!deed.team || !deed.points) return added ? t("Add points") : t("Deduct points");
      return added
        ? t("Add %(points)s to %(team)s", deed)
        : t("Deduct %(points)s from %(team)s", deed);
    },
    fault: ({ points = "" }) => (wrong(points) ? ["points", whyWrong(points)] : null),
    action: ({ points = "", reason = "", team = "" }) =>
      penalise(team, `${added ? "" : "-"}${amount(points)}`, reason),
    ready: ({ team, points }) => Boolean(team) && !wrong(points),
  });
}

/**
 * Points by ruling, which speak for a team.
 *
 * @param {DeskBoard} board
 * @param {Ends} ends
 * @returns {Tool}
 */
export function givingBonus(board, ends) {
  const taken = board.better === "lower";
  const teams = board.rows.map(({ team }) => team);
  return rulingTool(board, ends, {
    key: "bonus",
    title: t("Bonus by ruling"),
    fields: [
      teamField(teams),
      {
        name: "points",
        label: taken ? t("Points to deduct") : t("Points to add"),
        kind: "number",
      },
    ],
    text: taken
      ? t("Is deducted from the stage's total, of which the smaller is first; in no round.")
      : t("Counts in the stage's total, in no round."),
    reasons: [t("The jury ruled"), t("Answer of merit")],
    yes: ({ team = "", points = "" }) => {
      const deed = { team: nameIn(teams, team), points: wrong(points) ? "" : amount(points) };
      if (!deed.team || !deed.points) return t("Give a bonus");
      return t("Give %(team)s a bonus of %(points)s", deed);
    },
    fault: ({ points = "" }) => (wrong(points) ? ["points", whyWrong(points)] : null),
    action: ({ points = "", reason = "", team = "" }) => giveBonus(team, amount(points), reason),
    ready: ({ team, points }) => Boolean(team) && !wrong(points),
  });
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
  return rulingTool(board, ends, {
    key: "withdraw",
    title: t("Withdraw a team"),
    fields: [teamField(teams)],
    text: t("Its scores stay shown; it takes nobody's place."),
    reasons: [t("The team has left"), t("Disqualified by the jury")],
    yes: ({ team = "" }) =>
      team ? t("Withdraw %(team)s", { team: nameIn(teams, team) }) : t("Withdraw a team"),
    action: ({ reason = "", team = "" }) => withdraw(team, reason),
    ready: ({ team }) => Boolean(team),
  });
}

/**
 * Who is left behind may come on by wild card, or in the place of a team that has withdrawn.
 *
 * @param {DeskBoard} board
 * @param {Ends} ends
 * @returns {Tool}
 */
export function admitting(board, ends) {
  const before = board.stages.filter(({ state }) => state === "done").at(-1) ?? board.stages[0];
  const left = board.begun?.find(({ id }) => id === before?.id)?.out ?? [];
  const out = left.length > 0 ? left : board.rows.map(({ team }) => team);
  const teams = out.filter(({ id }) => !(id in board.withdrawn));
  const gap = left.length > 0 && board.rows.some(({ outside }) => outside === "withdrawn");
  const side = before?.side_of !== undefined;
  return rulingTool(board, ends, {
    key: "admit",
    title: t("Let a team go on"),
    fields: [
      teamField(teams),
      {
        name: "way",
        label: t("It goes on as"),
        kind: "choice",
        value: gap ? "reserve" : side ? "return" : "",
        asks: t("Choose how it goes on."),
        choices: [
          ...(side
            ? [
                {
                  value: "return",
                  label: t("Returning"),
                  note: t("From %(stage)s", { stage: before.name }),
                },
              ]
            : []),
          {
            value: "reserve",
            label: t("Reserve"),
            note: t("In the place of a team that has withdrawn"),
          },
          { value: "wild_card", label: t("Wild card"), note: t("Besides those who go on") },
        ],
      },
    ],
    text: t("Who was announced stays so; every screen says how this team goes on."),
    reasons: [t("Decided by the organiser"), t("Next in the standings")],
    yes: ({ team = "" }) =>
      team ? t("Let %(team)s go on", { team: nameIn(teams, team) }) : t("Let a team go on"),
    action: ({ reason = "", team = "", way = "" }) => admit(before?.id ?? "", team, way, reason),
    ready: ({ team, way }) => Boolean(team && way),
  });
}

/**
 * A team, and below it those of its members who are marked by themselves.
 *
 * @param {DeskBoard} board
 * @param {{id: string, name: string}} team
 */
function withMembers({ members }, { id, name }) {
  const own = (members[id] ?? []).map((one) => ({
    id: entrantOf(id, one.id),
    name: t("%(member)s (%(team)s)", { member: one.name, team: name }),
  }));
  return [{ id, name }, ...own];
}

/**
 * @param {DeskBoard} board
 * @param {Ends} ends
 * @returns {Tool}
 */
export function markingAbsent(board, ends) {
  const rounds = allRounds(board)
    .filter(({ stage }) => stage.state === "current")
    .map(({ round }) => round);
  const all = (board.teams ?? board.rows.map(({ team }) => team)).filter(
    ({ id }) => board.rows.some(({ team }) => team.id === id) && !(id in board.withdrawn),
  );
  const members = rounds.some(({ id }) => id in (board.own ?? {}));
  const teams = members ? all.flatMap((team) => withMembers(board, team)) : all;
  const now = rounds.find(({ state }) => state === "open");
  return rulingTool(board, ends, {
    key: "absent",
    title: t("Mark a team absent"),
    fields: [
      teamField(teams),
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
    action: ({ reason = "", round = "", team = "" }) => markAbsent(team, round, reason),
    ready: ({ team, round }) => Boolean(team && round),
  });
}

/**
 * A prize goes to a team, or to one of its members: each stands below the team.
 *
 * @param {DeskBoard} board
 * @param {Ends} ends
 * @returns {Tool}
 */
export function givingPrize(board, ends) {
  const all = (board.teams ?? []).flatMap(({ id, name }) => [
    { value: id, label: name, team: id, member: "", called: name },
    ...(board.members[id] ?? []).map((one) => ({
      value: `${id} ${one.id}`,
      label: t("%(member)s (%(team)s)", { member: one.name, team: name }),
      team: id,
      member: one.id,
      called: one.name,
    })),
  ]);
  const whom = (/** @type {string} */ value) => all.find((one) => one.value === value);
  const people = Object.keys(board.members).length > 0;
  const asks = people ? t("Choose a team or a member …") : t("Choose a team …");
  const label = people ? t("Team or member") : t("Team");
  return rulingTool(board, ends, {
    key: "prize",
    title: t("Special prize"),
    fields: [
      { name: "team", label, kind: "select", value: "", choices: all, asks },
      { name: "prize", label: t("Name of the prize"), kind: "text" },
    ],
    text: board.announced?.winners.length
      ? t("Every screen shows it at once. It can be taken back.")
      : t("The hall sees it when the winner is announced. It can be taken back."),
    reasons: [t("By decision of the jury"), t("By vote of the hall")],
    yes: ({ team = "", prize = "" }) =>
      team && prize
        ? t("Give %(team)s: %(prize)s", { team: whom(team)?.called ?? "", prize })
        : t("Give the prize"),
    fault: ({ prize = "" }) => (prize ? null : ["prize", t("Enter what the prize is called.")]),
    action: ({ prize = "", reason = "", team = "" }) => {
      const to = whom(team);
      return giveSpecialPrize(to?.team ?? team, to?.member ?? "", prize, reason);
    },
    ready: ({ team, prize }) => Boolean(team && prize),
  });
}

/**
 * @param {{id: string, name: string}[]} things
 * @param {string} id
 */
function nameIn(things, id) {
  return things.find((one) => one.id === id)?.name ?? "";
}
