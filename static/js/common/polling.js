import { eventUrl, request } from "./http.js";
import { deliver, Freshness, watchState } from "./live.js";
import { followTheWriter } from "./moving.js";
import { page } from "./page.js";

/**
 * A phone without a socket: it asks for the board and for what the wall tells, again and again.
 *
 * What it asks for is the same for everybody, and may be answered by a network in between: no
 * cookie goes along, and what has not changed is not sent again (the browser's own cache asks by
 * the ETag). Phones that were told to scan in one moment ask at times of their own.
 *
 * @typedef {import("./live.js").LiveOptions} LiveOptions
 */

/** Of the pause between two asks, as much more or less by chance. */
const JITTER = 0.5;

/** Milliseconds until the first ask, at most: the page has a board already. */
const AT_FIRST = 1000;

/** Milliseconds between two asks of a server that does not answer, at most. */
const LONGEST = 60_000;

/** The seconds after which a phone asks again, where it is to open no socket; else 0. */
export const pollSeconds = () => Number(page.polls) || 0;

/**
 * Keeps the page fresh for as long as it is open.
 *
 * @param {LiveOptions} options
 * @param {number} seconds between two asks, more or less
 * @returns {{state: () => import("./live.js").LiveState, close: () => void}}
 */
export function poll(options, seconds) {
  const line = new Asked();
  const ended = new AbortController();
  const { signal } = ended;
  const fresh = new Freshness();
  deliver(line, options, fresh);
  const state = watchState(line, options.onState, signal, fresh);
  let failures = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let next;

  /** @param {number} pause */
  const later = (pause) => {
    clearTimeout(next);
    if (!signal.aborted) next = setTimeout(ask, pause);
  };
  const ask = async () => {
    // Who does not look at it is told when they do.
    if (document.hidden) return;
    const board = eventUrl("/board", options.stage ? { stage: options.stage } : {}, options.event);
    const scene = eventUrl("/scene", { polled: "1" }, options.event);
    const asking = [board, scene].map((url) => request("GET", url, { signal, shared: true }));
    const answers = await Promise.all(asking);
    if (signal.aborted) return;
    answers.forEach(({ meaning, body }, i) => {
      if (meaning === "done") line.say(i === 0 ? "board" : "scene", body);
    });
    failures = answers.every(({ meaning }) => meaning === "done") ? 0 : failures + 1;
    line.stands(failures === 0);
    const pause = Math.min(seconds * 1000 * 2 ** failures, LONGEST);
    later(pause * (1 + JITTER * (2 * Math.random() - 1)));
  };
  followTheWriter({
    isLive: () => line.connected,
    moved: () => later(0),
    mayReload: options.mayReload,
    signal,
  });
  const soon = () => later(AT_FIRST * Math.random());

  soon();
  document.addEventListener("visibilitychange", () => document.hidden || soon(), { signal });
  window.addEventListener("online", soon, { signal });
  window.addEventListener("pageshow", (shown) => shown.persisted && soon(), { signal });
  signal.addEventListener("abort", () => clearTimeout(next));
  return { state, close: () => ended.abort() };
}

/** What `live.js` listens to, with answers instead of a socket's messages. */
class Asked {
  connected = false;
  /** @type {Map<string, ((said: any) => void)[]>} */
  #hear = new Map();

  /**
   * @param {string} name
   * @param {(said: any) => void} hear
   */
  on(name, hear) {
    this.#hear.set(name, [...(this.#hear.get(name) ?? []), hear]);
  }

  /**
   * @param {string} name
   * @param {any} said
   */
  say(name, said) {
    for (const hear of this.#hear.get(name) ?? []) hear(said);
  }

  /** @param {boolean} well whether all that was asked last was answered */
  stands(well) {
    if (well === this.connected) return;
    this.connected = well;
    this.say(well ? "connect" : "disconnect", null);
  }
}
