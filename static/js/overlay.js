import { chosenOf } from "./board/tables.js";
import { connect } from "./common/live.js";
import { page } from "./common/page.js";
import { persistently } from "./common/persistent.js";
import { PLATES } from "./overlay/plate.js";

/**
 * The overlay of a live stream: one plate on a transparent ground, or nothing at all.
 *
 * @typedef {import("./board/model.js").Board} Board
 * @typedef {import("./common/shapes.js").SceneMessage} SceneMessage
 * @typedef {import("./overlay/plate.js").Told} Told
 * @typedef {import("./overlay/plate.js").Plate} Plate
 */

const root = /** @type {HTMLElement} */ (document.getElementById("board"));
const plate = /** @type {HTMLElement} */ (root.querySelector(".plate"));
const { show, rows, scale } = page.overlay;
document.documentElement.style.setProperty("--scale", scale);

/** @type {Told} */
const told = { board: page.board ?? null, scene: page.scene ?? null, rows };

const load = /** @type {(again: string) => Promise<{default: Plate}>} */ (PLATES[show]);
const drawn = persistently(load).then((module) => module.default);

async function draw() {
  const { draw: drawPlate } = await drawn;
  if (told.board) root.dataset.version = String(told.board.version);
  root.dataset.scene = told.scene?.scene ?? "standings";
  root.dataset.step = String(told.scene?.step ?? 0);
  plate.hidden = !drawPlate(plate, told);
}

// A rehearsal that begins or ends brings another board, and nothing else.
window.addEventListener("scoreboard:ledger", (event) => event.preventDefault());

draw();
connect({
  event: page.event ?? "",
  view: "overlay",
  stage: page.stage,
  shown: told.board,
  onBoard: (/** @type {Board} */ board) => {
    if (page.stage && board.stage?.id !== page.stage) return;
    told.board = chosenOf(board, page.tables);
    draw();
  },
  onScene: (/** @type {SceneMessage} */ scene) => {
    told.scene = scene;
    // In the event's theme, unless the address names one of its own.
    if (!page.overlay.theme) document.documentElement.dataset.palette = scene.look.theme;
    draw();
  },
  onState: (state) => {
    root.dataset.connection = state;
  },
});
