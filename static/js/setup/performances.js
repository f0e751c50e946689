import { find, make, setAttributes } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { selecting, show } from "./fields.js";
import { inStage } from "./staging.js";

/**
 * Rounds of one performance: two panels, or a panel and a count in the hall, that mark the same
 * appearance of the teams. In the set-up they have the same word; on the page one is joined to another.
 *
 * @typedef {import("./document.js").Round} Round
 * @typedef {import("./document.js").Setup} Setup
 */

/** @returns {HTMLElement} */
export function togetherField() {
  const field = selecting("together", t("Open together with"), []);
  field.append(
    make(
      "span",
      { class: "note" },
      t(
        "For instance two panels that mark the same talk. The hall sees a team's scores once all are complete; the weight is the share of each.",
      ),
    ),
  );
  return field;
}

/**
 * @param {HTMLElement} form of a round
 * @param {Round} round
 * @param {Round[]} rounds of its stage
 */
export function drawTogether(form, round, rounds) {
  const others = rounds.filter(({ id }) => id !== round.id);
  const field = find("[data-cell=together]", form);
  setAttributes(field, { hidden: others.length === 0 && round.performance === "" });
  const select = find("select", field);
  const options = [
    make("option", { value: "" }, t("none: a round of its own")),
    ...others.map(({ id, name }) => make("option", { value: id }, name || t("this round"))),
  ];
  const drawn = options.map((option) => `${option.value} ${option.textContent}`).join("\n");
  if (select.dataset.drawn !== drawn) {
    select.replaceChildren(...options);
    setAttributes(select, { "data-drawn": drawn });
  }
  const same = (/** @type {Round} */ one) =>
    one.performance !== "" && one.performance === round.performance;
  show(form, "together", others.find(same)?.id ?? "");
}

/**
 * Joins a round to another of its stage, or to none.
 *
 * @param {Setup} setup
 * @param {string} id
 * @param {string} other id of the other, empty for none
 * @returns {Setup}
 */
export function joinPerformance(setup, id, other) {
  const stage = setup.stages.find(({ rounds }) => rounds.some((round) => round.id === id));
  if (!stage) return setup;
  const joined = stage.rounds.find((round) => round.id === other);
  const performance = joined ? joined.performance || joined.id : "";
  return inStage(setup, stage.id, (rounds) =>
    rounds.map((round) =>
      round.id === id || round.id === other ? { ...round, performance } : round,
    ),
  );
}
