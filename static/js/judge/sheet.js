import { shown, signed } from "../common/amount.js";
import { copyOf, find, reconcile, setText } from "../common/dom.js";
import { teamOf } from "../common/entrant.js";
import { t } from "../common/phrases.js";
import { drawn } from "../common/staking.js";
import { kindOf } from "./kinds/table.js";
import { asked } from "./questions.js";
import { shownMark } from "./shownmarks.js";

/**
 * The teams of the open round as a score sheet.
 *
 * @typedef {import("./marks.js").Sheet} Sheet
 * @typedef {import("./marks.js").SheetTeam} SheetTeam
 * @typedef {import("./marks.js").Mark} Mark
 * @typedef {import("./marks.js").View} View
 * @typedef {import("./kinds/table.js").Kind} Kind
 */

// Up to here one column of tall rows fits a tablet; more teams stand in two.
const FEW = 8;

/**
 * A mark's state as a sign and a word.
 *
 * @param {Pick<Mark, "state" | "corrected">} mark
 * @returns {[string, string]}
 */
export function stateWords({ state, corrected }) {
  if (state === "pending") return ["↻", t("To be sent")];
  if (state === "refused") return ["✕", t("Refused")];
  if (state === "none") return ["", t("Not marked")];
  return corrected ? ["✎", t("By the desk")] : ["✓", t("Saved")];
}

/**
 * Who gives the points, to a judge who does not.
 *
 * @param {HTMLElement} line
 * @param {Sheet} sheet
 */
export function drawReadOnly(line, { round }) {
  line.hidden = !round || round.scores;
  if (!round || round.scores) return;
  const judges = round.scorers.join(t(", "));
  const marked = kindOf(round).panel;
  const scored = judges
    ? t("This round is scored by %(judges)s.", { judges })
    : t("This round is scored at the desk.");
  setText(find("h2", line), marked ? t("This round is marked by %(judges)s.", { judges }) : scored);
  const why = marked
    ? t("You are not on its panel, so there is nothing to enter.")
    : t("There is nothing to enter. Points and totals appear here as they are given.");
  setText(find("p", line), why);
}

/**
 * @param {HTMLElement} list
 * @param {Sheet} sheet
 * @param {View} view
 * @param {string | null} onStage
 */
export function drawTeams(list, sheet, view, onStage) {
  list.dataset.crowd = sheet.teams.length <= FEW ? "few" : "many";
  reconcile(list, sheet.teams, {
    key: (team) => team.id,
    make: () => copyOf("#team-row"),
    draw: (row, team) => {
      row.dataset.stage = teamOf(team.id) === onStage ? "now" : "";
      drawTeam(row, sheet, team, view);
    },
  });
}

/**
 * @param {HTMLElement} row
 * @param {Sheet} sheet
 * @param {SheetTeam} team
 * @param {View} view
 */
function drawTeam(row, sheet, team, view) {
  const { round } = sheet;
  if (!round) return;
  const kind = kindOf(round);
  const mark = shownMark(sheet, team, view);
  const draft = view.drafts.get(team.id);
  const chosen = view.chosen === team.id;
  row.dataset.team = team.id;
  row.dataset.mark = mark.state;
  row.dataset.recused = String(team.recused);
  row.dataset.absent = String(team.absent);
  row.dataset.chosen = String(chosen);
  row.dataset.draft = String(Boolean(draft));
  row.dataset.corrected = String(mark.corrected && mark.state === "saved");
  const button = find(".team", row);
  button.setAttribute("aria-pressed", String(chosen));
  const staged = row.dataset.stage === "now";
  if (staged) button.setAttribute("aria-current", "true");
  else button.removeAttribute("aria-current");
  const reads = !round.scores;
  button.setAttribute("aria-disabled", String(team.recused || reads));
  button.tabIndex = reads ? -1 : 0;
  setText(find(".team-name", row), team.name);
  setText(find(".team-region", row), team.region);
  // While judges mark, an event may show them no totals.
  find(".team-total", row).hidden = !kind.totals && team.total === null;
  setText(find(".team-total b", row), team.total === null ? "–" : shown(team.total));
  drawTurn(row, sheet, team);
  drawAsked(find(".team-asked", row), sheet, team, view);
  // Of a round that others mark nothing is told.
  find(".team-mark", row).hidden = reads && kind.panel;
  if (reads) drawScore(row, team);
  else drawMark(row, team, mark, draft, kind);
}

