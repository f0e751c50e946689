import { same } from "../common/amount.js";
import { el, keep, say, set, the } from "../common/elements.js";
import { t } from "../common/phrases.js";
import { allRounds, findRound, mayWrite, teamNames } from "./deskboard.js";
import { LateMarks } from "./late.js";

/**
 * What the desk should know and need not act on at once: a line each above the room, with what can
 * be done about it. Marks typed here and not saved, and marks that came too late.
 *
 * @typedef {import("./deskboard.js").DeskBoard} DeskBoard
 * @typedef {{word: string, act: (button: HTMLElement) => void}} Way
 * @typedef {{key: string, text: string, more: string, ways: Way[]}} Notice
 * @typedef {object} Around
 * @property {() => DeskBoard} board the newest
 * @property {import("./drafts.js").Drafts} drafts
 * @property {import("./works.js").Works} works
 * @property {(round: string, team: string, judge: string, typed: string) => void} correct
 * @property {(round: string, button: HTMLElement) => void} reopen
 */

export class Notices {
  /** @param {Around} around */
  constructor(around) {
    this.around = around;
    this.late = new LateMarks(() => this.draw(), around);
  }

  /** @param {import("socket.io-client").Socket} socket */
  listen(socket) {
    this.late.listen(socket);
  }

  draw() {
    const { around } = this;
    const typed = [...draftNotices(around), ...besideNotices(around, () => this.draw())];
    const notices = [...typed, ...this.late.notices()];
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
      draw: drawNotice,
    });
  }
}

/**
 * @param {HTMLElement} item
 * @param {Notice} notice
 */
function drawNotice(item, { key, text, more, ways }) {
  set(item, { "data-notice": key });
  say(the("b", item), text);
  say(the("span", item), more);
  keep(the(".notice-acts", item), mayWrite ? ways : [], {
    key: ({ word }) => word,
    make: ({ word }) => el("button", { type: "button", class: "button" }, word),
    draw: (button, { act }) => {
      button.onclick = () => act(button);
    },
  });
}

/**
 * Marks typed here for a judge and not saved, whose form is not open.
 *
 * @param {Around} around
 * @returns {Notice[]}
 */
function draftNotices({ board: newest, drafts, works }) {
  const board = newest();
  /** @type {Map<string, import("./drafts.js").Typed[]>} */
  const forms = new Map();
  for (const typed of drafts.all()) {
    const { round, judge, team, value } = typed;
    const key = `enter ${judge} ${round}`;
    const mark = board.marks[round]?.[team]?.[judge];
    if (mark && same(mark.value, value)) drafts.put(typed, "");
    else if (works.bench.work?.key !== key) forms.set(key, [...(forms.get(key) ?? []), typed]);
  }
  return [...forms].map(([key, typed]) => draftNotice(board, key, typed, { drafts, works }));
}

/**
 * Amounts typed in a points round and not given before it was closed.
 *
 * @param {Around} around
 * @param {() => void} changed
 * @returns {Notice[]}
 */
function besideNotices({ board, drafts }, changed) {
  const closed = allRounds(board()).filter(({ round }) => round.state === "closed");
  return closed.flatMap(({ round }) => {
    const points = drafts.beside(round.id, "points");
    if (!points) return [];
    const more = [points, drafts.beside(round.id, "question"), drafts.beside(round.id, "note")];
    const drop = () => {
      for (const field of ["points", "question", "note"]) drafts.putBeside(round.id, field, "");
      changed();
    };
    return {
      key: `beside ${round.id}`,
      text: t("Typed and not given; %(round)s is closed:", { round: round.name }),
      more: more.filter(Boolean).join(" · "),
      ways: [{ word: t("Discard"), act: drop }],
    };
  });
}

/**
 * @param {DeskBoard} board
 * @param {string} key
 * @param {import("./drafts.js").Typed[]} typed for one judge in one round
 * @param {Pick<Around, "drafts" | "works">} around
 * @returns {Notice}
 */
function draftNotice(board, key, typed, { drafts, works }) {
  const [{ round, judge }] = /** @type {[import("./drafts.js").Typed]} */ (typed);
  const found = findRound(board, round)?.round;
  const names = teamNames(board);
  const values = {
    judge: board.judges.find(({ id }) => id === judge)?.name ?? judge,
    round: found?.name ?? round,
  };
  const drop = () => {
    for (const one of typed) drafts.put(one, "");
    works.around.moved();
  };
  return {
    key,
    text:
      found?.state === "closed"
        ? t("Typed for %(judge)s and not submitted; %(round)s is closed:", values)
        : t("Typed for %(judge)s and not saved, %(round)s:", values),
    more: typed.map(({ team, value }) => `${names.get(team) ?? team} ${value}`).join(" · "),
    ways: [
      { word: t("Go on with it"), act: () => works.goOn(round, judge) },
      { word: t("Discard"), act: drop },
    ],
  };
}
