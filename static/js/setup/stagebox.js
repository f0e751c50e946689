import { find, make, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { describeStage } from "./describe.js";
import { labelled, name, show, signButton } from "./fields.js";
import { KINDS } from "./kinds/table.js";

/**
 * The head of a stage and the room for its rounds.
 *
 * @typedef {import("./document.js").Stage} Stage
 */

/** @returns {HTMLLIElement} */
export function stageBox() {
  const add = (/** @type {string} */ act, /** @type {string} */ words) =>
    make("button", { type: "button", class: "button small", "data-act": act }, words);
  return make(
    "li",
    { class: "stage" },
    make(
      "header",
      { class: "stage-head" },
      labelled("name", t("Stage"), { maxlength: 300 }),
      labelled("base", t("Each team starts with"), { inputmode: "decimal", "data-short": true }),
      labelled("carry", t("Share carried in"), {
        inputmode: "decimal",
        "data-short": true,
        title: t("0 nothing, 1 all, 0.5 half of the earlier total"),
      }),
      labelled("advance", t("Teams that go on"), { inputmode: "numeric", "data-short": true }),
      make(
        "span",
        { class: "row-acts" },
        signButton("stage-up", "↑", ""),
        signButton("stage-down", "↓", ""),
        signButton("stage-remove", "✕", ""),
      ),
      make("p", { class: "stage-words" }),
    ),
    make("ol", { class: "rows rounds" }),
    make(
      "p",
      { class: "stage-add" },
      ...Object.entries(KINDS).map(([act, kind]) => add(act, kind.add())),
    ),
  );
}

/**
 * @param {HTMLElement} box
 * @param {Stage} stage
 * @param {Stage[]} stages
 */
export function drawStage(box, stage, stages) {
  const at = stages.indexOf(stage);
  const [first, last] = [at === 0, at === stages.length - 1];
  const called = stage.name || t("Stage %(n)s", { n: at + 1 });
  const head = find(".stage-head", box);
  setAttributes(box, { "data-stage": stage.id });
  for (const key of /** @type {const} */ (["name", "base", "carry", "advance"]))
    show(head, key, stage[key]);
  find('[data-cell="carry"]', head).hidden = first;
  find('[data-cell="advance"]', head).hidden = last;
  setText(find(".stage-words", head), describeStage(stage, first, last));
  name(find('[data-act="stage-up"]', head), t("Move %(name)s up", { name: called }));
  name(find('[data-act="stage-down"]', head), t("Move %(name)s down", { name: called }));
  name(find('[data-act="stage-remove"]', head), t("Remove %(name)s", { name: called }));
  setAttributes(find('[data-act="stage-up"]', head), { "aria-disabled": first });
  setAttributes(find('[data-act="stage-down"]', head), { "aria-disabled": last });
}
