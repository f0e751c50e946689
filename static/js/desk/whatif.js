import { printed } from "../board/shape.js";
import { shown } from "../common/amount.js";
import { el, say, set } from "../common/elements.js";
import { t } from "../common/phrases.js";
import { get, refusal } from "./ask.js";

/**
 * What if? For each team the best and the worst place still possible, and how it stands to the cut.
 *
 * @typedef {import("./deskboard.js").DeskBoard} DeskBoard
 * @typedef {object} Prospect
 * @property {{id: string, name: string}} team
 * @property {string | null} total
 * @property {string | null} lowest
 * @property {string | null} highest
 * @property {number | null} best
 * @property {number | null} worst
 * @property {string} outcome
 * @property {string} words
 * @typedef {object} Prospects
 * @property {{id: string, name: string, advance: number | null}} stage
 * @property {number} seats
 * @property {{id: string, name: string, words: string}[]} rounds_left
 * @property {string[]} notes
 * @property {Prospect[]} teams
 */

export class WhatIf {
  asked = -1;
  told = el("div", { class: "whatif", "aria-live": "polite" });

  /** @returns {import("./bench.js").Work} */
  get work() {
    return {
      key: "whatif",
      title: t("What if?"),
      size: "whole",
      body: this.told,
      draw: (board) => this.#ask(board),
    };
  }

  /** @param {DeskBoard} board */
  async #ask({ version }) {
    if (this.asked >= version) return;
    this.asked = version;
    const heard = await get("/prospects");
    if (this.asked !== version) return;
    if (!heard) {
      this.asked = -1;
      say(this.told, t("The server does not answer."));
    } else if (heard.status >= 400) say(this.told, refusal(heard.status, heard.answer));
    else this.told.replaceChildren(...parts(heard.answer));
  }
}

/** @param {Prospects} prospects */
function parts({ stage, seats, rounds_left: left, notes, teams }) {
  const about =
    stage.advance === null
      ? t("%(stage)s: who can still be first.", { stage: stage.name })
      : t("%(stage)s: %(seats)s go on.", { stage: stage.name, seats });
  const rounds = left.map(({ name, words }) =>
    el("li", {}, el("b", { dir: "auto" }, name), " ", el("span", {}, words)),
  );
  const nothing = el("li", {}, t("No round is left; only a tie can still be broken."));
  return [
    el("p", { class: "whatif-about" }, about),
    el("ul", { class: "whatif-left" }, ...(rounds.length > 0 ? rounds : [nothing])),
    table(teams),
    el("ul", { class: "whatif-notes" }, ...notes.map((note) => el("li", {}, note))),
  ];
}

/** @param {Prospect[]} teams */
function table(teams) {
  const heads = [t("Team"), t("Now"), t("Can end between"), t("Best place"), t("Worst place"), ""];
  const head = el(
    "tr",
    {},
    ...heads.map((word) => el("th", { scope: "col" }, word || t("How it stands"))),
  );
  return el(
    "table",
    { class: "whatif-table" },
    el("thead", {}, head),
    el("tbody", {}, ...teams.map(teamRow)),
  );
}

/** @param {Prospect} prospect */
function teamRow({ team, total, lowest, highest, best, worst, outcome, words }) {
  const between = lowest === null || highest === null ? "–" : range(lowest, highest);
  const row = el(
    "tr",
    { "data-team-row": team.id, "data-outcome": outcome },
    el("th", { scope: "row", dir: "auto" }, team.name),
    el("td", {}, printed(total)),
    el("td", {}, between),
    el("td", {}, String(best ?? "–")),
    el("td", {}, String(worst ?? "–")),
    el("td", { class: "whatif-words" }, words),
  );
  set(row, { "data-sure": outcome === "through" || outcome === "out" });
  return row;
}

/**
 * @param {string} lowest
 * @param {string} highest
 */
function range(lowest, highest) {
  if (lowest === highest) return shown(lowest);
  return t("%(min)s to %(max)s", { min: shown(lowest), max: shown(highest) });
}
