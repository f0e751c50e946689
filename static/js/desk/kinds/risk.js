import { times } from "../../common/amount.js";
import { t } from "../../common/phrases.js";
import { costWords, outcomeWord } from "../../common/risk.js";
import { OUTCOMES, worth } from "../../common/staking.js";
import { tallied } from "./points.js";

/** @typedef {import("../../common/staking.js").Outcome} Outcome */

/** A round in which a team stakes points and wins them, loses them, or declines. */
export const risk = tallied({
  // A risk question is worth its stake and nothing else.
  typed: false,
  inTurn: true,
  each: ({ questions }) => questions || 1,
  keys: (round, stake, factor) => {
    const { stakes } = round;
    const only = onlyOne(stakes);
    const named = only ?? stake;
    const choice = stakes
      .filter((each) => !only && (stake === null || each === stake))
      .map((each) => ({
        attributes: { "data-stake": each, "aria-pressed": String(each === stake) },
        word: each,
      }));
    // In the stakes' place, once one is named, what became of it; "Declined" stays where it is.
    const answers = OUTCOMES.filter((outcome) => named !== null || outcome === "declined");
    return [
      ...choice,
      ...answers.map((outcome) => outcomeKey(outcome, times(worth(round, named, outcome), factor))),
    ];
  },
  columns: ({ stakes }) =>
    onlyOne(stakes) ? OUTCOMES.length : Math.max(stakes.length + 1, OUTCOMES.length + 1),
  what: ({ stake, outcome }, round, before, factor) => {
    if (stake) return null;
    const named = onlyOne(round.stakes) ?? before;
    const became = /** @type {Outcome} */ (outcome);
    const staked = named === null ? {} : { stake: named };
    return { points: times(worth(round, named, became), factor), ...staked, outcome: became };
  },
  noKey: () => t("Choose a stake first."),
});

/** @param {string[]} stakes of which none need be named where there is but one */
function onlyOne(stakes) {
  return stakes.length === 1 ? (stakes[0] ?? null) : null;
}

/**
 * @param {Outcome} outcome
 * @param {string} brings
 * @returns {import("../rowkeys.js").Key}
 */
function outcomeKey(outcome, brings) {
  const points = costWords(brings, outcome);
  return { attributes: { "data-outcome": outcome }, word: outcomeWord(outcome), points };
}
