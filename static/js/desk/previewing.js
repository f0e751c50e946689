import { printed } from "../common/amount.js";
import { make, setAttributes } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { choiceField } from "./slip.js";

/**
 * What an action would change, in words: who moves, whether the cut is touched, and whether an
 * announced team would drop out.
 *
 * @typedef {import("./rulings.js").Preview} Preview
 * @typedef {{names: Map<string, string>, stage: string, begun: boolean, decides: boolean}} Context
 */

/**
 * @param {HTMLElement} host
 * @param {Preview | null} preview null while there is nothing to say
 * @param {Context} context
 */
export function drawPreview(host, preview, context) {
  const key = preview ? JSON.stringify([preview, context.begun]) : "";
  // The same consequence drawn again would take back a decision already made.
  if (host.dataset.shown === key && host.hasChildNodes()) return;
  const chosen = host.querySelector("input[name=decision]:checked")?.getAttribute("value") ?? "";
  const touched = preview?.announced ?? null;
  const same = host.dataset.touched === JSON.stringify(touched);
  setAttributes(host, { "data-shown": key, "data-touched": JSON.stringify(touched) });
  host.replaceChildren(...(preview ? parts(preview, context, same ? chosen : "") : [waiting()]));
}

function waiting() {
  return make("p", { class: "preview-none" }, t("What it would change is shown here."));
}

/**
 * @param {Preview} preview
 * @param {Context} context
 * @param {string} chosen
 */
function parts(preview, context, chosen) {
  const { moves, cut, announced } = preview;
  const { rounds, results, public: shows } = preview;
  const words = [...rounds.map(roundWords), ...results.map(resultWords), ...shows.map(publicWords)];
  const found = words.map(roundLine);
  found.push(moves.length > 0 ? movesTable(moves) : quiet(t("No place and no total changes.")));
  if (cut.length > 0) {
    const teams = cut.map((team) => context.names.get(team) ?? team).join(t(", "));
    found.push(quiet(t("Crosses the cut: %(teams)s", { teams })));
  }
  if (announced?.stands) found.push(quiet(t("Who was announced stays the same.")));
  if (announced && !announced.stands) found.push(decision(announced, context, chosen));
  if (preview.reveal) found.push(telling(preview.reveal, context, chosen));
  return found;
}

/** @param {Preview["rounds"][number]} round */
function roundWords({ name, from, to }) {
  const round = { round: name };
  if (to === null) return t("%(round)s and all that was given in it would count no longer.", round);
  if (from === null) return t("%(round)s and all that was given in it would count again.", round);
  if (to === "open") return t("%(round)s would be open.", round);
  return to === "closed"
    ? t("%(round)s would be closed.", round)
    : t("%(round)s would not be opened yet.", round);
}

/** @param {Preview["results"][number]} result */
function resultWords({ name, announced }) {
  return announced
    ? t("The result of %(stage)s would be announced again.", { stage: name })
    : t("The result of %(stage)s would no longer be announced.", { stage: name });
}

/** @param {Preview["public"][number]} score */
function publicWords({ name, public: seen }) {
  return seen
    ? t("The hall would see the score of %(team)s.", { team: name })
    : t("The hall would no longer see the score of %(team)s.", { team: name });
}

/** @param {string} words */
function roundLine(words) {
  return make("p", { class: "preview-round" }, words);
}

/** @param {string} words */
function quiet(words) {
  return make("p", { class: "preview-line" }, words);
}

/** @param {import("./rulings.js").Move[]} moves */
function movesTable(moves) {
  const head = make(
    "tr",
    {},
    ...[t("Would change"), t("Place"), t("Total")].map((word) =>
      make("th", { scope: "col" }, word),
    ),
  );
  const rows = moves.map(({ team, name, rank, total }) =>
    make(
      "tr",
      { "data-move": team },
      make("th", { scope: "row", dir: "auto" }, name),
      make("td", {}, change(printed(rank[0]), printed(rank[1]))),
      make("td", {}, change(printed(total[0]), printed(total[1]))),
    ),
  );
  return make(
    "table",
    { class: "preview-moves" },
    make("thead", {}, head),
    make("tbody", {}, ...rows),
  );
}

/**
 * @param {string} before
 * @param {string} after
 */
function change(before, after) {
  if (before === after) return before;
  const arrow = make("span", { "aria-hidden": "true" }, " → ");
  const spoken = make("span", { class: "visually-hidden" }, t("becomes"));
  return make("span", {}, before, arrow, spoken, make("b", {}, after));
}

/**
 * The announcement would no longer be what the scores say: somebody has to decide.
 *
 * @param {{leaves: string[], enters: string[]}} announced
 * @param {Context} context
 * @param {string} chosen
 */
function decision({ leaves, enters }, { stage, begun, decides }, chosen) {
  const teams = (/** @type {string[]} */ names) => names.join(t(", ")) || "–";
  const who = { leaves: teams(leaves), enters: teams(enters) };
  const keep = {
    value: "keep",
    label: t("Keep the announcement"),
    note: t("%(leaves)s stays in", who),
  };
  const swap = {
    value: "change",
    label: t("Change the announcement"),
    note: t("%(leaves)s leaves, %(enters)s enters", who),
  };
  const said = t("%(stage)s is announced, and the scores would now name others.", { stage });
  const box = make("div", { class: "preview-touched" }, make("p", {}, said));
  if (!decides) return box;
  box.append(
    choiceField("decision", "decision", t("Decide"), chosen, begun ? [keep] : [keep, swap]),
  );
  if (begun) box.append(quiet(t("The next stage has begun, so its teams stand.")));
  return box;
}

/**
 * What the reveal has shown would read otherwise, or all that is frozen would be shown: somebody has
 * to decide.
 *
 * @param {NonNullable<Preview["reveal"]>} touched
 * @param {Context} context
 * @param {string} chosen
 */
function telling({ steps, teams, unfreezes }, { names, decides }, chosen) {
  const who = teams.map((team) => names.get(team) ?? team).join(t(", "));
  const said = unfreezes
    ? t("This unfreezes the hall's board: all that is hidden is shown at once.")
    : t("The reveal has shown this already: step %(steps)s, %(teams)s.", {
        steps: steps.join(t(", ")),
        teams: who,
      });
  const box = make("div", { class: "preview-touched" }, make("p", {}, said));
  if (!decides) return box;
  const tell = {
    value: "change",
    label: unfreezes ? t("Show all of it") : t("Tell the hall as a correction"),
    note: unfreezes ? "" : t("Or step back in the reveal first."),
  };
  box.append(choiceField("decision", "decision", t("Decide"), chosen, [tell]));
  return box;
}
