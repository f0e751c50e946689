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
  box.style.setProperty("--columns", String(fit.columns));
  box.style.setProperty("--name", `calc(${fit.size} * var(--u))`);
  // Where one name takes two lines each row is as high as that, or the list would stand uneven.
  const room = ((width - BETWEEN * (fit.columns - 1)) / fit.columns / fit.size) * 0.985 - before;
  const broken = names.some((name) => widthOf(name, 700) > room);
  const rows = Math.ceil(Math.min(names.length, fit.shown) / fit.columns);
  const high = LINES * LEADING * fit.size * rows + (rows - 1) * gap * fit.size;
  const even = broken && high <= box.clientHeight / unit - 0.8 * gap * largest;
  box.style.setProperty("--lines", even ? String(LINES) : "1");
  return fit;
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
