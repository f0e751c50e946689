import { announce, closeRound, openRound } from "./acts.js";
import { shown } from "./amount.js";
import { findRound, progress, waiting } from "./deskboard.js";
import { page } from "./page.js";
import { t } from "./phrases.js";
import { numeral } from "./wording.js";

/**
 * The one next action, in words: a sentence on how things stand, and what the button does.
 *
 * @typedef {import("./deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("./deskboard.js").Place} Place
 * @typedef {object} Step
 * @property {"ready" | "waiting" | "blocked" | "done"} tone
 * @property {string} sentence
 * @property {{name: string, note: string}[]} list
 * @property {string} hint
 * @property {string} button empty when there is nothing to do
 * @property {import("./acts.js").Act | null} act
 * @property {import("./confirm.js").Question | null} question
 */

/**
 * @param {DeskBoard} board
 * @returns {Step}
 */
export function nextStep(board) {
  const { action, round, stage } = board.next;
  const place = findRound(board, round);
  if (action === "open" && place) return opening(place);
  if (action === "close" && place) return closing(board, place);
  if (action === "advance" && stage) return advancing(board, stage);
  if (action === "announce" && stage) return announcing(board, stage);
  return finished(board);
}

/** @type {Step} */
const nothing = {
  tone: "ready",
  sentence: "",
  list: [],
  hint: "",
  button: "",
  act: null,
  question: null,
};

/**
 * @param {Place} place
 * @returns {Step}
 */
function opening({ stage, round }) {
  const values = {
    stage: stage.name,
    n: numeral(round.number, page.locale),
    all: stage.rounds.length,
  };
  return {
    ...nothing,
    sentence:
      stage.rounds.length > 1
        ? t("Next in %(stage)s: round %(n)s of %(all)s.", values)
        : t("Next: %(stage)s.", values),
    hint: t("The tablets show the round as soon as it is open."),
    button: t("Open %(round)s", { round: round.name }),
    act: openRound(round.id),
  };
}

/**
 * @param {DeskBoard} board
 * @param {Place} place
 * @returns {Step}
 */
function closing(board, { round }) {
  const step = {
    ...nothing,
    button: t("Close %(round)s", { round: round.name }),
    act: closeRound(round.id),
  };
  if (round.kind === "points") return { ...step, ...awarded(board.awards[round.id]?.length ?? 0) };
  const late = waiting(board, round.id);
  if (late.length === 0) return { ...step, sentence: t("Every judge has marked every team.") };
  const list = late.map(({ judge, left, given }) => ({
    name: judge.name,
    note: t("%(n)s of %(all)s marked", { n: given, all: given + left.length }),
  }));
  const { given, wanted } = progress(board, round.id);
  return {
    ...step,
    tone: "waiting",
    sentence:
      late.length === 1
        ? t("1 judge has not marked every team:")
        : t("%(n)s judges have not marked every team:", { n: late.length }),
    list,
    question: {
      title: t("Close %(round)s with marks missing?", { round: round.name }),
      list,
      text: t(
        "Marks still missing: %(n)s. Scores rest on the marks there are; the round can be reopened.",
        { n: wanted - given },
      ),
      yes: step.button,
    },
  };
}

/** @param {number} n awards given so far */
function awarded(n) {
  if (n === 0) return { sentence: t("No points have been given yet.") };
  return {
    sentence: n === 1 ? t("1 award so far.") : t("%(n)s awards so far.", { n }),
    hint: t("Close the round after the last question."),
  };
}

/**
 * @param {DeskBoard} board
 * @param {string} id of the stage
 * @returns {Step}
 */
function advancing(board, id) {
  const stage = board.stages.find((each) => each.id === id);
  const after = board.stages[board.stages.findIndex((each) => each.id === id) + 1];
  const name = stage?.name ?? "";
  const tied = board.rows.filter((row) => row.cut === "tied");
  const inside = board.rows.filter((row) => row.cut === "in");
  if (tied.length > 0)
    return {
      ...nothing,
      tone: "blocked",
      sentence: t("Tied at the line, with places left: %(n)s", {
        n: (stage?.advance ?? 0) - inside.length,
      }),
      list: tied.map(named),
      hint: t("Part them first: choose a round below and reopen it for a deciding question."),
    };
  const list = inside.map(named);
  const button = t("Announce who goes on");
  return {
    ...nothing,
    sentence: t("All rounds of %(stage)s are closed. Going on:", { stage: name }),
    list,
    button,
    act: announce(id),
    question: {
      title: t("Announce who goes on to %(stage)s?", { stage: after?.name ?? "" }),
      list,
      text: t("Every screen shows it at once. The rounds of %(stage)s then stay closed.", {
        stage: name,
      }),
      yes: button,
    },
  };
}

/**
 * @param {DeskBoard} board
 * @param {string} id of the last stage
 * @returns {Step}
 */
function announcing(board, id) {
  const name = board.stages.find((stage) => stage.id === id)?.name ?? "";
  const first = board.rows.filter((row) => row.rank === board.rows[0]?.rank);
  const list = first.map(named);
  const joint = first.length > 1;
  const button = joint ? t("Announce joint winners") : t("Announce the winner");
  return {
    ...nothing,
    tone: joint ? "waiting" : "ready",
    sentence: joint
      ? t("All rounds of %(stage)s are closed. These share the first place:", { stage: name })
      : t("All rounds of %(stage)s are closed. In first place:", { stage: name }),
    list,
    hint: joint
      ? t("To part them, choose a round below and reopen it for a deciding question.")
      : "",
    button,
    act: announce(id, joint),
    question: {
      title: joint ? t("Announce the joint winners?") : t("Announce the winner?"),
      list,
      text: t("Every screen shows it at once. The rounds of %(stage)s then stay closed.", {
        stage: name,
      }),
      yes: button,
    },
  };
}

/**
 * @param {DeskBoard} board
 * @returns {Step}
 */
function finished(board) {
  const winners = board.announced?.winners ?? [];
  const rows = board.rows.filter((row) => winners.includes(row.team.id));
  return {
    ...nothing,
    tone: "done",
    sentence: rows.length > 1 ? t("All done. The winners are:") : t("All done. The winner is:"),
    list: rows.map(named),
  };
}

/** @param {import("./deskboard.js").Row} row */
function named({ team, total }) {
  return { name: team.name, note: shown(total) };
}
