import { el } from "../common/elements.js";
import { t } from "../common/phrases.js";
import { describeRound, describeStage, kindOf, RANKING_NAMES, tieBreaks } from "./describe.js";

/**
 * What an event will be, told beside the form that makes it.
 *
 * @param {HTMLElement} box
 * @param {import("./document.js").Setup | null} setup
 */
export function drawGetting(box, setup) {
  if (!setup) {
    box.replaceChildren(el("p", { class: "note" }, t("Choose a file first.")));
    return;
  }
  const { teams, judges, stages, rules } = setup;
  const people = [t("Teams: %(n)s", { n: teams.length })];
  if (judges.length > 0) people.push(t("Judges: %(n)s", { n: judges.length }));
  const last = stages.length - 1;
  const words = new Map(tieBreaks(setup).map((one) => [one.name, one.words]));
  const ties = rules.tie_breaks.map((one) => words.get(one) ?? one);
  box.replaceChildren(
    el("p", { class: "get-people" }, people.join(" · ")),
    ...stages.map((stage, i) => stageOf(stage, i === 0, i === last)),
    el("h3", {}, t("Rules")),
    el(
      "p",
      { class: "note" },
      t("Places: %(how)s", { how: RANKING_NAMES[rules.ranking]?.() ?? rules.ranking }),
    ),
    el(
      "p",
      { class: "note" },
      ties.length > 0
        ? t("Equal totals: %(ties)s", { ties: ties.join(" → ") })
        : t("Equal totals stay equal."),
    ),
  );
}

/**
 * @param {import("./document.js").Stage} stage
 * @param {boolean} first
 * @param {boolean} last
 */
function stageOf(stage, first, last) {
  const said = describeStage(stage, first, last);
  return el(
    "section",
    { class: "get-stage" },
    el("h3", { dir: "auto" }, stage.name),
    ...(said ? [el("p", { class: "note" }, said)] : []),
    el(
      "ol",
      {},
      ...stage.rounds.map((round) =>
        el(
          "li",
          {},
          el("b", { dir: "auto" }, round.name),
          " ",
          el("span", { class: "note" }, `${kindOf(round)} · ${describeRound(round)}`),
        ),
      ),
    ),
  );
}
