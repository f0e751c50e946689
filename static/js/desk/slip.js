import { find, make, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { seenText } from "../common/seentext.js";
import { uuid } from "../common/uuid.js";
import { complain } from "./actionqueue.js";
import { perform } from "./actions.js";

/**
 * A slip: a small form for one action with its reason and one button. It asks no second time, for
 * the reason is the second thought and the action can be undone.
 *
 * @typedef {import("./actions.js").Action} Action
 * @typedef {Record<string, string>} Values
 * @typedef {{value: string, label: string, note?: string}} Choice
 * @typedef {object} Field
 * @property {string} name
 * @property {string} label
 * @property {"text" | "number" | "select" | "choice"} kind
 * @property {string} [value]
 * @property {string} [before] what stood there before anything was typed; left out: the value
 * @property {Choice[]} [choices]
 * @property {string} [asks] what is to be chosen, where nothing is chosen beforehand
 * @typedef {object} Plan
 * @property {Field[]} fields
 * @property {string} [text] what it does, in a line
 * @property {string[]} [reasons] offered to be taken over as they stand
 * @property {string} [asks] the label of the reason
 * @property {(values: Values) => string} yes the button's word
 * @property {(values: Values) => Action} action
 * @property {(values: Values) => [field: string, fault: string] | null} [fault]
 * @property {(values: Values) => void} [edited]
 * @property {(version: number, there: boolean) => void} done whether it still lies there: another
 *   may have been laid in its place before the answer came
 * @property {() => void} [leave]
 */

let slips = 0;

export class Slip {
  /** @param {Plan} plan */
  constructor(plan) {
    this.plan = plan;
    slips += 1;
    this.name = `slip-${slips}`;
    this.trouble = make("p", { class: "trouble", role: "alert", id: `${this.name}-trouble` });
    this.extra = make("div", { class: "slip-extra" });
    this.yes = make("button", { type: "submit", class: "button button-primary slip-yes" });
    this.form = make("form", { class: "slip", novalidate: true, autocomplete: "off" });
    // The same words sent again after a lost answer are the same act.
    this.id = uuid();
    this.busy = false;
    this.done = false;
    this.#build();
    this.edited();
  }

  /** @returns {Values} */
  get values() {
    const data = new FormData(this.form);
    return Object.fromEntries([...data].map(([name, value]) => [name, seenText(String(value))]));
  }

  /** What was typed here and not written; a choice is quickly made again. */
  get typed() {
    if (this.busy || this.done) return "";
    const { fields } = this.plan;
    const values = this.values;
    const from = Object.fromEntries(
      fields
        .filter(({ kind }) => kind === "number" || kind === "text")
        .map(({ name, value = "", before = value }) => [name, before]),
    );
    const typed = Object.entries({ ...from, reason: "" }).map(([name, before]) =>
      values[name] === before ? "" : values[name],
    );
    return typed.filter(Boolean).join(" · ");
  }

  /**
   * The same, as the workspace asks about it.
   *
   * @param {string} title what it is about
   * @returns {import("./unsaved.js").Typed[]}
   */
  unsaved(title) {
    return this.typed ? [{ name: title, note: this.typed }] : [];
  }

  /**
   * Puts back a reason that was typed before.
   *
   * @param {string} reason
   */
  resume(reason) {
    const input = this.#input("reason");
    if (input instanceof HTMLInputElement) input.value = reason;
  }

  /** Puts the keyboard where the filling in begins. */
  focus() {
    const first =
      this.form.querySelector("input:checked") ?? this.form.querySelector("input, select");
    if (!(first instanceof HTMLElement)) return;
    first.focus();
    if (first instanceof HTMLInputElement && first.type === "text") first.select();
  }

  /** Redraws what depends on the values. */
  edited() {
    this.id = uuid();
    const { values } = this;
    setText(this.yes, this.plan.yes(values));
    this.plan.edited?.(values);
  }

  /** @param {string} fault */
  complain(fault) {
    setText(this.trouble, fault);
  }

  #build() {
    const { fields, leave, text, reasons = [], asks = t("Reason") } = this.plan;
    const reason = { name: "reason", label: asks, kind: /** @type {const} */ ("text") };
    if (text) this.form.append(make("p", { class: "slip-text" }, text));
    this.form.append(
      ...fields.map((field) => this.#field(field)),
      this.#field(reason),
      ...(reasons.length > 0 ? [this.#offered(reasons)] : []),
      this.extra,
      this.trouble,
    );
    const actions = make("div", { class: "slip-acts" }, this.yes);
    if (leave) {
      const no = make("button", { type: "button", class: "button button-quiet" }, t("Cancel"));
      no.addEventListener("click", leave);
      actions.append(no);
    }
    this.form.append(actions);
    this.form.addEventListener("input", () => {
      for (const input of this.form.querySelectorAll("[aria-invalid]"))
        setAttributes(input, { "aria-invalid": null, "aria-describedby": null });
      this.complain("");
      this.edited();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
  }

  /** @param {Field} field */
  #field({ name, label, kind, value = "", choices = [], asks }) {
    if (kind === "choice") return choiceField(this.name, name, label, value, choices);
    const id = `${this.name}-${name}`;
    const caption = make("label", { for: id }, label);
    const input =
      kind === "select"
        ? make("select", { id, name, class: "field" }, ...offered(choices, value, asks))
        : make("input", { id, name, class: "field", type: "text", value, maxlength: 500 });
    if (kind === "number")
      setAttributes(input, { inputmode: "decimal", maxlength: 20, class: "field figure" });
    if (kind === "text") setAttributes(input, { required: true, dir: "auto" });
    return make("div", { class: `slip-field slip-${name}` }, caption, input);
  }

  /** @param {string[]} reasons */
  #offered(reasons) {
    const box = make("div", {
      class: "slip-offered",
      role: "group",
      "aria-label": t("Usual reasons"),
    });
    for (const reason of reasons) {
      const button = make("button", { type: "button" }, reason);
      button.addEventListener("click", () => {
        const input = this.#input("reason");
        if (input instanceof HTMLInputElement) input.value = reason;
        this.complain("");
        this.edited();
        this.yes.focus();
      });
      box.append(button);
    }
    return box;
  }

  /** @param {string} name */
  #input(name) {
    return this.form.querySelector(`[name="${name}"]`);
  }

  /**
   * What keeps the slip from being sent, and the field at fault.
   *
   * @param {Values} values
   * @returns {[string, string] | null}
   */
  #fault(values) {
    const open = this.plan.fields.find(({ name, asks }) => asks && !values[name]);
    if (open) return [open.name, open.asks ?? ""];
    const fault = this.plan.fault?.(values);
    if (fault) return fault;
    return values.reason ? null : ["reason", t("Say why; it is kept with the act.")];
  }

  async #submit() {
    if (this.busy) return;
    const { values } = this;
    const fault = this.#fault(values);
    if (fault) {
      const input = this.#input(fault[0]);
      if (input instanceof HTMLElement) {
        setAttributes(input, { "aria-invalid": "true", "aria-describedby": this.trouble.id });
        input.focus();
      }
      return this.complain(fault[1]);
    }
    this.busy = true;
    setAttributes(this.yes, { "aria-busy": "true" });
    this.complain("");
    const { path, body } = this.plan.action(values);
    const outcome = await perform({ path, body: { id: this.id, ...body } });
    setAttributes(this.yes, { "aria-busy": null });
    this.busy = false;
    const there = this.form.isConnected;
    this.done = outcome.done;
    if (outcome.done) this.plan.done(outcome.version, there);
    else if (there) this.complain(outcome.why);
    else complain(find("#round-panel-trouble"), outcome.why);
  }
}

