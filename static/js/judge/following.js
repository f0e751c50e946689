/**
 * Who is on stage, as this tablet goes along with it: the team is chosen by itself when another comes
 * on. Never under a finger, and never while a mark is half typed: then it waits, and is told.
 *
 * @typedef {import("./scoring.js").Scoring} Scoring
 */

/** Milliseconds without a touch after which the hand is off the glass. */
const REST = 600;
/** Milliseconds in which a touch was meant for the team that stood there before. */
const SETTLES = 500;

export class Following {
  /** @type {string | null} who is on stage, as far as it is shown */
  shown = null;
  /** @type {string | null} who came on stage and has not been gone to */
  #coming = null;
  /** @type {Set<number>} the fingers that are on the glass */
  #fingers = new Set();
  #touched = Number.NEGATIVE_INFINITY;
  #moved = Number.NEGATIVE_INFINITY;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #later;

  /**
   * @param {Scoring} scoring
   * @param {() => void} changed draws what is said of it, and the team that is chosen now
   */
  constructor(scoring, changed) {
    this.scoring = scoring;
    this.changed = changed;
    this.shown = scoring.sheet.on_stage;
    const heard = { capture: true, passive: true };
    document.addEventListener("pointerdown", (event) => this.#down(event), heard);
    document.addEventListener("pointerup", (event) => this.#up(event), heard);
    document.addEventListener("pointercancel", (event) => this.#up(event), heard);
  }

  /** Whether a touch or key that comes now was meant for the team before. */
  get settling() {
    return performance.now() - this.#moved < SETTLES;
  }

  /** A newer sheet: somebody else may be on stage. */
  look() {
    const now = this.scoring.sheet.on_stage;
    if (now === this.shown && this.#coming === null) return;
    clearTimeout(this.#later);
    const rest = REST - (performance.now() - this.#touched);
    if (this.#fingers.size > 0) return;
    if (rest > 0) this.#later = setTimeout(() => this.look(), rest);
    else this.#go(now);
  }

  /** What was typed is given or cleared: who came on stage meanwhile is gone to. */
  free() {
    const { scoring } = this;
    if (this.#coming === null || scoring.holding) return;
    this.#coming = null;
    if (scoring.sheet.on_stage) scoring.choose(scoring.sheet.on_stage);
  }

  /** The judge has chosen a team by hand: that stands until another comes on stage. */
  chosen() {
    this.#coming = null;
  }

  /** @param {PointerEvent} event */
  #down({ pointerId, isPrimary }) {
    // A lift that was never told must not hold the tablet back for ever.
    if (isPrimary) this.#fingers.clear();
    this.#fingers.add(pointerId);
  }

  /** @param {PointerEvent} event */
  #up({ pointerId }) {
    this.#fingers.delete(pointerId);
    this.#touched = performance.now();
    this.look();
  }

  #settle() {
    this.#moved = performance.now();
    setTimeout(this.changed, SETTLES + 1);
  }

  /** @param {string | null} now */
  #go(now) {
    const { scoring } = this;
    const came = now !== this.shown;
    this.shown = now;
    if (came) this.#coming = now;
    if (this.#coming !== null && !scoring.holding) {
      const before = scoring.chosen;
      scoring.choose(this.#coming);
      this.#coming = null;
      if (scoring.chosen !== before) this.#settle();
    }
    if (came || this.settling) this.changed();
  }
}