/**
 * The team's points in a round that others score.
 *
 * @param {HTMLElement} row
 * @param {SheetTeam} team
 */
function drawScore(row, { score }) {
  setText(find(".team-mark s", row), "");
  setText(find(".team-value", row), score === null ? "–" : signed(score));
  const staged = row.dataset.stage === "now";
  setText(find(".team-state i", row), staged ? "●" : "");
  setText(find(".team-state span", row), staged ? t("On stage") : t("In this round"));
  find(".team-reason", row).hidden = true;
}

/**
 * Its fouls, and how many of its questions the team has had, where the round gives it a number.
 *
 * @param {HTMLElement} line
 * @param {Sheet} sheet
 * @param {SheetTeam} team
 * @param {View} view
 */
function drawAsked(line, sheet, team, view) {
  const all = sheet.round?.questions ?? 0;
  const n = asked(sheet, team, view.items);
  const done = all > 0 && n >= all;
  const had = all > 0 ? t("%(n)s/%(all)s questions", { n, all }) + (done ? " ✓" : "") : "";
  const tokens = (team.tokens ?? []).map(({ name, used }) => `${used ? "✕" : "○"} ${name}`);
  const said = [foulsSaid(team), tokens.join(" "), had].filter(Boolean).join(" · ");
  line.hidden = said === "";
  line.dataset.done = String(done);
  setText(line, said);
}

/** @param {SheetTeam} team */
function foulsSaid({ fouls }) {
  if (!fouls || fouls.count === 0) return "";
  return fouls.out ? t("out of this round") : t("fouls: %(n)s", { n: fouls.count });
}

/**
 * The team's turn in the order of play, and whether it was drawn among equals.
 *
 * @param {HTMLElement} row
 * @param {Sheet} sheet
 * @param {SheetTeam} team
 */
function drawTurn(row, { round, teams }, team) {
  const ordered = (round?.order.length ?? 0) > 0;
  const lot = ordered && drawn(round?.lots, team.id);
  const turn = find(".team-turn", row);
  turn.hidden = !ordered;
  setText(find("b", turn), String(teams.indexOf(team) + 1));
  setText(find("small", turn), lot ? t("by lot") : "");
}

/**
 * @param {HTMLElement} row
 * @param {SheetTeam} team
 * @param {Mark} mark
 * @param {string | undefined} draft
 * @param {Kind} kind
 */
function drawMark(row, team, mark, draft, kind) {
  const { face } = kind;
  const replaces = draft && !kind.adds ? draft : "";
  const record = replaces ? mark.value : mark.onRecord;
  const value = replaces || mark.value;
  setText(find(".team-mark s", row), record === null || record === value ? "" : face(record));
  setText(find(".team-value", row), value === null ? "–" : face(value));
  const staged = row.dataset.stage === "now" && mark.state === "none" && !draft;
  const [sign, word] =
    staged && !team.recused ? ["●", t("On stage")] : rowWords(team, mark, draft, kind);
  setText(find(".team-state i", row), sign);
  const settled = mark.state === "saved" && !draft && mark.value === team.mark;
  const placed = settled && team.place ? t("Place %(place)s", { place: team.place }) : "";
  setText(find(".team-state span", row), [placed, word].filter(Boolean).join(" · "));
  const reason = find(".team-reason", row);
  reason.hidden = mark.state !== "refused" || !mark.reason || Boolean(draft);
  setText(reason, reason.hidden ? "" : mark.reason);
}

/**
 * @param {SheetTeam} team
 * @param {Mark} mark
 * @param {string | undefined} draft
 * @param {Kind} kind
 * @returns {[string, string]}
 */
function rowWords(team, mark, draft, kind) {
  if (team.recused) return ["", t("Recused")];
  if (team.absent && mark.state !== "refused") return ["", t("Absent")];
  if (team.closed && mark.state === "saved" && !draft) return ["✓", t("Public")];
  if (draft) return ["", kind.unsent(draft)];
  if (mark.state === "none") return ["", kind.none()];
  return stateWords(mark);
}
