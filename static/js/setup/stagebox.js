import { el, say, set, the } from "../common/elements.js";
import { t } from "../common/phrases.js";
import { describeStage } from "./describe.js";
import { labelled, name, show, signButton } from "./fields.js";

/**
 * The head of a stage and the room for its rounds.
 *
 * @typedef {import("./document.js").Stage} Stage
 */

/** @returns {HTMLLIElement} */
export function stageBox() {
  const add = (/** @type {string} */ act, /** @type {string} */ words) =>
    el("button", { type: "button", class: "button small", "data-act": act }, words);
  return el(
    "li",
    { class: "stage" },
    el(
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
      el(
        "span",
        { class: "row-acts" },
        signButton("stage-up", "↑", ""),
        signButton("stage-down", "↓", ""),
        signButton("stage-remove", "✕", ""),
      ),
      el("p", { class: "stage-words" }),
    ),
    el("ol", { class: "rows rounds" }),
    el(
      "p",
      { class: "stage-add" },
      add("judged", t("Add a judged round")),
      add("points", t("Add a points round")),
      add("risk", t("Add a risk round")),
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
  const head = the(".stage-head", box);
  set(box, { "data-stage": stage.id });
  for (const key of /** @type {const} */ (["name", "base", "carry", "advance"]))
    show(head, key, stage[key]);
  the('[data-cell="carry"]', head).hidden = first;
  the('[data-cell="advance"]', head).hidden = last;
  say(the(".stage-words", head), describeStage(stage, first, last));
  name(the('[data-act="stage-up"]', head), t("Move %(name)s up", { name: called }));
  name(the('[data-act="stage-down"]', head), t("Move %(name)s down", { name: called }));
  name(the('[data-act="stage-remove"]', head), t("Remove %(name)s", { name: called }));
  set(the('[data-act="stage-up"]', head), { "aria-disabled": first });
  set(the('[data-act="stage-down"]', head), { "aria-disabled": last });
}
