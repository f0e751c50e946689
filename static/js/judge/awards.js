import { signed } from "../common/amount.js";
import { copyOf, find, make, reconcile, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { outcomeWord } from "../common/risk.js";
import { kindOf } from "./kinds/table.js";
import { awardsOf } from "./marks.js";
import { stateWords } from "./sheet.js";

/**
 * A points round's quick buttons, and the list of what was just awarded.
 *
 * @typedef {import("./marks.js").Sheet} Sheet
 * @typedef {import("./marks.js").Award} Award
 * @typedef {import("./outbox.js").Item} Item
 */

// A wet thumb's bounce; the same button meant twice takes longer.
const BOUNCE = 400;
// Who gives points as the desk; judges go by their names.
const DESK = new Set(["scorer", "organiser"]);

/**
 * @param {HTMLElement} root
 * @param {{onAward: (points: string) => void, onBounce: () => void}} actions
 */
export function quickButtons(root, { onAward, onBounce }) {
  let drawn = "";
  let last = { what: "", at: 0 };

  // Whoever has touched something else in between (a team, "Cancel") means the next one too.
  document.addEventListener(
    "click",
    ({ target }) => {
      if (!(target instanceof Node && root.contains(target))) last = { what: "", at: 0 };
    },
    { capture: true },
  );
  root.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-award]") : null;
    if (!(button instanceof HTMLButtonElement)) return;
    const what = `${root.dataset.team} ${button.dataset.award}`;
    const bounced = last.what === what && event.timeStamp - last.at < BOUNCE;
    if (bounced) return onBounce();
    last = { what, at: event.timeStamp };
    onAward(button.dataset.award ?? "");
  });

  /**
   * @param {string[]} awards
   * @param {string | null} team
   */
  const draw = (awards, team) => {
    root.hidden = awards.length === 0;
    root.dataset.team = team ?? "";
    root.dataset.columns = awards.length > 4 ? "2" : "1";
    const losses = awards.filter((points) => points.startsWith("-")).length;
    root.dataset.both = String(losses > 0 && losses < awards.length);
    if (awards.join() !== drawn) root.replaceChildren(...awards.map(quickButton));
    drawn = awards.join();
    for (const button of root.querySelectorAll("button")) button.disabled = !team;
  };
  return { draw };
}

/** @param {string} points */
function tone(points) {
  return points.startsWith("-") ? "loss" : "gain";
}

/** @param {string} points */
function quickButton(points) {
  const marks = { class: "award", "data-award": points, "data-tone": tone(points) };
  return make("button", { type: "button", ...marks }, signed(points));
}

/**
 * @param {HTMLElement} root
 * @param {Sheet} sheet
 * @param {Item[]} items
 * @param {{onTakeBack: (award: Award) => void, onNoted: (award: Award) => void,
 *   onReason: (award: Award) => void}} actions
 */
export function drawGiven(root, sheet, items, actions) {
  root.hidden = !sheet.round || !kindOf(sheet.round).adds;
  const awards = root.hidden ? [] : awardsOf(sheet, items);
  const last = awards.find((one) => one.mine && one.state !== "refused" && !one.withdrawal);
  find(".given-none", root).hidden = awards.length > 0;
  reconcile(find("ol", root), awards, {
    key: (award) => award.id,
    make: () => copyOf("#given-row"),
    draw: (row, award) => {
      drawGivenRow(row, award, sheet);
      const back = find(".take-back", row);
      back.hidden = award !== last;
      back.onclick = () => actions.onTakeBack(award);
      find(".noted", row).onclick = () => actions.onNoted(award);
      find(".ask-reason", row).onclick = () => actions.onReason(award);
    },
  });
}

/**
 * @param {HTMLElement} row
 * @param {Award} award
 * @param {Sheet} sheet
 */
function drawGivenRow(row, award, sheet) {
  const refused = award.state === "refused" || award.withdrawal?.state === "refused";
  row.dataset.mark = refused ? "refused" : award.withdrawal ? "pending" : award.state;
  row.dataset.award = award.id;
  row.dataset.tone = /^[0.]*$/.test(award.points) ? "none" : tone(award.points);
  row.dataset.leaving = String(Boolean(award.withdrawal));
  setText(find(".given-points", row), signed(award.points));
  const team = sheet.teams.find((one) => one.id === award.team);
  // The points of a right answer say it; a wrong one or a declined one may have cost nothing.
  const outcome = award.outcome && award.outcome !== "right" ? outcomeWord(award.outcome) : "";
  const said = [team?.name ?? award.team, award.member, outcome].filter(Boolean).join(" · ");
  setText(find(".given-team", row), said);
  const [sign, word] = givenWords(award);
  setText(find(".given-state i", row), sign);
  setText(find(".given-state span", row), word);
  find(".noted", row).hidden = !refused;
  find(".ask-reason", row).hidden = award.state !== "refused" || !award.item?.asks;
}

/**
 * @param {Award} award
 * @returns {[string, string]}
 */
function givenWords(award) {
  const { withdrawal } = award;
  if (withdrawal?.state === "refused")
    return ["✕", t("Could not be taken back: %(reason)s", { reason: withdrawal.detail })];
  if (withdrawal) return ["↻", t("Being taken back")];
  if (award.state === "refused") return ["✕", t("Refused: %(reason)s", { reason: award.reason })];
  const [sign, word] = stateWords({ state: award.state, corrected: false });
  const by = DESK.has(award.by) ? t("Desk") : award.by;
  return award.mine ? [sign, word] : [sign, `${by} · ${word}`];
}
