import { liveWords } from "./board/wording.js";
import { find, reconcile, setAttributes, setText } from "./common/dom.js";
import { connect } from "./common/live.js";
import { page } from "./common/page.js";
import { joined, t } from "./common/phrases.js";
import { missing, Shares } from "./common/shares.js";
import { fullWords } from "./common/silentscreens.js";
import { command, listenToRow } from "./screens/commands.js";
import { listenToOverlay } from "./screens/overlay.js";
import { drawRow, makeRow } from "./screens/row.js";
import { nameOf, unnamed } from "./screens/words.js";

/**
 * Which screens are open, what each shows, and which have fallen silent.
 *
 * @typedef {import("./common/shares.js").Screen} Screen
 * @typedef {import("./screens/words.js").Listed} Listed
 */

const event = page.event ?? "";
const shares = new Shares();
let newest = Number(page.version) || 0;

function draw() {
  const { screens, audience, waiting } = shares.list(Date.now());
  const displays = screens.filter((one) => one.view === "display" || one.view === "overlay");
  const groups = {
    tablets: tablets(screens.filter((one) => one.view === "judge")),
    displays: unnamed(displays),
    desks: screens
      .filter((one) => one.view === "desk" && one.state === "live")
      .map((screen) => ({ key: screen.key, screen, name: "" })),
  };
  for (const [key, listed] of Object.entries(groups)) drawGroup(key, listed);
  const shown = [...groups.tablets, ...groups.displays, ...groups.desks];
  drawSummary(shown, screens, [phonesWords(audience), fullWords(waiting)]);
}

/**
 * Every judge has a line, also one whose tablet has not been opened yet.
 *
 * @param {Screen[]} screens
 * @returns {Listed[]}
 */
function tablets(screens) {
  /** @type {{id: string, name: string}[]} */
  const judges = page.judges;
  const listed = judges.flatMap(({ id, name }) => {
    /** @type {Listed[]} */
    const none = [{ key: `none/${id}`, screen: null, name }];
    const own = screens.filter((screen) => screen.subject === id);
    return own.length ? own.map((screen) => ({ key: screen.key, screen, name })) : none;
  });
  const strangers = screens.filter((one) => !judges.some(({ id }) => id === one.subject));
  return [...listed, ...strangers.map((one) => ({ key: one.key, screen: one, name: one.subject }))];
}

/**
 * @param {string} key
 * @param {Listed[]} listed
 */
function drawGroup(key, listed) {
  reconcile(find(`#${key}`), listed, {
    key: (one) => one.key,
    make: () => {
      const row = makeRow();
      listenToRow(row);
      return row;
    },
    draw: (row, one) => drawRow(row, one, newest),
  });
  find(`#${key}-empty`).hidden = listed.length > 0;
  const there = listed.filter(({ screen }) => screen?.state === "live").length;
  setText(find(`#${key}-count`), listed.length ? t("%(n)s open", { n: there }) : "");
}

/**
 * @param {Listed[]} listed
 * @param {Screen[]} screens
 * @param {string[]} phones
 */
function drawSummary(listed, screens, phones) {
  const gone = new Set(missing(screens).map((screen) => screen.key));
  const names = listed.filter(({ key }) => gone.has(key)).map(nameOf);
  const some = screens.some((screen) => screen.view !== "desk");
  const calm = some
    ? t("All displays and tablets are answering.")
    : t("No display or tablet is open.");
  const summary = find("#summary");
  setText(summary, names.length ? t("Offline: %(names)s", { names: joined(names) }) : calm);
  setAttributes(summary, { "data-tone": names.length ? "silent" : "quiet" });
  setText(find("#audience"), phones.filter(Boolean).join(page.locale === "en" ? " " : ""));
  const reload = document.querySelector("#reload-all");
  const identify = document.querySelector("#identify-all");
  const displays = screens.filter(({ view, state }) => view === "display" && state === "live");
  if (identify instanceof HTMLElement) identify.hidden = displays.length < 2;
  const dismiss = document.querySelector("#dismiss-all");
  if (reload instanceof HTMLElement) reload.hidden = !some;
  if (dismiss instanceof HTMLElement) dismiss.hidden = names.length < 2;
}

/** @param {number} audience */
function phonesWords(audience) {
  if (audience === 0) return "";
  return audience === 1 ? t("One phone looks on.") : t("%(n)s phones look on.", { n: audience });
}

document.querySelector("#reload-all")?.addEventListener("click", () => {
  command({ do: "reload" }, t("All displays and tablets are asked to load anew."));
});
document.querySelector("#identify-all")?.addEventListener("click", () => {
  command({ do: "identify" }, t("Every display shows its name."));
});
document.querySelector("#dismiss-all")?.addEventListener("click", async () => {
  for (const { key } of missing(shares.list(Date.now()).screens))
    await command({ do: "dismiss", screen: key });
});

if (page.share) shares.take(page.share, Date.now());
const { socket } = connect({
  event,
  view: "desk",
  onBoard(board) {
    newest = board.version;
    draw();
  },
  onState(state, { age }) {
    setAttributes(find("#live"), { "data-connection": state });
    setText(find("#live-word"), liveWords(state, age));
  },
});
socket.on("screens", (share) => {
  if (share.event !== event) return;
  shares.take(share, Date.now());
  draw();
});
listenToOverlay();
// The age of a silence counts on between two tellings.
setInterval(draw, 1000);
draw();
