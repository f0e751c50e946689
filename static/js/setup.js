import { find, setAttributes, setText } from "./common/dom.js";
import { eventUrl } from "./common/http.js";
import { page } from "./common/page.js";
import { About } from "./setup/about.js";
import { ask, whyNot } from "./setup/api.js";
import { Divisions } from "./setup/divisions.js";
import { complete } from "./setup/document.js";
import { Draft } from "./setup/draft.js";
import { fieldOf, shownIn } from "./setup/faults.js";
import { importDialog } from "./setup/importdialog.js";
import { Judges } from "./setup/judges.js";
import { Look } from "./setup/look.js";
import { drawMeaning } from "./setup/meaning.js";
import { Prizes } from "./setup/prizes.js";
import { RemoteChanges } from "./setup/remotechanges.js";
import { Rules } from "./setup/rules.js";
import { Saving } from "./setup/saving.js";
import { Stages } from "./setup/stages.js";
import { switches } from "./setup/switches.js";
import { Teams } from "./setup/teams.js";

/** The set-up of an event: read once, changed on this page, saved as a whole. */

const slug = page.event ?? "";
const PARTS = [
  "event",
  "hall",
  "teams",
  "divisions",
  "judges",
  "stages",
  "prizes",
  "rules",
  "begin",
];
/** Parts beside which it is said what they mean. */
const MEANING = ["divisions", "stages", "prizes", "rules"];

// Before anything is waited for: a page without a connection of its own is given one.
const remoteChanges = new RemoteChanges(slug);
const answer = await ask("GET", eventUrl("/setup"));
if (answer.meaning === "done") start(answer.body);
else {
  setText(find("#saving-state"), whyNot(answer));
  setAttributes(find("#setup"), { "aria-busy": null });
}

/** @param {import("./setup/saving.js").InForce} inForce */
function start(inForce) {
  const draft = new Draft(complete(inForce.setup));
  /** @type {Record<string, {draw: () => void, reveal?: (id: string) => void}>} */
  const parts = {
    event: new About(draft),
    hall: new Look(draft),
    teams: new Teams(draft),
    divisions: new Divisions(draft),
    judges: new Judges(draft),
    stages: new Stages(draft),
    prizes: new Prizes(draft),
    rules: new Rules(draft),
  };
  const saving = new Saving(draft, inForce, { go, part: current, own: remoteChanges.own });
  const draw = () => {
    parts[current()]?.draw();
    counts(draft);
    saving.remark();
  };
  draft.watch(draw);
  window.addEventListener("hashchange", () => showPart(draw, true));
  document.addEventListener("keydown", (event) => shortcut(event, saving));
  switches({ slug, unsaved: () => draft.unsaved });
  importDialog(draft);
  if (page.rehearsal) rest(saving);
  showPart(draw, false);
  saving.draw();
  remoteChanges.watch(inForce.version, async () => {
    await saving.conflict.came();
  });
  setAttributes(find("#setup"), { "aria-busy": null });

  /** @param {import("./setup/faults.js").Spot} place */
  function go(place) {
    // Not by the hash itself: its event would come later and take the focus to the heading.
    window.history.pushState(null, "", `#${shownIn(place.part)}`);
    showPart(draw, false);
    if (place.id) parts[shownIn(place.part)]?.reveal?.(place.id);
    saving.remark();
    const cell = fieldOf(place);
    const field = cell?.querySelector("[data-key]");
    if (field instanceof HTMLElement) field.focus();
    cell?.scrollIntoView({ block: "center" });
  }
}

/** The part that the address names; the teams where it names none. */
function current() {
  const asked = window.location.hash.slice(1);
  return PARTS.includes(asked) ? asked : "teams";
}

/**
 * @param {() => void} draw
 * @param {boolean} focus
 */
function showPart(draw, focus) {
  const part = current();
  for (const section of document.querySelectorAll(".part"))
    setAttributes(section, { hidden: section.getAttribute("data-part") !== part });
  const nav = find("#setup-nav");
  for (const link of nav.querySelectorAll("a")) {
    const here = link.dataset.part === part;
    setAttributes(link, { "aria-current": here ? "true" : null });
    // On a phone the parts are a strip that is wider than the screen.
    if (here) nav.scrollLeft = link.offsetLeft - nav.offsetLeft - nav.clientWidth / 3;
  }
  find("#means").hidden = !MEANING.includes(part);
  setAttributes(find("#setup"), { "data-part": part });
  drawMeaning(part);
  draw();
  if (!focus) return;
  window.scrollTo(0, 0);
  const head = find(`#part-${part} h2`);
  setAttributes(head, { tabindex: "-1" });
  head.focus({ preventScroll: true });
}

/** @param {Draft} draft */
function counts(draft) {
  const { teams, divisions, groups, judges, stages, prizes } = draft.setup;
  const rounds = stages.reduce((sum, { rounds: own }) => sum + own.length, 0);
  const said = {
    teams: String(teams.length),
    divisions: [divisions, groups].map(({ length }) => length || "–").join(" · "),
    judges: String(judges.length),
    stages: `${stages.length} · ${rounds}`,
    prizes: String(prizes.length),
    begin: page.rehearsal ? "◑" : "",
  };
  for (const [part, words] of Object.entries(said))
    setText(find(`#setup-nav [data-part="${part}"] b`), words);
}

/**
 * @param {KeyboardEvent} event
 * @param {Saving} saving
 */
function shortcut(event, saving) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || document.querySelector("dialog[open]"))
    return;
  const { target } = event;
  const key = event.key.toLowerCase();
  if (key === "s") {
    event.preventDefault();
    saving.save();
  }
  // What is typed outside of the set-up is the browser's to take back.
  const own =
    target instanceof HTMLElement && target.closest("input, textarea") && !target.dataset.key;
  if (own || (key !== "z" && key !== "y")) return;
  event.preventDefault();
  saving.step(key === "y" || event.shiftKey ? "redo" : "undo");
}

/** @param {Saving} saving */
function rest(saving) {
  saving.rests = true;
  find("#rest-notice").hidden = false;
  for (const part of document.querySelectorAll("fieldset.rests"))
    setAttributes(part, { disabled: true });
}
