import { find } from "../common/dom.js";
import { entryWords, kindOf } from "../common/entrywords.js";
import { who } from "./words.js";

/**
 * Which entries are shown: choices that narrow each other, kept in the address.
 *
 * @typedef {import("../common/entrywords.js").Entry} Entry
 * @typedef {{q: string, team: string, judge: string, round: string, kind: string}} Choice
 */

const NAMES = /** @type {const} */ (["q", "team", "judge", "round", "kind"]);

const PAUSE = 120;

export class Filters {
  /** @type {Map<number, string>} what can be searched of each entry */
  #texts = new Map();

  /** @param {() => void} changed */
  constructor(changed) {
    this.form = /** @type {HTMLFormElement} */ (find("#filters"));
    this.clear = find("#clear");
    this.#restore();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let waiting;
    const soon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        this.#remember();
        changed();
      }, PAUSE);
    };
    this.form.addEventListener("input", soon);
    // A reset form has its new values only after the event.
    this.form.addEventListener("reset", () => setTimeout(soon));
    this.form.addEventListener("submit", (event) => event.preventDefault());
  }

  /** @returns {Choice} */
  get choice() {
    const data = new FormData(this.form);
    const of = (/** @type {string} */ name) => String(data.get(name) ?? "").trim();
    return {
      q: of("q").toLocaleLowerCase(),
      team: of("team"),
      judge: of("judge"),
      round: of("round"),
      kind: of("kind"),
    };
  }

  get active() {
    return Object.values(this.choice).some(Boolean);
  }

  /** Names have changed: what was searched before may read differently now. */
  forget() {
    this.#texts.clear();
  }

  /**
   * @param {Entry[]} entries
   * @param {Map<number, Entry>} known
   * @returns {Entry[]}
   */
  pick(entries, known) {
    this.clear.hidden = !this.active;
    if (!this.active) return entries;
    const choice = this.choice;
    return entries.filter(
      (entry) =>
        matches(choice, entry) && (!choice.q || this.#text(entry, known).includes(choice.q)),
    );
  }

  /**
   * @param {Entry} entry
   * @param {Map<number, Entry>} known
   */
  #text(entry, known) {
    let text = this.#texts.get(entry.version);
    if (text === undefined) {
      const said = [entryWords(entry, known), who(entry), entry.reason ?? "", `#${entry.version}`];
      text = said.join("\n").toLocaleLowerCase();
      this.#texts.set(entry.version, text);
    }
    return text;
  }

  #restore() {
    const asked = new URLSearchParams(location.search);
    for (const name of NAMES) {
      const field = this.form.elements.namedItem(name);
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement)
        field.value = asked.get(name) ?? "";
      // A choice that is not offered leaves a list without any.
      if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = "";
    }
  }

  #remember() {
    const data = new FormData(this.form);
    inAddress(Object.fromEntries(NAMES.map((name) => [name, String(data.get(name) ?? "")])));
  }
}

/**
 * @param {Choice} choice
 * @param {Entry} entry
 */
function matches({ team, judge, round, kind }, entry) {
  const { detail } = entry;
  if (team && entry.team !== team && ![detail?.teams, detail?.order].flat().includes(team))
    return false;
  if (judge && entry.judge !== judge && entry.by !== `judge:${judge}`) return false;
  if (round && entry.round !== round) return false;
  return !kind || kindOf(entry).tab === kind;
}

/**
 * Writes into the address what the page shows, so that it can be sent to somebody or come back to.
 *
 * @param {Record<string, string>} values empty ones are left out
 */
export function inAddress(values) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(values)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  if (url.href !== location.href) history.replaceState(null, "", url);
}
