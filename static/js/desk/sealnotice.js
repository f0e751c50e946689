import { eventUrl, request } from "../common/http.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";

/**
 * After an announcement: the seal of the ledger with it, for somebody else to keep.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 */

export class SealNotice {
  /** The newest announcement looked at: by its version. */
  #of = 0;
  /** What is shown of its seal; empty where there is nothing to show. */
  #short = "";

  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
  }

  /**
   * @param {DeskBoard} board
   * @returns {import("./notices.js").Notice[]}
   */
  notices(board) {
    const { latest, rehearsal } = board;
    if (latest?.kind === "undo" || rehearsal) this.#short = "";
    if (latest?.kind === "advance" && latest.version > this.#of && !rehearsal) {
      this.#of = latest.version;
      if (!isSeen(board, this.#of)) this.#ask(this.#of);
    }
    if (!this.#short) return [];
    const look = { word: t("Show the seal"), action: () => location.assign(page.seal_href) };
    const seen = () => {
      sessionStorage.setItem(keyOf(board), String(this.#of));
      this.#short = "";
      this.changed();
    };
    return [
      {
        key: "seal",
        text: t("Announced, and sealed:"),
        more: this.#short,
        ways: [look, { word: t("Done"), action: seen }],
      },
    ];
  }

  /** @param {number} version */
  async #ask(version) {
    const answer = await request("GET", eventUrl("/seal", { at: String(version) }));
    if (answer.meaning !== "done" || version !== this.#of) return;
    this.#short = answer.body.text.split(".").slice(0, 3).join(".");
    this.changed();
  }
}

/** @param {DeskBoard} board */
const keyOf = ({ event, ledger }) => `seal seen ${event} ${ledger}`;

/**
 * @param {DeskBoard} board
 * @param {number} version
 */
const isSeen = (board, version) => Number(sessionStorage.getItem(keyOf(board))) >= version;
