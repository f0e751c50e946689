import { teamNames } from "../board/deskboard.js";
import { closest, find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { sortable, wayOf } from "../common/sorting.js";
import { changeOrder } from "./actions.js";
import { stageOf } from "./onstage.js";
import { Slip } from "./slip.js";

/**
 * The order on stage as a list: changed by hand or drawn again, with a reason, and from which any
 * team can be called up.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../board/deskboard.js").Place} Place
 * @typedef {{done: import("./slip.js").Plan["done"], leave: () => void,
 *   callUp: (team: string) => void}} Ends
 */

/**
 * @param {DeskBoard} board of the round's stage
 * @param {Place} place
 * @param {Ends} ends
 * @returns {import("./workspace.js").Tool}
 */
export function ordering(board, place, ends) {
  const list = new OrderList(board, place, ends.callUp);
  const { round } = place;
  const title = t("Order on stage, %(round)s", { round: round.name });
  const drawn = (board.order[round.id] ?? []).length > 0 && round.appearance !== "registration";
  const slip = new Slip({
    fields: drawn ? [wayField(round.appearance)] : [],
    reasons: [t("A team is late"), t("As agreed with the teams"), t("The lots were not complete")],
    yes: ({ way }) => (way === "again" ? t("Draw the order again") : t("Save this order")),
    fault: ({ way }) =>
      way === "again" || list.moved ? null : ["reason", t("Move a team first.")],
    action: ({ way, reason = "" }) =>
      changeOrder(round.id, reason, way === "again" ? undefined : list.order),
    done: (version, there) => {
      list.moved = false;
      ends.done(version, there);
    },
    leave: ends.leave,
  });
  return {
    key: "order",
    title,
    size: "whole",
    body: make("div", { class: "ordering" }, list.root, slip.form),
    draw: (newer) => list.take(newer),
    focus: () => list.focus(),
    unsaved: () =>
      list.moved && !slip.busy
        ? [{ name: title, note: t("moved, not saved") }]
        : slip.unsaved(title),
  };
}

/**
 * @param {string} appearance
 * @returns {import("./slip.js").Field}
 */
function wayField(appearance) {
  const again = appearance === "draw" ? t("Drawn again by lot") : t("By standing, as it is now");
  return {
    name: "way",
    label: t("The order is"),
    kind: "choice",
    value: "hand",
    choices: [
      { value: "hand", label: t("As it stands above") },
      { value: "again", label: again, note: t("The order that stood stays readable in the story") },
    ],
  };
}

class OrderList {
  /** Whether a team was moved by hand and the order is not saved. */
  moved = false;

  /**
   * @param {DeskBoard} board
   * @param {Place} place
   * @param {(team: string) => void} callUp
   */
  constructor(board, { round }, callUp) {
    this.round = round;
    this.board = board;
    this.callUp = callUp;
    this.list = make("ol", { class: "order-list" });
    const hint = t("Drag a team by its handle, or move it with the arrows; Alt with an arrow too.");
    this.root = make("div", {}, make("p", { class: "quiet" }, hint), this.list);
    /** @type {string[]} */
    this.order = [];
    this.#read();
    this.#listen();
    this.#draw();
  }

  /** @param {DeskBoard} newer */
  take(newer) {
    if (!(this.round.id in newer.appearance)) return;
    this.board = newer;
    if (!this.moved) this.#read();
    this.#draw();
  }

  focus() {
    const first = this.list.querySelector("button:enabled");
    if (first instanceof HTMLElement) first.focus();
  }

  /** The order as it stands; before it is drawn, the teams as they are registered. */
  #read() {
    const { board, round } = this;
    const here = new Set(board.rows.map(({ team }) => team.id));
    const order = board.appearance[round.id] ?? [];
    const teams = order.length > 0 ? order : board.teams.map(({ id }) => id);
    this.order = teams.filter((team) => here.has(team) && !(team in board.withdrawn));
  }

  /**
   * @param {string} team
   * @param {number} to
   */
  #move(team, to) {
    const from = this.order.indexOf(team);
    if (from < 0 || to < 0 || to >= this.order.length || from === to) return;
    this.order.splice(from, 1);
    this.order.splice(to, 0, team);
    this.moved = true;
    this.#draw();
  }

  #draw() {
    const names = teamNames(this.board);
    const { now } = stageOf(this.board, this.round.id);
    const absent = this.board.absent[this.round.id] ?? {};
    reconcile(this.list, this.order, {
      key: (team) => team,
      make: (team) => makeRow(team, names.get(team) ?? team),
      draw: (row, team) => {
        const turn = this.order.indexOf(team);
        setText(find(".order-turn", row), String(turn + 1));
        const note = team in absent ? t("absent") : team === now ? t("on stage") : "";
        setText(find(".order-note", row), note);
        setAttributes(row, { "data-stage": team === now ? "now" : null });
        setAttributes(find("[data-by='-1']", row), { disabled: turn === 0 });
        setAttributes(find("[data-by='1']", row), { disabled: turn === this.order.length - 1 });
        setAttributes(find("[data-call]", row), { disabled: team in absent || team === now });
      },
    });
  }

  #listen() {
    sortable(this.list, { handle: ".grip", dropped: (team, to) => this.#move(team, to) });
    this.list.addEventListener("click", ({ target }) => {
      const button = closest(target, "button");
      const team = closest(target, "[data-id]")?.dataset.id;
      if (!button || !team) return;
      if (button.dataset.call) this.callUp(team);
      else this.#step(team, Number(button.dataset.by), button);
    });
    this.list.addEventListener("keydown", (event) => {
      const way = wayOf(event);
      const team = closest(event.target, "[data-id]")?.dataset.id;
      if (way === 0 || !team) return;
      event.preventDefault();
      this.#step(team, way, /** @type {HTMLElement} */ (event.target));
    });
  }

  /**
   * The row goes on with the keyboard in it; at the end its other arrow has it.
   *
   * @param {string} team
   * @param {number} by
   * @param {HTMLElement} from
   */
  #step(team, by, from) {
    this.#move(team, this.order.indexOf(team) + by);
    const row = closest(from, "[data-id]");
    const next = from.matches(":disabled") ? row?.querySelector("[data-by]:enabled") : from;
    if (next instanceof HTMLElement) next.focus();
    row?.scrollIntoView({ block: "nearest" });
  }
}

/**
 * @param {string} team
 * @param {string} name
 */
function makeRow(team, name) {
  const arrow = (
    /** @type {string} */ by,
    /** @type {string} */ sign,
    /** @type {string} */ word,
  ) => make("button", { type: "button", "data-by": by, "aria-label": word }, sign);
  return make(
    "li",
    { "data-id": team },
    make("span", { class: "grip", "aria-hidden": "true", title: t("Drag to move") }, "⠿"),
    make("b", { class: "order-turn" }),
    make("span", { class: "order-name", dir: "auto" }, name),
    make("span", { class: "order-note" }),
    arrow("-1", "↑", t("Move %(name)s up", { name })),
    arrow("1", "↓", t("Move %(name)s down", { name })),
    make("button", { type: "button", "data-call": "1" }, t("Call up")),
  );
}
