import { allRounds, mayWrite, teamNames } from "../board/deskboard.js";
import { bounces } from "../common/bounce.js";
import { closest, find, setText } from "../common/dom.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";
import { awardWords } from "./points.js";
import { undo } from "./rulings.js";

/**
 * Awards taken back where they are seen: one touch. The server asks for a reason unless it is one's
 * own newest, within a minute; then a slip is laid out for it.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../board/deskboard.js").Award | import("./fouls.js").Foul
 *   | import("./doubling.js").Token} Award
 * @typedef {object} Context
 * @property {() => DeskBoard} board the newest
 * @property {() => DeskBoard | null} shownBoard the board of the round that is shown
 * @property {(action: import("./actions.js").Action, host: HTMLElement) => Promise<boolean>} perform
 * @property {(award: Award, words: string) => void} ask for the reason
 */

/** How long what was just given stays beside the way back, in milliseconds. */
const SHOWN = 5_000;

/**
 * What was done by touches, by round: awards, fouls, tokens used.
 *
 * @param {DeskBoard} board
 * @returns {[string, Award[]][]}
 */
function givenIn({ awards, fouls, tokens }) {
  return [...Object.entries(awards), ...Object.entries(fouls), ...Object.entries(tokens)];
}

export class AwardUndo {
  /** @type {Set<number>} what is on its way */
  #going = new Set();
  #hide = 0;
  /** The award that was just given here. */
  #just = "";

  /** @param {Context} context */
  constructor(context) {
    this.context = context;
    const bounced = bounces();
    find("#awards").addEventListener("click", (event) => {
      const button = closest(event.target, ".award-back");
      const id = button?.closest("[data-award]")?.getAttribute("data-award");
      if (id && !bounced(event)) this.#byId(id);
    });
    find("#just-back").addEventListener("click", () => this.#byId(this.#just));
  }

  /**
   * Shows for a moment what was given, with the way back.
   *
   * @param {string} id
   * @param {string} words
   */
  given(id, words) {
    this.#just = id;
    setText(find("#just-given"), words);
    find("#just").hidden = false;
    clearTimeout(this.#hide);
    this.#hide = setTimeout(() => this.clear(), SHOWN);
  }

  /** Leaves what was just given. */
  clear() {
    clearTimeout(this.#hide);
    if (find("#just").contains(document.activeElement)) find("#points").focus();
    find("#just").hidden = true;
  }

  /** Takes back the newest award of this desk's own; out of a round that is over, not unasked. */
  newest() {
    if (!mayWrite) return;
    const own = givenIn(this.context.board())
      .flatMap(([, all]) => all)
      .filter(({ by, version }) => by === page.me && !this.#going.has(version));
    const award = own.sort((a, b) => b.version - a.version)[0];
    if (award && this.#roundOf(award)?.state === "closed")
      this.context.ask(award, this.#words(award));
    else if (award) this.#take(award);
    else setText(find("#said"), t("There is no award of yours to take back."));
  }

  /** @param {string} id */
  #byId(id) {
    const boards = [this.context.shownBoard(), this.context.board()];
    const award = boards
      .flatMap((board) => (board ? givenIn(board) : []))
      .flatMap(([, all]) => all)
      .find((one) => one.id === id);
    if (award && !this.#going.has(award.version)) this.#take(award);
  }

  /** @param {Award} award */
  #roundOf(award) {
    const board = this.context.board();
    const found = givenIn(board).find(([, all]) => all.some(({ id }) => id === award.id));
    return allRounds(board).find(({ round }) => round.id === found?.[0])?.round;
  }

  /**
   * Whose award it is, what it gave, and in which round: the one that is shown may be another.
   *
   * @param {Award} award
   */
  #words(award) {
    const name = teamNames(this.context.board()).get(award.team) ?? award.team;
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
      this.context.ask(award, words);
    };
    const done = await this.context.perform({ ...undo(version), asks }, find("#awards"));
    if (done) setText(find("#said"), t("Taken back: %(what)s", { what: words }));
    // What was not taken back may be asked for again.
    if (!done || asked) this.#going.delete(version);
  }
}
