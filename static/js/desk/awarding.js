import { signed } from "../common/amount.js";
import { answerWords } from "../common/risk.js";
import { uuid } from "../common/uuid.js";

/**
 * The points that are on their way from the desk, and what was asked for in vain.
 *
 * @typedef {import("./giving.js").What} What
 * @typedef {{round: string, team: string, points?: string, [key: string]: unknown}} Body
 * @typedef {object} Context
 * @property {(action: import("./actions.js").Action, host: HTMLElement) => Promise<boolean>} perform
 * @property {(action: import("./actions.js").Action, why: string) => void} ask for a reason, where
 *   the server wants one
 * @property {(id: string, words: string) => void} given
 */

export class Awarding {
  /**
   * @param {Context} context
   * @param {HTMLElement} host where a refusal is said
   * @param {string} [path] where it is sent
   */
  constructor(context, host, path = "/awards") {
    this.context = context;
    this.path = path;
    this.host = host;
    /** @type {Map<string, string>} the ids of what was asked for in vain, by what it was */
    this.unanswered = new Map();
    /** @type {Map<string, {team: string, what: What}>} what is under way, by what it is */
    this.underWay = new Map();
  }

  /**
   * What has come in is not given again, should it have gone unanswered.
   *
   * @param {string[]} ids
   */
  arrived(ids) {
    const known = new Set(ids);
    for (const [what, id] of this.unanswered) if (known.has(id)) this.unanswered.delete(what);
  }

  /** The team to which points are on their way, the newest; null where none are. */
  get newest() {
    return [...this.underWay.values()].at(-1)?.team ?? null;
  }

  /**
   * What is on its way to a team.
   *
   * @param {string} team
   * @returns {What[]}
   */
  comingTo(team) {
    return [...this.underWay.values()].flatMap((one) => (one.team === team ? [one.what] : []));
  }

  /**
   * @param {Body} body
   * @param {What} what
   * @returns {boolean} false: pressed once more while it is on its way, it is the same
   */
  begin(body, what) {
    const key = JSON.stringify([body, what]);
    if (this.underWay.has(key)) return false;
    this.underWay.set(key, { team: body.team, what });
    return true;
  }

  /**
   * Sends what has begun; pressed again after a lost answer it is the same award.
   *
   * @param {Body} body
   * @param {What} what
   * @param {string} words
   * @returns {Promise<"given" | "asked" | "refused">} asked: for a reason, in the workspace
   */
  async send(body, what, words) {
    const key = JSON.stringify([body, what]);
    const id = this.unanswered.get(key) ?? uuid();
    this.unanswered.delete(key);
    let asked = false;
    const action = {
      path: this.path,
      body: { id, ...body },
      asks: (/** @type {string} */ why) => {
        asked = true;
        this.context.ask(action, why);
      },
    };
    const done = await this.context.perform(action, this.host);
    if (done) this.context.given(id, words);
    else if (!asked) this.unanswered.set(key, id);
    this.underWay.delete(key);
    if (done) return "given";
    return asked ? "asked" : "refused";
  }
}

/**
 * What was given, in words.
 *
 * @param {string} team its name
 * @param {What} what
 */
export function whatWords(team, { points, outcome }) {
  return `${team} ${outcome ? answerWords(points, outcome) : signed(points)}`;
}
