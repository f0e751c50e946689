import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { kindOf } from "./kinds/table.js";
import { progressOf } from "./shownmarks.js";

/**
 * Where this judge has more than one open round: which of them is in front, and the way to the others.
 *
 * @typedef {import("./marks.js").Sheet} Sheet
 */

/**
 * The sheet with one of its open rounds in front; as it is where that is not open.
 *
 * @param {Sheet} sheet
 * @param {string | null | undefined} id of the round
 * @returns {Sheet}
 */
export function inFront(sheet, id) {
  const { round, on_stage, teams, awards, others = [] } = sheet;
  const part = others.find((one) => one.round.id === id);
  if (!part || !round) return sheet;
  const rest = others.filter((one) => one !== part);
  return { ...sheet, ...part, others: [{ round, on_stage, teams, awards }, ...rest] };
}

/**
 * The ids of the rounds that are open to this judge.
 *
 * @param {Sheet} sheet
 * @returns {string[]}
 */
export function openRounds({ round, others = [] }) {
  return [...(round ? [round.id] : []), ...others.map((one) => one.round.id)];
}

/**
 * @param {HTMLElement} bar
 * @param {Sheet} sheet
 * @param {import("./marks.js").View} view
 */
export function drawOpenRounds(bar, sheet, view) {
  const all = openRounds(sheet).map((id) => inFront(sheet, id));
  // Always in the order of the stage, whichever is in front.
  all.sort((a, b) => (a.round?.number ?? 0) - (b.round?.number ?? 0));
  bar.hidden = all.length < 2;
  reconcile(bar, bar.hidden ? [] : all, {
    key: ({ round }) => round?.id ?? "",
    make: ({ round }) =>
      make(
        "button",
        { type: "button", "data-round": round?.id },
        make("b", { dir: "auto" }),
        make("span"),
      ),
    draw: (button, { round, ...rest }) => {
      if (!round) return;
      const shown = round.id === sheet.round?.id;
      setAttributes(button, { "aria-pressed": String(shown) });
      setText(find("b", button), round.name);
      const marking = kindOf(round).panel;
      // What is typed and not sent belongs to the round in front alone.
      const own = shown ? view : { ...view, drafts: new Map(), faults: new Map() };
      const { all: n, marked } = progressOf({ round, ...rest }, own);
      setText(
        find("span", button),
        marking ? t("%(n)s of %(all)s marked", { n: marked, all: n }) : "",
      );
    },
  });
}
