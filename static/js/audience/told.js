import { leftBehind } from "../board/stages.js";
import { printed } from "../common/amount.js";
import { find, make, setText } from "../common/dom.js";
import { persistently } from "../common/persistent.js";
import { t } from "../common/phrases.js";
import { bring } from "./attention.js";

/**
 * What the hall is being told, told on the phone too, in step with the wall: who goes on, the podium, the prizes. The
 * scenes are the wall's own, fetched when the first of them is told.
 *
 * @typedef {import("../board/model.js").Board} Board
 * @typedef {import("../common/shapes.js").SceneMessage} SceneMessage
 * @typedef {{draw: (root: HTMLElement, told: any) => void, leave?: (root: HTMLElement) => void}} Scene
 * @typedef {{load: (again: string) => Promise<{default: Scene}>,
 *   own: (shows: any, team: string, board: Board) => string}} Kind `own`: how far it has told of the team that is followed
 */

/** @type {Record<string, Kind>} */
const KINDS = {
  advance: {
    load: (again) => import(`./advance.js${again}`),
    own: ({ going, out }, team) => {
      if (going.some(isOf(team))) return t("goes on");
      const placed = out.find(isOf(team));
      return placed ? placeWords(placed.rank) : "";
    },
  },
  podium: {
    load: (again) => import(`../show/scenes/podium.js${again}`),
    own: ({ columns, division, steps }, team, board) => {
      const told = steps.find((/** @type {{teams: any[]}} */ step) => step.teams.some(isOf(team)));
      if (told) return placeWords(told.rank);
      const row = board.rows.find(isOf(team));
      if (!row) return outWords(board, team);
      // A division's podium says nothing of who plays in another.
      if (division && row.division !== division.id) return "";
      const place = (division ? null : row.overall) ?? row.rank;
      // Who is to stand on it is not told before the wall does.
      return place !== null && place > Math.max(...columns) ? placeWords(place) : "";
    },
  },
  awards: {
    load: (again) => import(`../show/scenes/awards.js${again}`),
    own: ({ prizes }, team) => {
      const won = prizes.filter((/** @type {{winners: any[]}} */ one) =>
        one.winners.some(isOf(team)),
      );
      return won.map((/** @type {{name: string}} */ one) => one.name).join(t(", "));
    },
  },
};

/** Hundreds of phones do not ask for a scene in one moment; so many milliseconds apart at most. */
const APART = 900;

/** @param {string} id */
const isOf =
  (id) =>
  (/** @type {{team: {id: string}}} */ { team }) =>
    team.id === id;

/** @param {number | null} rank */
const placeWords = (rank) => (rank === null ? "" : t("place %(place)s", { place: printed(rank) }));

/**
 * Where a team stood that is out.
 *
 * @param {Board} board
 * @param {string} team
 */
function outWords(board, team) {
  const left = leftBehind(board, team);
  if (left === null || left.rank === null) return "";
  return t("%(stage)s: place %(place)s", { stage: left.stage, place: printed(left.rank) });
}

export class Told {
  /** @type {{message: SceneMessage, scene: Scene, layer: HTMLElement} | null} */
  #now = null;
  #turn = 0;
  #loads = 0;

  /** @param {HTMLElement} section */
  constructor(section) {
    this.section = section;
  }

  /**
   * @param {SceneMessage} message
   * @param {Board} board
   * @param {string | null} team that is followed
   */
  async show(message, board, team) {
    this.#turn += 1;
    const turn = this.#turn;
    const kind = Object.hasOwn(KINDS, message.scene) && message.shows ? KINDS[message.scene] : null;
    if (!kind) return this.#end();
    const scene = await this.#load(kind);
    if (turn === this.#turn) this.#draw(kind, scene, message, board, team);
  }

  /** @param {Kind} kind */
  async #load({ load }) {
    // At once where it is what the page begins with; later everybody would ask at the same time.
    if (this.#loads > 0 && !this.#now)
      await new Promise((done) => setTimeout(done, Math.random() * APART));
    this.#loads += 1;
    return (await persistently(load)).default;
  }

  /**
   * @param {Kind} kind
   * @param {Scene} scene
   * @param {SceneMessage} message
   * @param {Board} board
   * @param {string | null} team
   */
  #draw(kind, scene, message, board, team) {
    const { section } = this;
    const stands = this.#now;
    const stays = stands?.scene === scene && stands.message.put === message.put;
    if (!stays) this.#clear();
    const layer = stays ? stands.layer : make("div", { class: "layer" });
    if (!stays) find(".told-scene", section).replaceChildren(layer);
    section.hidden = false;
    section.dataset.scene = message.scene;
    section.dataset.step = String(message.step);
    const look = { ...message.look, theme: "auto", accent: "" };
    const previous = stays ? stands.message : null;
    const settled = previous === null || message.step !== previous.step + 1;
    this.#now = { message, scene, layer };
    scene.draw(layer, { scene: message, board, look, previous, settled, own: team });
    const where = team ? kind.own(message.shows, team, board) : "";
    const own = find(".told-own", section);
    own.hidden = !where;
    setText(own, where ? t("The team you follow: %(where)s", { where }) : "");
    if (!stays || previous?.step !== message.step) bring(section);
  }

  #clear() {
    this.#now?.scene.leave?.(this.#now.layer);
    this.#now = null;
  }

  #end() {
    this.#clear();
    this.#loads += 1;
    this.section.hidden = true;
    find(".told-scene", this.section).replaceChildren();
  }
}
