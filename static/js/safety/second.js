import { closest, find, make, setAttributes, setText } from "../common/dom.js";
import { eventUrl, refusal, request } from "../common/http.js";
import { page } from "../common/page.js";
import { ago, t } from "../common/phrases.js";
import { time as timeOf } from "./histories.js";

/**
 * The section on the second laptop: who writes, how far the other follows, and what the desk can do.
 *
 * @typedef {import("../common/shapes.js").SecondFacts} SecondFacts
 * @typedef {import("../common/shapes.js").PartedHistory} PartedHistory
 * @typedef {import("../common/shapes.js").PartedEntry} PartedEntry
 */

/** What each had alone changes seldom, and is drawn again only then. */
let drawn = "";

/** @param {SecondFacts} facts */
export function drawSecond(facts) {
  const [tone, words] = state(facts);
  setText(find("#second-state"), words);
  setAttributes(find("#second-state"), { "data-tone": tone });
  setText(find("#second-trouble"), facts.trouble);
  // That the way back is missing harms nothing yet.
  setAttributes(find("#second-trouble"), { "data-tone": facts.reached ? "bad" : "wait" });
  setText(find("#second-about"), about(facts));
  setText(find("#second-command"), `scoreboard follow ${facts.address || location.origin}`);
  setText(find("#second-secret"), facts.key ?? "");
  const follows = facts.part === "second" || (facts.part === "first" && facts.connected);
  find("#second-key").hidden = follows || facts.key === null;
  drawActs(facts);
  const parted = JSON.stringify([facts.parted, facts.part, facts.other]);
  if (parted === drawn) return;
  drawn = parted;
  const drawing = facts.parted.map((history) => sideBySide(history, facts));
  find("#second-parted").replaceChildren(...drawing);
}

/**
 * How it stands, in a few words.
 *
 * @param {SecondFacts} facts
 * @returns {[string, string]}
 */
function state(facts) {
  if (facts.part === "alone") return ["quiet", t("There is no second laptop yet.")];
  return facts.part === "second" ? ofSecond(facts) : ofFirst(facts);
}

/**
 * @param {SecondFacts} facts
 * @returns {[string, string]}
 */
function ofSecond({ connected, reached, takes_over: itself }) {
  if (!connected)
    return itself === null
      ? ["wait", t("The first laptop does not answer.")]
      : ["wait", t("The first laptop does not answer: this one takes over in a moment.")];
  if (!reached) return ["wait", t("Follows, and is not reached by the first")];
  return ["good", itself === null ? t("This laptop follows.") : t("Armed: takes over by itself")];
}

/**
 * @param {SecondFacts} facts
 * @returns {[string, string]}
 */
function ofFirst({ connected, reached, armed, lease, entries, heard }) {
  if (armed && !lease) return ["bad", t("Writing waits for a person.")];
  if (!connected)
    return ["wait", heard === null ? t("Not connected") : t("Not connected any more")];
  if (!reached) return ["wait", t("Follows, and is not reached from here")];
  if (entries > 0) return ["wait", t("Entries behind: %(n)s", { n: entries })];
  return ["good", armed ? t("Takes over automatically") : t("Holds everything")];
}

/** @param {SecondFacts} facts */
function about(facts) {
  const { part, heard, seconds, version, newest, armed, takes_over: itself } = facts;
  if (part === "alone")
    return t(
      "A second laptop holds a copy of all that happens, and can go on when this one fails.",
    );
  const said = whoWords(facts);
  if (heard !== null) said.push(t("Last heard %(ago)s.", { ago: ago(heard) }));
  if (seconds > 0) said.push(t("The copy is as of %(ago)s.", { ago: ago(seconds) }));
  if (part === "second") said.push(newestWords(version, newest), itselfWords(armed, itself));
  return said.filter(Boolean).join(" ");
}

/**
 * Which of the two this one is, and where the other is: neither has a number once they have
 * changed places.
 *
 * @param {SecondFacts} facts
 */
function whoWords({ part, other: address, writes, took_over: at }) {
  if (part === "second") return [t("The laptop that writes: %(address)s.", { address })];
  if (at === null) return [t("Second laptop: %(address)s.", { address })];
  const since = writes
    ? t("This laptop took over at %(at)s, and writes now.", { at: timeOf(at) })
    : "";
  return [since, t("The other laptop: %(address)s.", { address })];
}

/**
 * @param {boolean} armed
 * @param {number | null} seconds after which it takes over by itself
 */
function itselfWords(armed, seconds) {
  if (seconds !== null)
    return t("About %(n)s seconds after the first is gone, this one takes over by itself.", {
      n: seconds,
    });
  return armed
    ? t("It has slept, and does nothing by itself until it has heard the first again.")
    : "";
}

/**
 * @param {number} version
 * @param {string} newest
 */
