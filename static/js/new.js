import { find, make, setAttributes, setText } from "./common/dom.js";
import { headingOf, keysOf, storedAs } from "./common/heading.js";
import { apiUrl, eventUrl } from "./common/http.js";
import { page } from "./common/page.js";
import { t } from "./common/phrases.js";
import { uuid } from "./common/uuid.js";
import { ask, faultsIn, whyNot } from "./setup/api.js";
import { showAsked, templateOf, withBase } from "./setup/asked.js";
import { complete, toSend } from "./setup/document.js";
import { listFaults, markFaults } from "./setup/faults.js";
import { Importing } from "./setup/importing.js";
import { kindOf } from "./setup/kinds/table.js";
import { isSlug, namesIn, proposeSlug } from "./setup/names.js";
import { bareSetup, newEvent } from "./setup/newevent.js";
import { drawSummary } from "./setup/summary.js";

/**
 * A new event: what it begins from, its few words, and what will come of it beside them.
 *
 * @typedef {import("./setup/document.js").Setup} Setup
 */

const form = find("#new-form");
const contest = field("#new-contest");
const host = field("#new-host");
const date = field("#new-date");
const slug = field("#new-slug");
const teams = /** @type {HTMLTextAreaElement} */ (find("#new-teams"));
const judges = field("#new-judges");
const locale = /** @type {HTMLSelectElement} */ (find("#new-locale"));
const copyOf = /** @type {HTMLSelectElement | null} */ (document.querySelector("#copy-of"));

/** What is still the page's own proposal. */
const own = { slug: true, contest: true, host: true, judges: true, date: true, locale: true };
/** @type {Map<string, Setup>} set-ups of other events, read when they are chosen */
const copies = new Map();
/** @type {import("./setup/importing.js").Found | null} */
let found = null;
let busy = false;
/** What was last asked for: pressed again after a lost answer it is the same event. */
let asked = { setup: "", id: "" };

new Importing(apiUrl("/import"), (read) => {
  found = read;
  changed();
});
date.value = today();
if (page.copy && copyOf) {
  copyOf.value = page.copy;
  field("#way-copy").checked = true;
}
form.addEventListener("input", ({ target }) => {
  if (target === slug) own.slug = slug.value === "";
  if (target === contest) own.contest = contest.value === "";
  if (target === host) own.host = false;
  if (target === date) own.date = date.value === "";
  if (target === locale) own.locale = false;
  if (target === judges) own.judges = judges.value === "";
  changed();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  create();
});
changed();
// Without scrolling: on a phone the first question stands above it.
contest.focus({ preventScroll: true });

/** @param {string} selector */
function field(selector) {
  return /** @type {HTMLInputElement} */ (find(selector));
}

/** The two names as they are typed. */
function typed() {
  return { contest: contest.value.trim(), host: host.value.trim() };
}

/** Each field answers for the value of the set-up that it is stored in, so that faults are said beside it. */
function keyFields() {
  const stored = keysOf(typed());
  for (const [input, key] of /** @type {const} */ ([
    [contest, stored.contest],
    [host, stored.host],
  ])) {
    input.dataset.key = key;
    setAttributes(/** @type {Element} */ (input.parentElement), { "data-cell": key });
  }
}

