import { bounces } from "../common/bounce.js";
import { say, the } from "../common/elements.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";
import { allRounds, mayWrite, teamNames } from "./deskboard.js";
import { awardWords } from "./points.js";
import { undo } from "./rulings.js";

/**
 * Awards taken back where they are seen: one touch. The server asks for a reason unless it is one's
 * own newest, within a minute; then a slip is laid out for it.
 *
 * @typedef {import("./deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("./deskboard.js").Award} Award
 * @typedef {object} Around
 * @property {() => DeskBoard} board the newest
 * @property {() => DeskBoard | null} sheet the board of the round that is shown
 * @property {(act: import("./acts.js").Act, host: HTMLElement) => Promise<boolean>} perform
 * @property {(award: Award, words: string) => void} ask for the reason
 */

/** How long what was just given stays beside the way back, in milliseconds. */
const SHOWN = 5_000;

export class TakingBack {
  /** @type {Set<number>} what is on its way */
  #going = new Set();
  #hide = 0;
  /** The award that was just given here. */
  #just = "";

  /** @param {Around} around */
  constructor(around) {
    this.around = around;
    const bounced = bounces();
    the("#awards").addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest(".award-back") : null;
      const id = button?.closest("[data-award]")?.getAttribute("data-award");
      if (id && !bounced(event)) this.#byId(id);
    });
    the("#just-back").addEventListener("click", () => this.#byId(this.#just));
  }

  /**
   * Shows for a moment what was given, with the way back.
   *
   * @param {string} id
   * @param {string} words
   */
  given(id, words) {
    this.#just = id;
    say(the("#just-given"), words);
    the("#just").hidden = false;
    clearTimeout(this.#hide);
    this.#hide = setTimeout(() => this.clear(), SHOWN);
  }

  /** Leaves what was just given. */
  clear() {
    clearTimeout(this.#hide);
    if (the("#just").contains(document.activeElement)) the("#points").focus();
    the("#just").hidden = true;
  }

  /** Takes back the newest award of this desk's own; out of a round that is over, not unasked. */
  newest() {
    if (!mayWrite) return;
    const own = Object.values(this.around.board().awards)
      .flat()
      .filter(({ by, version }) => by === page.me && !this.#going.has(version));
    const award = own.sort((a, b) => b.version - a.version)[0];
    if (award && this.#roundOf(award)?.state === "closed")
      this.around.ask(award, this.#words(award));
    else if (award) this.#take(award);
    else say(the("#said"), t("There is no award of yours to take back."));
  }

  /** @param {string} id */
  #byId(id) {
    const boards = [this.around.sheet(), this.around.board()];
    const award = boards
      .flatMap((board) => Object.values(board?.awards ?? {}).flat())
      .find((one) => one.id === id);
    if (award && !this.#going.has(award.version)) this.#take(award);
  }

  /** @param {Award} award */
  #roundOf(award) {
    const { awards } = this.around.board();
    const found = Object.entries(awards).find(([, all]) => all.some(({ id }) => id === award.id));
    return allRounds(this.around.board()).find(({ round }) => round.id === found?.[0])?.round;
  }

  /**
   * Whose award it is, what it gave, and in which round: the one that is shown may be another.
   *
   * @param {Award} award
   */
  #words(award) {
    const name = teamNames(this.around.board()).get(award.team) ?? award.team;
    const what = `${name} ${awardWords(award)}`;
    const round = this.#roundOf(award);
    return round ? t("%(what)s (%(round)s)", { what, round: round.name }) : what;
  }

  /** @param {Award} award */
  async #take(award) {
    const { version, id } = award;
    const words = this.#words(award);
    this.#going.add(version);
    if (id === this.#just) this.clear();
    let asked = false;
    const asks = () => {
      asked = true;
      this.around.ask(award, words);
    };
    const done = await this.around.perform({ ...undo(version), asks }, the("#awards"));
    if (done) say(the("#said"), t("Taken back: %(what)s", { what: words }));
    // What was not taken back may be asked for again.
    if (!done || asked) this.#going.delete(version);
  }
}
