import { domToCanvas } from "modern-screenshot";
import { find } from "./common/dom.js";
import { headingOf } from "./common/heading.js";
import { page } from "./common/page.js";
import { t } from "./common/phrases.js";
import { LOOKS } from "./picture/exportstyles.js";
import { fontsFor } from "./picture/fonts.js";
import { partOf, partsOf } from "./picture/parts.js";
import { drawPoster, SIZES, settled } from "./picture/poster.js";

/**
 * The standings as a picture: drawn here, so that the hall needs no internet and the server no browser.
 *
 * @typedef {import("./board/model.js").Board} Board
 */

const form = /** @type {HTMLFormElement} */ (find("#choose"));
const status = find("#status");
const shown = /** @type {HTMLImageElement} */ (find("#picture"));
const download = /** @type {HTMLAnchorElement} */ (find("#download"));
/** @type {Record<string, Board>} */
const boards = page.boards;

/** Counts the pictures asked for, so that a slow one never replaces a newer one. */
let asked = 0;
/** @type {string | null} */
let address = null;

async function make() {
  asked += 1;
  const attempt = asked;
  const chosen = new FormData(form);
  const size = SIZES[String(chosen.get("size"))];
  const whole = boards[String(chosen.get("stage") ?? page.stage)];
  if (!size || !whole) return;
  const board = partOf(whole, chosenPart(whole));
  status.dataset.state = "busy";
  status.textContent = t("Drawing the picture");
  download.hidden = true;
  try {
    const canvas = await drawn(board, size);
    const blob = await pngOf(canvas);
    if (attempt !== asked) return;
    show(board, size, canvas.toDataURL("image/png"), blob);
  } catch (error) {
    if (attempt !== asked) return;
    console.warn(error);
    status.dataset.state = "failed";
    status.textContent = t(
      "This browser could not draw the picture. Try another one, such as Chrome or Edge.",
    );
  }
}

/**
 * Which rows are wanted, of a board that has too many for one picture; its parts are offered anew for another stage.
 *
 * @param {Board} board
 */
function chosenPart(board) {
  const select = /** @type {HTMLSelectElement} */ (find("#part"));
  const parts = partsOf(board);
  if (select.dataset.stage !== board.stage.id) {
    select.dataset.stage = board.stage.id;
    const named = parts.map(({ from, to }, n) => new Option(`${from + 1}–${to}`, String(n)));
    select.replaceChildren(...named);
  }
  find(".picture-part").hidden = parts.length < 2;
  return parts[select.selectedIndex] ?? { from: 0, to: board.rows.length };
}

/**
 * @param {Board} board
 * @param {import("./picture/poster.js").Size} size
 * @returns {Promise<HTMLCanvasElement>}
 */
async function drawn(board, size) {
  await settled(drawPoster(find("#studio"), board, size));
  // Only now are the fonts here by which it is measured what fits.
  const poster = drawPoster(find("#studio"), board, size);
  await settled(poster);
  const cssText = await fontsFor(poster.textContent ?? "");
  return domToCanvas(poster, {
    width: size.width,
    height: size.height,
    scale: 1,
    font: { cssText },
    includeStyleProperties: LOOKS,
  });
}

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {Promise<Blob>}
 */
function pngOf(canvas) {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
  });
}

/**
 * @param {Board} board
 * @param {import("./picture/poster.js").Size} size
 * @param {string} source
 * @param {Blob} blob
 */
function show(board, size, source, blob) {
  const title = headingOf(board).contest;
  shown.src = source;
  shown.width = size.width;
  shown.height = size.height;
  shown.alt = t("Standings of %(stage)s, %(title)s", { stage: board.stage.name, title });
  shown.hidden = false;
  if (address) URL.revokeObjectURL(address);
  address = URL.createObjectURL(blob);
  download.href = address;
  download.download = fileName(title, board.stage.name, size);
  download.hidden = false;
  status.dataset.state = "done";
  status.textContent = t("%(width)s × %(height)s pixels, %(size)s kB", {
    width: size.width,
    height: size.height,
    size: Math.ceil(blob.size / 1024),
  });
}

/**
 * @param {string} title
 * @param {string} stage
 * @param {import("./picture/poster.js").Size} size
 */
function fileName(title, stage, { width, height }) {
  const name = `${title} ${stage}`.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]+/gu, " ").trim();
  return `${[...name].slice(0, 60).join("")} ${width}x${height}.png`;
}

form.addEventListener("change", make);
form.addEventListener("submit", (event) => event.preventDefault());
make();
