import { shown, signed } from "../common/amount.js";
import { make } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { kindOf } from "./kinds/table.js";

/**
 * The parts of a breakdown: one round's marks or awards line by line, and the sums to type.
 *
 * @typedef {import("../common/shapes.js").Exact} Exact
 * @typedef {import("../common/shapes.js").MarkLine} MarkLine
 * @typedef {import("../common/shapes.js").AwardLine} AwardLine
 * @typedef {import("../common/shapes.js").RoundBreakdown} RoundReckoning
 */

/** Marks that are left out are struck through as well as named. */
const STRUCK = new Set(["high", "low", "recused", "shadow"]);

/**
 * A number, and what it is about where its decimals do not end.
 *
 * @param {Exact} value
 * @returns {(Node | string)[]}
 */
export function exact({ exact: number, about }) {
  if (about === null) return [shown(number)];
  return [shown(number), make("span", { class: "why-about" }, ` ≈ ${shown(about)}`)];
}

/** @param {RoundReckoning} round */
export function roundCard(round) {
  const kind = kindOf(round);
  const value = round.score ? (round.weight === "0" ? round.score : round.counted) : null;
  const notes = [round.rule, ...(round.provisional ? [t("provisional")] : []), ...kind.remarks()];
  const none = round.awards.length === 0 ? kind.empty() : "";
  return make(
    "section",
    { class: "why-card", "data-round": round.id },
    cardHead(round.name, value ? exact(value) : ["–"]),
    make("p", { class: "why-quiet" }, notes.join(" · ")),
    make(
      "ul",
      { class: "why-lines" },
      ...(round.members ?? []).map(memberLine),
      ...round.marks.map(markLine),
      ...round.awards.map(awardLine),
    ),
    ...(none ? [make("p", { class: "why-quiet" }, none)] : []),
    ...(round.steps.length > 0
      ? [make("ul", { class: "why-steps" }, ...round.steps.map((step) => make("li", {}, step)))]
      : []),
  );
}

/**
 * @param {string} name
 * @param {(Node | string)[]} value
 */
export function cardHead(name, value) {
  return make(
    "header",
    { class: "why-card-head" },
    make("h3", { dir: "auto" }, name),
    make("p", { class: "why-value" }, ...value),
  );
}

/**
 * @param {string} who
 * @param {string} fate
 * @param {Node | string} value
 * @param {Record<string, string | boolean>} [attributes]
 */
export function line(who, fate, value, attributes = {}) {
  const parts = [make("span", { class: "why-who", dir: "auto" }, who)];
  if (fate) parts.push(make("span", { class: "why-fate", dir: "auto" }, fate));
  parts.push(make("span", { class: "why-amount" }, value));
  return make("li", attributes, ...parts);
}

/** @param {NonNullable<RoundReckoning["members"]>[number]} one a member who is marked */
function memberLine({ member, score, state, words }) {
  const number = score ? exact(score) : ["–"];
  const face = state === "left_out" ? make("s", {}, ...number) : make("b", {}, ...number);
  return line(member.name, state === "counted" ? "" : words, face, { "data-member": member.id });
}

/** @param {MarkLine} mark */
function markLine({ judge, member, value, state, words, corrected, parts = [], placed = "" }) {
  const who = [member?.name, judge.name].filter(Boolean).join(" · ");
  const fate = [
    ...(placed ? [placed] : []),
    ...(state === "counted" ? [] : [words]),
    ...(corrected ? [t("corrected by the desk")] : []),
  ];
  const number = value === null ? "–" : shown(value);
  const struck = value !== null && STRUCK.has(state);
  const face = struck ? make("s", {}, number) : number;
  const item = line(who, fate.join(" · "), face, { "data-state": state });
  if (parts.length > 0)
    item.append(make("span", { class: "why-criteria", dir: "auto" }, partsWords(parts)));
  return item;
}

/** @param {NonNullable<MarkLine["parts"]>} parts what each criterion was given */
function partsWords(parts) {
  const said = parts.map(({ name, value, weight }) =>
    weight === "1" ? `${name} ${value}` : `${name} ${value} × ${weight}`,
  );
  return said.join(" · ");
}

/** @param {AwardLine} award */
function awardLine({ value, question, stake, words, note, corrected, foul }) {
  const given = value.startsWith("-") ? t("Deduction") : t("Award");
  const kind = corrected ? t("Correction") : given;
  if (foul) {
    const about = [words, note].filter(Boolean).join(" · ");
    return line(t("Foul %(n)s", { n: foul }), about, signed(value));
  }
  const who = question ? t("Question %(question)s", { question }) : kind;
  const fate = [stake ? t("stake %(stake)s", { stake: shown(stake) }) : "", words, note];
  return line(who, fate.filter(Boolean).join(" · "), signed(value));
}
