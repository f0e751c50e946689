import { domToCanvas } from "modern-screenshot";
import { find } from "./common/dom.js";
import { headingOf } from "./common/heading.js";
import { page } from "./common/page.js";
import { t } from "./common/phrases.js";
import { LOOKS } from "./picture/exportstyles.js";
import { fontsFor } from "./picture/fonts.js";
import { partOf, partsOf } from "./picture/parts.js";
import { drawPodium, podiumsOf } from "./picture/podium.js";
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
  const podiums = podiumsOf(whole);
  offerPodium(podiums);
  const wanted = podiums.length > 0 && chosen.get("shows") !== "standings";
  const picture = wanted ? podiumPicture(whole, podiums) : standingsPicture(whole);
  status.dataset.state = "busy";
  status.textContent = t("Drawing the picture");
  download.hidden = true;
  try {
    const canvas = await drawn(picture.draw, size);
    const blob = await pngOf(canvas);
    if (attempt !== asked) return;
    show(picture, size, canvas.toDataURL("image/png"), blob);
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
 * The podium is offered as soon as there is one, and is what people share.
 *
 * @param {import("./board/tables.js").Table[]} podiums
 */
function offerPodium(podiums) {
  find(".picture-shows").hidden = podiums.length === 0;
}

/**
 * A picture: how it is drawn at a size, what it is called for who cannot see it, and in the name of its file.
 *
 * @typedef {object} Drawable
 * @property {(holder: HTMLElement, size: import("./picture/poster.js").Size) => HTMLElement} draw
 * @property {string} alt
 * @property {string} name
 */

/**
 * @param {Board} whole
 * @returns {Drawable}
 */
function standingsPicture(whole) {
  const board = partOf(whole, chosenPart(whole));
  const title = headingOf(board).contest;
  return {
    draw: (holder, size) => drawPoster(holder, board, size),
    alt: t("Standings of %(stage)s, %(title)s", { stage: board.stage.name, title }),
    name: `${title} ${board.stage.name}`,
  };
}

/**
 * @param {Board} whole
 * @param {import("./board/tables.js").Table[]} podiums
 * @returns {Drawable}
 */
function podiumPicture(whole, podiums) {
  const names = podiums.map(({ title }) => title);
  const table = podiums[offerParts(`${whole.stage.id} podium`, names)] ?? podiums[0];
  const of = [whole.stage.name, table?.title].filter(Boolean).join(" ");
  const title = headingOf(whole).contest;
  return {
    draw: (holder, size) =>
      drawPodium(holder, /** @type {import("./board/tables.js").Table} */ (table), size),
    alt: t("Podium of %(stage)s, %(title)s", { stage: of, title }),
    name: `${title} ${of} ${t("Podium")}`,
  };
}

/**
 * Parts of what is too much for one picture, to choose from; those of another picture are offered anew.
 *
 * @param {string} key of what they are parts of
 * @param {string[]} names
 * @returns {number} which one is chosen
 */
function offerParts(key, names) {
  const select = /** @type {HTMLSelectElement} */ (find("#part"));
  if (select.dataset.of !== key) {
    select.dataset.of = key;
    select.replaceChildren(...names.map((name, n) => new Option(name, String(n))));
  }
  find(".picture-part").hidden = names.length < 2;
  return select.selectedIndex;
}

/**
 * Which rows are wanted, of a board that has too many for one picture.
 *
 * @param {Board} board
 */
function chosenPart(board) {
  const parts = partsOf(board);
  const names = parts.map(({ from, to }) => `${from + 1}–${to}`);
  return parts[offerParts(board.stage.id, names)] ?? { from: 0, to: board.rows.length };
}

/**
 * @param {Drawable["draw"]} draw
 * @param {import("./picture/poster.js").Size} size
 * @returns {Promise<HTMLCanvasElement>}
 */
async function drawn(draw, size) {
  await settled(draw(find("#studio"), size));
  // Only now are the fonts here by which it is measured what fits.
  const poster = draw(find("#studio"), size);
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
 * @param {Drawable} picture
 * @param {import("./picture/poster.js").Size} size
 * @param {string} source
 * @param {Blob} blob
 */
function show(picture, size, source, blob) {
  shown.src = source;
  shown.width = size.width;
  shown.height = size.height;
  shown.alt = picture.alt;
  shown.hidden = false;
  if (address) URL.revokeObjectURL(address);
  address = URL.createObjectURL(blob);
  download.href = address;
  download.download = fileName(picture.name, size);
  download.hidden = false;
  status.dataset.state = "done";
  status.textContent = t("%(width)s × %(height)s pixels, %(size)s kB", {
    width: size.width,
    height: size.height,
    size: Math.ceil(blob.size / 1024),
  });
}

/**
 * @param {string} words
 * @param {import("./picture/poster.js").Size} size
 */
function fileName(words, { width, height }) {
  const name = words.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]+/gu, " ").trim();
  return `${[...name].slice(0, 60).join("")} ${width}x${height}.png`;
}

form.addEventListener("change", make);
form.addEventListener("submit", (event) => event.preventDefault());
make();
