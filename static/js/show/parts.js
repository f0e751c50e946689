import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";

/**
 * What several scenes show: the marks of those who support the event, the way for the audience's phones.
 *
 * @typedef {import("./message.js").Sponsor} Sponsor
 * @typedef {import("./message.js").SceneMessage} SceneMessage
 */

/**
 * The marks of sponsors, each of the same weight to the eye: the wider a mark, the lower it stands.
 *
 * @param {HTMLElement} band
 * @param {Sponsor[]} sponsors
 * @param {number} height of a mark about twice as wide as high, in units
 */
export function drawMarks(band, sponsors, height) {
  reconcile(band, sponsors, {
    key: ({ url }) => url,
    make: () => {
      const mark = make("img", { class: "mark" });
      mark.addEventListener("load", () => mark.classList.toggle("on-nothing", isOnNothing(mark)));
      return mark;
    },
    draw: (mark, { url, name, width, height: high }) => {
      setAttributes(mark, { src: url, alt: name, width, height: high });
      const ratio = width / high;
      mark.style.height = `calc(${(height * Math.min(1, (2 / ratio) ** 0.5)).toFixed(2)} * var(--u))`;
      mark.style.width = "auto";
    },
  });
}

/**
 * Whether a picture has nothing behind it, so that it can be drawn in one tone; one with a ground of its own stays as
 * it is, on a tile.
 *
 * @param {HTMLImageElement} image
 */
function isOnNothing(image) {
  const side = 8;
  const canvas = make("canvas", { width: side, height: side });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) return false;
  pen.drawImage(image, 0, 0, side, side);
  const { data } = pen.getImageData(0, 0, side, side);
  const corners = [0, side - 1, side * (side - 1), side * side - 1];
  return corners.every((at) => (data[at * 4 + 3] ?? 255) < 128);
}

/**
 * The code that leads phones to the standings, on a tile of paper, and the network they need.
 *
 * @param {HTMLElement} root of the scene
 * @param {SceneMessage} scene
 */
export function drawCode(root, scene) {
  let box = /** @type {HTMLElement | null} */ (root.querySelector(".code"));
  if (!box) {
    const image = make("img", {
      class: "code-tile",
      alt: "",
      src: `/e/${page.event}/audience.svg`,
    });
    box = make(
      "figure",
      { class: "code" },
      image,
      make("p", { class: "code-word" }, t("Scan for the live standings")),
      make("p", { class: "code-wifi" }, t("First join the Wi-Fi"), make("b", { dir: "auto" })),
    );
    root.append(box);
  }
  const { wifi } = scene.look;
  find(".code-wifi", box).hidden = !wifi?.name;
  setText(find(".code-wifi b", box), wifi?.name ?? "");
}

/**
 * A day as the page's language writes it.
 *
 * @param {string | null | undefined} date "2024-11-30"
 */
export function dayWords(date) {
  if (!date) return "";
  const day = new Date(`${date}T12:00:00Z`);
  if (Number.isNaN(day.getTime())) return "";
  return new Intl.DateTimeFormat(page.locale, { dateStyle: "long", timeZone: "UTC" }).format(day);
}