/**
 * The options of a select; where nothing is chosen beforehand, the first one says what is asked.
 *
 * @param {Choice[]} choices
 * @param {string} chosen
 * @param {string | undefined} asks
 */
function offered(choices, chosen, asks) {
  const none = asks && !chosen ? [make("option", { value: "", selected: true }, asks)] : [];
  return [...none, ...choices.map((one) => option(one, chosen))];
}

/**
 * @param {Choice} choice
 * @param {string} chosen
 */
function option({ value, label }, chosen) {
  return make("option", { value, selected: value === chosen }, label);
}

/**
 * @param {string} slip
 * @param {string} name
 * @param {string} label
 * @param {string} chosen
 * @param {Choice[]} choices
 */
export function choiceField(slip, name, label, chosen, choices) {
  const rows = choices.map(({ value, label: word, note = "" }) => {
    const id = `${slip}-${name}-${value}`;
    const input = make("input", { type: "radio", name, value, id, checked: value === chosen });
    const text = make("label", { for: id }, make("b", {}, word));
    if (note) text.append(make("span", {}, note));
    return make("div", { class: "slip-choice" }, input, text);
  });
  return make(
    "fieldset",
    { class: `slip-choices slip-${name}` },
    make("legend", {}, label),
    ...rows,
  );
}

/**
 * The choices of a select, from what has an id and a name.
 *
 * @param {{id: string, name: string}[]} things
 * @returns {Choice[]}
 */
export function named(things) {
  return things.map(({ id, name }) => ({ value: id, label: name }));
}
