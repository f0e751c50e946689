import { apiUrl, request } from "./http.js";
import { page } from "./page.js";
import { reloadSafely } from "./reloading.js";
import { base, bearer, elsewhere, goOver, isAway } from "./where.js";
import { sayWhere, sayWhoActs } from "./whowrites.js";

/**
 * Watches which of two laptops writes, and leads the page to it.
 *
 * @typedef {import("./shapes.js").PairAnswer} PairAnswer
 */

/** Milliseconds between two looks while all is well: for the crew's pages, and for a thousand phones. */
const LOOK = 20_000;
const LOOK_OF_PHONES = 60_000;
/** The same while the server is away or does not write. */
const SEEK = 1_000;
const SEEK_OF_PHONES = 3_000;
/** Milliseconds that a laptop has for its answer. */
const PATIENCE = 2_000;

/**
 * Leads the page to whichever laptop writes, for as long as it is open.
 *
 * @param {{isLive: () => boolean, moved: () => void, mayReload?: () => boolean, signal: AbortSignal}} options
 *   `moved`: the page speaks to the other laptop from now on
 */
export function followTheWriter({ isLive, moved, mayReload, signal }) {
  const many = phone();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let next;
  let looking = false;
  /** Whether somebody was told to doubt while it looked. */
  let again = false;
  /** Whether the page was opened just now: that there is no other laptop it was told itself. */
  let opened = elsewhere() === null;

  const later = () => {
    clearTimeout(next);
    if (signal.aborted) return;
    const seeks = !isLive();
    const pause = many ? (seeks ? SEEK_OF_PHONES : LOOK_OF_PHONES) : seeks ? SEEK : LOOK;
    // A hall's phones must not all ask in one moment.
    next = setTimeout(due, pause * (many ? 0.5 + Math.random() : 1));
  };
  const due = () => {
    const sure = opened && isLive();
    opened = false;
    if (sure) later();
    else look();
  };
  const look = async () => {
    if (looking) {
      again = true;
      return;
    }
    looking = true;
    clearTimeout(next);
    const goes = await writesElsewhere(mayReload, signal);
    looking = false;
    if (signal.aborted) return;
    if (goes) {
      goOver();
      sayWhere();
      moved();
    }
    if (again) {
      again = false;
      look();
    } else later();
  };
  window.addEventListener("scoreboard:doubt", look, { signal });
  signal.addEventListener("abort", () => clearTimeout(next));
  later();
}

/**
 * @param {(() => boolean) | undefined} mayReload
 * @param {AbortSignal} signal
 * @returns {Promise<boolean>} whether the other laptop is the one to speak to
 */
async function writesElsewhere(mayReload, signal) {
  const here = await pairAt(base(), signal);
  if (here && !isAway() && here.other.replace(/\/$/, "") !== (page.pair?.other ?? "")) {
    // A page may speak only to the laptop that it was loaded with; at a quiet moment it learns of another.
    if (here.part !== "alone") learn(mayReload, signal);
    return false;
  }
  const other = elsewhere();
  if (other === null) return false;
  // Who only looks on stays with a server that answers: the second laptop shows all that the first writes.
  // "Safety" speaks of the laptop that it was opened at, which may be told there to take over.
  const looksOn = bearer() === "" || page.view === "safety";
  const stays = here !== null && (here.writes || looksOn);
  if (stays && (phone() || here.part === "second")) {
    sayWhoActs(here, null);
    return false;
  }
  const there = await pairAt(other, signal);
  if (!signal.aborted) sayWhoActs(here, there);
  return there?.writes === true && (!stays || there.term > here.term);
}

/** Whether it is one of a thousand. */
const phone = () => page.view === "audience" || page.view === "team";

/**
 * @param {string} at where a laptop is reached
 * @param {AbortSignal} signal
 * @returns {Promise<PairAnswer | null>} null where it does not answer
 */
async function pairAt(at, signal) {
  const own = base();
  const url = at + apiUrl("/pair").slice(own.length);
  const { meaning, body } = await request("GET", url, { patience: PATIENCE, signal, shared: true });
  return meaning === "done" && typeof body?.writes === "boolean" ? body : null;
}

/**
 * @param {(() => boolean) | undefined} mayReload
 * @param {AbortSignal} signal
 */
function learn(mayReload, signal) {
  const phone = page.view === "audience" || page.view === "team";
  const wait = setTimeout(
    () => reloadSafely(mayReload),
    phone ? Math.random() * LOOK_OF_PHONES : 0,
  );
  signal.addEventListener("abort", () => clearTimeout(wait));
}
