import { shown } from "../common/amount.js";
import { sumOf, wrongIn } from "../common/criteria.js";
import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { typed } from "./keypad.js";
import { sheetIn, textOf } from "./kinds/criteria.js";

/**
 * A team's sheet of criteria: a field for each, and what they come to so far.
 *
 * @typedef {import("../common/criteria.js").Criterion} Criterion
 * @typedef {import("../common/criteria.js").Values} Values
 * @typedef {{team: string, shut: boolean, draft: string | undefined, before: Values | null,
 *   max: string, faultAt: string}} Shown before: the mark that stands, as long as nothing is typed
 */

const LONGEST = 8;
/** From this many on, they stand in two columns. */
const MANY = 6;

export class CriteriaFields {
  /**
   * @param {HTMLElement} root
   * @param {(text: string) => void} onType
   */
  constructor(root, onType) {
    this.root = root;
    this.onType = onType;
    this.list = find("ol", root);
    /** @type {Criterion[]} */
    this.criteria = [];
    this.team = "";
    this.active = "";
    /** Whether the fields show a mark that stands; a key then begins the field anew. */
    this.held = false;
    /** @type {Set<string>} of a mark that stands, the fields that were typed in since */
    this.touched = new Set();
    this.faultAt = "";
  }

  /** What is typed, or what stands, as it is kept. */
  get text() {
    return textOf(this.criteria, this.#values);
  }

  /** @returns {Values} */
  get #values() {
    return Object.fromEntries(this.criteria.map(({ id }) => [id, this.#field(id).value]));
  }

  /** @param {string} key of the keypad or a keyboard */
  press(key) {
    const input = this.#field(this.active);
    if (input.disabled) return;
    const { active: id } = this;
    const step = this.criteria.find((one) => one.id === id)?.step ?? "1";
    const decimals = step.split(".")[1]?.length ?? 0;
    const held = this.held && !this.touched.has(id);
    input.value = typed(input.value, key, { held, decimals, longest: LONGEST });
    this.#edited(id);
  }

  /** Puts the keyboard into the field that is filled in now. */
  focus() {
    const field = this.#field(this.active);
    field.focus({ preventScroll: true });
    field.select();
  }

  focusEnd() {
    const field = this.#field(this.active);
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
  }

  /**
   * @param {Criterion[]} criteria
   * @param {Shown} shown
   */
  draw(criteria, { team, shut, draft, before, max, faultAt }) {
    this.criteria = criteria;
    this.held = draft === undefined && before !== null;
    setAttributes(this.root, { "data-many": String(criteria.length >= MANY) });
    reconcile(this.list, criteria, {
      key: ({ id }) => id,
      make: ({ id }) => this.#make(id),
      draw: (item, criterion) => this.#drawOne(item, criterion, team, shut),
    });
    const values = draft === undefined ? before : sheetIn(draft)?.values;
    for (const { id } of criteria) {
      const field = this.#field(id);
      const text = values?.[id] ?? "";
      if (field.value !== text) field.value = text;
    }
    if (team !== this.team || !criteria.some(({ id }) => id === this.active)) {
      this.team = team;
      this.touched.clear();
      this.#activate(criteria[0]?.id ?? "");
    }
    if (draft === undefined) this.touched.clear();
    // The field at fault takes the keys, once.
    if (faultAt && faultAt !== this.faultAt) this.#activate(faultAt);
    this.faultAt = faultAt;
    this.#drawFaults();
    const so = sumOf(criteria, this.#values);
    setText(find(".criteria-sum b", this.root), shown(this.text ? so : "–"));
    setText(find(".criteria-sum small", this.root), t("of %(max)s", { max: shown(max) }));
    setAttributes(this.root, { "data-held": String(this.held) });
  }

  /**
   * @param {HTMLElement} item
   * @param {Criterion} criterion
   * @param {string} team
   * @param {boolean} shut
   */
  #drawOne(item, { id, name, max, step, weight }, team, shut) {
    const field = /** @type {HTMLInputElement} */ (find("input", item));
    field.name = team ? `mark:${team}:${id}` : "";
    field.disabled = shut;
    setText(find(".criterion-name", item), name);
    const limits = step === "1" ? `0–${max}` : t("0–%(max)s by %(step)s", { max, step });
    setText(find(".criterion-limits", item), weight === "1" ? limits : `${limits} × ${weight}`);
  }

  #drawFaults() {
    for (const criterion of this.criteria) {
      const field = this.#field(criterion.id);
      const wrong = wrongIn(criterion, field.value);
      // What is empty or half typed is no fault before the sheet is sent.
      const said = wrong && (criterion.id === this.faultAt || (!wrong.empty && !field.disabled));
      setAttributes(field, { "aria-invalid": String(Boolean(said)) });
    }
  }

  /** @param {string} id */
  #make(id) {
    const field = make("input", {
      type: "text",
      class: "criterion-value",
      inputmode: "none",
      autocomplete: "off",
      spellcheck: "false",
      maxlength: LONGEST,
      enterkeyhint: "next",
      id: `criterion-${id}`,
      "aria-describedby": `criterion-${id}-limits panel-hint`,
    });
    field.addEventListener("focus", () => this.#activate(id));
    field.addEventListener("input", (event) => {
      if (!(/** @type {InputEvent} */ (event).isComposing)) this.#edited(id);
    });
    field.addEventListener("compositionend", () => this.#edited(id));
    field.addEventListener("keydown", (event) => {
      const next = this.criteria[this.criteria.findIndex((one) => one.id === id) + 1];
      if (event.key !== "Enter" || event.isComposing || !next) return;
      event.preventDefault();
      this.#activate(next.id);
      this.focus();
    });
    return make(
      "li",
      { "data-criterion": id },
      make(
        "label",
        { for: `criterion-${id}` },
        make("span", { class: "criterion-name", dir: "auto" }),
        make("small", { class: "criterion-limits", id: `criterion-${id}-limits` }),
      ),
      field,
    );
  }

  /** @param {string} id */
  #edited(id) {
    this.touched.add(id);
    if (this.faultAt === id) this.faultAt = "";
    this.onType(this.text);
  }

  /** @param {string} id */
  #activate(id) {
    this.active = id;
    for (const item of this.list.children)
      setAttributes(/** @type {HTMLElement} */ (item), {
        "data-active": String(item.getAttribute("data-criterion") === id),
      });
    this.list.querySelector("[data-active=true]")?.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {string} id
   * @returns {HTMLInputElement}
   */
  #field(id) {
    return find(`#criterion-${CSS.escape(id)}`, this.list);
  }
}
