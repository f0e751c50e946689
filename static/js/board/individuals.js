import { printed } from "../common/amount.js";
import { make, reconcile, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";

/**
 * The best individuals: whoever has scored under the own name, over all stages. The same rows as
 * _individuals.html.
 *
 * @typedef {import("../common/shapes.js").IndividualRow} Individual
 */

/**
 * @param {HTMLElement} table
 * @param {Individual[]} people best first
 */
export function drawIndividuals(table, people) {
  const body = table.querySelector("tbody") ?? table.appendChild(make("tbody", {}));
  reconcile(body, people, {
    key: ({ team, member }) => `${team.id} ${member.id}`,
    make: makeRow,
    draw: drawRow,
  });
}

/** An empty table, with its heads. */
export function individualsTable() {
  const heads = [t("Place"), t("Member"), t("Total")].map((word) =>
    make("th", { scope: "col" }, word),
  );
  return make(
    "table",
    { class: "people" },
    make("thead", {}, make("tr", {}, ...heads)),
    make("tbody", {}),
  );
}

/** @param {Individual} one */
function makeRow({ team, member }) {
  return make(
    "tr",
    { "data-member": member.id, "data-team-of": team.id },
    make(
      "td",
      { class: "people-place" },
      make("span", { class: "people-number" }),
      " ",
      make("small", {}),
    ),
    make(
      "th",
      { scope: "row" },
      make("span", { class: "people-name", dir: "auto" }),
      " ",
      make("small", { class: "people-team", dir: "auto" }),
      " ",
      make("small", { class: "people-prize", dir: "auto" }),
    ),
    make("td", { class: "people-total" }),
  );
}

/**
 * @param {HTMLElement} tr
 * @param {Individual} one
 */
function drawRow(tr, { member, team, division, rank, tied, total, incomplete, prizes = [] }) {
  const put = (/** @type {string} */ part, /** @type {string} */ text) => {
    const cell = tr.querySelector(part);
    if (cell instanceof HTMLElement) setText(cell, text);
  };
  put(".people-number", printed(rank));
  put(".people-place small", tied ? t("tied") : "");
  put(".people-name", member.name);
  const about = [team.name, division?.name ?? "", incomplete ? t("rounds missing") : ""];
  put(".people-team", about.filter(Boolean).join(" · "));
  put(".people-prize", prizes.join(" · "));
  put(".people-total", printed(total));
}
