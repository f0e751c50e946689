import { find, make, setText } from "../common/dom.js";
import { eventUrl, request } from "../common/http.js";
import { t } from "../common/phrases.js";
import chart from "../show/scenes/chart.js";

/**
 * The chart in somebody's hand, at any time: totals or places over the rounds of the stage that is shown. It is asked for
 * when it is opened; while it is open and looked at again after news, now and then.
 *
 * @typedef {import("../board/model.js").Board} Board
 * @typedef {import("../common/shapes.js").SceneMessage} SceneMessage
 * @typedef {{stage: string | null, division: string | null, own: string | null, board: Board}} Wanted
 */

/** Milliseconds that it may be behind the board, and by how much phones differ in that. */
const LATER = 8000;
const APART = 8000;

const dark = window.matchMedia("(prefers-color-scheme: dark)");

export class Chart {
  /** @type {Wanted | null} */
  #wanted = null;
  /** @type {SceneMessage | null} */
  #drawn = null;
  #asked = "";
  #of = "totals";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #later;

  /** @param {HTMLElement} section */
  constructor(section) {
    this.section = section;
    this.layer = make("div", { class: "layer" });
    find(".chart-box", section).replaceChildren(this.layer);
    section.addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest("[data-of]") : null;
      if (button instanceof HTMLElement) this.#choose(button.dataset.of ?? "totals");
    });
    // Its inks are the page's, taken when it is drawn.
    dark.addEventListener("change", () => this.#draw(true));
  }

  /** @param {Wanted} wanted */
  async open(wanted) {
    this.#wanted = wanted;
    const before = this.#asked;
    await this.#ask();
    if (before === this.#asked) this.#draw();
  }

  /** @param {Wanted} wanted as it is by now */
  follow(wanted) {
    const other = this.#wanted?.stage !== wanted.stage || this.#wanted?.own !== wanted.own;
    this.#wanted = wanted;
    if (other) this.open(wanted);
    else this.#askLater();
  }

  close() {
    clearTimeout(this.#later);
    this.#later = undefined;
    this.#wanted = null;
  }

  /** @param {string} of */
  #choose(of) {
    this.#of = of;
    for (const button of this.section.querySelectorAll("[data-of]"))
      button.ariaPressed = String(/** @type {HTMLElement} */ (button).dataset.of === of);
    this.#draw();
  }

  #askLater() {
    if (this.#later !== undefined) return;
    this.#later = setTimeout(
      () => {
        this.#later = undefined;
        if (!document.hidden) this.#ask();
        else if (this.#wanted) this.#askLater();
      },
      LATER + Math.random() * APART,
    );
  }

  async #ask() {
    const wanted = this.#wanted;
    if (!wanted) return;
    const { stage, division, board } = wanted;
    const asked = `${stage} ${division} ${board.ledger} ${board.version}`;
    if (asked === this.#asked) return;
    const query = { ...(stage && { stage }), ...(division && { division }) };
    const { meaning, body } = await request("GET", eventUrl("/chart", query));
    if (wanted.stage !== this.#wanted?.stage) return;
    if (meaning === "done") {
      this.#asked = asked;
      this.#drawn = body;
    }
    this.#draw();
  }

  #draw(anew = false) {
    const message = this.#drawn;
    const wanted = this.#wanted;
    if (!wanted) return;
    const shows = message?.shows && "series" in message.shows ? message.shows : null;
    const empty = find(".chart-empty", this.section);
    empty.hidden = shows !== null;
    setText(empty, message?.says ?? t("There is nothing to draw yet."));
    find(".chart-box", this.section).hidden = shows === null;
    if (!shows || !message) return;
    const box = find(".chart-box", this.section);
    box.style.setProperty("--teams", String(shows.series.length > 24 ? 12 : shows.series.length));
    if (anew) delete this.layer.dataset.said;
    const scene = /** @type {any} */ ({ ...message, shows: { ...shows, of: this.#of } });
    const look = /** @type {any} */ ({ ...message.look, theme: "auto", accent: "" });
    const { board, own } = wanted;
    chart.draw(this.layer, { scene, board, look, previous: null, settled: false, own });
  }
}
