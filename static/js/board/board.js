import { arrange, find, make, reconcile, setText } from "../common/dom.js";
import { motion, places, unmoved } from "../common/flip.js";
import { t } from "../common/phrases.js";
import { drawDividers } from "./dividers.js";
import { fitBoard } from "./fit.js";
import { Journeys } from "./journeys.js";
import { onFonts } from "./measure.js";
import { headsOf, measurementsOf } from "./measurements.js";
import { shares } from "./model.js";
import { fitPage, pagesFor, stretchesOn } from "./pages.js";
import { drawBar, drawPlace, drawRow, fitRow, makeRow, planRow, regionWidth } from "./row.js";
import { BAR, CHIP, changesBetween, newLeader, Telling } from "./telling.js";
import { leadOf, showTiles } from "./tiles.js";

/**
 * The board on a large screen: rows, the heads of their columns, and the dividers between them.
 *
 * @typedef {import("./model.js").Board} Board
 * @typedef {import("./model.js").Row} Row
 * @typedef {import("./model.js").Span} Span
 * @typedef {import("./fit.js").Fit} Fit
 * @typedef {import("./telling.js").Schedule} Schedule
 * @typedef {import("./tiles.js").Marked} Marked
 * @typedef {{fit: Fit, stretches: Span[], slots: Map<number, number>}} Standing how a board stands: which of its rows
 *   are in sight, and in which slot each
 * @typedef {(team: string, shared: boolean) => void} OnLead called with the team that has come to the first place
 */

/** Milliseconds that a page of a board stands that has several. */
const PAGE_STANDS = 8000;
/** A bar needs so much of its track beside the names, or it runs below them. */
const BESIDE = 0.3;
/** The least of a bar that runs below the names, and the air after a name, in em. */
const LEAST_BAR = 0.015;
const AFTER_NAMES = 0.3;
const NOW = { starts: new Map(), setOut: 0 };

export class LargeBoard {
  /** @type {Map<string, HTMLElement>} */
  #rows = new Map();
  /** @type {Board | null} */
  #shown = null;
  // The table has heads of its own, for who hears them.
  #heads = make("div", { class: "heads", "aria-hidden": "true" });
  // A table to who hears it: its rows lie where they travel to, which no <table> allows.
  #list = make("div", { class: "rows", role: "table", "aria-label": t("Standings") });
  #header = make("div", { class: "visually-hidden", role: "row" });
  #edges = make("div", { class: "edges" });
  #page = 0;
  #pages = 1;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #paging;
  /** @type {ResizeObserver} */
  #watching;
  #telling = new Telling();
  #journeys = new Journeys();
  /** What waits until the rows set out.
   * @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;
  /** Until when something is told, and in how much room it was drawn. */
  #until = 0;
  #room = "";

