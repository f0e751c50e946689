import { apiUrl, request } from "./http.js";

/**
 * The server's clock, as well as this device can know it: its own clock may be minutes off, and be put right in the
 * middle of an event. A few asks tell how far; the one with the shortest way there and back is believed.
 *
 * @typedef {{ahead: number, unsure: number, at: number}} Reading how far the server's clock is ahead of this page's own
 *   count of milliseconds, how much that may be off, and when it was read by that count
 */

/** Milliseconds between the first asks, between later ones, and after which a reading has grown old. */
const AT_FIRST = [0, 300, 700, 1500, 3000];
const LATER = 60_000;
const OLD = 600_000;
/** What a message's way may take that says when it was sent. */
const ON_ITS_WAY = 400;

/** @type {Reading | null} */
let believed = null;
let keeping = false;

/** This page's own count: it goes on evenly, whatever is done to the device's clock. */
const count = () => performance.now();

/** The server's time, in milliseconds as of Date.now(). */
export const serverNow = () => (believed ? count() + believed.ahead : Date.now());

/**
 * Learns from a message that says when it was sent.
 *
 * @param {string | undefined} sent ISO 8601
 */
export function learnTime(sent) {
  const then = Date.parse(sent ?? "");
  const at = count();
  if (!Number.isNaN(then)) weigh({ ahead: then - at, unsure: ON_ITS_WAY, at });
}

/** Asks the server for its time, a few times at first and then now and again; one call is enough. */
export function keepTime() {
  if (keeping) return;
  keeping = true;
  for (const wait of AT_FIRST) setTimeout(ask, wait);
  setInterval(ask, LATER);
  document.addEventListener("visibilitychange", () => {
    // While the device slept its count may have stood still.
    if (!document.hidden) ask();
  });
}

/** Milliseconds within which phones ask that have learnt of a timer in the same moment. */
const APART = 4000;

/** Asks for the time once, at some moment soon, and again whenever the page comes back into sight. */
export function askTimeSoon() {
  const soon = () => setTimeout(ask, Math.random() * APART);
  soon();
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) soon();
  });
}

async function ask() {
  const asked = count();
  const { meaning, body } = await request("GET", apiUrl("/time"));
  const at = count();
  const then = Date.parse(body?.now ?? "");
  if (meaning !== "done" || Number.isNaN(then)) return;
  weigh({ ahead: then - (asked + at) / 2, unsure: (at - asked) / 2, at });
}

/** @param {Reading} reading */
function weigh(reading) {
  const old = believed === null || reading.at - believed.at > OLD;
  const surer = believed !== null && reading.unsure <= believed.unsure;
  // What two readings say apart, beyond what either may be off, is a clock that was put right.
  const moved =
    believed !== null &&
    Math.abs(reading.ahead - believed.ahead) > reading.unsure + believed.unsure + 50;
  if (old || surer || moved) believed = reading;
}
