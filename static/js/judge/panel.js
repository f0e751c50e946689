import { shown } from "../common/amount.js";
import { find, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { CriteriaFields } from "./criteriafields.js";
import { keypad, typed } from "./keypad.js";
import { kindOf } from "./kinds/table.js";

/**
 * One team large: its value, the keypad, and the one wide button.
 *
 * @typedef {import("./marks.js").Sheet} Sheet
 * @typedef {import("./marks.js").SheetTeam} SheetTeam
 * @typedef {import("./marks.js").Mark} Mark
 * @typedef {import("./kinds/table.js").Kind} Kind
 * @typedef {{team: SheetTeam | null, mark: Mark | null, draft: string | undefined,
 *   hint: string, faultAt: string, place: string, done: boolean, asks: boolean,
 *   onStage: SheetTeam | null, settling: boolean}} Chosen asks: what was refused needs a reason
 * @typedef {object} Actions
 * @property {(text: string) => void} onType
 * @property {() => void} onSubmit
 * @property {() => void} onNoted the judge has read why a mark was refused
 * @property {() => void} onReason the judge says why one more question is to be booked
 * @property {() => unknown} onStage the judge goes to the team that is on stage
 * @property {() => boolean} settling whether what is touched now was meant for the team before
 */

const LONG_NAME = 11;

export class Panel {
  /**
   * @param {HTMLElement} root
   * @param {Actions} actions
   */
  constructor(root, actions) {
    this.root = root;
    this.actions = actions;
    /** @type {HTMLInputElement} */
    this.value = find(".panel-value", root);
    /** @type {HTMLInputElement} */
    this.question = find("[name=question]", root);
    this.active = this.value;
    this.sheet = new CriteriaFields(find("#criteria", root), (text) => actions.onType(text));
    /** Whether the team is marked on a sheet of criteria. */
    this.onSheet = false;
    /** Whether the field shows an earlier mark, which the next key replaces. */
    this.held = false;
    this.decimals = 0;
    this.keypad = keypad(find(".keys", root), (key) => this.press(key));
    this.#listen();
  }

  /**
   * One key, of the keypad or of a keyboard.
   *
   * @param {string} key
   */
  press(key) {
    if (this.onSheet) return this.sheet.press(key);
    const input = this.active;
    if (input.disabled) return;
    const question = input === this.question;
    const held = !question && this.held;
    const longest = question ? 8 : 12;
    input.value = typed(input.value, key, { held, decimals: this.decimals, longest });
    if (!question) this.#edited();
  }

  /** Puts the keyboard into the value, ready to be replaced. */
  focus() {
    if (this.onSheet) return this.sheet.focus();
    this.value.focus({ preventScroll: true });
    if (this.held) this.value.select();
  }

  /** Leaves the keyboard at the end of what has just been typed; a risk round has one field. */
  focusEnd() {
    if (this.onSheet) return this.sheet.focusEnd();
    const field = this.value.hidden ? this.question : this.value;
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
  }

  /** What is typed, or stands there. */
  get text() {
    return this.onSheet ? this.sheet.text : this.value.value;
  }

  /** Whether the keyboard is where the mark is typed. */
  get focused() {
    const { activeElement: at } = document;
    return this.onSheet ? this.sheet.root.contains(at) : at === this.value;
  }

  /** Forgets the question, which belongs to one award only. */
  clear() {
    this.question.value = "";
    this.#activate(this.value);
  }

  /**
   * @param {Sheet} sheet
   * @param {Chosen} chosen
   */
  draw(sheet, chosen) {
    const { round } = sheet;
    this.root.hidden = !round?.scores;
    if (!round?.scores) return this.#empty();
    const kind = kindOf(round);
    this.decimals = round.decimals;
    this.keypad.draw({ decimal: round.decimals > 0, negative: round.min.startsWith("-") });
    this.root.dataset.kind = kind.look;
    const { criteria = [] } = round;
    this.onSheet = criteria.length > 0;
    this.sheet.root.hidden = !this.onSheet;
    this.value.hidden = !kind.typed || this.onSheet;
    find(".panel-submit", this.root).hidden = !kind.typed;
    // Without the keypad the field calls the tablet's own keyboard.
    this.question.inputMode = kind.typed ? "none" : "numeric";
    this.root.dataset.chosen = String(Boolean(chosen.team));
    find(".panel-question", this.root).hidden = !kind.questions;
    if (!kind.typed) this.#activate(this.question);
    else if (!kind.questions) this.#activate(this.value);
    this.#drawTeam(chosen, kind);
    this.#drawStage(chosen);
    this.#drawField(chosen, kind);
    if (this.onSheet) this.#drawSheet(criteria, round.max, chosen);
    this.#drawHint(chosen);
  }

  /**
   * @param {Chosen} chosen
   * @param {Kind} kind
   */
  #drawTeam({ team, place }, { totals }) {
    find(".panel-choose", this.root).hidden = Boolean(team);
    const name = find(".panel-name", this.root);
    setText(name, team?.name ?? "");
    name.dataset.long = String(textWidth(team?.name ?? "") > LONG_NAME);
    setText(find(".panel-region", this.root), team?.region ?? "");
    find(".panel-about", this.root).hidden = !team;
    const total = team?.total ?? null;
    find(".panel-total", this.root).hidden = total === null && !totals;
    setText(find(".panel-total b", this.root), total === null ? "–" : shown(total));
    setText(find(".panel-place", this.root), place);
  }

  /**
   * Whether the chosen team is on stage; else who is, to be gone to.
   *
   * @param {Chosen} chosen
   */
  #drawStage({ team, onStage, settling }) {
    this.root.dataset.settling = String(settling);
    this.root.dataset.staged = String(Boolean(onStage));
    const here = onStage !== null && team?.id === onStage.id;
    find(".panel-on-stage", this.root).hidden = !here;
    const other = find(".panel-to-stage", this.root);
    other.hidden = !onStage || here;
    setText(find("b", other), onStage?.name ?? "");
    other.toggleAttribute("disabled", onStage?.recused ?? false);
    setText(find("small", other), onStage?.recused ? t("Recused") : "");
  }

  /**
   * @param {Chosen} chosen
   * @param {Kind} kind
   */
  #drawField({ team, mark, draft }, { adds, field }) {
    const before = adds ? null : (mark?.value ?? null);
    const text = draft ?? before ?? "";
    this.held = draft === undefined && before !== null;
    this.value.name = team ? `mark:${team.id}` : "";
    const shut = !team || shutWords(team) !== "";
    this.value.disabled = shut;
    this.question.disabled = !team;
    if (this.value.value !== text) this.value.value = text;
    this.value.dataset.held = String(this.held);
    this.value.dataset.long = String(text.length > 6);
    this.value.setAttribute("aria-label", field.label({ team: team?.name ?? "" }));
    this.value.placeholder = field.placeholder();
    const submit = find(".panel-submit", this.root);
    submit.dataset.submit = team?.id ?? "";
    submit.toggleAttribute("disabled", shut);
    setText(submit, field.submit(mark));
  }

  /**
   * @param {import("../common/criteria.js").Criterion[]} criteria
   * @param {string} max
   * @param {Chosen} chosen
   */
  #drawSheet(criteria, max, { team, mark, draft, faultAt }) {
    this.value.name = "";
    const shut = !team || shutWords(team) !== "";
    const before = mark?.values ?? null;
    this.sheet.draw(criteria, { team: team?.id ?? "", shut, draft, before, max, faultAt });
  }

  /** @param {Chosen} chosen */
  #drawHint({ team, done, mark, draft, hint, asks }) {
    const refused = mark?.state === "refused" && draft === undefined;
    const line = find(".panel-hint", this.root);
    const reason = refused ? mark.reason : "";
    const all = done ? t("✓ All submitted in this round") : "";
    const shut = team ? shutWords(team) : "";
    // That all is done is said to the end, also where the chosen team takes no mark any more.
    const quiet = shut
      ? [all, shut].filter(Boolean).join(" · ")
      : this.#quietHint(mark, draft) || all;
    setText(find("span", line), hint || reason || quiet);
    line.dataset.tone = hint || reason ? "bad" : all && quiet.startsWith(all) ? "good" : "quiet";
    find(".noted", line).hidden = !refused;
    find(".ask-reason", line).hidden = !refused || !asks;
    this.value.setAttribute("aria-invalid", String(Boolean(hint || reason)));
  }

  /**
   * @param {Mark | null} mark
   * @param {string | undefined} draft
   */
  #quietHint(mark, draft) {
    if (mark?.corrected)
      return t("The desk has corrected your mark to %(value)s.", {
        value: shown(mark.onRecord ?? mark.value ?? ""),
      });
    if (draft !== undefined && mark?.state === "saved")
      return t("Saved so far: %(value)s", { value: shown(mark.value ?? "") });
    return "";
  }

  /**
   * What is touched in the moment in which another team came on stage is touched for the one before.
   *
   * @param {Event} event
   */
  #settle(event) {
    if (!event.isTrusted || !this.actions.settling()) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #empty() {
    this.value.value = "";
    this.value.name = "";
    this.question.value = "";
    this.held = false;
  }

  #edited() {
    this.held = false;
    this.actions.onType(this.value.value);
  }

  /** @param {HTMLInputElement} input */
  #activate(input) {
    this.active = input;
    this.value.dataset.active = String(input === this.value);
    this.question.dataset.active = String(input === this.question);
  }

  #listen() {
    this.value.addEventListener("input", (event) => {
      // What a Chinese keyboard composes is not finished yet.
      if (!(/** @type {InputEvent} */ (event).isComposing)) this.#edited();
    });
    this.value.addEventListener("compositionend", () => this.#edited());
    this.value.addEventListener("focus", () => this.#activate(this.value));
    this.question.addEventListener("focus", () => this.#activate(this.question));
    this.root.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#activate(this.value);
      this.actions.onSubmit();
    });
    find(".panel-to-stage", this.root).addEventListener("click", () => this.actions.onStage());
    for (const name of ["pointerdown", "click", "beforeinput", "submit"])
      this.root.addEventListener(name, (event) => this.#settle(event), { capture: true });
    find(".noted", this.root).addEventListener("click", () => this.actions.onNoted());
    find(".ask-reason", this.root).addEventListener("click", () => this.actions.onReason());
  }
}

/**
 * Why the chosen team takes no mark of this judge now; empty where it does.
 *
 * @param {SheetTeam} team
 */
function shutWords({ absent, closed, name }) {
  if (absent) return t("%(team)s is marked as absent from this round.", { team: name });
  return closed ? t("The score is public. Ask the desk to correct your mark.") : "";
}

/**
 * Roughly how wide a text is, in Chinese characters: a Latin letter counts for half of one.
 *
 * @param {string} text
 */
function textWidth(text) {
  const wide = text.replace(/[ -\u02ff]/g, "").length;
  return wide + (text.length - wide) / 2;
}
