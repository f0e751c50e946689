import { OVERALL } from "../board/model.js";
import { page } from "../common/page.js";
import { ago, t } from "../common/phrases.js";

/**
 * The words for a screen: its name, state, battery and size.
 *
 * @typedef {import("../common/shares.js").Screen} Screen
 * @typedef {{key: string, screen: Screen | null, name: string}} Listed a line of the list; without a screen: a judge whose tablet is not open
 */

/**
 * Displays by their names, those without one by their number.
 *
 * @param {Screen[]} screens
 * @returns {Listed[]}
 */
export function unnamed(screens) {
  return screens.map((screen, i) => ({
    key: screen.key,
    screen,
    name: screen.name || t("Display %(n)s", { n: screen.number || i + 1 }),
  }));
}

/** @param {Listed} listed */
export function nameOf({ screen, name }) {
  if (!screen || screen.view === "judge") return name;
  if (screen.view === "desk") return screen.name || personOf(screen);
  return name;
}

/** @param {Screen} screen */
function personOf({ role, subject }) {
  const named = page.people?.[`${role}:${subject}`];
  return named ?? roleWord(role);
}

/** @param {string | null} role */
function roleWord(role) {
  if (role === "organiser") return t("Organiser");
  return role === "viewer" ? t("Viewer") : t("Scorer");
}

/**
 * The quiet line below the name: what the screen shows, and what else tells it apart.
 *
 * @param {Screen} screen
 * @returns {string}
 */
export function about(screen) {
  if (screen.view === "judge") return screen.name;
  if (screen.view !== "desk") return shows(screen);
  const who = screen.name ? personOf(screen) : named(screen);
  return [who, deskPage(screen.page), isThisDevice(screen) ? t("this computer") : ""]
    .filter(Boolean)
    .join(" · ");
}

/** @param {Screen} screen */
function named({ role, subject }) {
  return page.people?.[`${role}:${subject}`] ? roleWord(role) : "";
}

/** @param {Screen} screen */
function isThisDevice({ id }) {
  try {
    return id !== null && id === localStorage.getItem("scoreboard/screen");
  } catch {
    return false;
  }
}

/** @param {Screen} screen */
function shows({ page: path, view }) {
  const wanted = new URLSearchParams(path.split("?")[1] ?? "").get("stage");
  /** @type {{id: string, name: string}[]} */
  const stages = page.stages;
  const stage = stages.find(({ id }) => id === wanted);
  const one = stage ? t("Stage %(stage)s", { stage: stage.name }) : t("The current stage");
  const what = wanted === OVERALL ? t("Overall ranking") : one;
  return view === "overlay" ? `${t("Overlay")} · ${what}` : what;
}

/** @param {string} path */
function deskPage(path) {
  const [, last = ""] = /\/desk\/([a-z]+)/.exec(path) ?? [];
  /** @type {Record<string, string>} */
  const words = {
    setup: t("Set-up"),
    links: t("Cards"),
    paper: t("Paper sheets"),
    screens: t("Screens"),
    story: t("Story"),
    results: t("Results"),
  };
  return words[last] ?? t("Desk");
}

/** @param {Screen | null} screen */
export function stateWord(screen) {
  if (!screen) return t("Not open yet");
  if (screen.state === "silent")
    return t("Offline, last heard %(ago)s", { ago: ago(screen.quiet) });
  if (screen.state === "closed") return t("Closed %(ago)s", { ago: ago(screen.quiet) });
  return screen.hidden ? t("Open, out of sight") : t("Live");
}

/**
 * @param {Screen} screen
 * @param {number} newest version of the board here
 */
export function versionWord({ version, behind }, newest) {
  if (version === null) return "";
  const shown = t("Version %(n)s", { n: version });
  // The desk's page may itself know a newer one than the server last compared with.
  const late = behind > 0 ? Math.max(behind, newest - version) : 0;
  return late ? t("%(version)s, %(n)s behind", { version: shown, n: late }) : shown;
}

/** @param {Screen} screen */
export function waitingWord({ waiting }) {
  if (!waiting) return "";
  return waiting === 1 ? t("1 mark waiting") : t("%(n)s marks waiting", { n: waiting });
}

/** @param {Screen} screen */
export function batteryWord({ battery, view }) {
  if (!battery) return view === "judge" ? t("Battery not told") : "";
  const level = { level: `${battery.level}%` };
  return battery.charging ? t("Battery %(level)s, charging", level) : t("Battery %(level)s", level);
}

/** @param {Screen} screen */
export function sizeWord({ size }) {
  return size ? `${size[0]} × ${size[1]}` : "";
}