  /**
   * @param {HTMLElement} root an empty element whose size the board fills
   * @param {() => number} [unit] what type is measured in, in pixels; a hundredth of the screen's height
   * @param {(page: number, pages: number) => void} [onPage] where it may show its rows in pages, one after the other:
   *   called with the page that is shown, from 1, and how many there are
   * @param {OnLead} [onLead]
   */
  constructor(root, unit = screenUnit, onPage = undefined, onLead = undefined) {
    this.root = root;
    this.unit = unit;
    this.onPage = onPage;
    this.onLead = onLead;
    /** What its board needs room for: several boards beside each other are measured together. */
    this.measure = measurementsOf;
    root.replaceChildren(this.#heads, this.#list, this.#edges);
    const redraw = () => this.redraw();
    onFonts(redraw);
    this.#watching = new ResizeObserver(redraw);
    this.#watching.observe(root);
  }

  /** Draws no more: the room is given to something else. */
  end() {
    this.#watching.disconnect();
    clearInterval(this.#paging);
    clearTimeout(this.#waiting);
    this.#journeys.stop();
    this.#shown = null;
  }

  /**
   * Shows a board. What has changed of the same teams is told, then their rows travel to their new places; another
   * contest fades in.
   *
   * @param {Board} board
   */
  draw(board) {
    const before = this.#shown;
    const same = before !== null && sameField(before, board);
    this.#shown = board;
    if (!same || unmoved()) {
      if (!same) this.#rows.clear();
      this.#settle(board);
      if (before !== null && !same && !unmoved()) fadeIn(this.root);
      if (same && before) this.#tellLead(before, board);
      return;
    }
    this.#move(before, board);
  }

  /** Fits the same board again where the room or the type may have changed; what is being told is told to its end. */
  redraw() {
    if (!this.#shown) return;
    const { clientWidth, clientHeight } = this.root;
    // Out of sight nothing has a size; it is drawn when there is room again.
    if (clientWidth === 0) return;
    const still = this.#room === `${clientWidth} ${clientHeight} ${this.unit()}`;
    if (!still || !this.#isTelling()) this.#settle(this.#shown);
  }

  #isTelling() {
    return this.#until > performance.now();
  }

  /**
   * Everything at once where it belongs.
   *
   * @param {Board} board
   */
  #settle(board) {
    clearTimeout(this.#waiting);
    this.#until = 0;
    this.#journeys.stop();
    const standing = this.#fitted(board);
    this.#drawAll(board, standing, false, NOW);
    this.#drawPlaces(board, standing, false);
  }

  /**
   * @param {Board} before
   * @param {Board} board
   */
  #move(before, board) {
    clearTimeout(this.#waiting);
    const changes = changesBetween(before, board);
    const standing = this.#fitted(board, changes.length === 1 ? changes[0]?.team : undefined);
    const inSight = [...this.#rows.values()].filter((row) => !row.classList.contains("off-page"));
    const seen = places(inSight);
    const there = new Set(inSight);
    const marked = markedIn(board, changes);
    const lead = marked ? leadOf(marked.marked) : 0;
    const schedule = this.#telling.schedule(changes, lead);
    this.#until = performance.now() + schedule.setOut + motion().travel;
    this.#drawAll(board, standing, true, schedule);
    for (const { team, by } of changes)
      this.#chip(this.#rows.get(team), by, schedule.starts.get(team) ?? 0);
    if (marked) this.#showMarks(marked, (schedule.starts.get(marked.team) ?? 0) - lead);
    const stay = new Map([...seen].filter(([row]) => !row.classList.contains("off-page")));
    this.#journeys.send(stay, schedule.setOut);
    for (const row of this.#rows.values())
      if (!there.has(row) && !row.classList.contains("off-page")) fadeIn(row, schedule.setOut);
    const rises = climbing(before, board);
    const setOut = () => {
      this.#journeys.lift(rises);
      this.#drawPlaces(board, standing, true);
      this.#tellLead(before, board);
    };
    if (schedule.setOut > 0) this.#waiting = setTimeout(setOut, schedule.setOut);
    else setOut();
  }

  /**
   * @param {Board} before
   * @param {Board} board
   */
  #tellLead(before, board) {
    const lead = changesBetween(before, board).length > 0 ? newLeader(before, board) : null;
    if (lead) this.onLead?.(lead.team, lead.shared);
  }

  /**
   * @param {{team: string, marked: Marked}} whose
   * @param {number} later milliseconds
   */
  #showMarks({ team, marked }, later) {
    const row = this.#rows.get(team);
    if (row && !row.classList.contains("off-page")) showTiles(row, marked, Math.max(0, later));
  }

  /**
   * @param {HTMLElement | undefined} row
   * @param {string} by
   * @param {number} later milliseconds
   */
  #chip(row, by, later) {
    if (!row || row.classList.contains("off-page")) return;
    const chip = find(".chip", row);
    chip.textContent = by;
    chip.dataset.direction = by.startsWith("+") ? "up" : "down";
    for (const old of chip.getAnimations()) old.cancel();
    row.classList.add("chipped");
    const shown = { opacity: 1, transform: "none" };
    const animation = chip.animate(
      [
        { opacity: 0, transform: "translateX(0.5em)" },
        { ...shown, offset: 0.08 },
        { ...shown, offset: 0.9 },
        { opacity: 0, transform: "none" },
      ],
      { duration: CHIP, delay: later, easing: "ease-out" },
    );
    animation.onfinish = () => {
      chip.textContent = "";
      row.classList.remove("chipped");
    };
  }

  /**
   * @param {Board} board
   * @param {Standing} standing
   * @param {boolean} animated
   * @param {Schedule} schedule
   */
  #drawAll(board, standing, animated, schedule) {
    applyFit(this.root, standing.fit, this.measure(board).headLines);
    this.#drawRows(board, standing, animated, schedule);
    drawHeads(this.#heads, board, standing.fit, standing.slots.size);
    drawHeader(this.#header, board, standing.fit);
  }

  /**
   * What belongs to places, and not to teams: it changes when the rows set out.
   *
   * @param {Board} board
   * @param {Standing} standing
   * @param {boolean} animated
   */
  #drawPlaces(board, { fit, stretches }, animated) {
    for (const row of board.rows) {
      const element = this.#rows.get(row.team.id);
      if (element) drawPlace(element, row, { board, cutShown: cutShown(board) });
    }
    drawDividers(this.#edges, board, fit, animated, stretches);
  }

  /**
   * How the board stands, and which of its rows: all of them, unless it may turn pages and is too large for its room.
   *
   * @param {Board} board
   * @param {string} [wanted] the id of a team whose page is turned to
   * @returns {Standing}
   */
  #fitted(board, wanted) {
    const space = spaceOf(this.root, this.unit());
    this.#room = `${space.width} ${space.height} ${space.unit}`;
    const measurements = this.measure(board);
    const { length } = board.rows;
    if (!this.onPage)
      return standingOf(fitBoard(space, measurements), [{ first: 0, last: length - 1 }]);
    const names = board.rows.map((row) => row.team.name);
    const paging = pagesFor(space, measurements, names);
    this.#showPages(paging.pages);
    const at = board.rows.findIndex((row) => row.team.id === wanted);
    if (at >= paging.fixed && paging.pages > 1)
      this.#turnTo(Math.floor((at - paging.fixed) / paging.perPage));
    this.onPage(this.#page + 1, paging.pages);
    const stretches = stretchesOn(paging, this.#page, length);
    return standingOf(fitPage(space, paging, stretches, measurements.breaks), stretches);
  }

  /** @param {number} pages */
  #showPages(pages) {
    if (pages === this.#pages) return;
    this.#pages = pages;
    this.#turnTo(0);
  }

  /**
   * The page stands for its time from now on.
   *
   * @param {number} page
   */
  #turnTo(page) {
    this.#page = page;
    clearInterval(this.#paging);
    if (this.#pages > 1) this.#paging = setInterval(() => this.#nextPage(), PAGE_STANDS);
  }

  #nextPage() {
    const before = new Set(this.#list.querySelectorAll(".row:not(.off-page)"));
    this.#page = (this.#page + 1) % this.#pages;
    if (this.#shown) this.#settle(this.#shown);
    if (unmoved()) return;
    for (const row of this.#rows.values())
      if (!before.has(row) && !row.classList.contains("off-page")) fadeIn(row);
  }

  /**
   * @param {Board} board
   * @param {Standing} standing
   * @param {boolean} animated
   * @param {Schedule} schedule
   */
  #drawRows(board, { fit, slots }, animated, { starts }) {
    const plans = board.rows.map((row) => planRow(board, row, fit));
    const region = fit.region && plans.every((plan) => plan.region);
    const bars = barsFor(board, fit, plans, region);
    this.root.classList.toggle("rails", bars.below);
    const cuts = cutShown(board);
    // Nobody's name is smaller than the others' for having won something.
    const prized = plans.filter((plan) => plan.prized).map(({ name }) => name.size);
    const all = { region, largest: Math.min(largestOf(fit, plans), ...prized) };
    const elements = board.rows.map((row, i) => {
      const known = this.#rows.get(row.team.id);
      const element = known ?? makeRow();
      this.#rows.set(row.team.id, element);
      const slot = fit.slots[slots.get(i) ?? -1];
      const later = starts.get(row.team.id) ?? 0;
      const waits = later + (starts.size > 0 ? BAR : 0);
      // What nobody sees does not move.
      const drawing = { board, cutShown: cuts, animated: animated && Boolean(slot), later: waits };
      drawRow(element, row, drawing);
      if (!known) drawPlace(element, row, drawing);
      drawBar(element, bars.parts[i] ?? 0, drawing.animated, { delay: later, duration: BAR });
      fitRow(element, row, /** @type {import("./row.js").Plan} */ (plans[i]), all);
      // Rows of other pages stay in the list, out of sight: who has it read out hears all of it.
      element.classList.toggle("off-page", !slot);
      element.style.left = `${slot?.x ?? 0}px`;
      element.style.top = `${slot?.y ?? 0}px`;
      return element;
    });
    arrange(this.#list, [this.#header, ...elements]);
  }
}

/**
 * The marks of a score that is told alone.
 *
 * @param {Board} board
 * @param {import("./telling.js").Change[]} changes
 */
function markedIn({ rows }, changes) {
  const [change] = changes;
  const marked = rows.find(({ team }) => team.id === change?.team)?.marked;
  return change && marked && changes.length === 1 ? { team: change.team, marked } : null;
}

/**
 * @param {Fit} fit
 * @param {Span[]} stretches
 * @returns {Standing}
 */
function standingOf(fit, stretches) {
  const rows = stretches.flatMap(({ first, last }) =>
    Array.from({ length: last - first + 1 }, (_, i) => first + i),
  );
  return { fit, stretches, slots: new Map(rows.map((row, slot) => [row, slot])) };
}

/**
 * How large names are set: all that stand on one line alike, but for those that are longer than most.
 *
 * @param {Fit} fit
 * @param {import("./row.js").Plan[]} plans
 */
function largestOf({ largest }, plans) {
  return plans.some(({ name }) => name.lines > 1) ? 1 : largest;
}

/**
 * How much of its track each bar fills. They begin behind the names and are as long as the totals
 * from where the longest of these ends, so that no bar ends in a name; where the names leave no room
 * for that, they run `below` the names, at the foot of the rows.
 *
 * @param {Board} board
 * @param {Fit} fit
 * @param {import("./row.js").Plan[]} plans
 * @param {boolean} region
 */
export function barsFor(board, fit, plans, region) {
  const share = shares(board);
  const ends = board.rows.map((row, i) => {
    const beside = region ? regionWidth(row, fit) : 0;
    return (plans[i]?.ends ?? 0) + beside;
  });
  const track = fit.width / fit.size - fit.cells.right;
  const begins = (Math.max(0, ...ends) + AFTER_NAMES) / track;
  const below = begins > 1 - BESIDE;
  const parts = board.rows.map((row, i) => {
    if (!board.places_shown || row.total === null) return 0;
    const part = share[i] ?? 0;
    return below ? Math.max(LEAST_BAR, part) : begins + (1 - begins) * part;
  });
  return { below, parts };
}

/**
 * Whether two boards rank the same teams in the same contest, so that rows can travel from one to the other.
 *
 * @param {Board} before
 * @param {Board} after
 */
function sameField(before, after) {
  const ids = (/** @type {Board} */ board) =>
    board.rows
      .map((row) => row.team.id)
      .sort()
      .join(" ");
  return (
    before.event === after.event && before.stage.id === after.stage.id && ids(before) === ids(after)
  );
}

/**
 * @param {Board} before
 * @param {Board} after
 * @returns {(element: HTMLElement) => boolean}
 */
function climbing(before, after) {
  const position = new Map(before.rows.map((row, i) => [row.team.id, i]));
  const risen = new Set(
    after.rows.filter((row, i) => i < (position.get(row.team.id) ?? i)).map((row) => row.team.id),
  );
  return (element) => risen.has(element.dataset.team ?? "");
}

/** @param {Board} board */
const cutShown = (board) => board.cut_line !== null;

export function screenUnit() {
  return Math.min(window.innerHeight, (window.innerWidth * 9) / 16) / 100;
}

/**
 * @param {HTMLElement} root
 * @param {number} unit
 * @returns {import("./fit.js").Space}
 */
export function spaceOf(root, unit) {
  return { width: root.clientWidth, height: root.clientHeight, unit };
}

/**
 * @param {HTMLElement} root
 * @param {Fit} fit
 * @param {number} headLines
 */
export function applyFit(root, fit, headLines) {
  const { scale, cells } = fit;
  const px = (/** @type {number} */ em) => `${Math.round(em * fit.size)}px`;
  const values = {
    "--row-width": `${fit.width}px`,
    "--row-height": `${fit.height}px`,
    "--size": `${fit.size}px`,
    "--head": `${fit.head}px`,
    "--left": px(cells.left),
    "--figure": px(cells.figure),
    "--move": px(cells.move),
    "--total": px(cells.total),
    "--right": px(cells.right),
    "--pad": px(scale.pad),
    "--place-size": `${scale.place}em`,
    "--tie-size": `${scale.tie}em`,
    "--region-size": `${scale.region}em`,
    "--figure-size": `${scale.figure}em`,
    "--move-size": `${scale.move}em`,
    "--total-size": `${scale.total}em`,
    "--awaited-size": `${Math.max(0.62, scale.least / scale.figure)}em`,
    "--chip-size": `${scale.chip}em`,
  };
  for (const [name, value] of Object.entries(values)) root.style.setProperty(name, value);
  root.classList.toggle("no-figures", !fit.figures);
  root.classList.toggle("no-moves", !fit.moves);
  root.classList.toggle("heads-on-two", headLines > 1 && !fit.numbered);
  root.classList.toggle("dense", fit.dense);
  root.classList.toggle("tie-in-words", fit.word);
}

/**
 * @param {HTMLElement} layer
 * @param {Board} board
 * @param {Fit} fit
 * @param {number} rows how many of the board's stand here
 */
export function drawHeads(layer, board, fit, rows) {
  const texts = headsOf(board, fit.numbered);
  const columns = fit.figures ? Math.ceil(rows / fit.perColumn) : 0;
  const drawn = Array.from({ length: columns }, (_, column) => {
    const heads = texts.map((text, i) => {
      const head = make("span", { class: "head" }, text);
      head.dataset.state = board.rounds[i]?.state ?? "pending";
      return head;
    });
    const strip = make("div", { class: "head-strip" }, ...heads);
    const slot = fit.slots[column * fit.perColumn];
    strip.style.left = `${slot?.x ?? 0}px`;
    strip.style.top = `${(slot?.y ?? 0) - fit.strip}px`;
    strip.style.height = `${fit.strip}px`;
    return strip;
  });
  layer.replaceChildren(...drawn);
}

/**
 * The heads of the columns that stand in each row, in the order of its cells.
 *
 * @param {HTMLElement} header
 * @param {Board} board
 * @param {Fit} fit
 */
function drawHeader(header, board, fit) {
  const rounds = fit.figures ? board.rounds.map(({ name }) => name) : [];
  const moves = fit.moves ? [t("Movement")] : [];
  const texts = [t("Place"), t("Team"), ...rounds, ...moves, t("Total")];
  reconcile(header, [...texts.entries()], {
    key: ([i]) => String(i),
    make: () => make("div", { role: "columnheader", dir: "auto" }),
    draw: (head, [, text]) => setText(head, text),
  });
}

/**
 * @param {HTMLElement} element
 * @param {number} [later] milliseconds
 */
function fadeIn(element, later = 0) {
  const timing = { duration: 500, delay: later, easing: "ease-out" };
  element.animate([{ opacity: 0 }, { opacity: 1 }], { ...timing, fill: "backwards" });
}
