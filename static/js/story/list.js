import { closest, find, reconcile, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";

/**
 * A long list of which only the part about the reader is in the document. What comes or goes above
 * never moves what is being read.
 *
 * @typedef {import("../common/entrywords.js").Entry} Entry
 * @typedef {{make: (entry: Entry) => HTMLElement, draw: (row: HTMLElement, entry: Entry,
 *   newer: Entry | undefined) => void}} Rows
 */

/** Rows added at an end that is neared, and the most that stand in the document. */
const STRIDE = 60;
const MOST = 240;
/** How near to an end more rows are fetched, in pixels. */
const NEAR = 900;

export class EntryList {
  /** @type {Entry[]} newest first */
  #items = [];
  #from = 0;
  #to = STRIDE;
  /** The newest version that the reader has had before the eyes. */
  #seen = 0;
  #queued = false;

  /** @param {Rows} rows */
  constructor(rows) {
    this.rows = rows;
    this.list = find("#entries");
    this.box = find("#entries-scroll");
    this.news = find("#news");
    this.news.addEventListener("click", () => this.toTop());
    this.list.addEventListener("keydown", (event) => this.#step(event));
    for (const scroller of [this.box, document])
      scroller.addEventListener("scroll", () => this.#later(), { passive: true });
  }

  /** What scrolls: the list's own box, or on narrow screens the page. */
  get #scroller() {
    const own = getComputedStyle(this.box).overflowY === "auto";
    return own ? this.box : (document.scrollingElement ?? document.documentElement);
  }

  /** Where the list's visible part begins and ends on the screen. */
  get #view() {
    const own = this.#scroller === this.box;
    const { top, bottom } = this.box.getBoundingClientRect();
    return own ? { top, bottom } : { top: Math.max(0, top), bottom: innerHeight };
  }

  get #atTop() {
    const { top } = this.#view;
    return this.#from === 0 && this.list.getBoundingClientRect().top >= top - 4;
  }

  /**
   * Shows these entries. Another choice begins at its newest; news leaves the reader in place.
   *
   * @param {Entry[]} items newest first
   * @param {{anew?: boolean}} [how]
   */
  show(items, { anew = false } = {}) {
    const atTop = anew || this.#atTop;
    const first = this.#items[this.#from]?.version ?? 0;
    const length = Math.max(STRIDE, this.#to - this.#from);
    this.#items = items;
    this.#from = atTop ? 0 : Math.max(0, indexOf(items, first));
    this.#to = this.#from + (anew ? STRIDE : length);
    if (anew) this.#scroller.scrollTop = Math.min(this.#scroller.scrollTop, this.#listTop);
    this.#draw(atTop && !this.#held);
  }

  /** Whether a row has the focus: then even at the top nothing may move under it. */
  get #held() {
    return this.list.contains(document.activeElement);
  }

  get #listTop() {
    return this.#scroller === this.box ? 0 : this.box.offsetTop;
  }

  /**
   * Brings an entry before the eyes, where it is among those shown.
   *
   * @param {number} version
   */
  reveal(version) {
    const at = indexOf(this.#items, version);
    if (this.#items[at]?.version !== version) return;
    if (at < this.#from || at >= this.#to) {
      this.#from = Math.max(0, at - STRIDE / 2);
      this.#to = this.#from + STRIDE;
      this.#draw(true);
    }
    const row = this.row(version);
    // On a narrow screen the board stands above the list: scrolling there would take it away.
    if (this.#scroller === this.box) row?.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} version */
  row(version) {
    return /** @type {HTMLElement | null} */ (
      this.list.querySelector(`:scope > [data-key="${version}"]`)
    );
  }

  toTop() {
    this.#from = 0;
    this.#to = STRIDE;
    this.#draw(true);
    this.#scroller.scrollTop = Math.min(this.#scroller.scrollTop, this.#listTop);
    this.#tellNews();
    this.list.querySelector("button")?.focus({ preventScroll: true });
  }

  /** Draws the rows there are again: names or the chosen entry have changed. */
  redraw() {
    this.#draw(false);
  }

  /** @param {boolean} freely whether what is read may move */
  #draw(freely) {
    const anchor = freely ? null : this.#anchor();
    const shown = this.#items.slice(this.#from, this.#to);
    reconcile(this.list, shown, {
      key: ({ version }) => String(version),
      make: this.rows.make,
      draw: (row, entry) =>
        this.rows.draw(row, entry, this.#items[indexOf(this.#items, entry.version) - 1]),
    });
    if (anchor) this.#scroller.scrollTop += anchor.row.getBoundingClientRect().top - anchor.top;
    this.#tellNews();
    this.#later();
  }

  /** The row under the reader's eye, and where it stands. */
  #anchor() {
    const { top } = this.#view;
    for (const row of /** @type {Iterable<HTMLElement>} */ (this.list.children)) {
      const box = row.getBoundingClientRect();
      if (box.bottom > top) return { row, top: box.top };
    }
    return null;
  }

  #later() {
    if (this.#queued) return;
    this.#queued = true;
    requestAnimationFrame(() => {
      this.#queued = false;
      this.#extend();
    });
  }

  /** Adds rows at the end that is neared, and drops as many at the other. */
  #extend() {
    const { top, bottom } = this.#view;
    const list = this.list.getBoundingClientRect();
    const down = list.bottom < bottom + NEAR && this.#to < this.#items.length;
    const up = list.top > top - NEAR && this.#from > 0;
    if (down) {
      this.#to = Math.min(this.#items.length, this.#to + STRIDE);
      this.#from = Math.max(this.#from, this.#to - MOST);
    } else if (up) {
      this.#from = Math.max(0, this.#from - STRIDE);
      this.#to = Math.min(this.#to, this.#from + MOST);
    }
    if (down || up) this.#draw(false);
    else this.#tellNews();
  }

  #tellNews() {
    const newest = this.#items[0]?.version ?? 0;
    if (this.#atTop) this.#seen = newest;
    const count = this.#items.findIndex(({ version }) => version <= this.#seen);
    const unseen = count < 0 ? 0 : count;
    this.news.hidden = unseen === 0 || this.#seen === 0;
    setText(this.news, t("New entries: %(n)s", { n: unseen }));
  }

  /** @param {KeyboardEvent} event */
  #step(event) {
    const by = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    const line = closest(event.target, ".entry-line");
    const row = line?.closest("li");
    if (!by || !row || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = by === "nextElementSibling" ? row.nextElementSibling : row.previousElementSibling;
    if (!(next instanceof HTMLElement)) return;
    event.preventDefault();
    find(".entry-line", next).focus();
  }
}

/**
 * Where a version stands among entries, newest first; else where the next older one does.
 *
 * @param {Entry[]} items
 * @param {number} version
 */
function indexOf(items, version) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.version ?? 0) > version) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * @param {Element} row
 * @param {boolean} chosen
 */
export function choose(row, chosen) {
  setAttributes(row, { "aria-current": chosen ? "true" : null });
}
