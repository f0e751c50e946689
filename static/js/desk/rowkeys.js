import { signed } from "../common/amount.js";
import { make, reconcile, setAttributes, setText } from "../common/dom.js";
import { outcomeWord } from "../common/risk.js";
import { OUTCOMES, worth } from "../common/staking.js";

/**
 * The keys in a team's row: the round's awards; or in a risk round the stakes, and in their place,
 * once one is chosen, what became of the answer. "Declined" stays where it is all the while.
 *
 * @typedef {import("../board/deskboard.js").DeskRound} DeskRound
 * @typedef {object} Key
 * @property {Record<string, string | boolean | null>} attributes
 * @property {string} word
 * @property {string} [points] shown beside the word
 */

/**
 * @param {DeskRound} round
 * @param {string | null} stake the one that is chosen
 * @returns {Key[]}
 */
export function keysOf({ awards, stakes }, stake) {
  if (stakes.length === 0) return awards.map(awardKey);
  const only = stakes.length === 1 ? (stakes[0] ?? null) : null;
  const named = only ?? stake;
  const choice = stakes
    .filter((each) => !only && (stake === null || each === stake))
    .map((each) => ({
      attributes: { "data-stake": each, "aria-pressed": String(each === stake) },
      word: each,
    }));
  const answers = OUTCOMES.filter((outcome) => named !== null || outcome === "declined");
  return [...choice, ...answers.map((outcome) => outcomeKey(outcome, named))];
}

/**
 * How many keys stand side by side in the widest state.
 *
 * @param {DeskRound} round
 */
export function columnsOf({ awards, stakes }) {
  if (stakes.length === 0) return Math.max(1, Math.min(4, awards.length));
  return stakes.length === 1 ? OUTCOMES.length : Math.max(stakes.length + 1, OUTCOMES.length + 1);
}

/** @param {string} points */
function awardKey(points) {
  return {
    attributes: {
      "data-points": points,
      "data-sign": points.startsWith("-") ? "minus" : "plus",
    },
    word: signed(points),
  };
}

/**
 * @param {import("../common/staking.js").Outcome} outcome
 * @param {string | null} stake
 * @returns {Key}
 */
function outcomeKey(outcome, stake) {
  const points = outcome === "declined" || stake === null ? "" : signed(worth(stake, outcome));
  return { attributes: { "data-outcome": outcome }, word: outcomeWord(outcome), points };
}

/**
 * @param {HTMLElement} root
 * @param {Key[]} keys
 * @param {{team: string, busy: (attributes: Key["attributes"]) => boolean}} how busy: whether it has
 *   been pressed and is on its way
 */
export function drawKeys(root, keys, { team, busy }) {
  reconcile(root, keys, {
    key: ({ attributes }) =>
      attributes["data-outcome"]
        ? `outcome ${attributes["data-outcome"]}`
        : `${attributes["data-stake"] ? "stake" : "points"} ${attributes["data-stake"] ?? attributes["data-points"]}`,
    make: () => make("button", { type: "button" }, make("b"), make("span")),
    draw: (button, { attributes, word, points = "" }) => {
      setAttributes(button, {
        ...attributes,
        "aria-label": [word, points, team].filter(Boolean).join(" "),
        "aria-busy": busy(attributes) ? "true" : null,
      });
      setText(/** @type {Element} */ (button.firstElementChild), word);
      setText(/** @type {Element} */ (button.lastElementChild), points);
    },
  });
}
