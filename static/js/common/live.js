import { io } from "socket.io-client";

/**
 * The connection to the server: whole boards in, nothing but "seen" out.
 *
 * @typedef {"live" | "stale" | "offline"} LiveState live: connected. stale: lost a moment ago. offline: lost for longer
 * @typedef {object} LiveDetail
 * @property {number} since when the server was last heard, in milliseconds of Date.now()
 * @property {number} age seconds since then; 0 while live
 * @typedef {{event: string, version: number} & Record<string, any>} Versioned
 * @typedef {object} LiveOptions
 * @property {string} event
 * @property {string} view
 * @property {string | null} [stage] follow this stage instead of the current one
 * @property {string} [token] where there is no cookie
 * @property {Versioned | null} [shown] the board the page already shows, so that an older one is not drawn over it
 * @property {(board: any) => void} [onBoard]
 * @property {(sheet: any) => void} [onRound]
 * @property {(state: LiveState, detail: LiveDetail) => void} [onState] at each change, and every second while not live
 */

/** Seconds without a connection after which it is no longer a hiccup. */
const OFFLINE_AFTER = 15;

/** A page served by its own machine needs no network, so the browser's word on that says nothing. */
const AT_HOME = ["localhost", "127.0.0.1", "[::1]"].includes(window.location.hostname);

/** Milliseconds before asking again when the server itself has turned us away. */
const ASK_AGAIN = 2000;

/**
 * Lets a message pass unless a newer one of the same event has passed already.
 *
 * @param {Versioned | null} [shown]
 * @returns {(message: Versioned) => boolean}
 */
export function newestOnly(shown = null) {
  let last = shown;
  return (message) => {
    if (last && message.event === last.event && message.version < last.version) return false;
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
  const { event, view, stage, token } = options;
  const auth = Object.fromEntries(
    Object.entries({ event, view, stage, token }).filter(([, value]) => value),
  );
  const socket = io({
    auth,
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 2000,
    timeout: 4000,
  });
  deliver(socket, options);
  keepTrying(socket);
  return { socket, ...watchState(socket, options.onState) };
}

/**
 * Hands each message to the page, the newest only, and tells the desk what this screen shows.
 *
 * @param {import("socket.io-client").Socket} socket
 * @param {LiveOptions} options
 */
function deliver(socket, { view, shown, onBoard, onRound }) {
  const boards = newestOnly(shown);
  const rounds = newestOnly();
  // A thousand phones that each answered would be a load of their own; the desk only asks about its screens.
  const answers = view !== "audience";
  socket.on("board", (board) => {
    if (!boards(board)) return;
    onBoard?.(board);
    if (answers) socket.emit("seen", { version: board.version });
  });
  socket.on("round", (sheet) => {
    if (rounds(sheet)) onRound?.(sheet);
  });
}

/**
 * Reconnects where Socket.IO would give up, and at once when the device is back.
 *
 * @param {import("socket.io-client").Socket} socket
 */
function keepTrying(socket) {
  const again = () => {
    if (!socket.connected) socket.disconnect().connect();
  };
  // A refusal or a goodbye by the server ends Socket.IO's own attempts.
  socket.on("connect_error", () => {
    if (!socket.active) setTimeout(again, ASK_AGAIN);
  });
  socket.on("disconnect", (reason) => {
    if (reason === "io server disconnect") setTimeout(again, ASK_AGAIN);
  });
  window.addEventListener("online", again);
  window.addEventListener("pageshow", (shown) => {
    if (shown.persisted) again();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) again();
  });
}

/**
 * Says how the connection stands, and how old the picture is while it is down.
 *
 * @param {import("socket.io-client").Socket} socket
 * @param {LiveOptions["onState"]} onState
 */
function watchState(socket, onState) {
  let since = Date.now();
  /** @type {LiveState} */
  let state = "stale";
  const tell = () => {
    const online = AT_HOME || navigator.onLine !== false;
    const live = socket.connected && online;
    if (live) since = Date.now();
    const age = live ? 0 : Math.max(0, (Date.now() - since) / 1000);
    const next = live ? "live" : online && age < OFFLINE_AFTER ? "stale" : "offline";
    if (next === "live" && state === "live") return;
    state = next;
    onState?.(state, { since, age });
  };
  socket.on("connect", tell);
  socket.on("disconnect", tell);
  window.addEventListener("offline", tell);
  window.addEventListener("online", tell);
  const ticking = setInterval(tell, 1000);
  const close = () => {
    clearInterval(ticking);
    socket.disconnect();
  };
  return { state: () => state, close };
}
