import { roundNumber } from "../board/wording.js";
import { shown } from "../common/amount.js";
import { find, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { kindOf } from "./kinds/table.js";
import { stateWords } from "./sheet.js";
import { progressOf, shownMark } from "./shownmarks.js";

/**
 * The band above: which round, how far, and whether what is entered gets through. It also says
 * each change of a mark to those who do not look.
 *
 * @typedef {import("./marks.js").Sheet} Sheet
 * @typedef {import("./marks.js").View} View
 * @typedef {import("../common/live.js").LiveState} LiveState
 */

export class Status {
  /** @param {string} judge */
  constructor(judge) {
    /** @type {LiveState} */
    this.state = "stale";
    this.age = 0;
    /** @type {Map<string, string>} */
    this.announced = new Map();
    this.round = "";
    setText(find("#judge-name"), judge);
  }

  /**
   * @param {LiveState} state
   * @param {number} age
   * @returns {boolean} whether the connection has just come back
   */
  connected(state, age) {
    const back = state === "live" && this.state !== "live";
    this.state = state;
    this.age = age;
    return back;
  }

  /** @param {string} text */
  say(text) {
    setText(find("#said"), text);
  }

  /**
   * @param {Sheet} sheet
   * @param {View} view
   * @param {{outbox: import("./outbox.js").Outbox, sender: import("./sender.js").Sender}} post
   */
  draw(sheet, view, { outbox, sender }) {
    const stuck = this.state !== "live" || sender.failures > 0 || sender.signedOut;
    this.#drawConnection(stuck ? outbox.pending.length : 0);
    this.#drawRound(sheet, view);
    find("#signed-out").hidden = !sender.signedOut;
    find("#displaced").hidden = !sender.displaced;
    find("#not-durable").hidden = outbox.durable;
    this.#announce(sheet, view);
  }

  /** @param {number} waiting */
  #drawConnection(waiting) {
    for (const id of ["#connection", "#tablet"]) find(id).dataset.connection = this.state;
    find("#connection").dataset.waiting = String(waiting > 0);
    const words = {
      live: t("Connected"),
      stale: t("Reconnecting"),
      offline: t("No connection"),
    };
    const rest = waiting ? ` · ${t("%(n)s waiting to be sent", { n: waiting })}` : "";
    setText(find("#connection-word"), words[this.state] + rest);
  }

  /**
   * @param {Sheet} sheet
   * @param {View} view
   */
  #drawRound({ round, stage, teams, ...rest }, view) {
    const number = round && kindOf(round).numbered ? roundNumber(round.number) : "";
    const name = round ? `${number} ${round.name}`.trim() : stage.name;
    setText(find("#round-name"), name);
    const kept = rest.shadow ? t("your marks are kept and not counted") : "";
    const said = round ? [stage.name, kindOf(round).terms(round), kept] : [kept];
    const terms = said.filter(Boolean).join(" · ");
    setText(find("#round-terms"), terms);
    const { all, marked: n } = progressOf({ round, stage, teams, ...rest }, view);
    const counts = { n, all };
    const marking = round?.scores === true && kindOf(round).panel;
    setText(find("#progress"), marking ? t("%(n)s of %(all)s marked", counts) : "");
    find("#progress").dataset.done = String(marking && counts.n === counts.all);
  }

  /**
   * @param {Sheet} sheet
   * @param {View} view
   */
  #announce(sheet, view) {
    const fresh = this.round !== sheet.round?.id;
    this.round = sheet.round?.id ?? "";
    if (fresh) this.announced.clear();
    for (const team of sheet.teams) {
      const mark = shownMark(sheet, team, view);
      const [, word] = stateWords(mark);
      const text = [team.name, shown(mark.value ?? ""), word, mark.reason]
        .filter(Boolean)
        .join(" ");
      const known = this.announced.get(team.id);
      this.announced.set(team.id, text);
      if (!fresh && known !== text && mark.state !== "none") this.say(text);
    }
  }
}
