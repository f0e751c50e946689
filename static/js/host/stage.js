import { find, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { nextTeam, teamIn } from "./teams.js";

/**
 * The keys for who is on stage, in a round whose teams are called up one by one. Where nobody can be
 * called up it is said, and why.
 *
 * @typedef {import("../common/shapes.js").HostSheet} HostSheet
 * @typedef {import("../show/keys.js").ShowKeys} ShowKeys
 */

/** How long a refusal stays to be read, in milliseconds. */
const READING = 8_000;

export class StageKeys {
  /** @type {HostSheet | null} */
  #sheet = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #reading;

  /** @param {ShowKeys} keys */
  constructor(keys) {
    this.keys = keys;
    find("#stage-next").addEventListener("click", () => this.#step("next"));
    find("#stage-back").addEventListener("click", () => this.#step("back"));
  }

  /** @param {HostSheet} sheet */
  draw(sheet) {
    this.#sheet = sheet;
    const called = sheet.appearance?.called ?? false;
    const why = whyNobody(sheet);
    const follows = teamIn(sheet, nextTeam(sheet));
    find("#stage-keys").hidden = !called;
    setText(find("#stage-none"), why);
    find("#stage-none").hidden = why === "";
    setText(find("#stage-next-word"), sheet.on_stage ? t("Next team") : t("First team"));
    setText(find("#stage-next-who"), follows?.name ?? "");
    setAttributes(find("#stage-next"), { disabled: follows === null });
    setAttributes(find("#stage-back"), { disabled: sheet.on_stage === null });
  }

  /** @param {"next" | "back"} to */
  async #step(to) {
    const { appearance, on_stage: on } = this.#sheet ?? {};
    if (!appearance) return;
    const { done, why } = await this.keys.stage(appearance.round.id, to, on?.team ?? null);
    const trouble = find("#stage-trouble");
    clearTimeout(this.#reading);
    setText(trouble, done ? "" : why);
    if (!done) this.#reading = setTimeout(() => setText(trouble, ""), READING);
    else if (navigator.vibrate) navigator.vibrate(12);
  }
}

/**
 * Why nobody can be called up, or nothing.
 *
 * @param {HostSheet} sheet
 */
function whyNobody(sheet) {
  const { appearance, on_stage: on } = sheet;
  if (!appearance) return t("Nobody is to be called up now.");
  const { called, round, teams } = appearance;
  if (!called) return t("In %(round)s nobody is called up.", { round: round.name });
  if (teams.length === 0) return t("The order is still to be drawn.");
  if (nextTeam(sheet)) return "";
  return on ? t("Nobody comes after.") : t("Nobody is to be called up now.");
}
