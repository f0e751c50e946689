import { SideBySide } from "../board/sidebyside.js";
import { clockTime, nowWords, rankingRule } from "../board/wording.js";
import { find, setAttributes, setText } from "../common/dom.js";
import { entryWords } from "../common/entrywords.js";
import { eventUrl, request } from "../common/http.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";
import { inAddress } from "./filters.js";
import { drawScale, milestones } from "./scale.js";

/**
 * The slider through time, and the board as it stood. At the newest entry it follows what happens.
 *
 * @typedef {import("../board/model.js").Board} Board
 * @typedef {import("./ledger.js").LedgerBook} LedgerBook
 * @typedef {"desk" | "public"} View
 */

/** Milliseconds the slider rests before the board is asked for. */
const REST = 80;
/** How many boards are kept: a slider is drawn to and fro. */
const KEPT = 300;
/** What the board takes for a hundredth of a screen's height, in pixels: small, to be read near. */
const UNIT = 6.5;

export class Moment {
  /** @type {View} */
  view = "desk";
  /** @type {Map<string, Board>} */
  #boards = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #resting;
  #asked = 0;

  /**
   * @param {Board & {public?: Board}} newest the live board
   * @param {LedgerBook} ledger
   * @param {(version: number) => void} moved
   */
  constructor(newest, ledger, moved) {
    this.newest = newest;
    this.ledger = ledger;
    this.moved = moved;
    this.at = newest.version;
    this.slider = /** @type {HTMLInputElement} */ (find("#slider"));
    this.drawing = new SideBySide(find("#standings"), () => UNIT);
    this.slider.addEventListener("input", () => this.go(Number(this.slider.value)));
    this.slider.addEventListener("keydown", (event) => this.#step(event));
    find("#back").addEventListener("click", () => this.go(this.at - 1));
    find("#on").addEventListener("click", () => this.go(this.at + 1));
    find("#now").addEventListener("click", () => {
      // The button is about to be switched off, and would take the focus with it.
      this.slider.focus();
      this.go(this.newest.version);
    });
    for (const button of document.querySelectorAll(".then-views [data-view]"))
      button.addEventListener("click", () => this.#look(button.getAttribute("data-view")));
  }

  get following() {
    return this.at === this.newest.version;
  }

  /** @param {Board & {public?: Board}} board a newer live board */
  news(board) {
    const followed = this.following;
    this.newest = board;
    setAttributes(this.slider, { max: board.version });
    if (followed) this.go(board.version);
    else this.label();
  }

  /** @param {number} version */
  go(version) {
    this.at = Math.min(Math.max(1, version), this.newest.version);
    // Before the first news an address may name a version that is yet to be heard of.
    inAddress({ at: this.following ? "" : String(this.at) });
    this.label();
    this.moved(this.at);
    clearTimeout(this.#resting);
    const known = this.#known();
    if (known) this.#draw(known);
    else this.#resting = setTimeout(() => this.#ask(), REST);
  }

  /** Says which moment it is; again when entries have come that were not known. */
  label() {
    const entry = this.ledger.entries.get(this.at);
    const words = entry ? entryWords(entry, this.ledger.entries) : "";
    const time = entry ? clockTime(entry.at) : "";
    this.slider.value = String(this.at);
    setText(find("#then-time"), time);
    setText(find("#then-entry"), t("entry %(n)s of %(m)s", { n: this.at, m: this.newest.version }));
    setText(find("#then-what"), words);
    setAttributes(this.slider, { "aria-valuetext": [time, words].filter(Boolean).join(", ") });
    for (const [id, off] of /** @type {const} */ ([
      ["#back", this.at <= 1],
      ["#on", this.following],
      ["#now", this.following],
    ]))
      setAttributes(find(id), { disabled: off });
    drawScale(this.ledger, this.newest.version);
  }

  /** @param {string | null} view */
  #look(view) {
    this.view = view === "public" ? "public" : "desk";
    for (const button of document.querySelectorAll(".then-views [data-view]"))
      setAttributes(button, {
        "aria-pressed": String(button.getAttribute("data-view") === this.view),
      });
    this.go(this.at);
  }

  #known() {
    if (!this.following) return this.#boards.get(`${this.view} ${this.at}`);
    if (this.view === "desk") return this.newest;
    return this.newest.public ?? this.#boards.get(`public ${this.at}`);
  }

  async #ask() {
    const { at, view } = this;
    this.#asked += 1;
    const attempt = this.#asked;
    setAttributes(find("#board"), { "aria-busy": "true" });
    const { meaning, body } = await request("GET", eventUrl(`/ledger/${at}`, { view }));
    const board = meaning === "done" ? body.board : null;
    if (board) this.#remember(`${view} ${at}`, board);
    if (attempt !== this.#asked) return;
    setAttributes(find("#board"), { "aria-busy": null });
    setText(find("#then-trouble"), board ? "" : t("This board cannot be fetched now. Try again."));
    if (board && at === this.at && view === this.view) this.#draw(board);
  }

  /**
   * @param {string} key
   * @param {Board} board
   */
  #remember(key, board) {
    this.#boards.set(key, board);
    const [oldest] = this.#boards.keys();
    if (this.#boards.size > KEPT && oldest) this.#boards.delete(oldest);
  }

  /** @param {Board} board */
  #draw(board) {
    setText(find("#then-trouble"), "");
    setAttributes(find("#board"), { "data-version": board.version });
    find("#standings").style.setProperty("--rows", String(board.rows.length));
    setText(find("#then-now"), nowWords(board).join(" · "));
    this.drawing.draw(board);
    find("#then-empty").hidden = board.rows.length > 0;
    setText(find("#then-rule"), board.rows.length > 1 ? rankingRule(board) : "");
  }

  /**
   * Page keys go to the next round opened or closed, or announcement.
   *
   * @param {KeyboardEvent} event
   */
  #step(event) {
    if (event.key !== "PageUp" && event.key !== "PageDown") return;
    event.preventDefault();
    const stops = [1, ...milestones(this.ledger), this.newest.version];
    const later = stops.find((version) => version > this.at);
    const earlier = stops.findLast((version) => version < this.at);
    this.go((event.key === "PageUp" ? later : earlier) ?? this.at);
  }
}

/** The version that the page's address asks for, or null. */
export function askedFor() {
  const at = Number(new URLSearchParams(location.search).get("at"));
  return Number.isInteger(at) && at >= 1 && at < (page.board?.version ?? 0) ? at : null;
}
