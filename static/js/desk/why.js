import { printed } from "../board/shape.js";
import { el, keep, say, set } from "../common/elements.js";
import { t } from "../common/phrases.js";
import { get, refusal } from "./ask.js";
import { cardHead, exact, line, roundCard } from "./figures.js";

/**
 * Why this place? The whole way from a team's marks to its place, for a pocket calculator.
 *
 * @typedef {import("./deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("./figures.js").Exact} Exact
 * @typedef {import("./figures.js").RoundReckoning} RoundReckoning
 * @typedef {{words: string, result: string, result_words: string,
 *   teams: {id: string, name: string, value: string | null}[]}} TieBreak
 * @typedef {object} Told
 * @property {{id: string, name: string}} team
 * @property {RoundReckoning[]} rounds
 * @property {RoundReckoning[]} playoffs
 * @property {string[]} to_come
 * @property {{name: string, words: string | null, value: Exact}[]} parts
 * @property {Exact} exact
 * @property {string} rounding
 * @property {string | null} total
 * @property {boolean} provisional
 * @property {{rank: number | null, shared_with: string[], words: string, rule: string,
 *   ahead: number, level: number}} place
 * @property {{words: string | null, tried: TieBreak[]}} ties
 * @property {{state: string, words: string, seats: number, ahead: number, level: number} | null} cut
 * @property {{words: string, decision_words: string | null, reason: string | null} | null} announced
 */

export class Why {
  /**
   * @param {DeskBoard} board
   * @param {string} stage
   * @param {string} [team]
   */
  constructor(board, stage, team) {
    this.asked = "";
    this.stage = el("select", { class: "field", "aria-label": t("Stage") });
    this.team = el("select", { class: "field", "aria-label": t("Team") });
    this.told = el("div", { class: "why-told", "aria-live": "polite" });
    this.first = { stage, team: team ?? board.rows[0]?.team.id ?? "" };
    for (const choice of [this.stage, this.team])
      choice.addEventListener("change", () => this.#ask(board.version));
  }

  /** @returns {import("./bench.js").Work} */
  get work() {
    const head = el("p", { class: "why-choice" }, this.team, this.stage);
    return {
      key: "why",
      title: t("Why this place?"),
      size: "whole",
      body: el("div", { class: "why" }, head, this.told),
      draw: (board) => this.#draw(board),
      focus: () => this.team.focus(),
    };
  }

  /** @param {DeskBoard} board */
  #draw(board) {
    const begun = board.stages.filter(({ state }) => state !== "waiting");
    fill(this.stage, begun, this.first.stage);
    fill(this.team, board.teams ?? board.rows.map((row) => row.team), this.first.team);
    this.stage.hidden = begun.length < 2;
    this.#ask(board.version);
  }

  /** @param {number} version */
  async #ask(version) {
    const stage = this.stage.value;
    const team = this.team.value;
    const key = [stage, team, version].join(" ");
    if (key === this.asked) return;
    this.asked = key;
    const path = `/teams/${encodeURIComponent(team)}/reckoning`;
    const heard = await get(path, { view: "desk", stage });
    if (key !== this.asked) return;
    if (!heard) {
      this.asked = "";
      say(this.told, t("The server does not answer."));
    } else if (heard.status >= 400) say(this.told, refusal(heard.status, heard.answer));
    else this.told.replaceChildren(...toldParts(heard.answer));
    set(this.told, { "data-team": team });
  }
}

/**
 * @param {HTMLSelectElement} select
 * @param {{id: string, name: string}[]} things
 * @param {string} first
 */
function fill(select, things, first) {
  const before = select.value || first;
  keep(/** @type {HTMLElement} */ (select), things, {
    key: ({ id }) => id,
    make: ({ id }) => el("option", { value: id }),
    draw: (option, { name }) => say(option, name),
  });
  select.value = before;
}

