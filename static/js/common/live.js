import { io } from "socket.io-client";
import { followTheWriter } from "./moving.js";
import { page } from "./page.js";
import { persistently } from "./persistent.js";
import { reloadSafely } from "./reloading.js";
import { spoken } from "./spoken.js";
import { base, bearer, doubt, isAway } from "./where.js";

/**
 * The connection to the server: whole boards and scenes in, nothing but "seen" out.
 *
 * @typedef {"live" | "stale" | "offline"} LiveState live: connected. stale: lost a moment ago. offline: lost for longer
 * @typedef {object} LiveDetail
 * @property {number} since when the server was last heard, in milliseconds of Date.now()
 * @property {number} age seconds since then; 0 while live
 * @typedef {{connected: boolean, on: (name: string, hear: (said: any) => void) => unknown}} Line what messages come by: a socket, or asking again and again
 * @typedef {{event: string, version: number, ledger?: string} & Record<string, any>} Versioned
 * @typedef {object} LiveOptions
 * @property {string} event
 * @property {string} view
 * @property {string | null} [stage] follow this stage instead of the current one
 * @property {string} [token] where there is no cookie
 * @property {Versioned | null} [shown] the board the page already shows, so that an older one is not drawn over it
 * @property {Versioned | null} [scene] the scene the page already shows, likewise
 * @property {(board: any) => void} [onBoard]
 * @property {(scene: any) => void} [onScene]
 * @property {(sheet: any) => void} [onRound]
 * @property {(state: LiveState, detail: LiveDetail) => void} [onState] at each change, and every second while not live
 * @property {(before: number) => void} [onPlace] a phone waits to be let in, so many before it
 * @property {() => void} [onFull] the hall is full: the page is not told of changes, and asks again later
 * @property {() => import("./histories.js").Told | null} [told] what was acknowledged here last: the server may have lost it
 * @property {() => number} [waiting] how many marks have not been sent yet
 * @property {() => boolean} [mayReload] whether a reload would lose nothing; left out: it would not
 */

/** Seconds without a connection after which it is no longer a hiccup. */
const OFFLINE_AFTER = 15;

/** A page served by its own machine needs no network, so the browser's word on that says nothing. */
const AT_HOME = ["localhost", "127.0.0.1", "[::1]"].includes(window.location.hostname);

/** Milliseconds before asking again when the server itself has turned us away. */
const ASK_AGAIN = 2000;

/** Seconds before asking again in a hall that is full, where the server does not say. */
const FULL_AGAIN = 15;

/** What a connection is made by; the first is tried first. */
const WAYS = ["websocket", "polling"];

/**
 * After so many tries in a row that met nothing but silence the other way is tried first. A hall's
 * phones are slower to: a server that is busy may only be late, and asking again costs it more.
 */
const SILENT_TRIES = 2;
const SILENT_TRIES_OF_PHONES = 6;

/** Milliseconds in which a page moves to the same ledger once, lest it load itself for ever. */
const MOVED_LATELY = 30_000;
const MOVED = "scoreboard/moved";

let connections = 0;

/** Whether this page keeps a connection of its own. */
export function isConnecting() {
  return connections > 0;
}

/**
 * Lets a message pass unless a newer one of the same event and ledger has passed already.
 *
 * @param {Versioned | null} [shown]
 * @returns {(message: Versioned) => boolean}
 */
export function newestOnly(shown = null) {
  let last = shown;
  return (message) => {
    const same = last?.event === message.event && last.ledger === message.ledger;
    if (last && same && message.version < last.version) return false;
    last = message;
    return true;
  };
}

/**
 * Keeps the page connected for as long as it is open.
 *
 * @param {LiveOptions} options
 * @returns {{socket: import("socket.io-client").Socket, state: () => LiveState, close: () => void}}
 */
