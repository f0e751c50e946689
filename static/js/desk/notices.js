import { allRounds, findRound, markedNames, mayWrite } from "../board/deskboard.js";
import { acts } from "../common/acts.js";
import { same } from "../common/amount.js";
import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";
import { LateMarks } from "./late.js";
import { SealNotice } from "./sealnotice.js";

/**
 * Notices above the workspace that need no answer at once, a line each with what can be done:
 * marks typed here and not saved, and marks that came too late.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {{word: string, action: (button: HTMLElement) => void}} Way
 * @typedef {{key: string, text: string, more: string, ways: Way[]}} Notice
 * @typedef {object} Context
 * @property {() => DeskBoard} board the newest
 * @property {import("./drafts.js").Drafts} drafts
 * @property {import("./tools.js").Tools} tools
 * @property {(round: string, team: string, judge: string, typed: string,
 *   entered?: import("../common/criteria.js").Values) => void} correct
 * @property {(round: string, button: HTMLElement) => void} reopen
 */

export class Notices {
  /** @param {Context} context */
  constructor(context) {
    this.context = context;
    this.late = new LateMarks(() => this.draw(), context);
    this.seal = new SealNotice(() => this.draw());
    /** Why nothing is written. @type {Notice | ""} */
    this.stopped = "";
  }

  /** @param {import("socket.io-client").Socket} socket */
  listen(socket) {
    this.late.listen(socket);
    // Whoever answers next says it again, if it is so there.
    socket.on("disconnect", () => this.#stop(""));
    socket.on("writing", ({ reason, planned, place }) => {
      const said = reason?.[page.locale] ?? "";
      this.#stop(
        said && {
          key: "writing",
          text: planned ? "" : t("Nothing is written now."),
          more: said,
          ways: waysAt(place),
        },
      );
    });
  }

  /** @param {Notice | ""} notice */
  #stop(notice) {
    this.stopped = notice;
    this.draw();
  }

  draw() {
    const { context } = this;
    const typed = [...draftNotices(context), ...besideNotices(context, () => this.draw())];
    const stopped = this.stopped ? [this.stopped] : [];
    const notices = [
      ...stopped,
      ...lackingNotices(),
      ...typed,
      ...this.late.notices(),
      ...this.seal.notices(context.board()),
    ];
    find("#notices").hidden = notices.length === 0;
    reconcile(find("#notices ul"), notices, {
      key: ({ key }) => key,
      make: () =>
        make(
          "li",
          { class: "notice" },
          make("p", {}, make("b", { dir: "auto" }), " ", make("span", { dir: "auto" })),
          make("div", { class: "notice-acts" }),
        ),
      draw: drawNotice,
    });
  }
}

/**
 * Where on the page "Safety" a person can see to it that it is written again.
 *
 * @param {string} place
 * @returns {Way[]}
 */
function waysAt(place) {
  if (!place) return [];
  const words = { "second-alone": t("Go on alone"), "second-take": t("Take over") };
  const word = words[/** @type {keyof typeof words} */ (place)] ?? t("Safety");
  return [{ word, action: () => location.assign(safetyAt(place)) }];
}

/** @param {string} place */
const safetyAt = (place) =>
  `/e/${encodeURIComponent(page.event ?? "")}/safety?lang=${page.locale}#${place}`;

/**
 * What was done here and this copy of the event does not have.
 *
 * @returns {Notice[]}
 */
function lackingNotices() {
  const n = acts.lacking().length;
  if (n === 0) return [];
  const text = t("Done at this desk, and not in this copy: %(n)s", { n });
  const way = {
    word: t("Look through them"),
    action: () => location.assign(safetyAt("histories")),
  };
  return [{ key: "lacking", text, more: "", ways: [way] }];
}

/**
 * @param {HTMLElement} item
 * @param {Notice} notice
 */
function drawNotice(item, { key, text, more, ways }) {
  setAttributes(item, { "data-notice": key });
  setText(find("b", item), text);
  setText(find("span", item), more);
  reconcile(find(".notice-acts", item), mayWrite ? ways : [], {
    key: ({ word }) => word,
    make: ({ word }) => make("button", { type: "button", class: "button small" }, word),
    draw: (button, { action }) => {
      button.onclick = () => action(button);
    },
  });
}

/**
 * Marks typed here for a judge and not saved, whose form is not open.
 *
 * @param {Context} context
 * @returns {Notice[]}
 */
function draftNotices({ board: newest, drafts, tools }) {
  const board = newest();
  /** @type {Map<string, import("./drafts.js").Typed[]>} */
  const forms = new Map();
  for (const typed of drafts.all()) {
    const { round, judge, team, value } = typed;
    const key = `enter ${judge} ${round}`;
    const mark = board.marks[round]?.[team]?.[judge];
    if (mark && same(mark.value, value)) drafts.put(typed, "");
    else if (tools.workspace.tool?.key !== key) forms.set(key, [...(forms.get(key) ?? []), typed]);
  }
  return [...forms].map(([key, typed]) => draftNotice(board, key, typed, { drafts, tools }));
}

/**
 * Amounts typed in a points round and not given before it was closed.
 *
 * @param {Context} context
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
      ways: [{ word: t("Discard"), action: drop }],
    };
  });
}

/**
 * @param {DeskBoard} board
 * @param {string} key
 * @param {import("./drafts.js").Typed[]} typed for one judge in one round
 * @param {Pick<Context, "drafts" | "tools">} context
 * @returns {Notice}
 */
function draftNotice(board, key, typed, { drafts, tools }) {
  const [{ round, judge }] = /** @type {[import("./drafts.js").Typed]} */ (typed);
  const found = findRound(board, round)?.round;
  const names = markedNames(board);
  const values = {
    judge: board.judges.find(({ id }) => id === judge)?.name ?? judge,
    round: found?.name ?? round,
  };
  const drop = () => {
    for (const one of typed) drafts.put(one, "");
    tools.context.moved();
  };
  return {
    key,
    text:
      found?.state === "closed"
        ? t("Typed for %(judge)s and not submitted; %(round)s is closed:", values)
        : t("Typed for %(judge)s and not saved, %(round)s:", values),
    more: typed.map(({ team, value }) => `${names.get(team) ?? team} ${value}`).join(" · "),
    ways: [
      { word: t("Go on with it"), action: () => tools.goOn(round, judge) },
      { word: t("Discard"), action: drop },
    ],
  };
}