/** @param {Told} told */
function toldParts(told) {
  return [
    verdict(told),
    el("div", { class: "why-rounds" }, ...told.rounds.map((round) => roundCard(round))),
    totalCard(told),
    ...(told.place.rank === null ? [] : [placeCard(told)]),
  ];
}

/** @param {Told} told */
function verdict({ place, total, provisional, announced, to_come }) {
  const figure = (/** @type {string} */ label, /** @type {string} */ value) =>
    el("p", {}, el("span", {}, label), " ", el("strong", {}, value));
  const words = [
    ...(announced ? [[announced.words, announced.decision_words, announced.reason]] : []),
    ...(place.rank === null || place.shared_with.length > 0 ? [[place.words]] : []),
    ...(provisional ? [[t("provisional")]] : []),
    ...(to_come.length > 0
      ? [[t("Still to come: %(rounds)s", { rounds: to_come.join(t(", ")) })]]
      : []),
  ];
  return el(
    "section",
    { class: "why-verdict" },
    figure(t("Place"), printed(place.rank)),
    figure(t("Total"), printed(total)),
    el(
      "div",
      { class: "why-words" },
      ...words.map((said) => el("p", { dir: "auto" }, said.filter(Boolean).join(" "))),
    ),
  );
}

/** @param {Told} told */
function totalCard({ parts, exact: sum, rounding, total }) {
  const row = (
    /** @type {string} */ kind,
    /** @type {(Node | string)[]} */ name,
    /** @type {(Node | string)[]} */ value,
  ) =>
    el(
      "tr",
      { class: kind },
      el("th", { scope: "row", dir: "auto" }, ...name),
      el("td", {}, ...value),
    );
  const rows = parts.map(({ name, words, value }) => {
    const how = words ? [el("span", { class: "why-fate" }, ` ${words}`)] : [];
    return row("", [name, ...how], exact(value));
  });
  const last = row("why-total", [rounding], [printed(total)]);
  const body = el("tbody", {}, ...rows, row("why-sum-line", [t("Sum")], exact(sum)), last);
  return el(
    "section",
    { class: "why-card" },
    cardHead(t("The total"), [printed(total)]),
    el("table", { class: "why-sum" }, body),
  );
}

/** @param {Told} told */
function placeCard({ team, place, ties, playoffs, cut }) {
  const level = place.level > 1 ? [t("Level, with this team: %(n)s", { n: place.level })] : [];
  const counted = [t("Teams ahead: %(n)s", { n: place.ahead }), ...level].join(" · ");
  const card = el(
    "section",
    { class: "why-card" },
    cardHead(t("The place"), [printed(place.rank)]),
    el("p", {}, counted),
    el("p", { class: "why-quiet" }, place.rule),
    ...(ties.words ? [el("p", { class: "why-quiet" }, ties.words)] : []),
    ...ties.tried.map((tie, i) => tieBreak(tie, i + 1, team.id)),
    ...playoffs.map((round) => roundCard(round, true)),
  );
  if (cut) card.append(cutLine(cut));
  return card;
}

/**
 * @param {TieBreak} tie
 * @param {number} number
 * @param {string} own
 */
function tieBreak({ words, result, result_words: said, teams }, number, own) {
  const rows = teams.map(({ id, name, value }) =>
    line(name, "", printed(value), id === own ? { class: "why-own" } : {}),
  );
  return el(
    "div",
    { class: "why-tie", "data-result": result },
    el("h4", { dir: "auto" }, `${number}. ${words}`),
    el("ul", { class: "why-lines" }, ...rows),
    el("p", { class: "why-result" }, said),
  );
}

/** @param {NonNullable<Told["cut"]>} cut */
function cutLine({ state, words, seats, ahead, level }) {
  const counts = { seats, ahead, level };
  return el(
    "div",
    { class: "why-cut", "data-state": state },
    el("p", {}, el("b", {}, words)),
    el(
      "p",
      {},
      t(
        "Places that go on: %(seats)s · teams ahead: %(ahead)s · level, with this team: %(level)s",
        counts,
      ),
    ),
  );
}