export function connect(options) {
  const { event, view, stage, token, told } = options;
  const socket = io({
    // Asked for at each connection: a display may have been given its place meanwhile.
    auth: (send) => {
      const known = token || (isAway() ? bearer() : "");
      const said = {
        event,
        view,
        stage,
        token: known,
        place: placeOf(view, event),
        told: told?.(),
      };
      send(Object.fromEntries(Object.entries(said).filter(([, value]) => value)));
    },
    // The server lets phones in after everybody else, and has to know before they speak.
    query: view === "audience" ? { view } : {},
    transports: [...WAYS],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 2000,
    timeout: 4000,
  });
  connections += 1;
  const fresh = new Freshness();
  const newest = deliver(socket, options, fresh);
  // A thousand phones that each answered would be a load of their own: they are only counted.
  if (view !== "audience") bePresent(socket, options, newest);
  const ended = new AbortController();
  keepTrying(socket, options.onFull, ended.signal);
  tryBothWays(socket, view === "audience" ? SILENT_TRIES_OF_PHONES : SILENT_TRIES);
  const state = watchState(socket, options.onState, ended.signal, fresh);
  followTheWriter({
    isLive: () => socket.connected,
    moved: () => {
      // The manager opens its next connection there.
      Reflect.set(socket.io, "uri", base() || window.location.origin);
      socket.disconnect().connect();
    },
    mayReload: options.mayReload,
    signal: ended.signal,
  });
  socket.on("disconnect", doubt);
  const close = () => {
    ended.abort();
    socket.disconnect();
  };
  return { socket, state, close };
}

/**
 * What a display keeps so that the hall keeps its place for it (`screen.js` is given it).
 *
 * @param {string} view
 * @param {string} event
 * @returns {string | null}
 */
function placeOf(view, event) {
  if (view !== "display" && view !== "overlay") return null;
  try {
    return localStorage.getItem(`scoreboard/place/${event}`);
  } catch {
    return null;
  }
}

/**
 * Whether what the page shows is known to be of now: after the server has been lost it is again
 * once something was told. The server may have come back with another history.
 */
export class Freshness {
  current = true;
  changed = () => {};

  lost() {
    this.current = false;
  }

  heard() {
    if (this.current) return;
    this.current = true;
    this.changed();
  }
}

/**
 * Hands each message to the page, the newest only.
 *
 * @param {Line} socket
 * @param {LiveOptions} options
 * @param {Freshness} fresh
 * @returns {() => {version: number | null, ledger?: string}} of which version the newest board is
 */
export function deliver(socket, options, fresh) {
  const { shown, scene, onBoard, onScene, onRound, onPlace, mayReload } = options;
  const boards = newestOnly(shown);
  const scenes = newestOnly(scene);
  const rounds = newestOnly();
  const moves = mover(shown, mayReload);
  /** @type {{version: number | null, ledger?: string}} */
  let newest = { version: shown?.version ?? null, ...(shown?.ledger && { ledger: shown.ledger }) };
  /** @param {Versioned} message */
  const stays = (message) => {
    if (moves(message)) return false;
    fresh.heard();
    return true;
  };
  socket.on("board", (board) => {
    if (!stays(board) || !boards(board)) return;
    newest = { version: board.version, ledger: board.ledger };
    onBoard?.(spoken(board));
  });
  socket.on("scene", (told) => {
    if (stays(told) && scenes(told)) onScene?.(spoken(told));
  });
  socket.on("round", (sheet) => {
    if (stays(sheet) && rounds(sheet)) onRound?.(spoken(sheet));
  });
  socket.on("place", ({ before }) => onPlace?.(before));
  return () => newest;
}

/**
 * A rehearsal has a ledger of its own: where a message speaks of another ledger than the page was
 * drawn with, the page is loaded anew. A page with unsaved work may prevent the event
 * "scoreboard:ledger" and see to it itself.
 *
 * @param {Versioned | null | undefined} shown
 * @param {(() => boolean) | undefined} mayReload
 * @returns {(message: Versioned) => boolean} whether the page is on its way
 */
function mover(shown, mayReload) {
  let drawn = shown?.ledger ?? page.ledger ?? page.sheet?.ledger ?? page.board?.ledger;
  let moving = false;
  return ({ ledger }) => {
    if (moving || !ledger) return moving;
    drawn ??= ledger;
    if (ledger === drawn) return false;
    drawn = ledger;
    // At the other laptop: there is nothing to load where the page came from.
    if (isAway()) return false;
    const asked = new CustomEvent("scoreboard:ledger", { cancelable: true, detail: { ledger } });
    moving = window.dispatchEvent(asked) && noteMove(ledger);
    if (moving) reloadSafely(mayReload);
    return moving;
  };
}

