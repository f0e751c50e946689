import { clockTime } from "../board/wording.js";
import { el, say, set, the } from "../common/elements.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";
import { choose } from "./list.js";
import { dayOf, sentence, who } from "./words.js";

/**
 * One entry of the story: when, what, who and why; opened, what it changed.
 *
 * @typedef {import("../common/telling.js").Entry} Entry
 * @typedef {import("./ledger.js").LedgerBook} LedgerBook
 */

/** @param {Entry} entry */
export function makeRow({ version, kind, at }) {
  const opened = `entry-${version}-opened`;
  return el(
    "li",
    { class: "entry", "data-entry": version, "data-kind": kind },
    el("p", { class: "entry-day", hidden: true }),
    el(
      "button",
      { type: "button", class: "entry-line", "aria-expanded": "false", "aria-controls": opened },
      el("time", { class: "entry-at", datetime: at }, clockTime(at)),
      el("span", { class: "entry-what", dir: "auto" }),
      el("span", { class: "entry-number" }, `#${version}`),
      el(
        "span",
        { class: "entry-why" },
        el("span", { class: "entry-who", dir: "auto" }),
        el("span", { class: "entry-reason", dir: "auto" }),
      ),
    ),
    el("p", { class: "entry-gone", hidden: true }),
    el("div", { class: "entry-opened", id: opened, hidden: true }),
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
  set(row, { "data-gone": undone !== undefined || aside });
  choose(row, entry.version === chosen);
  say(the(".entry-what", row), sentence(entry, ledger.entries));
  // A judge's own mark names the judge already.
  say(the(".entry-who", row), entry.by === `judge:${entry.judge}` ? "" : who(entry));
  say(the(".entry-reason", row), entry.reason ?? "");
  drawGone(the(".entry-gone", row), undone?.version ?? (aside ? begun : 0), aside);
  const day = newer && dayOf(newer.at) === dayOf(entry.at) ? "" : dayWords(entry.at);
  say(the(".entry-day", row), day);
  the(".entry-day", row).hidden = day === "";
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
  line.replaceChildren(el("button", { type: "button", class: "entry-link", "data-to": by }, word));
}

/** @param {string} at */
function dayWords(at) {
  const [year = 0, month = 1, day = 1] = dayOf(at).split("-").map(Number);
  const format = new Intl.DateTimeFormat(page.locale, { dateStyle: "full", timeZone: "UTC" });
  return format.format(new Date(Date.UTC(year, month - 1, day)));
}
