import { printed, shown } from "../common/amount.js";
import { make, setAttributes, setText } from "../common/dom.js";
import { eventUrl, refusal, request } from "../common/http.js";
import { t } from "../common/phrases.js";

/**
 * What if? The best and the worst place still possible for each team, and whether it is sure to
 * advance or out.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../common/shapes.js").Prospect} Prospect
 * @typedef {import("../common/shapes.js").Prospects} Prospects
 */

export class WhatIf {
  asked = -1;
  body = make("div", { class: "whatif", "aria-live": "polite" });

  /** @returns {import("./workspace.js").Tool} */
  get tool() {
    return {
      key: "whatif",
      title: t("What if?"),
      size: "whole",
      body: this.body,
      draw: (board) => this.#ask(board),
    };
  }

  /** @param {DeskBoard} board */
  async #ask({ version }) {
    if (this.asked >= version) return;
    this.asked = version;
    const answer = await request("GET", eventUrl("/prospects"));
    if (this.asked !== version) return;
    if (answer.meaning === "done") this.body.replaceChildren(...parts(answer.body));
    else {
      // What nobody answered is asked again with the next board.
      if (answer.meaning === "unknown") this.asked = -1;
      setText(this.body, refusal(answer, t("The server does not answer.")));
    }
  }
}

/** @param {Prospects} prospects */
function parts({ stage, rounds_left: left, notes, teams }) {
  const about =
    stage.goes_on === null
      ? t("%(stage)s: who can still be first.", { stage: stage.name })
      : t("%(stage)s, going on: %(who)s.", { stage: stage.name, who: stage.goes_on });
  const rounds = left.map(({ name, words }) =>
    make("li", {}, make("b", { dir: "auto" }, name), " ", make("span", {}, words)),
  );
  const nothing = make("li", {}, t("No round is left; only a tie can still be broken."));
  return [
    make("p", { class: "whatif-about" }, about),
    make("ul", { class: "whatif-left" }, ...(rounds.length > 0 ? rounds : [nothing])),
    table(teams),
    make("ul", { class: "whatif-notes" }, ...notes.map((note) => make("li", {}, note))),
  ];
}

/** @param {Prospect[]} teams */
function table(teams) {
  const heads = [t("Team"), t("Now"), t("Can end between"), t("Best place"), t("Worst place"), ""];
  const head = make(
    "tr",
    {},
    ...heads.map((word) => make("th", { scope: "col" }, word || t("How it stands"))),
  );
  return make(
    "table",
    { class: "whatif-table" },
    make("thead", {}, head),
    make("tbody", {}, ...teams.map(teamRow)),
  );
}

/** @param {Prospect} prospect */
function teamRow({ team, total, lowest, highest, best, worst, outcome, words }) {
  const between = lowest === null || highest === null ? "–" : range(lowest, highest);
  const row = make(
    "tr",
    { "data-team-row": team.id, "data-outcome": outcome },
    make("th", { scope: "row", dir: "auto" }, team.name),
    make("td", {}, printed(total)),
    make("td", {}, between),
    make("td", {}, String(best ?? "–")),
    make("td", {}, String(worst ?? "–")),
    make("td", { class: "whatif-words" }, words),
  );
  setAttributes(row, { "data-sure": outcome === "through" || outcome === "out" });
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
