import { same } from "../common/amount.js";
import { el, keep, say, set, the } from "../common/elements.js";
import { t } from "../common/phrases.js";
import { findRound, teamNames } from "./deskboard.js";

/**
 * What the desk should know and need not act on at once: a line each above the sheet, with what can
 * be done about it.
 *
 * @typedef {import("./deskboard.js").DeskBoard} DeskBoard
 * @typedef {{word: string, act: () => void}} Way
 * @typedef {{key: string, text: string, more: string, ways: Way[]}} Notice
 */

/** @param {Notice[]} notices */
export function drawNotices(notices) {
  the("#notices").hidden = notices.length === 0;
  keep(the("#notices ul"), notices, {
    key: ({ key }) => key,
    make: () =>
      el(
        "li",
        { class: "notice" },
        el("p", {}, el("b", { dir: "auto" }), " ", el("span", { dir: "auto" })),
        el("div", { class: "notice-acts" }),
      ),
    draw: (item, { key, text, more, ways }) => {
      set(item, { "data-notice": key });
      say(the("b", item), text);
      say(the("span", item), more);
      keep(the(".notice-acts", item), ways, {
        key: ({ word }) => word,
        make: ({ word }) => el("button", { type: "button", class: "button" }, word),
        draw: (button, { act }) => {
          button.onclick = act;
        },
      });
    },
  });
}

/**
 * Marks typed here for a judge and not saved, whose form is not open.
 *
 * @param {DeskBoard} board
 * @param {import("./drafts.js").Drafts} drafts
 * @param {import("./works.js").Works} works
 * @returns {Notice[]}
 */
export function draftNotices(board, drafts, works) {
  const names = teamNames(board);
  /** @type {Map<string, import("./drafts.js").Typed[]>} */
  const forms = new Map();
  for (const typed of drafts.all()) {
    const { round, judge, team, value } = typed;
    const key = `enter ${judge} ${round}`;
    const mark = board.marks[round]?.[team]?.[judge];
    if (mark && same(mark.value, value)) drafts.put(typed, "");
    else if (works.bench.work?.key !== key) forms.set(key, [...(forms.get(key) ?? []), typed]);
  }
  return [...forms].map(([key, typed]) => {
    const [{ round, judge }] = /** @type {[import("./drafts.js").Typed]} */ (typed);
    const found = findRound(board, round)?.round;
    const values = {
      judge: board.judges.find(({ id }) => id === judge)?.name ?? judge,
      round: found?.name ?? round,
      n: typed.length,
    };
    const closed = found?.state === "closed";
    return {
      key,
      text: closed
        ? t("Typed for %(judge)s and not submitted; %(round)s is closed:", values)
        : t("Typed for %(judge)s and not saved, %(round)s:", values),
      more: typed.map(({ team, value }) => `${names.get(team) ?? team} ${value}`).join(" · "),
      ways: [
        { word: t("Go on with it"), act: () => works.goOn(round, judge) },
        {
          word: t("Discard"),
          act: () => {
            for (const one of typed) drafts.put(one, "");
            works.around.moved();
          },
        },
      ],
    };
  });
}
