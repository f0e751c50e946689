import { make } from "../common/dom.js";
import { detailOf, roundOf, takenBack } from "./record.js";
import { judgeName } from "./why.js";
import { listed, nameOf, t } from "./words.js";

/**
 * The ledger, an entry a line: what it says, whether it counts, and whether its hash could be checked.
 *
 * @typedef {import("./recounted.js").Recounted} Recounted
 * @typedef {import("./record.js").Entry} Entry
 */

/** @returns {Record<string, string>} */
const kinds = () => ({
  setup: t("Set-up"),
  mark: t("Mark"),
  award: t("Award or deduction"),
  open: t("Round opened"),
  close: t("Round closed"),
  reopen: t("Round reopened"),
  correction: t("Correction"),
  undo: t("Taken back"),
  advance: t("Announcement"),
  excuse: t("Judge excused"),
  penalty: t("Penalty"),
  withdraw: t("Withdrawal"),
  order: t("Order"),
  playoff: t("Play-off"),
  lots: t("Lots"),
  begin: t("Begun anew"),
  archive: t("Archived"),
  release: t("Score released"),
  absent: t("Absence"),
  together: t("Prize shared"),
  special: t("Special prize"),
  admit: t("Admission"),
  foul: t("Foul"),
  on_stage: t("On stage"),
  bonus: t("Bonus"),
  scores: t("Scores entered"),
  word: t("Head judge's word"),
  groups: t("Draw into groups"),
  token: t("Token used"),
  scene: t("Scene"),
  turn: t("Step of a scene"),
  timer: t("Timer"),
  freeze: t("Board frozen"),
  unfreeze: t("Board unfrozen"),
  reveal: t("Reveal"),
  look: t("Logo and sponsors"),
});

/**
 * The ledger folded up; its lines are made when it is opened, for there may be thousands.
 *
 * @param {Recounted} found
 */
export function ledgerSection(found) {
  const { entries } = found.day;
  const list = make("ol", { class: "recount-ledger" });
  const details = make(
    "details",
    { class: "recount-entries" },
    make("summary", {}, t("All entries: %(n)s", { n: entries.length })),
    list,
  );
  details.addEventListener("toggle", () => {
    if (list.childElementCount) return;
    const gone = takenBack(entries);
    list.append(...entries.map((entry) => entryLine(found, entry, gone)));
  });
  return make("section", { class: "recount-stage" }, details);
}

/**
 * @param {Recounted} found
 * @param {Entry} entry
 * @param {Set<number>} gone
 */
function entryLine(found, entry, gone) {
  const kind = kinds()[entry.kind] ?? entry.kind ?? "–";
  const state = entry.hidden
    ? t("something is left out: only its hash could be carried on")
    : String(entry.hash).slice(0, 16);
  const notes = [gone.has(entry.version) ? t("taken back") : "", state].filter(Boolean);
  return make(
    "li",
    { "data-version": entry.version, "data-gone": gone.has(entry.version) },
    make("b", {}, String(entry.version)),
    make("span", {}, `${kind} `, make("span", {}, aboutWords(found, entry))),
    make("small", {}, [String(entry.at ?? "").replace("T", " "), ...notes].join(" · ")),
  );
}

/**
 * Whom and what an entry is about.
 *
 * @param {Recounted} found
 * @param {Entry} entry
 */
function aboutWords(found, entry) {
  const { setup } = found.day;
  const team = setup.teams.find((one) => one.id === entry.team);
  const stage = setup.stages.find((one) => one.id === entry.stage);
  const round = entry.round ? roundOf(found.day, entry.round) : null;
  const said = [
    team ? nameOf(team) : "",
    round ? nameOf(round) : (entry.round ?? ""),
    stage && !round ? nameOf(stage) : "",
    entry.judge ? judgeName(found, entry.judge) : "",
    teamsIn(found, entry),
    entry.voids ? t("entry %(n)s", { n: entry.voids }) : "",
    entry.value ?? "",
    entry.reason ?? "",
  ];
  return said.filter(Boolean).join(" · ");
}

/**
 * The detail of an entry; nothing, where it is no JSON.
 *
 * @param {Entry} entry
 */
function readable(entry) {
  try {
    return detailOf(entry);
  } catch {
    return {};
  }
}

/**
 * @param {Recounted} found
 * @param {Entry} entry
 */
function teamsIn(found, entry) {
  const { teams, order } = readable(entry);
  const ids = Array.isArray(teams) ? teams : Array.isArray(order) ? order : [];
  const named = ids.flatMap((id) => found.day.setup.teams.filter((team) => team.id === id));
  return named.length ? listed(named.map(nameOf)) : "";
}
