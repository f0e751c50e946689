import { detour, findRound, markedNames } from "../board/deskboard.js";
import { shown, signed } from "../common/amount.js";
import { entrantOf } from "../common/entrant.js";
import { eventUrl, request } from "../common/http.js";
import { t } from "../common/phrases.js";
import { lineText } from "./enteringline.js";

/**
 * Marks and points that judges sent after their round was closed: whose, for which team, how much.
 * Each process of the server tells what it knows.
 *
 * @typedef {import("../common/shapes.js").Late} Late
 * @typedef {import("../common/shapes.js").LateShare} Share
 */

export class LateMarks {
  /** @type {Map<string, Share>} by process */
  #shares = new Map();
  /** @type {Set<string>} dismissed here, whose news is on its way */
  #gone = new Set();

  /**
   * @param {() => void} changed
   * @param {import("./notices.js").Context} context
   */
  constructor(changed, context) {
    this.changed = changed;
    this.context = context;
  }

  /** @param {import("socket.io-client").Socket} socket */
  listen(socket) {
    // What a process knew that is no more would stay for ever.
    socket.on("connect", () => this.#shares.clear());
    socket.on("refused", (share) => {
      this.#shares.set(share.process, share);
      this.changed();
    });
  }

  /** @returns {import("./notices.js").Notice[]} */
  notices() {
    const shares = [...this.#shares.values()];
    const gone = new Set([...this.#gone, ...shares.flatMap(({ dismissed }) => dismissed)]);
    const board = this.context.board();
    return shares
      .flatMap(({ marks }) => marks)
      .filter((late) => !gone.has(late.id) && lacking(board, late))
      .map((late) => this.#notice(board, late));
  }

  /**
   * @param {import("../board/deskboard.js").DeskBoard} board
   * @param {Late} late
   * @returns {import("./notices.js").Notice}
   */
  #notice(board, late) {
    const { id, kind, judge, round, closed, why } = late;
    const team = entrantOfLate(late);
    const value = kind === "mark" ? shown(late.value) : signed(late.value);
    const named = board.judges.find((one) => one.id === judge)?.name ?? judge;
    const text = [named, markedNames(board).get(team) ?? team, value].join(" · ");
    const values = { round: findRound(board, round)?.round.name ?? round, why };
    return {
      key: `late ${id}`,
      text,
      more: closed
        ? t("arrived after %(round)s was closed, and does not count", values)
        : t("was refused and does not count: %(why)s", values),
      ways: [...this.#ways(board, late), { word: t("Dismiss"), action: () => this.#dismiss(id) }],
    };
  }

  /**
   * @param {import("../board/deskboard.js").DeskBoard} board
   * @param {Late} late
   * @returns {import("./notices.js").Way[]}
   */
  #ways(board, late) {
    const { kind, judge, round, value, values } = late;
    const team = entrantOfLate(late);
    const { drafts, tools, correct, reopen } = this.context;
    const place = findRound(board, round);
    if (!place) return [];
    /** @type {import("./notices.js").Way[]} */
    const ways = [];
    if (kind === "mark" && board.marks[round]?.[team]?.[judge])
      ways.push({
        word: t("Correct the mark"),
        action: () => correct(round, team, judge, value, values),
      });
    else if (kind === "mark")
      ways.push({
        word: t("Enter it for the judge"),
        action: () => {
          drafts.put({ round, judge, team }, lineText(place.round.criteria, value, values));
          tools.goOn(round, judge);
        },
      });
    if (detour(board, place) === "reopen")
      ways.push({
        word: t("Reopen %(round)s", { round: place.round.name }),
        action: (button) => reopen(round, button),
      });
    return ways;
  }

  /** @param {string} id */
  async #dismiss(id) {
    this.#gone.add(id);
    this.changed();
    const url = eventUrl(`/refused/${encodeURIComponent(id)}`);
    if ((await request("DELETE", url)).meaning === "done") return;
    // Nobody has been told: it is still there.
    this.#gone.delete(id);
    this.changed();
  }
}

/** @param {Late} late */
function entrantOfLate({ team, member }) {
  return member ? entrantOf(team, member) : team;
}

/**
 * Whether it is not there yet: neither sent again since, nor entered here.
 *
 * @param {import("../board/deskboard.js").DeskBoard} board
 * @param {Late} late
 */
function lacking(board, late) {
  const { kind, ledger, version, round, judge } = late;
  const team = entrantOfLate(late);
  if (ledger !== board.ledger) return false;
  const mark = kind === "mark" ? board.marks[round]?.[team]?.[judge] : undefined;
  return !mark || mark.version <= version;
}
