import { shown, tidy } from "../common/amount.js";
import { sumOf } from "../common/criteria.js";
import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { bare, freshElementId, name, show, signButton } from "./fields.js";

/**
 * The criteria of a judged round, in its form: a row for each, and their sum in words.
 *
 * @typedef {import("./document.js").Criterion} Criterion
 */

const MOST = 12;

/** @returns {HTMLElement} */
export function criteriaField() {
  const note = freshElementId("criteria-note");
  return make(
    "fieldset",
    { class: "cell criteria-part", "data-cell": "criteria", "aria-describedby": note },
    make("legend", { class: "label" }, t("Criteria on the judges' sheet")),
    make(
      "p",
      { class: "note criteria-heads", "aria-hidden": "true" },
      ...[t("Criterion"), t("Highest"), t("Step"), t("Weight")].map((word) =>
        make("span", {}, word),
      ),
    ),
    make("ol", { class: "criteria-rows" }),
    make("p", { class: "note criteria-said", id: note, role: "status" }),
    make(
      "button",
      { type: "button", class: "button small", "data-act": "add-criterion" },
      t("Add a criterion"),
    ),
  );
}

/**
 * @param {HTMLElement} form of a round
 * @param {Criterion[]} criteria
 */
export function drawCriteria(form, criteria) {
  const box = find("[data-cell=criteria]", form);
  const numbered = criteria.map((one, at) => ({ one, at, of: criteria.length }));
  reconcile(find(".criteria-rows", box), numbered, {
    key: ({ one }) => one.id,
    make: makeRow,
    draw: drawRow,
  });
  find(".criteria-heads", box).hidden = criteria.length === 0;
  find("[data-act=add-criterion]", box).hidden = criteria.length >= MOST;
  const words =
    criteria.length > 0
      ? t(
          "Each mark is %(sum)s. The judges see them as one sheet; what is dropped is a whole sheet.",
          {
            sum: sumWords(criteria),
          },
        )
      : t("None: each judge gives one number. With criteria, their sum is the mark.");
  setText(find(".criteria-said", box), words);
}

function makeRow() {
  return make(
    "li",
    { class: "criterion" },
    bare("criterion.name", { maxlength: 200 }),
    bare("criterion.max", { inputmode: "decimal" }),
    bare("criterion.step", { inputmode: "decimal" }),
    bare("criterion.weight", { inputmode: "decimal" }),
    make(
      "span",
      { class: "criterion-acts" },
      signButton("criterion-up", "↑", "", { "aria-keyshortcuts": "Alt+ArrowUp" }),
      signButton("criterion-down", "↓", "", { "aria-keyshortcuts": "Alt+ArrowDown" }),
      signButton("remove-criterion", "✕", ""),
    ),
  );
}

/**
 * @param {HTMLElement} item
 * @param {{one: Criterion, at: number, of: number}} row
 */
function drawRow(item, { one, at, of }) {
  const n = at + 1;
  const called = one.name || t("criterion %(n)s", { n });
  setAttributes(item, { "data-member": at, "data-criterion": one.id });
  const labels = {
    name: t("Name of criterion %(n)s", { n }),
    max: t("Highest of %(name)s", { name: called }),
    step: t("Step of %(name)s", { name: called }),
    weight: t("Weight of %(name)s", { name: called }),
  };
  for (const key of /** @type {const} */ (["name", "max", "step", "weight"])) {
    setAttributes(find(`[data-key="criterion.${key}"]`, item), { "aria-label": labels[key] });
    show(item, `criterion.${key}`, one[key]);
  }
  const button = (/** @type {string} */ act) => find(`[data-act=${act}]`, item);
  name(button("criterion-up"), t("Move %(name)s up", { name: called }));
  name(button("criterion-down"), t("Move %(name)s down", { name: called }));
  name(button("remove-criterion"), t("Remove %(name)s", { name: called }));
  setAttributes(button("criterion-up"), { "aria-disabled": at === 0 });
  setAttributes(button("criterion-down"), { "aria-disabled": at === of - 1 });
}

/**
 * The criteria as a sum: Content 40 + Time 10 × 2 = 60.
 *
 * @param {Criterion[]} criteria
 */
export function sumWords(criteria) {
  const parts = criteria.map(({ name: called, max, weight }) =>
    [called, max, weight === "1" || weight === "" ? "" : `× ${weight}`].filter(Boolean).join(" "),
  );
  const plain = criteria.map((one) => ({ ...one, weight: tidy(one.weight) }));
  const highest = Object.fromEntries(plain.map(({ id, max }) => [id, max]));
  return t("%(parts)s = %(sum)s", {
    parts: parts.join(" + "),
    sum: shown(sumOf(plain, highest)),
  });
}
