import { namesOf } from "./board/deskboard.js";
import { liveWords } from "./board/wording.js";
import { closest, find, make, setAttributes, setText } from "./common/dom.js";
import { learn } from "./common/entrywords.js";
import { eventUrl, request } from "./common/http.js";
import { connect } from "./common/live.js";
import { page } from "./common/page.js";
import { t } from "./common/phrases.js";
import { watchChain } from "./story/chain.js";
import { differenceParts } from "./story/difference.js";
import { drawRow, makeRow } from "./story/entry.js";
import { Filters } from "./story/filters.js";
import { LedgerBook } from "./story/ledger.js";
import { EntryList } from "./story/list.js";
import { askedFor, Moment } from "./story/moment.js";

/**
 * The story of the event: what happened, in words, and the board as it stood at any moment.
 *
 * @typedef {import("./common/entrywords.js").Entry} Entry
 */

/** @type {Set<number>} the entries whose before and after are open */
const opened = new Set();
/** @type {Map<number, HTMLElement[]>} what was fetched for them; an entry never changes */
const differences = new Map();
let begun = 0;

learn(namesOf(page.board));
const ledger = new LedgerBook(() => {
  begun = ledger.begun;
  show(false);
  moment.label();
});
const filters = new Filters(() => show(true));
const list = new EntryList({
  make(entry) {
    const row = makeRow(entry);
    if (opened.has(entry.version)) drawOpened(row, entry);
    return row;
  },
  draw: (row, entry, newer) =>
    drawRow(row, entry, newer, { ledger, begun, chosen: moment.following ? 0 : moment.at }),
});
const moment = new Moment(page.board, ledger, (version) => {
  if (!moment.following) list.reveal(version);
  list.redraw();
});

/** @param {boolean} anew whether the choice has changed */
function show(anew) {
  const all = ledger.newestFirst;
  const items = filters.pick(all, ledger.entries);
  list.show(items, { anew });
  const total = moment.newest.version;
  const few = filters.active
    ? t("%(n)s of %(m)s entries", { n: number(items.length), m: number(total) })
    : t("Entries: %(n)s", { n: number(total) });
  setText(find("#count"), ledger.whole ? few : t("%(few)s, older ones are coming", { few }));
  find("#entries-note").hidden = items.length > 0;
  if (ledger.whole)
    setText(find("#entries-note"), t("No entry is like this. Clear the choices above."));
}

/** @param {number} n */
function number(n) {
  return n.toLocaleString(page.locale);
}

/**
 * Opens an entry to what it changed, or closes it; the board goes to that moment too.
 *
 * @param {HTMLElement} row
 * @param {Entry} entry
 */
function toggle(row, entry) {
  const open = !opened.delete(entry.version);
  if (open) opened.add(entry.version);
  drawOpened(row, entry);
  if (open) moment.go(entry.version);
}

/**
 * @param {HTMLElement} row
 * @param {Entry} entry
 */
function drawOpened(row, entry) {
  const open = opened.has(entry.version);
  const box = find(".entry-opened", row);
  setAttributes(find(".entry-line", row), { "aria-expanded": String(open) });
  box.hidden = !open;
  if (!open) return;
  const known = differences.get(entry.version);
  if (known) box.replaceChildren(...known);
  else fetchDifference(box, entry);
}

/**
 * @param {HTMLElement} box
 * @param {Entry} entry
 */
async function fetchDifference(box, entry) {
  box.replaceChildren(make("p", { class: "entry-same" }, t("Fetching what it changed")));
  const url = eventUrl(`/ledger/${entry.version}/difference`);
  const { meaning, body } = await request("GET", url);
  if (meaning !== "done") {
    const words = t("What it changed cannot be fetched now. Close and open it again.");
    box.replaceChildren(make("p", { class: "entry-same" }, words));
    return;
  }
  const parts = differenceParts(entry, body);
  differences.set(entry.version, parts);
  box.replaceChildren(...parts);
}

/**
 * Brings an entry before the eyes, whatever was chosen before.
 *
 * @param {number} version
 */
function goTo(version) {
  const found = ledger.entries.get(version);
  if (found && !filters.pick([found], ledger.entries).length) {
    filters.form.reset();
    show(true);
  }
  moment.go(version);
  list.reveal(version);
  const row = list.row(version);
  if (row) find(".entry-line", row).focus();
}

find("#entries").addEventListener("click", ({ target }) => {
  const button = closest(target, "button");
  const row = button?.closest("li");
  const entry = ledger.entries.get(Number(row?.dataset.entry));
  if (!button || !row || !entry) return;
  if (button.matches(".entry-link")) goTo(Number(button.dataset.to));
  else toggle(row, entry);
});
watchChain(goTo);

const asked = askedFor();
moment.go(asked ?? page.board.version);
ledger.reach(page.board.version);
connect({
  event: page.event ?? "",
  view: "desk",
  shown: page.board,
  onBoard(board) {
    if (learn(namesOf(board))) {
      filters.forget();
      list.redraw();
    }
    moment.news(board);
    ledger.reach(board.version);
  },
  onState(state, { age }) {
    for (const id of ["#live", "#board"]) setAttributes(find(id), { "data-connection": state });
    setText(find("#live-word"), liveWords(state, age));
  },
});
