import { find, make, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { describeStage } from "./describe.js";
import { besides, sideOf } from "./document.js";
import { labelled, name, selecting, show, signButton } from "./fields.js";
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
      selecting("side_of", t("Who plays it"), [
        { value: "", label: t("Those who go on") },
        { value: "-", label: "" },
      ]),
      labelled("name_en", t("Name in English"), { maxlength: 300 }),
      make("p", { class: "stage-words" }),
      goingOn(),
    ),
    make("ol", { class: "rows rounds" }),
    make(
      "p",
      { class: "stage-add" },
      ...Object.entries(KINDS).map(([act, kind]) => add(act, kind.add())),
    ),
  );
}

/** What else can say who goes on; most events need only the number. */
function goingOn() {
  return make(
    "details",
    { class: "stage-going" },
    make("summary", {}, t("Share, threshold, quota, groups")),
    make(
      "div",
      { class: "stage-going-cells" },
      labelled("advance_share", t("Or a share of the teams"), {
        inputmode: "decimal",
        "data-short": true,
        title: t("0.3 is 30 per cent of the placed teams"),
      }),
      selecting("rounding", t("The share is rounded"), [
        { value: "half_up", label: t("half up") },
        { value: "up", label: t("up") },
        { value: "down", label: t("down") },
      ]),
      labelled("threshold", t("Enough to go on"), {
        inputmode: "decimal",
        "data-short": true,
        title: t("Nobody goes on with less; left empty, points do not matter"),
      }),
      labelled("above", t("To be exceeded"), {
        inputmode: "decimal",
        "data-short": true,
        title: t("Exactly so much is not enough"),
      }),
      labelled("quota", t("At most of one organisation"), {
        inputmode: "numeric",
        "data-short": true,
        title: t("0 for no limit"),
      }),
      make(
        "label",
        { class: "tick cell", "data-cell": "by_group" },
        make("input", { type: "checkbox", "data-key": "by_group" }),
        make(
          "span",
          {},
          make("b", {}, t("Played by groups")),
          " ",
          t("A table and a cut for each."),
        ),
      ),
      labelled("advance_best", t("And the best others"), {
        inputmode: "numeric",
        "data-short": true,
        title: t("So many more go on, the best across the groups"),
      }),
      selecting("best_by", t("They are compared by"), [
        { value: "total", label: t("Total") },
        { value: "mean", label: t("Mean of their rounds") },
      ]),
    ),
  );
}

/** What stands in the part that is folded away. */
const FOLDED = /** @type {const} */ ([
  "advance_share",
  "rounding",
  "threshold",
  "above",
  "quota",
  "by_group",
  "advance_best",
  "best_by",
]);

/**
 * A stage between two others may be a side stage: then it says who is out of which stage plays it.
 *
 * @param {HTMLElement} head
 * @param {Stage[]} stages
 * @param {number} at
 */
function drawSide(head, stages, at) {
  const main = besides(stages, at);
  const side = /** @type {HTMLOptionElement} */ (
    find('[data-key="side_of"] option:last-child', head)
  );
  side.value = main?.id ?? "-";
  setText(side, t("Those who are out of %(stage)s (side stage)", { stage: main?.name ?? "" }));
  find('[data-cell="side_of"]', head).hidden = main === undefined;
  show(head, "side_of", sideOf(stages, at));
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
  for (const key of /** @type {const} */ ([
    "name",
    "name_en",
    "base",
    "carry",
    "advance",
    ...FOLDED,
  ]))
    show(head, key, stage[key]);
  const going = /** @type {HTMLDetailsElement} */ (find(".stage-going", head));
  going.hidden = last;
  const said = [stage.advance_share, stage.threshold, stage.above].some((one) => one !== "");
  if (said || stage.by_group || !["", "0"].includes(stage.quota)) going.open = true;
  for (const key of ["advance_best", "best_by"])
    find(`[data-cell="${key}"]`, head).hidden = !stage.by_group;
  drawSide(head, stages, at);
  find('[data-cell="carry"]', head).hidden = first;
  find('[data-cell="advance"]', head).hidden = last;
  setText(find(".stage-words", head), describeStage(stage, first, last));
  name(find('[data-act="stage-up"]', head), t("Move %(name)s up", { name: called }));
  name(find('[data-act="stage-down"]', head), t("Move %(name)s down", { name: called }));
  name(find('[data-act="stage-remove"]', head), t("Remove %(name)s", { name: called }));
  setAttributes(find('[data-act="stage-up"]', head), { "aria-disabled": first });
  setAttributes(find('[data-act="stage-down"]', head), { "aria-disabled": last });
}
