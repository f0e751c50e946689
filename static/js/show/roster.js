import { widthOf } from "../board/measure.js";
import { linesOf, unparted } from "../board/name.js";
import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { unitAt } from "./fitted.js";
import { fitNames } from "./names.js";

/**
 * Teams with their numbers in a box: one size of letters, as large as all of them allow.
 *
 * @typedef {{id: string, name: string, colour?: string}} Team
 * @typedef {{team: Team | null, number: number}} Place `team` null: still face down
 * @typedef {object} Span in hundredths of the picture's height
 * @property {number} largest size of a name
 * @property {number} columns at most
 * @property {number} gap between two rows, in em of a name
 * @property {number} lead what stands before the name, in em
 */

/** Letters stand a little wider than they measure. */
const AIR = 0.15;
/** The smallest name, and what stands between columns, in hundredths of the picture's height. */
const LEAST = 2.2;
const BETWEEN = 2;
const LINES = 2;
const LEADING = 1.2;
/** Names give way to this part of their size, that the rows may stand even. */
const GIVES_WAY = 0.8;

/**
 * How many places are drawn at most, and how large, in a box as large as `box` is now.
 *
 * @param {HTMLElement} box
 * @param {string[]} names of all who are to stand there
 * @param {Span} room
 */
export function fitRoster(box, names, { largest, columns, gap, lead }) {
  const unit = unitAt(box);
  const width = box.clientWidth / unit;
  const before = lead + AIR;
  const fit = fitNames(names, {
    width,
    // Each row has its air above and below: the first and the last too.
    height: box.clientHeight / unit - 0.8 * gap * largest,
    largest,
    least: LEAST,
    columns: columnsFor(names, width, columns, before),
    lines: LINES,
    between: BETWEEN,
    gap,
    lead: before,
  });
  const high = box.clientHeight / unit - 0.8 * gap * largest;
  const { size, lines } = evened(names, fit, { width, high, gap, before });
  box.style.setProperty("--columns", String(fit.columns));
  box.style.setProperty("--name", `calc(${size} * var(--u))`);
  box.style.setProperty("--lines", String(lines));
  return fit;
}

/**
 * Where one name takes two lines each row is as high as that, or the list would stand uneven; for that the names give
 * way a little.
 *
 * @param {string[]} names
 * @param {import("./names.js").Fitted} fit
 * @param {{width: number, high: number, gap: number, before: number}} room
 * @returns {{size: number, lines: number}} `lines`: those that each row has room for
 */
function evened(names, { size, columns, shown }, { width, high, gap, before }) {
  const rows = Math.ceil(Math.min(names.length, shown) / columns);
  const column = ((width - BETWEEN * (columns - 1)) / columns) * 0.985;
  const least = Math.max(LEAST, size * GIVES_WAY);
  for (let tried = size; tried >= least; tried = Math.round(tried * 10 - 1) / 10) {
    const whole = names.every((name) => widthOf(name, 700) <= column / tried - before);
    if (whole) return { size: tried, lines: 1 };
    if ((LINES * LEADING * rows + (rows - 1) * gap) * tried <= high)
      return { size: tried, lines: LINES };
  }
  return { size, lines: 1 };
}

/**
 * In how many columns the longest name still finds its lines, at the smallest size.
 *
 * @param {string[]} names
 * @param {number} width
 * @param {number} most
 * @param {number} before each line of a name, in em
 */
function columnsFor(names, width, most, before) {
  let columns = most;
  const fits = () => {
    const room = ((width - BETWEEN * (columns - 1)) / columns / LEAST) * 0.985 - before;
    return names.every((name) => widthOf(name, 700) <= room || linesOf(name, room) <= LINES);
  };
  while (columns > 1 && !fits()) columns -= 1;
  return columns;
}

/**
 * @param {HTMLElement} list
 * @param {Place[]} places
 */
export function drawRoster(list, places) {
  reconcile(list, places, {
    key: ({ number }) => String(number),
    make: () =>
      make(
        "li",
        { class: "roster-place" },
        make("span", { class: "seat" }),
        make("span", { class: "roster-name", dir: "auto" }),
      ),
    draw: (place, { team, number }) => {
      setText(find(".seat", place), String(number));
      const name = find(".roster-name", place);
      setText(name, unparted(team?.name ?? ""));
      setAttributes(name, { "data-shared": team && `team:${team.id}` });
      setAttributes(place, { "data-down": team === null });
      if (team?.colour) place.style.setProperty("--colour", team.colour);
      place.classList.toggle("of-colour", Boolean(team?.colour));
    },
  });
}
