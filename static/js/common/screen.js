import { end } from "./ended.js";
import { persistently } from "./persistent.js";
import { reloadSafely } from "./reloading.js";
import { remember } from "./told.js";
import { uuid } from "./uuid.js";

/**
 * This screen as the desk sees it: what it shows, whether it is well, and the desk's commands to
 * it.
 *
 * @typedef {import("./live.js").LiveOptions} LiveOptions
 * @typedef {import("socket.io-client").Socket} Socket
 * @typedef {{level: number, charging: boolean}} Battery as the Battery Status API has it, level 0 to 1
 * @typedef {{do: "reload" | "rename" | "show" | "identify", n?: string, name?: string, path?: string}} Command `n`: its number, under which it is asked once more until this screen says that it has heard it
 */

/** Milliseconds between two signs of life; the server calls a screen silent after eight seconds. */
const BEAT = 3000;

/** The pages that a display may be sent to. */
const DISPLAY_PAGE =
  /^\/e\/[a-z0-9-]{1,64}\/(display|overlay)(\?(stage|division|group)=[^#&]{1,400}(&(stage|division|group)=[^#&]{1,400}){0,2})?$/;

/** What is a screen's own, wherever it is sent: its language, and the picture's size on it. */
const KEPT = ["lang", "zoom", "safe"];

const DEVICE = "scoreboard/screen";

/** The numbers of what was asked lately, kept through the loading anew that one of them may ask. */
const OBEYED = "scoreboard/obeyed";
const MOST_OBEYED = 10;

/**
 * Says hello to the desk for as long as the page is open, and does what the desk asks.
 *
 * @param {Socket} socket
 * @param {LiveOptions} options
 * @param {() => {version: number | null, ledger?: string}} newest of which version the newest board is
 */
export function present(socket, options, newest) {
  const { view, event, waiting } = options;
  const name = nameOf(view);
  const heard = obeyed();
  const seen = beat(socket, name, heard.list, options, newest);
  socket.on("command", (/** @type {Command} */ command) => {
    const fresh = heard.add(command.n);
    // Said before it is done: what is done may end this page.
    seen();
    if (fresh) obey(command, options, name, seen);
  });
  socket.on("numbered", ({ number }) => {
    name.number(Number(number) || 0);
    seen();
  });
  socket.on("placed", ({ place }) => {
    try {
      localStorage.setItem(`scoreboard/place/${event}`, String(place));
    } catch {
      // Without a memory its place is kept for as long as its connection.
    }
  });
  // A tab that is closed says so: only what falls silent is missed.
  window.addEventListener("pagehide", () => socket.disconnect());
  socket.on("revoked", () => end({ view, waiting }));
  socket.on("connect_error", ({ message }) => {
    if (view === "judge" || view === "desk") refused(message, options);
  });
  socket.on("connect", () => comeBack());
  if (view === "desk") showSilent(socket, event);
}

/**
 * Tells the desk, again and again, what this screen shows and how it fares.
 *
 * @param {Socket} socket
 * @param {ReturnType<typeof nameOf>} name
 * @param {() => string[]} heard
 * @param {LiveOptions} options
 * @param {() => {version: number | null, ledger?: string}} newest
 * @returns {() => void} tells it now
 */
function beat(socket, name, heard, { waiting }, newest) {
  const id = deviceId();
  /** @type {Battery | null} */
  let battery = null;
  const seen = () => {
    if (!socket.connected) return;
    const charge = battery && {
      level: Math.round(battery.level * 100),
      charging: battery.charging,
    };
    socket.emit("seen", {
      ...newest(),
      id,
      name: name.get(),
      page: location.pathname + location.search,
      size: [innerWidth, innerHeight].map((side) => Math.round(side * devicePixelRatio)),
      hidden: document.hidden,
      obeyed: heard(),
      ...(name.known() && { number: name.known() }),
      ...(charge && { battery: charge }),
      ...(waiting && { waiting: waiting() }),
    });
  };
  const soon = bundled(seen);
  for (const news of ["connect", "board"]) socket.on(news, soon);
  // A page out of sight is given no timers; the server's own ping still wakes it.
  socket.io.on("ping", seen);
  setInterval(seen, BEAT);
  document.addEventListener("visibilitychange", seen);
  window.addEventListener("resize", soon);
  watchBattery((known) => {
    battery = known;
    soon();
  });
  seen();
  return seen;
}

/** Once the link stands again, or a new one was opened in this browser, the page begins anew. */
function comeBack() {
  if (document.getElementById("ended")) location.reload();
}

/**
 * @param {string} message the server's reason for turning this page away
 * @param {LiveOptions} options
 */
function refused(message, { view, waiting }) {
  if (message === "sign in first") end({ view, waiting });
  if (message === "not yours") end({ view, waiting, other: true });
}

/**
 * @param {Command} command
 * @param {LiveOptions} options
 * @param {ReturnType<typeof nameOf>} name
 * @param {() => void} seen
 */
function obey(command, { event, view, mayReload }, name, seen) {
  if (command.do === "rename") {
    name.set(String(command.name ?? ""));
    seen();
  }
  if (command.do === "reload") reloadSafely(mayReload);
  if (command.do === "show") show(event, view, String(command.path ?? ""));
  if (command.do === "identify" && view === "display") identify(name.get(), name.known());
}

/**
 * @param {string} event
 * @param {string} view
 * @param {string} path
 */
function show(event, view, path) {
  if ((view !== "display" && view !== "overlay") || !DISPLAY_PAGE.test(path)) return;
  remember(event, path);
  const to = new URL(path, location.origin);
  for (const key of KEPT) {
    const value = new URLSearchParams(location.search).get(key);
    if (value) to.searchParams.set(key, value);
  }
  location.replace(to);
}

/**
 * Shows this screen's own name, large, to whoever has asked which one it is.
 *
 * @param {string} name
 * @param {number} number by which the desk calls it, where it has no name; 0 before it has one
 */
async function identify(name, number) {
  const { showName } = await persistently(
    (again) =>
      /** @type {Promise<typeof import("./ownname.js")>} */ (import(`./ownname.js${again}`)),
  );
  showName(name, number);
}

/**
 * @param {Socket} socket
 * @param {string} event
 */
async function showSilent(socket, event) {
  const { watchSilent } = await persistently(
    (again) =>
      /** @type {Promise<typeof import("./silentscreens.js")>} */ (
        import(`./silentscreens.js${again}`)
      ),
  );
  watchSilent(socket, event);
}

/** One id for the whole device, kept for as long as the browser keeps anything. */
function deviceId() {
  try {
    const kept = localStorage.getItem(DEVICE) ?? uuid();
    localStorage.setItem(DEVICE, kept);
    return kept;
  } catch {
    return uuid();
  }
}

/** What this window has been asked by number, so that nothing is done twice. */
function obeyed() {
  /** @type {string[]} */
  let numbers = [];
  try {
    const kept = JSON.parse(sessionStorage.getItem(OBEYED) ?? "[]");
    if (Array.isArray(kept)) numbers = kept.filter((one) => typeof one === "string");
  } catch {
    // Without a memory they are known for as long as the page.
  }
  return {
    list: () => numbers,
    /**
     * @param {string | undefined} number
     * @returns {boolean} whether it is a new one
     */
    add(number) {
      if (!number) return true;
      if (numbers.includes(number)) return false;
      numbers = [...numbers, number].slice(-MOST_OBEYED);
      try {
        sessionStorage.setItem(OBEYED, JSON.stringify(numbers));
      } catch {
        // As above.
      }
      return true;
    },
  };
}

/**
 * The name the desk gave this screen: from sessionStorage (each window of a machine has its own),
 * then from localStorage (it survives a restart).
 *
 * @param {string} view
 */
function nameOf(view) {
  const key = `${DEVICE}/${view}`;
  const numberKey = `${key}/number`;
  let known = "";
  let number = 0;
  try {
    known = sessionStorage.getItem(key) ?? localStorage.getItem(key) ?? "";
    number = Number(sessionStorage.getItem(numberKey) ?? localStorage.getItem(numberKey)) || 0;
  } catch {
    // Without storage the name lasts as long as the page.
  }
  return {
    get: () => known,
    known: () => number,
    /** @param {number} given the number by which the server tells this display from the others */
    number(given) {
      number = given;
      try {
        sessionStorage.setItem(numberKey, String(given));
        localStorage.setItem(numberKey, String(given));
      } catch {
        // As above.
      }
    },
    /** @param {string} name */
    set(name) {
      known = name;
      try {
        sessionStorage.setItem(key, name);
        localStorage.setItem(key, name);
      } catch {
        // As above.
      }
    },
  };
}

/**
 * The battery, where the browser tells; on a hall's plain http address none does.
 *
 * @param {(battery: Battery) => void} changed
 */
async function watchBattery(changed) {
  const { getBattery } = /** @type {{getBattery?: () => Promise<Battery & EventTarget>}} */ (
    /** @type {unknown} */ (navigator)
  );
  if (!getBattery) return;
  try {
    const battery = await getBattery.call(navigator);
    for (const change of ["levelchange", "chargingchange"])
      battery.addEventListener(change, () => changed(battery));
    changed(battery);
  } catch {
    // It stays unknown.
  }
}

/**
 * Bundles what happens in one moment into one call.
 *
 * @param {() => void} act
 */
function bundled(act) {
  let due = false;
  return () => {
    if (due) return;
    due = true;
    setTimeout(() => {
      due = false;
      act();
    }, 50);
  };
}