function newestWords(version, newest) {
  const time = new Intl.DateTimeFormat(page.locale, { timeStyle: "medium" }).format(
    new Date(newest),
  );
  return t("The newest entry here is number %(n)s, of %(time)s.", { n: version, time });
}

/** @param {SecondFacts} facts */
function drawActs({ part, connected, armed, lease, heard, seconds, version, newest }) {
  if (!document.querySelector("#second-take")) return;
  find("#second-take").hidden = part !== "second";
  const age = Math.max(seconds, heard ?? 0);
  const copy = heard === null ? "" : t("The copy here is as of %(ago)s.", { ago: ago(age) });
  setText(find("#second-age"), [copy, newestWords(version, newest)].filter(Boolean).join(" "));
  find("#second-arm").hidden = part !== "first" || armed || !connected;
  find("#second-disarm").hidden = part !== "first" || !armed || !lease;
  find("#second-alone").hidden = part !== "first" || !armed || lease;
}

/**
 * @param {PartedHistory} history
 * @param {SecondFacts} facts
 */
function sideBySide(history, facts) {
  const { own, at, since, here, there } = history;
  const day = new Intl.DateTimeFormat(page.locale, { dateStyle: "medium", timeStyle: "medium" });
  return make(
    "section",
    { class: "second-history" },
    make("h3", {}, t("Both laptops wrote after entry %(n)s", { n: since })),
    make("p", {}, goesOnWords(history)),
    make("p", {}, ...whatNext(history, facts)),
    make(
      "div",
      { class: "second-sides" },
      side(
        own ? t("Counts: written at the other laptop") : t("Counts: written at this laptop"),
        here,
        t("written at both"),
      ),
      side(
        own
          ? t("Does not count: written at this laptop")
          : t("Does not count: written at the other laptop"),
        there,
        t("has come back, and counts"),
      ),
    ),
    make(
      "p",
      { class: "safety-note" },
      t("Found on %(time)s.", { time: day.format(new Date(at)) }),
    ),
  );
}

/** @param {PartedHistory} history */
function goesOnWords({ own, kept }) {
  return own
    ? t(
        "What the other laptop wrote goes on, and all screens show it. What was written here meanwhile does not count; all of it is in the backups of this laptop, in %(file)s.",
        { file: kept },
      )
    : t(
        "What this laptop wrote goes on, and all screens show it. What was written at the other meanwhile does not count; all of it is in the backups of that laptop, in %(file)s.",
        { file: kept },
      );
}

/**
 * @param {PartedHistory} history
 * @param {SecondFacts} facts
 * @returns {(string | Node)[]}
 */
function whatNext({ there }, { part, other }) {
  const n = there.filter(({ again }) => !again).length;
  if (n === 0) return [t("All of that has come back since. Nothing is left to do.")];
  const lacking = t("Still missing: %(n)s.", { n });
  if (part === "second")
    return [
      `${lacking} ${t("Marks that tablets still hold come back by themselves. Enter by hand what else should count, at the desk of the laptop that writes: %(address)s.", { address: other })}`,
    ];
  const desk = `/e/${encodeURIComponent(page.event ?? "")}/desk?lang=${page.locale}`;
  return [
    `${lacking} ${t("Marks that tablets still hold come back by themselves. Enter by hand what else should count, at the desk.")} `,
    make("a", { href: desk }, t("To the desk")),
  ];
}

/**
 * @param {string} title
 * @param {PartedEntry[]} entries
 * @param {string} again
 */
function side(title, entries, again) {
  return make(
    "div",
    { class: "second-side" },
    make("h4", {}, title),
    make("ol", {}, ...entries.map((one) => row(one, again))),
  );
}

/**
 * @param {PartedEntry} entry
 * @param {string} words
 */
function row({ version, at, by, what, again }, words) {
  const time = new Intl.DateTimeFormat(page.locale, { timeStyle: "medium" });
  return make(
    "li",
    { "data-again": again ? "true" : "false" },
    make("span", { class: "second-what", dir: "auto" }, what),
    make(
      "span",
      { class: "second-who", dir: "auto" },
      `${by} · ${time.format(new Date(at))} · ${version}`,
    ),
    again ? make("span", { class: "second-again" }, words) : "",
  );
}

/** @param {(facts: SecondFacts) => void} done */
export function listenToSecond(done) {
  find("#second").addEventListener("click", async ({ target }) => {
    const button = closest(target, "[data-second]");
    if (!(button instanceof HTMLButtonElement)) return;
    button.disabled = true;
    const act = button.dataset.second ?? "";
    const body = { off: act === "take_over" || act === "alone" };
    const answer = await request("POST", eventUrl(`/second/${act}`), { body });
    button.disabled = false;
    if (answer.meaning === "done") {
      const step = button.closest("details");
      if (step) step.open = false;
      done(answer.body);
    }
    setText(find("#trouble"), answer.meaning === "done" ? "" : refusal(answer));
  });
}
