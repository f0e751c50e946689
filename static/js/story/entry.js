import { clockTime } from "../board/wording.js";
import { find, make, setAttributes, setText } from "../common/dom.js";
import { entryWords, partsWords } from "../common/entrywords.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";
import { choose } from "./list.js";
import { dayOf, who } from "./words.js";

/**
 * One entry of the story: when, what, who and why; opened, what it changed.
 *
 * @typedef {import("../common/entrywords.js").Entry} Entry
 * @typedef {import("./ledger.js").LedgerBook} LedgerBook
 */

/** @param {Entry} entry */
export function makeRow({ version, kind, at }) {
  const opened = `entry-${version}-opened`;
  return make(
    "li",
    { class: "entry", "data-entry": version, "data-kind": kind },
    make("p", { class: "entry-day", hidden: true }),
    make(
      "button",
      { type: "button", class: "entry-line", "aria-expanded": "false", "aria-controls": opened },
      make("time", { class: "entry-at", datetime: at }, clockTime(at)),
      make("span", { class: "entry-what", dir: "auto" }),
      make("span", { class: "entry-number" }, `#${version}`),
      make(
        "span",
        { class: "entry-why" },
        make("span", { class: "entry-parts", dir: "auto" }),
        make("span", { class: "entry-who", dir: "auto" }),
        make("span", { class: "entry-reason", dir: "auto" }),
      ),
    ),
    make("p", { class: "entry-gone", hidden: true }),
    make("div", { class: "entry-opened", id: opened, hidden: true }),
  );
}

/**
 * @param {HTMLElement} row from `makeRow`
 * @param {Entry} entry
 * @param {Entry | undefined} newer the one above it in the list
 * @param {{ledger: LedgerBook, begun: number, chosen: number}} facts
 */
export function drawRow(row, entry, newer, { ledger, begun, chosen }) {
  const undone = ledger.gone.get(entry.version);
  const aside = !undone && entry.version < begun && entry.kind !== "setup";
  setAttributes(row, { "data-gone": undone !== undefined || aside });
  choose(row, entry.version === chosen);
  setText(find(".entry-what", row), entryWords(entry, ledger.entries));
  setText(find(".entry-parts", row), partsWords(entry));
  // A judge's own mark names the judge already.
  setText(find(".entry-who", row), entry.by === `judge:${entry.judge}` ? "" : who(entry));
  setText(find(".entry-reason", row), entry.reason ?? "");
  drawGone(find(".entry-gone", row), undone?.version ?? (aside ? begun : 0), aside);
  const day = newer && dayOf(newer.at) === dayOf(entry.at) ? "" : dayWords(entry.at);
  setText(find(".entry-day", row), day);
  find(".entry-day", row).hidden = day === "";
}

/**
 * @param {HTMLElement} line
 * @param {number} by the version that voided it, 0 when it stands
 * @param {boolean} aside
 */
function drawGone(line, by, aside) {
  line.hidden = by === 0;
  if (by === 0 || line.dataset.by === String(by)) return;
  line.dataset.by = String(by);
  const word = aside
    ? t("Set aside by the new beginning, entry %(n)s", { n: by })
    : t("Taken back by entry %(n)s", { n: by });
  line.replaceChildren(
    make("button", { type: "button", class: "entry-link", "data-to": by }, word),
  );
}

/** @param {string} at */
function dayWords(at) {
  const [year = 0, month = 1, day = 1] = dayOf(at).split("-").map(Number);
  const format = new Intl.DateTimeFormat(page.locale, { dateStyle: "full", timeZone: "UTC" });
  return format.format(new Date(Date.UTC(year, month - 1, day)));
}
