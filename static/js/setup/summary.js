import { make } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { describeRound, describeStage, perCent, RANKING_NAMES } from "./describe.js";
import { kindOf } from "./kinds/table.js";
import { wordsOf } from "./tiebreaks.js";

/**
 * What an event will be, in words, beside the form that makes it.
 *
 * @param {HTMLElement} box
 * @param {import("./document.js").Setup | null} setup
 */
export function drawSummary(box, setup) {
  if (!setup) {
    box.replaceChildren(make("p", { class: "note" }, t("Choose a file first.")));
    return;
  }
  const { teams, judges, stages, rules } = setup;
  const people = [t("Teams: %(n)s", { n: teams.length })];
  if (judges.length > 0) people.push(t("Judges: %(n)s", { n: judges.length }));
  const last = stages.length - 1;
  const ties = rules.tie_breaks.map((one) => wordsOf(setup, one));
  box.replaceChildren(
    make("p", { class: "get-people" }, people.join(" · ")),
    ...stages.map((stage, i) => stageOf(stage, i === 0, i === last)),
    make("h3", {}, t("Rules")),
    make(
      "p",
      { class: "note" },
      t("Places: %(how)s", { how: RANKING_NAMES[rules.ranking]?.() ?? rules.ranking }),
    ),
    make(
      "p",
      { class: "note" },
      ties.length > 0
        ? t("Equal totals: %(ties)s", { ties: ties.join(" → ") })
        : t("Equal totals stay equal."),
    ),
    ...prizesOf(setup),
  );
}

/**
 * The prizes, best first, each with how many it is for; nothing where there are none.
 *
 * @param {import("./document.js").Setup} setup
 */
function prizesOf({ prizes }) {
  if (prizes.length === 0) return [];
  const lines = prizes.map((prize) => make("li", { dir: "auto" }, forWhom(prize)));
  return [make("h3", {}, t("Prizes")), make("ul", { class: "note" }, ...lines)];
}

/** @param {import("./document.js").Prize} prize */
function forWhom({ name: prize, count: n, share, at_least: points }) {
  if (n !== "") return t("%(prize)s: %(n)s", { prize, n });
  if (share !== "") return t("%(prize)s: %(share)s of the teams", { prize, share: perCent(share) });
  if (points !== "") return t("%(prize)s: from a total of %(points)s", { prize, points });
  return t("%(prize)s: all the rest", { prize });
}

/**
 * @param {import("./document.js").Stage} stage
 * @param {boolean} first
 * @param {boolean} last
 */
function stageOf(stage, first, last) {
  const said = describeStage(stage, first, last);
  return make(
    "section",
    { class: "get-stage" },
    make("h3", { dir: "auto" }, stage.name),
    ...(said ? [make("p", { class: "note" }, said)] : []),
    make(
      "ol",
      {},
      ...stage.rounds.map((round) =>
        make(
          "li",
          {},
          make("b", { dir: "auto" }, round.name),
          " ",
          make("span", { class: "note" }, `${kindOf(round).word()} · ${describeRound(round)}`),
        ),
      ),
    ),
  );
}
