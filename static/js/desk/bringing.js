import { find, make, setAttributes, setText } from "../common/dom.js";
import { eventUrl, refusal, send, understood } from "../common/http.js";
import { t } from "../common/phrases.js";
import { seenText } from "../common/seentext.js";
import { perform } from "./actions.js";
import { enterScores } from "./rulings.js";

/**
 * A list of scores brought into a round: a sheet or what is pasted, looked at cell by cell before
 * all of it is written as one entry.
 *
 * @typedef {import("../board/deskboard.js").DeskRound} DeskRound
 * @typedef {import("../common/shapes.js").ReadList} ReadList
 */

/** Below this many rows all are shown; of more those with something to say, and the first. */
const MOST_SHOWN = 700;

export class Bringing {
  /**
   * @param {DeskRound} round
   * @param {{written: (version: number) => void, leave: () => void}} context
   */
  constructor(round, { written, leave }) {
    this.round = round;
    this.written = written;
    this.leave = leave;
    /** @type {ReadList | null} */
    this.found = null;
    this.body = this.#build();
    this.#draw();
  }

  /** @returns {import("./workspace.js").Tool} */
  get tool() {
    return {
      key: `bring ${this.round.id}`,
      title: t("Import a list for %(round)s", { round: this.round.name }),
      size: "whole",
      body: this.body,
      focus: () => find("textarea", this.body).focus(),
      unsaved: () => [],
    };
  }

  #build() {
    const columns =
      this.round.form === "count"
        ? t("Team, cards raised, people present: with headings, or in this order.")
        : t("Team and score: with headings, or in this order.");
    const body = make(
      "div",
      { class: "bringing" },
      make("p", { class: "slip-text" }, columns),
      make(
        "label",
        { class: "bringing-file" },
        make("span", {}, t("A spreadsheet (.xlsx or .csv)")),
        make("input", { type: "file", accept: ".xlsx,.csv,.txt" }),
      ),
      make(
        "label",
        { class: "bringing-text" },
        make("span", {}, t("Or paste the rows here")),
        make("textarea", { class: "field", rows: 6, spellcheck: "false", dir: "auto" }),
      ),
      make("button", { type: "button", class: "button bringing-read" }, t("Look at the list")),
      make("p", { class: "trouble", role: "alert" }),
      make("p", { class: "bringing-sum", role: "status" }),
      make("div", { class: "bringing-table", "data-scrolls": "", tabindex: 0, role: "region" }),
      make(
        "form",
        { class: "bringing-take", novalidate: true, autocomplete: "off" },
        make(
          "label",
          {},
          make("span", {}, t("Where the list comes from")),
          make("input", { class: "field", name: "reason", maxlength: 500, dir: "auto" }),
        ),
        make("button", { type: "submit", class: "button button-primary" }),
      ),
    );
    setAttributes(find(".bringing-table", body), { "aria-label": t("The list as it was read") });
    find("input[type=file]", body).addEventListener("change", () => this.#read());
    find(".bringing-read", body).addEventListener("click", () => this.#read());
    find("form", body).addEventListener("submit", (event) => {
      event.preventDefault();
      this.#take();
    });
    return body;
  }

  async #read() {
    const form = new FormData();
    const input = /** @type {HTMLInputElement} */ (find("input[type=file]", this.body));
    const file = input.files?.[0];
    const { value: text } = /** @type {HTMLTextAreaElement} */ (find("textarea", this.body));
    if (file) form.append("file", file);
    else form.append("text", text);
    const path = `/rounds/${encodeURIComponent(this.round.id)}/import`;
    this.#complain("");
    try {
      const answer = await understood(await send("POST", eventUrl(path, { preview: "1" }), form));
      this.found = answer.meaning === "done" ? answer.body : null;
      if (answer.meaning !== "done") this.#complain(refusal(answer));
    } catch {
      this.#complain(t("The server does not answer. Try again."));
    }
    // A file is read once: what is pasted after it is not hidden behind it.
    input.value = "";
    this.#draw();
  }

  /** @param {string} why */
  #complain(why) {
    setText(find(".trouble", this.body), why);
  }

  #draw() {
    const { found } = this;
    const n = Object.keys(found?.scores ?? {}).length;
    find("form", this.body).hidden = !found;
    find(".bringing-table", this.body).hidden = !found;
    setText(find(".bringing-sum", this.body), found ? sumWords(found, n) : "");
    const button = /** @type {HTMLButtonElement} */ (find("form button", this.body));
    button.disabled = !found || found.problems > 0 || n === 0;
    setText(button, t("Enter these scores: %(n)s", { n }));
    if (found) find(".bringing-table", this.body).replaceChildren(tableOf(found));
  }

  async #take() {
    const { found } = this;
    const reason = /** @type {HTMLInputElement} */ (find("[name=reason]", this.body));
    if (!found || found.problems > 0) return;
    if (!seenText(reason.value)) {
      this.#complain(t("Say where this list comes from."));
      reason.focus();
      return;
    }
    const outcome = await perform(enterScores(this.round.id, found.scores, seenText(reason.value)));
    if (!outcome.done) return this.#complain(outcome.why);
    this.written(outcome.version);
    return this.leave();
  }
}

/**
 * @param {ReadList} found
 * @param {number} n
 */
function sumWords({ problems, missing, rows }, n) {
  const left = rows.filter((row) => row.left !== null).length;
  return [
    t("Scores read: %(n)s.", { n }),
    ...(problems > 0 ? [t("Cells to put right: %(n)s.", { n: problems })] : []),
    ...(left > 0 ? [t("Rows left out: %(n)s.", { n: left })] : []),
    ...(missing.length > 0
      ? [
          t("Not in the list: %(teams)s.", {
            teams: missing.slice(0, 8).join(t(", ")) + (missing.length > 8 ? " …" : ""),
          }),
        ]
      : []),
  ].join(" ");
}

/** @param {ReadList} found */
function tableOf({ columns, rows }) {
  const words = /** @type {Record<string, string>} */ ({
    id: t("Id"),
    name: t("Team"),
    value: t("Score"),
    raised: t("Cards raised"),
    present: t("Present"),
  });
  const told = rows.filter(
    (row, i) => i < MOST_SHOWN || row.left !== null || row.cells.some((cell) => cell.problem),
  );
  return make(
    "table",
    { class: "grid" },
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        make("th", { scope: "col" }, t("Row")),
        ...columns.map((key) => make("th", { scope: "col" }, words[key] ?? t("not taken over"))),
        make("th", { scope: "col" }, t("Team of the round")),
      ),
    ),
    make(
      "tbody",
      {},
      ...told.map((row) =>
        make(
          "tr",
          { "data-left": row.left !== null },
          make("th", { scope: "row" }, String(row.row)),
          ...row.cells.map((cell, i) =>
            make(
              "td",
              {
                "data-problem": cell.problem !== undefined,
                "data-aside": (columns[i] ?? "") === "",
                "data-cell": cell.cell,
              },
              make("span", { dir: "auto" }, cell.text || "–"),
              ...(cell.problem
                ? [make("small", { class: "cell-problem" }, `${cell.cell}: ${cell.problem}`)]
                : []),
            ),
          ),
          make("td", { dir: "auto" }, row.left ?? row.name ?? "–"),
        ),
      ),
    ),
  );
}
