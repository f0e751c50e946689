import { find, make, setText } from "../../common/dom.js";
import { t } from "../../common/phrases.js";
import { serverNow } from "../../common/servertime.js";
import { fadeIn, rise } from "../motion.js";
import { drawMarks } from "../parts.js";

/**
 * Who supports the event: their marks, the larger for those who give more, in pages of six seconds that are the same
 * on every screen.
 *
 * @typedef {import("../message.js").Sponsor} Sponsor
 */

const STANDS = 6000;
/** How high a mark stands, by tier, in hundredths of the picture's height; and how many rows of it find room. */
const HEIGHTS = [0, 17, 12, 8.5];
const ROOM = 56;
const ACROSS = [0, 3, 4, 5];

/** @type {WeakMap<HTMLElement, ReturnType<typeof setTimeout>>} */
const turning = new WeakMap();

/** @param {Sponsor} sponsor */
const tierOf = ({ tier }) => Math.min(3, Math.max(1, Number(tier) || 2));

/**
 * The sponsors in rows of one tier each, and the rows in pages.
 *
 * @param {Sponsor[]} sponsors
 * @returns {{tier: number, marks: Sponsor[]}[][]}
 */
function pagesOf(sponsors) {
  const rows = [1, 2, 3].flatMap((tier) => {
    const all = sponsors.filter((one) => tierOf(one) === tier);
    const across = ACROSS[tier] ?? 4;
    return Array.from({ length: Math.ceil(all.length / across) }, (_, i) => ({
      tier,
      marks: all.slice(i * across, (i + 1) * across),
    }));
  });
  /** @type {typeof rows[]} */
  const pages = [];
  let used = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const height = (HEIGHTS[row.tier] ?? 0) * 1.7;
    if (used + height > ROOM) {
      pages.push([]);
      used = 0;
    }
    pages.at(-1)?.push(row);
    used += height;
  }
  return pages;
}

/**
 * @param {HTMLElement} root
 * @param {Sponsor[]} sponsors
 */
function drawPage(root, sponsors) {
  clearTimeout(turning.get(root));
  const pages = pagesOf(sponsors);
  const now = serverNow();
  const page = pages[Math.floor(now / STANDS) % Math.max(1, pages.length)] ?? [];
  const grid = find(".sponsors-grid", root);
  grid.replaceChildren(
    ...page.map(({ tier, marks }) => {
      const row = make("div", { class: "sponsors-row" });
      drawMarks(row, marks, HEIGHTS[tier] ?? 0);
      return row;
    }),
  );
  if (pages.length < 2) return;
  const again = () => {
    drawPage(root, sponsors);
    fadeIn(grid);
  };
  turning.set(root, setTimeout(again, STANDS - (now % STANDS) + 5));
}

/** @type {import("../scenes.js").Scene} */
export default {
  draw(root, { look, settled }) {
    const fresh = root.childElementCount === 0;
    if (fresh)
      root.append(make("h2", { class: "sponsors-head" }), make("div", { class: "sponsors-grid" }));
    setText(find(".sponsors-head", root), t("With thanks to"));
    drawPage(root, look.sponsors);
    if (fresh && !settled) rise(find(".sponsors-head", root));
  },
  leave: (root) => clearTimeout(turning.get(root)),
};