/**
 * @param {string} ledger
 * @returns {boolean} false where the page has just been loaded for this very ledger
 */
function noteMove(ledger) {
  try {
    const before = JSON.parse(sessionStorage.getItem(MOVED) ?? "null");
    if (before?.ledger === ledger && Date.now() - before.at < MOVED_LATELY) return false;
    sessionStorage.setItem(MOVED, JSON.stringify({ ledger, at: Date.now() }));
    return true;
  } catch {
    // Without a memory nothing would end a loop; the boards that come are whole anyway.
    return false;
  }
}

/**
 * Lets the desk see this screen, and the screen do what the desk asks; fetched by screens only.
 *
 * @param {import("socket.io-client").Socket} socket
 * @param {LiveOptions} options
 * @param {ReturnType<typeof deliver>} newest
 */
async function bePresent(socket, options, newest) {
  const { present } = await persistently(
    (again) => /** @type {Promise<typeof import("./screen.js")>} */ (import(`./screen.js${again}`)),
  );
  present(socket, options, newest);
}

/**
 * Reconnects where Socket.IO would give up, and at once when the device is back.
 *
 * @param {import("socket.io-client").Socket} socket
 * @param {LiveOptions["onFull"]} onFull
 * @param {AbortSignal} signal ends it
 */
function keepTrying(socket, onFull, signal) {
  const again = () => {
    if (!socket.connected && !signal.aborted) socket.disconnect().connect();
  };
  // A refusal or a goodbye by the server ends Socket.IO's own attempts.
  socket.on("connect_error", (error) => {
    if (socket.active) return;
    const full = error.message === "full";
    if (full && !signal.aborted) onFull?.();
    // Hundreds that wait must not all ask in one moment.
    const pause = Number(Reflect.get(error, "data")?.retry) || FULL_AGAIN;
    setTimeout(again, full ? pause * 1000 * (1 + Math.random() / 2) : ASK_AGAIN);
  });
  socket.on("disconnect", (reason) => {
    if (reason === "io server disconnect") setTimeout(again, ASK_AGAIN);
  });
  window.addEventListener("online", again, { signal });
  window.addEventListener("pageshow", (shown) => shown.persisted && again(), { signal });
  document.addEventListener("visibilitychange", () => document.hidden || again(), { signal });
}

/**
 * Some networks swallow a websocket without a word, and Socket.IO tries its other way only where
 * the first has failed: so the two take turns while nobody answers.
 *
 * @param {import("socket.io-client").Socket} socket
 * @param {number} most how many tries in a row are met with silence before
 */
function tryBothWays(socket, most) {
  let silent = 0;
  let turns = 0;
  socket.on("connect", () => {
    silent = 0;
  });
  socket.on("connect_error", ({ message }) => {
    silent = message === "timeout" ? silent + 1 : 0;
    if (silent < most) return;
    silent = 0;
    turns += 1;
    // The manager opens its next connection so.
    Reflect.set(socket.io.opts, "transports", turns % 2 ? [...WAYS].reverse() : [...WAYS]);
  });
}

/**
 * Says how the connection stands, and how old the picture is while it is down.
 *
 * @param {Line} socket
 * @param {LiveOptions["onState"]} onState
 * @param {AbortSignal} signal ends it
 * @param {Freshness} fresh
 * @returns {() => LiveState}
 */
export function watchState(socket, onState, signal, fresh) {
  let since = Date.now();
  /** @type {LiveState} */
  let state = "stale";
  const report = () => {
    if (signal.aborted) return;
    const online = AT_HOME || navigator.onLine !== false;
    const live = socket.connected && online && fresh.current;
    if (live) since = Date.now();
    const age = live ? 0 : Math.max(0, (Date.now() - since) / 1000);
    const next = live ? "live" : online && age < OFFLINE_AFTER ? "stale" : "offline";
    if (next === "live" && state === "live") return;
    state = next;
    onState?.(state, { since, age });
  };
  fresh.changed = report;
  socket.on("connect", report);
  socket.on("disconnect", () => {
    fresh.lost();
    report();
  });
  window.addEventListener("offline", report, { signal });
  window.addEventListener("online", report, { signal });
  const ticking = setInterval(report, 1000);
  signal.addEventListener("abort", () => clearInterval(ticking));
  return () => state;
}
