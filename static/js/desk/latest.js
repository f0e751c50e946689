import { mayWrite } from "../board/deskboard.js";
import { clockTime } from "../board/wording.js";
import { closest, find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { entryWords, kindOf, voidedBy } from "../common/entrywords.js";
import { eventUrl, request } from "../common/http.js";
import { t } from "../common/phrases.js";
import { byWords, canGo } from "./entries.js";
import { undoSlip } from "./undoslip.js";

/**
 * The latest actions, newest first. Each can be undone with a reason, an undo too.
 *
 * @typedef {import("../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("./entries.js").Entry} Entry
 */

/** How far back the list reaches. */
const REACH = 200;
const SHOWN = 60;

export class Latest {
  /**
   * @param {DeskBoard} board
   * @param {{done: (version: number) => void, drawn: () => void}} actions
   */
  constructor(board, { done, drawn }) {
    this.board = board;
    this.done = done;
    this.drawn = drawn;
    /** @type {Entry[]} */
    this.entries = [];
    this.asked = -1;
    /** @type {Map<number, string>} reasons typed and not sent, by the entry's version */
    this.reasons = new Map();
    /** @type {{entry: Entry} & ReturnType<typeof undoSlip> | null} */
    this.taking = null;
    this.list = make("ol", { class: "acts", "aria-label": t("Recent actions") });
    this.all = make("input", { type: "checkbox", id: "acts-all" });
    this.note = make("p", { class: "quiet", hidden: true });
    this.all.addEventListener("change", () => this.#show());
    this.list.addEventListener("click", ({ target }) => this.#touched(target));
  }

  /** @returns {import("./workspace.js").Tool} */
  get tool() {
    const choice = make("p", { class: "acts-choice" }, this.all);
    choice.append(make("label", { for: "acts-all" }, t("Include every mark and award")));
    return {
      key: "latest",
      title: t("Recent actions"),
      size: "whole",
      body: make("div", { class: "acts-body" }, choice, this.list, this.note),
      draw: (board) => this.#draw(board),
      gone: () => this.taking?.consequence.stop(),
      unsaved: () => this.taking?.slip.unsaved(t("Undo this")) ?? [],
    };
  }

  /** @param {DeskBoard} board */
  async #draw(board) {
    this.board = board;
    this.taking?.consequence.draw(board);
    this.#show();
    if (this.asked >= board.version) return;
    this.asked = board.version;
    const since = String(Math.max(0, board.version - REACH));
    const { meaning, body } = await request("GET", eventUrl("/ledger", { since }));
    if (meaning === "done") this.entries = body.entries;
    else this.asked = -1;
    this.#show();
  }

  #show() {
    const known = new Map(this.entries.map((entry) => [entry.version, entry]));
    const gone = voidedBy(this.entries);
    const wanted = this.entries
      .filter((entry) => this.all.checked || !kindOf(entry).routine)
      .reverse()
      .slice(0, SHOWN);
    reconcile(this.list, wanted, {
      key: ({ version }) => String(version),
      make: makeRow,
      draw: (row, entry) => {
        const undone = gone.get(entry.version);
        setAttributes(row, { "data-gone": undone !== undefined });
        setText(find(".act-what", row), entryWords(entry, known));
        setText(find(".act-by", row), byWords(entry));
        setText(find(".act-state", row), undone ? t("taken back") : "");
        const stays = undone !== undefined || !canGo(entry, this.entries, gone);
        find(".act-back", row).hidden = stays || !mayWrite;
      },
    });
    this.note.hidden = wanted.length > 0;
    setText(this.note, this.asked < 0 ? t("Fetching the actions") : t("Nothing has happened yet."));
    this.drawn();
  }

  /** @param {EventTarget | null} target */
  #touched(target) {
    const button = closest(target, ".act-back");
    const row = button?.closest("li");
    const entry = this.entries.find(({ version }) => String(version) === row?.dataset.key);
    if (!row || !entry) return;
    const again = this.taking?.entry === entry;
    this.#leave();
    if (!again) this.#ask(row, entry, /** @type {HTMLElement} */ (button));
  }

  /**
   * @param {HTMLElement} row
   * @param {Entry} entry
   * @param {HTMLElement} button
   */
  #ask(row, entry, button) {
    const { slip, consequence } = undoSlip(this.board, entry, {
      done: (version, there) => {
        if (there) this.#leave();
        if (there) find("#workspace-title").focus();
        this.done(version);
      },
      leave: () => {
        this.#leave();
        button.focus();
      },
    });
    slip.resume(this.reasons.get(entry.version) ?? "");
    this.taking = { entry, slip, consequence };
    setAttributes(button, { "aria-expanded": "true" });
    row.append(slip.form);
    slip.focus();
    slip.form.scrollIntoView({ block: "nearest" });
    this.drawn();
  }

  #leave() {
    const { slip, consequence, entry } = this.taking ?? {};
    consequence?.stop();
    // Another row was touched: the reason is there again when this one is.
    if (slip?.typed && entry) this.reasons.set(entry.version, slip.typed);
    if (slip)
      setAttributes(find(".act-back", slip.form.closest("li") ?? this.list), {
        "aria-expanded": "false",
      });
    slip?.form.remove();
    this.taking = null;
    this.drawn();
  }
}

/** @param {Entry} entry */
function makeRow({ version, kind, at, reason = "" }) {
  const word = kind === "undo" ? t("Put back") : t("Undo this");
  return make(
    "li",
    { class: "act", "data-entry": version, "data-kind": kind },
    make("time", { class: "act-at", datetime: at }, clockTime(at)),
    make("span", { class: "act-what", dir: "auto" }),
    make("span", { class: "act-state" }),
    make(
      "span",
      { class: "act-why" },
      make("span", { class: "act-by", dir: "auto" }),
      reasonOf(reason),
    ),
    make("button", { type: "button", class: "act-back", "aria-expanded": "false" }, word),
  );
}

/** @param {string} reason */
function reasonOf(reason) {
  return make("span", { class: "act-reason", dir: "auto" }, reason);
}
