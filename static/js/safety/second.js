import { closest, find, make, setAttributes, setText } from "../common/dom.js";
import { eventUrl, refusal, request } from "../common/http.js";
import { page } from "../common/page.js";
import { ago, t } from "../common/phrases.js";

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
  setText(find("#second-about"), about(facts));
  setText(find("#second-command"), `scoreboard follow ${facts.address || location.origin}`);
  setText(find("#second-secret"), facts.key ?? "");
  const follows = facts.part === "second" || (facts.part === "first" && facts.connected);
  find("#second-key").hidden = follows || facts.key === null;
  drawActs(facts);
  const parted = JSON.stringify(facts.parted);
  if (parted === drawn) return;
  drawn = parted;
  find("#second-parted").replaceChildren(...facts.parted.map(sideBySide));
}

/**
 * How it stands, in a few words.
 *
 * @param {SecondFacts} facts
 * @returns {[string, string]}
 */
function state({ part, connected, armed, lease, entries, heard }) {
  if (part === "alone") return ["quiet", t("There is none.")];
  if (part === "second")
    return connected
      ? ["good", t("This laptop follows.")]
      : ["wait", t("The first laptop does not answer.")];
  if (armed && !lease) return ["bad", t("Writing waits for a person.")];
  if (!connected)
    return ["wait", heard === null ? t("Not connected") : t("Not connected any more")];
  if (entries > 0) return ["wait", t("Entries behind: %(n)s", { n: entries })];
  return ["good", armed ? t("Takes over automatically") : t("Holds everything")];
}

/** @param {SecondFacts} facts */
function about({ part, other, heard, seconds, version, newest }) {
  if (part === "alone")
    return t(
      "A second laptop holds a copy of all that happens, and can go on when this one fails.",
    );
  const said = [
    part === "second"
      ? t("It writes: %(address)s", { address: other })
      : t("It follows: %(address)s", { address: other }),
  ];
  if (heard !== null) said.push(t("Last heard %(ago)s.", { ago: ago(heard) }));
  if (seconds > 0) said.push(t("The copy is as of %(ago)s.", { ago: ago(seconds) }));
  if (part === "second") said.push(newestWords(version, newest));
  return said.join(" ");
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

/** @param {PartedHistory} history */
function sideBySide({ at, since, kept, here, there }) {
  const day = new Intl.DateTimeFormat(page.locale, { dateStyle: "medium", timeStyle: "medium" });
  const words = { n: since, time: day.format(new Date(at)), file: kept };
  return make(
    "section",
    { class: "second-history" },
    make("h3", {}, t("Both laptops wrote after entry %(n)s", words)),
    make("p", {}, t("Found on %(time)s. All that the other had is in its backup %(file)s.", words)),
    make(
      "div",
      { class: "second-sides" },
      side(t("Only here"), here, t("also there")),
      side(t("Only there"), there, t("here, too")),
    ),
  );
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