function today() {
  const now = new Date();
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** @returns {string} */
function way() {
  const chosen = /** @type {HTMLInputElement | null} */ (form.querySelector("[name=way]:checked"));
  return chosen?.value ?? "empty";
}

/**
 * What the event begins from; null while that is not known.
 *
 * @returns {Setup | null}
 */
function base() {
  if (way() === "copy") return copies.get(copyOf?.value ?? "") ?? null;
  if (way() === "file" && (!found || found.problems.length > 0)) return null;
  if (way() === "file" && found?.setup) return complete(found.setup);
  return like(formOfRounds());
}

/** The form whose rounds are wanted, as it was chosen; with a list of teams beside it. */
function formOfRounds() {
  if (way() !== "file") return way();
  return askedRounds() ? /** @type {HTMLSelectElement} */ (find("#rounds-of")).value : "";
}

/** Whether the file gives people and no rounds, so that these are asked for. */
function askedRounds() {
  return Boolean(found) && !found?.setup && found?.problems.length === 0;
}

/** @param {string} name */
function like(name) {
  const template = page.templates[locale.value]?.[templateOf(name) ?? ""];
  if (template) return withBase(name, complete(template));
  const numbered = [1, 2].map((n) => t("Team %(n)s", { n }));
  return bareSetup({ teams: numbered, stage: t("The contest"), round: t("Round %(n)s", { n: 1 }) });
}

/** @returns {Setup | null} */
function result() {
  const from = base();
  if (!from) return null;
  const count = judges.value.trim();
  return newEvent({
    base: from,
    found: way() === "file" ? found : null,
    about: {
      ...storedAs(typed()),
      date: date.value,
      slug: slug.value,
      locale: locale.value,
    },
    teams: ownPeople() ? namesIn(teams.value) : [],
    judges: ownPeople() && /^\d{1,2}$/.test(count) ? Number(count) : null,
    judgeName: (n) => t("Judge %(n)s", { n }),
  });
}

/** Whether the people are asked for here, and not given by a file or another event. */
function ownPeople() {
  return way() !== "file" && way() !== "copy";
}

async function changed() {
  find("#more-copy").hidden = way() !== "copy";
  find("#more-file").hidden = way() !== "file";
  find("#rounds-from").hidden = !askedRounds();
  showAsked(formOfRounds());
  find("#part-teams").hidden = !ownPeople();
  if (way() === "copy") await readCopy();
  propose();
  const setup = result();
  drawSummary(find("#get-what"), setup);
  const names = namesIn(teams.value).length;
  const standing = base()?.teams.length ?? 0;
  setText(
    find("#new-teams-note"),
    names > 0
      ? t("Teams: %(n)s", { n: names })
      : t("Left empty: teams to be renamed later, %(n)s of them.", { n: standing }),
  );
}

async function readCopy() {
  const of = copyOf?.value ?? "";
  if (copies.has(of)) return;
  const answer = await ask("GET", eventUrl("/setup", {}, of));
  if (answer.meaning === "done") copies.set(of, complete(answer.body.setup));
  else setText(find("#new-trouble"), whyNot(answer));
}

/** @returns {string} what the title of the chosen file's sheet calls the contest */
function contestTold() {
  return found?.readings?.find((reading) => reading.contest)?.contest ?? "";
}

/** Proposes what was not typed by hand. */
function propose() {
  if (own.locale && ownPeople()) locale.value = page.locale;
  const from = base();
  const named = from && !ownPeople() ? headingOf(from.event) : null;
  // The title above a registration sheet names the contest; a template only lends its rounds.
  const titled = way() === "file" && !found?.setup ? contestTold() : "";
  if (own.contest && (titled || named?.contest)) contest.value = titled || named?.contest || "";
  if (own.host) host.value = named?.host ?? "";
  keyFields();
  // A file that was written here comes back as it was: with its day, its language, its address.
  const known = way() === "file" && found?.setup ? from?.event : undefined;
  if (own.date) date.value = known?.date || today();
  if (own.locale && from && !ownPeople()) locale.value = from.event.locale;
  const free = known?.slug && !page.slugs.includes(known.slug) ? known.slug : "";
  if (own.slug) slug.value = free || proposeSlug(contest.value, date.value, page.slugs);
  const judged = from?.stages.some(({ rounds }) => rounds.some((round) => kindOf(round).panel));
  find("#judges-cell").hidden = !judged;
  if (own.judges) judges.value = judged ? String(from?.judges.length ?? 0) : "";
}

/** What can be seen to be wrong without asking. */
function ownFaults() {
  const wrong = [];
  if (!typed().contest)
    wrong.push({ field: "event.title", message: t("Give the contest a name.") });
  if (!isSlug(slug.value))
    wrong.push({ field: "event.slug", message: t("An address is made of a-z, 0-9 and -.") });
  else if (page.slugs.includes(slug.value))
    wrong.push({ field: "event.slug", message: t("Another event has this address.") });
  return wrong;
}

async function create() {
  const setup = result();
  if (busy) return;
  if (!setup) return trouble(t("Choose a file first."));
  const wrong = ownFaults();
  if (wrong.length > 0) return refuse(setup, wrong);
  busy = true;
  setAttributes(find("#make"), { "aria-busy": "true" });
  const wanted = toSend(setup);
  if (asked.setup !== JSON.stringify(wanted)) asked = { setup: JSON.stringify(wanted), id: uuid() };
  const answer = await ask("POST", apiUrl("/events"), { id: asked.id, setup: wanted });
  busy = false;
  setAttributes(find("#make"), { "aria-busy": null });
  if (answer.meaning === "done") {
    const lang = new URLSearchParams(window.location.search).get("lang");
    const query = lang ? `?lang=${encodeURIComponent(lang)}` : "";
    window.location.assign(`/e/${answer.body.event}/desk/setup${query}#teams`);
    return undefined;
  }
  const said = faultsIn(answer);
  if (said.length > 0) return refuse(setup, said);
  return trouble(whyNot(answer));
}

/**
 * @param {Setup} setup
 * @param {import("./setup/api.js").Fault[]} wrong
 */
function refuse(setup, wrong) {
  markFaults(setup, wrong);
  listFaults(find("#new-trouble"), setup, wrong, ({ key }) => {
    const control = form.querySelector(`[data-key="${key}"]`);
    if (control instanceof HTMLElement) control.focus();
  });
  const first = form.querySelector("[aria-invalid]");
  if (first instanceof HTMLElement) first.focus();
  else find("#new-trouble").focus();
}

/** @param {string} words */
function trouble(words) {
  find("#new-trouble").replaceChildren(make("p", {}, words));
  find("#new-trouble").focus();
}
