/**
 * What the desk is to do next, before it is drawn.
 *
 * @typedef {{name: string, note: string, brief?: string, prizes?: string, judge?: string, round?: string}} Line a
 *   judge is named for whom the desk may enter marks, or who may be excused, with the round where
 *   several are open; `brief` is the note where room is short, `prizes` what stands on a line below
 * @typedef {{button: string, action: Action, scene?: Proposal}} Also
 * @typedef {import("./show/proposing.js").Proposal} Proposal
 * @typedef {import("./actions.js").Action} Action
 * @typedef {object} Step
 * @property {"ready" | "waiting" | "blocked" | "done"} tone
 * @property {string} sentence
 * @property {Line[]} list
 * @property {import("./outliers.js").OutlierMark[]} outliers marks worth a look before it is done
 * @property {import("./publishing.js").Left[]} hidden what the hall still does not see of closed rounds
 * @property {string} hint
 * @property {boolean} quiet whether the button is not yet what is to be done
 * @property {string} button empty when there is nothing to do
 * @property {Action[]} actions one after the other, each an entry of its own
 * @property {string[]} halfway by act: what has been done when the next one fails
 * @property {Also | null} also less than all of it
 * @property {import("./confirm.js").Question | null} question
 * @property {Proposal | null} scene what goes with it on the big screen, where that is wanted
 */

/** @type {Step} */
export const nothing = {
  tone: "ready",
  sentence: "",
  list: [],
  outliers: [],
  hidden: [],
  hint: "",
  quiet: false,
  button: "",
  actions: [],
  halfway: [],
  also: null,
  question: null,
  scene: null,
};
