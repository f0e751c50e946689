import { printed } from "../common/amount.js";
import { make, reconcile, setAttributes, setText } from "../common/dom.js";
import { eventUrl, refusal, request } from "../common/http.js";
import { t } from "../common/phrases.js";
import { cardHead, exact, line, roundCard } from "./figures.js";

/**
 * Why this place? The whole way from a team's marks to its place, for a pocket calculator.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("./figures.js").Exact} Exact
 * @typedef {import("./figures.js").RoundReckoning} RoundReckoning
 * @typedef {import("../common/shapes.js").TieBreak} TieBreak
 * @typedef {import("../common/shapes.js").Breakdown} Breakdown
 */

export class Why {
  /**
   * @param {DeskBoard} board
   * @param {string} stage
   * @param {string} [team]
   */
  constructor(board, stage, team) {
    this.asked = "";
    this.stage = make("select", { class: "field", "aria-label": t("Stage") });
    this.team = make("select", { class: "field", "aria-label": t("Team") });
    this.body = make("div", { class: "why-breakdown", "aria-live": "polite" });
    this.first = { stage, team: team ?? board.rows[0]?.team.id ?? "" };
    for (const choice of [this.stage, this.team])
      choice.addEventListener("change", () => this.#ask(board.version));
  }

  /** @returns {import("./workspace.js").Tool} */
  get tool() {
    const head = make("p", { class: "why-choice" }, this.team, this.stage);
    return {
      key: "why",
      title: t("Why this place?"),
      size: "whole",
      body: make("div", { class: "why" }, head, this.body),
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
    const answer = await request("GET", eventUrl(path, { view: "desk", stage }));
    if (key !== this.asked) return;
    if (answer.meaning === "done") this.body.replaceChildren(...breakdownParts(answer.body));
    else {
      // What nobody answered is asked again with the next board.
      if (answer.meaning === "unknown") this.asked = "";
      setText(this.body, refusal(answer, t("The server does not answer.")));
    }
    setAttributes(this.body, { "data-team": team });
  }
}

/**
 * @param {HTMLSelectElement} select
 * @param {{id: string, name: string}[]} things
 * @param {string} first
 */
function fill(select, things, first) {
  const before = select.value || first;
  reconcile(/** @type {HTMLElement} */ (select), things, {
    key: ({ id }) => id,
    make: ({ id }) => make("option", { value: id }),
    draw: (option, { name }) => setText(option, name),
  });
  select.value = before;
}

/** @param {Breakdown} breakdown */
function breakdownParts(breakdown) {
  return [
    verdict(breakdown),
    make("div", { class: "why-rounds" }, ...breakdown.rounds.map(roundCard)),
    totalCard(breakdown),
    ...(breakdown.place.rank === null ? [] : [placeCard(breakdown)]),
  ];
}

/** @param {Breakdown} breakdown */
function verdict({ place, total, provisional, announced, to_come }) {
  const figure = (/** @type {string} */ label, /** @type {string} */ value) =>
    make("p", {}, make("span", {}, label), " ", make("strong", {}, value));
  const words = [
    ...(announced ? [[announced.words, announced.decision_words, announced.reason]] : []),
    ...(announced?.prizes ?? []).map((sentence) => [sentence]),
    ...(place.rank === null || place.shared_with.length > 0 ? [[place.words]] : []),
    ...(place.table ? [[place.table]] : []),
    ...(place.incomplete ? [[place.incomplete]] : []),
    ...(provisional ? [[t("provisional")]] : []),
    ...(to_come.length > 0
      ? [[t("Still to come: %(rounds)s", { rounds: to_come.join(t(", ")) })]]
      : []),
  ];
  return make(
    "section",
    { class: "why-verdict" },
    figure(t("Place"), printed(place.rank)),
    figure(t("Total"), printed(total)),
    make(
      "div",
      { class: "why-words" },
      ...words.map((said) => make("p", { dir: "auto" }, said.filter(Boolean).join(" "))),
    ),
  );
}

/** @param {Breakdown} breakdown */
function totalCard({ parts, exact: sum, rounding, total }) {
  const row = (
    /** @type {string} */ kind,
    /** @type {(Node | string)[]} */ name,
    /** @type {(Node | string)[]} */ value,
  ) =>
    make(
      "tr",
      { class: kind },
      make("th", { scope: "row", dir: "auto" }, ...name),
      make("td", {}, ...value),
    );
  const rows = parts.map(({ name, words, value }) => {
    const how = words ? [make("span", { class: "why-fate" }, ` ${words}`)] : [];
    return row("", [name, ...how], exact(value));
  });
  const last = row("why-total", [rounding], [printed(total)]);
  const body = make("tbody", {}, ...rows, row("why-sum-line", [t("Sum")], exact(sum)), last);
  return make(
    "section",
    { class: "why-card" },
    cardHead(t("The total"), [printed(total)]),
    make("table", { class: "why-sum" }, body),
  );
}

/** @param {Breakdown} breakdown */
function placeCard({ team, place, ties, playoffs, cut }) {
  const ahead = place.ahead ?? 0;
  const beside = place.level ?? 0;
  const level = beside > 1 ? [t("Level, with this team: %(n)s", { n: beside })] : [];
  const counted = [t("Teams ahead: %(n)s", { n: ahead }), ...level].join(" · ");
  const card = make(
    "section",
    { class: "why-card" },
    cardHead(t("The place"), [printed(place.rank)]),
    make("p", {}, counted),
    make("p", { class: "why-quiet" }, place.rule),
    ...(ties.words ? [make("p", { class: "why-quiet" }, ties.words)] : []),
    ...ties.tried.map((tie, i) => tieBreak(tie, i + 1, team.id)),
    ...playoffs.map((round) => roundCard(round)),
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
  return make(
    "div",
    { class: "why-tie", "data-result": result },
    make("h4", { dir: "auto" }, `${number}. ${words}`),
    make("ul", { class: "why-lines" }, ...rows),
    make("p", { class: "why-result" }, said),
  );
}

/** @param {NonNullable<Breakdown["cut"]>} cut */
function cutLine({ state, words, rule, seats, ahead, level }) {
  const counts = { seats: seats ?? "–", ahead, level };
  return make(
    "div",
    { class: "why-cut", "data-state": state },
    make("p", {}, make("b", {}, words)),
    make("p", {}, t("Going on: %(who)s", { who: rule })),
    make(
      "p",
      {},
      t(
        "Places that go on: %(seats)s · teams ahead: %(ahead)s · level, with this team: %(level)s",
        counts,
      ),
    ),
  );
}
