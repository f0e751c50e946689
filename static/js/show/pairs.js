import { make } from "../common/dom.js";
import { motion } from "../common/flip.js";

/**
 * What two scenes share: elements with the same `data-shared` ("team:ID", "contest") are one thing that travels from
 * the place and size it had to the ones it has. What moves is a likeness above both scenes, so that each may fade as a
 * whole meanwhile. An element without text, or with `data-shared-as="box"`, travels as a box.
 *
 * @typedef {{rect: DOMRect, size: number, lines: number}} Seen of the letters of a text, or of a box: where, and how large
 * @typedef {{likeness: HTMLElement, target: HTMLElement}} Travelling
 */

/** Things set out one after the other, at most so many milliseconds from the first to the last. */
const WAVE = 260;
const APART = 40;

/** What makes letters look as they do. */
const LOOKS = /** @type {const} */ ([
  "color",
  "direction",
  "display",
  "fontFamily",
  "fontSize",
  "fontVariantNumeric",
  "fontWeight",
  "letterSpacing",
  "lineHeight",
  "overflow",
  "overflowWrap",
  "padding",
  "textAlign",
  "textOverflow",
  "textWrap",
  "webkitBoxOrient",
  "webkitLineClamp",
  "whiteSpace",
]);
const BOX_LOOKS = /** @type {const} */ (["background", "border", "borderRadius"]);

export class Pairs {
  /** @type {Map<string, Travelling>} */
  #travelling = new Map();

  /** @param {HTMLElement} root on which the likenesses move */
  constructor(root) {
    this.root = root;
  }

  /**
   * Where everything shared is seen now, in flight or at rest.
   *
   * @param {HTMLElement[]} within
   * @returns {Map<string, Seen>}
   */
  seen(within) {
    const found = new Map();
    for (const [key, element] of sharedIn(within)) {
      const flying = this.#travelling.get(key)?.likeness;
      found.set(key, seenOf(flying ?? element));
    }
    for (const [key] of this.#travelling) this.#arrive(key);
    return found;
  }

  /**
   * Sends what was seen to where it now belongs.
   *
   * @param {Map<string, Seen>} before
   * @param {HTMLElement[]} within
   * @param {{duration?: number, together?: boolean}} [how] `together`: all set out at once
   */
  travel(before, within, { duration = motion().travel, together = false } = {}) {
    const pairs = [...sharedIn(within)].filter(([key]) => before.has(key));
    const air = make("div", { class: "air", "aria-hidden": "true" });
    this.root.append(air);
    const origin = air.getBoundingClientRect();
    const apart = together ? 0 : Math.min(APART, WAVE / pairs.length);
    const flights = pairs.map(([key, element]) => {
      const from = /** @type {Seen} */ (before.get(key));
      return { key, element, from, to: seenOf(element), likeness: likenessOf(element, origin) };
    });
    this.#hideGone(new Set(pairs.map(([key]) => key)));
    flights.forEach(({ key, element, from, to, likeness }, i) => {
      air.append(likeness);
      this.#travelling.set(key, { likeness, target: element });
      element.classList.add("travels");
      const flying = likeness.animate([{ transform: between(from, to, isBox(element)) }, {}], {
        duration,
        easing: motion().easing,
        delay: i * apart,
        fill: "backwards",
      });
      flying.onfinish = () => {
        if (this.#travelling.get(key)?.likeness === likeness) this.#arrive(key);
        if (air.childElementCount === 0) air.remove();
      };
    });
    if (flights.length === 0) air.remove();
  }

  /**
   * What travels is seen once: not where it was as well.
   *
   * @param {Set<string>} keys
   */
  #hideGone(keys) {
    const box = this.root.closest(".scene-box") ?? this.root;
    for (const element of box.querySelectorAll(".gone [data-shared]"))
      if (keys.has(element.getAttribute("data-shared") ?? "")) element.classList.add("travels");
  }

  /** @param {string} key */
  #arrive(key) {
    const flight = this.#travelling.get(key);
    this.#travelling.delete(key);
    flight?.target.classList.remove("travels");
    const air = flight?.likeness.parentElement;
    flight?.likeness.remove();
    if (air?.childElementCount === 0) air.remove();
  }
}

/**
 * What is shared and in sight; the first of each.
 *
 * @param {HTMLElement[]} within
 * @returns {Map<string, HTMLElement>}
 */
function sharedIn(within) {
  const found = new Map();
  for (const root of within)
    for (const element of root.querySelectorAll("[data-shared]")) {
      const key = element.getAttribute("data-shared") ?? "";
      if (found.has(key) || element.closest(".off-page, [hidden]")) continue;
      const { width, height } = element.getBoundingClientRect();
      if (width > 0 && height > 0) found.set(key, element);
    }
  return found;
}

/** @param {HTMLElement} element */
const isBox = (element) => element.dataset.sharedAs === "box" || !element.textContent;

/**
 * @param {HTMLElement} element
 * @returns {Seen}
 */
function seenOf(element) {
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const scale = element.offsetWidth > 0 ? box.width / element.offsetWidth : 1;
  const size = Number.parseFloat(style.fontSize) * scale;
  if (isBox(element)) return { rect: box, size, lines: 1 };
  const range = document.createRange();
  range.selectNodeContents(element);
  const ink = range.getBoundingClientRect();
  const left = Math.max(box.left, ink.left);
  const top = Math.max(box.top, ink.top);
  const right = Math.min(box.right, ink.right);
  const bottom = Math.min(box.bottom, ink.bottom);
  const rect = new DOMRect(left, top, right - left, bottom - top);
  const line = Number.parseFloat(style.lineHeight) * scale || size * 1.3;
  return { rect, size, lines: Math.max(1, Math.round(rect.height / line)) };
}

/**
 * The transform that lays a likeness where the thing was.
 *
 * @param {Seen} from
 * @param {Seen} to
 * @param {boolean} box
 */
function between(from, to, box) {
  const { rect: a } = from;
  const { rect: b } = to;
  const x = a.left + a.width / 2 - (b.left + b.width / 2);
  const y = a.top + a.height / 2 - (b.top + b.height / 2);
  const scale = box ? `${a.width / b.width}, ${a.height / b.height}` : `${from.size / to.size}`;
  return `translate(${x}px, ${y}px) scale(${scale})`;
}

/**
 * @param {HTMLElement} element
 * @param {DOMRect} origin
 */
function likenessOf(element, origin) {
  const box = isBox(element);
  const likeness = /** @type {HTMLElement} */ (element.cloneNode(!box));
  likeness.removeAttribute("data-shared");
  likeness.removeAttribute("data-team");
  likeness.removeAttribute("id");
  likeness.className = "likeness";
  const style = getComputedStyle(element);
  for (const look of box ? BOX_LOOKS : LOOKS) likeness.style[look] = style[look];
  if (style.display === "inline") likeness.style.display = "block";
  const rect = element.getBoundingClientRect();
  const { rect: ink } = seenOf(element);
  likeness.style.left = `${rect.left - origin.left}px`;
  likeness.style.top = `${rect.top - origin.top}px`;
  likeness.style.width = `${rect.width}px`;
  likeness.style.height = `${rect.height}px`;
  const middle = {
    x: ink.left + ink.width / 2 - rect.left,
    y: ink.top + ink.height / 2 - rect.top,
  };
  likeness.style.transformOrigin = `${middle.x}px ${middle.y}px`;
  return likeness;
}
