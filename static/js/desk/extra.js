import { signed } from "../common/amount.js";
import { say, the } from "../common/elements.js";
import { extraReasons } from "../common/extra.js";
import { t } from "../common/phrases.js";
import { Slip } from "./slip.js";

/**
 * A question that a team has had, or one more than it has, is asked about before it is booked.
 *
 * @typedef {import("./acts.js").Act} Act
 * @typedef {import("./bench.js").Bench} Bench
 * @typedef {{act: Act, why: string}} Asked
 */

const KEY = "extra";

export class Extras {
  /** @type {Asked[]} what waits for an answer, the first of it on the bench */
  #waiting = [];

  /**
   * @param {Bench} bench
   * @param {{board: () => import("./deskboard.js").DeskBoard, written: (version: number) => void}}
   *   around
   */
  constructor(bench, around) {
    this.bench = bench;
    this.around = around;
  }

  /**
   * One after the other: what is given quickly is not forgotten over the question before it.
   *
   * @param {Act} act the award that was refused without a reason
   * @param {string} why the server's words
   */
  ask(act, why) {
    this.#waiting.push({ act, why });
    if (this.bench.work?.key !== KEY) this.#lay();
  }

  /** The bench is clear again: the next one's turn. */
  next() {
    // Once the bench has given the keyboard back.
    queueMicrotask(() => this.bench.work ?? this.#lay());
  }

  #lay() {
    const [asked] = this.#waiting;
    if (asked) this.bench.lay(this.#work(asked), this.around.board());
  }

  /**
   * @param {Asked} asked
   * @returns {import("./bench.js").Work}
   */
  #work(asked) {
    const { path, body = {} } = asked.act;
    const names = {
      team: nameOf(this.around.board(), String(body.team)),
      points: signed(String(body.points)),
    };
    const title = t("One more question?");
    const slip = new Slip({
      fields: [],
      text: asked.why,
      reasons: extraReasons(),
      yes: () => t("Give %(team)s %(points)s", names),
      act: ({ reason = "" }) => ({ path, body: { ...body, reason } }),
      done: (version, there) => {
        this.around.written(version);
        if (there) this.bench.clear();
        say(the("#said"), t("Written: %(what)s", { what: `${names.team} ${names.points}` }));
      },
      leave: () => this.bench.clear(),
    });
    return {
      key: KEY,
      title,
      size: "low",
      body: slip.form,
      focus: () => slip.focus(),
      unsaved: () => slip.unsaved(title),
      // The award waits for nothing but this answer.
      unanswered: () =>
        slip.busy || slip.done ? [] : [{ name: title, note: `${names.team} ${names.points}` }],
      gone: () => {
        this.#waiting = this.#waiting.filter((one) => one !== asked);
      },
    };
  }
}

/**
 * @param {import("./deskboard.js").DeskBoard} board
 * @param {string} id
 */
function nameOf(board, id) {
  return board.rows.find(({ team }) => team.id === id)?.team.name ?? id;
}
