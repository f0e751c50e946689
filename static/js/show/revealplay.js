import { SEAL } from "../board/sealed.js";
import { shortName } from "../board/wording.js";
import { figureText, totalText } from "../board/written.js";
import { printed } from "../common/amount.js";
import { find, make, setText } from "../common/dom.js";
import { withPlaces } from "./figures.js";
import { fitText } from "./fitted.js";
import { pointOf, spotOf } from "./revealing.js";
import { barAt } from "./revealrow.js";

/**
 * How a step of the reveal is played: the breath, the light, the seals, the count, the way.
 *
 * @typedef {ReturnType<typeof import("./timeline.js").timelineOf>} Timeline
 * @typedef {import("./revealing.js").Part} Part
 * @typedef {import("./revealing.js").Ground} Ground
 * @typedef {import("./scenes.js").Told} Told
 * @typedef {{order: string[], waiting: number, start: number, title: string, shares: Map<string, number>, slow: boolean,
 *   lit: string | null}} Before
 * @typedef {Before & {part: Part, ground: Ground, waitingBefore: number}} Now
 * @typedef {{lit: number, opens: number, counts: number, goes: number, stands: number}} Times
 */

/** All in milliseconds. */
const BREATH = 600;
const SLOW_BREATH = 1600;
const LIGHTS = 350;
const BEFORE_SEALS = 450;
const OPENS = 240;
const COUNTS = 700;
const BEFORE_WAY = 200;
const WAY = 700;
const TURNS = 350;
/** Of the team that steps forward, in hundredths of the height. */
const NAME = 6.4;
const LEAST_NAME = 2.6;

/**
 * @param {Timeline} timeline
 * @param {HTMLElement} stage as it stands at the end of this step
 * @param {Told} told
 * @param {{before: Before, now: Now}} stood
 */
export function playReveal(timeline, stage, { scene }, { before, now }) {
  const shows = /** @type {import("./scenes/reveal.js").Shows} */ (scene.shows);
  const turned = before.start !== now.start || before.title !== now.title;
  if (turned) timeline.appear(find(".rows", stage), { duration: TURNS });
  if (!shows?.lit) return;
  const times = timesFor(turned ? TURNS : 0, now.slow, shows.sealed.length);
  if (now.slow) dim(timeline, stage, before, now, times);
  quench(timeline, stage, before.lit);
  const row = rowOf(stage, shows.lit);
  const large = now.ground.fit.columns > 1 || !now.ground.fit.figures;
  const here = before.title === now.title ? before : null;
  if (here) travelAll(timeline, stage, here, now, shows.lit, times);
  leaveSpot(timeline, stage, here, now, times);
  if (row) light(timeline, row, shows, here, times);
  if (large) playCard(timeline, stage, row, shows, now, times);
  for (const edge of stage.querySelectorAll(".bracket")) {
    timeline.appear(edge, { delay: times.stands, duration: 350 });
  }
}

/**
 * @param {number} begin
 * @param {boolean} slow
 * @param {number} seals
 * @returns {Times}
 */
function timesFor(begin, slow, seals) {
  const lit = begin + (slow ? SLOW_BREATH : BREATH);
  const opens = lit + BEFORE_SEALS;
  const counts = opens + OPENS * seals;
  const goes = counts + COUNTS + BEFORE_WAY;
  return { lit, opens, counts, goes, stands: goes + WAY };
}

/**
 * @param {HTMLElement} stage
 * @param {string} team
 */
function rowOf(stage, team) {
  const row = stage.querySelector(`.row[data-team="${CSS.escape(team)}"]`);
  return row instanceof HTMLElement ? row : null;
}

/**
 * The hall darkens for the last places, and its light comes back when the first stands.
 *
 * @param {Timeline} timeline
 * @param {HTMLElement} stage
 * @param {Before} before
 * @param {Now} now
 * @param {Times} times
 */
function dim(timeline, stage, before, now, { stands }) {
  const dark = find(".reveal-dark", stage);
  if (!before.slow) timeline.appear(dark, { duration: 900 });
  else if (now.waiting === 0) timeline.appear(dark, { from: "0.25", delay: stands, duration: 900 });
}

/**
 * The gold of the row before goes with the new step.
 *
 * @param {Timeline} timeline
 * @param {HTMLElement} stage
 * @param {string | null} lit
 */
function quench(timeline, stage, lit) {
  const row = lit === null ? null : rowOf(stage, lit);
  if (row) timeline.appear(find(".row-gold", row), { from: "1", duration: 600 });
}

/**
 * Every row comes from where it stood; the others close up when the one sets out.
 *
 * @param {Timeline} timeline
 * @param {HTMLElement} stage
 * @param {Before} before
 * @param {Now} now
 * @param {string} lit
 * @param {Times} times
 */
function travelAll(timeline, stage, before, now, lit, times) {
  const { ground, order, waiting } = now;
  order.forEach((team, i) => {
    const row = rowOf(stage, team);
    const to = pointOf(ground, i, waiting);
    if (!row || !to) return;
    const from = pointOf(ground, before.order.indexOf(team), before.waiting);
    if (team !== lit) slideBar(timeline, row, before.shares.get(team), now.shares.get(team), times);
    if (!from) {
      if (team !== lit) timeline.appear(row, { delay: times.goes, duration: WAY });
      return;
    }
    const [x, y] = [from.x - to.x, from.y - to.y];
    if (x === 0 && y === 0) return;
    const start = { transform: `translate(${x}px, ${y}px)` };
    timeline.animate(row, [start, {}], { delay: times.goes, duration: WAY });
  });
}

/**
 * @param {Timeline} timeline
 * @param {HTMLElement} row
 * @param {number | undefined} from
 * @param {number | undefined} to
 * @param {Times} times
 */
function slideBar(timeline, row, from, to, { counts }) {
  if (from === undefined || from === to) return;
  const start = { transform: barAt(from) };
  timeline.animate(find(".bar", row), [start, {}], { delay: counts, duration: COUNTS });
}

/**
 * The open place stands until it is filled; the next one opens when all is at rest.
 *
 * @param {Timeline} timeline
 * @param {HTMLElement} stage
 * @param {Before | null} before
 * @param {Now} now
 * @param {Times} times
 */
function leaveSpot(timeline, stage, before, now, times) {
  const spot = find(".reveal-spot", stage);
  timeline.appear(spot, { delay: times.stands + 100, duration: 500 });
  const at = before ? spotOf(now.ground, before.waiting) : null;
  if (!at) return;
  const was = /** @type {HTMLElement} */ (spot.cloneNode(true));
  was.hidden = false;
  setText(find(".spot-word", was), spot.dataset.before ?? "");
  was.style.left = `${at.x}px`;
  was.style.top = `${at.y}px`;
  const frames = [
    { opacity: 0.7 },
    { opacity: 1, offset: times.lit / times.stands },
    { opacity: 1, offset: times.goes / times.stands },
    { opacity: 0 },
  ];
  timeline.goes(was, spot, frames, times.stands);
}

/**
 * The row itself: gold, its seals, its total, its place.
 *
 * @param {Timeline} timeline
 * @param {HTMLElement} row
 * @param {import("./scenes/reveal.js").Shows} shows
 * @param {Before | null} before
 * @param {Times} times
 */
function light(timeline, row, shows, before, times) {
  row.classList.replace("lit", "waits");
  timeline.at(times.lit, () => row.classList.replace("waits", "lit"));
  timeline.appear(find(".row-gold", row), { delay: times.lit, duration: LIGHTS });
  openSeals(timeline, row, shows, times);
  countTotal(timeline, find(".total-number", row), shows, times);
  const from = before?.shares.get(shows.lit ?? "");
  if (from !== undefined) {
    const bar = { transform: barAt(from) };
    timeline.animate(find(".bar", row), [bar, {}], { delay: times.counts, duration: COUNTS });
  }
  const place = find(".place-number", row);
  const told = place.textContent ?? "";
  const arrives = times.goes + WAY * 0.5;
  setText(place, "–");
  timeline.at(arrives, () => setText(place, told));
  // The dash goes, and the place comes up where it was.
  const turns = { delay: arrives - 150, duration: 550 };
  timeline.animate(place, [{ opacity: 1 }, { opacity: 0, offset: 150 / 550 }, {}], turns);
  for (const part of [".move", ".place-tie"]) {
    timeline.appear(find(part, row), { delay: arrives, duration: 400 });
  }
}

/**
 * @param {Timeline} timeline
 * @param {HTMLElement} within
 * @param {import("./scenes/reveal.js").Shows} shows
 * @param {Times} times
 */
function openSeals(timeline, within, { sealed }, { opens }) {
  sealed.forEach(({ round }, i) => {
    const figure = within.querySelector(`[data-round="${CSS.escape(round.id)}"]`);
    if (!figure) return;
    const delay = opens + OPENS * i;
    timeline.animate(
      find(".seal", figure),
      [
        { opacity: 1, transform: "none" },
        { opacity: 1, transform: "scaleY(0)" },
      ],
      { delay, duration: OPENS / 2, easing: "ease-in" },
    );
    timeline.animate(find(".figure-number", figure), [{ opacity: 0, transform: "scaleY(0)" }, {}], {
      delay: delay + OPENS / 2,
      duration: OPENS,
      easing: "ease-out",
    });
  });
}

/**
 * @param {Timeline} timeline
 * @param {HTMLElement} element
 * @param {import("./scenes/reveal.js").Shows} shows
 * @param {Times} times
 */
function countTotal(timeline, element, { frozen_total: from, total }, { counts }) {
  const [, fraction = ""] = (element.textContent ?? "").split(".");
  const places = fraction.length;
  const how = { delay: counts, duration: COUNTS };
  timeline.count(element, withPlaces(from, places), withPlaces(total, places), how);
}

/**
 * Where rows are small, the team steps forward: large in the middle, and then back into its place.
 *
 * @param {Timeline} timeline
 * @param {HTMLElement} stage
 * @param {HTMLElement | null} row
 * @param {import("./scenes/reveal.js").Shows} shows
 * @param {Now} now
 * @param {Times} times
 */
function playCard(timeline, stage, row, shows, now, times) {
  const own = now.part.rows.find(({ team }) => team.id === shows.lit);
  if (!own) return;
  const card = find(".reveal-card", stage);
  drawCard(card, own, shows, now.part);
  const place = pointOf(now.ground, now.order.indexOf(own.team.id), now.waiting);
  const small = now.ground.fit.width / card.offsetWidth;
  const middle = {
    x: (stage.clientWidth - card.offsetWidth) / 2,
    y: (stage.clientHeight - card.offsetHeight) / 2,
  };
  const aim = place
    ? `translate(${place.x - middle.x}px, ${place.y - middle.y}px) scale(${small})`
    : "scale(0.6)";
  const whole = times.stands - times.lit;
  const back = (times.goes - times.lit) / whole;
  timeline.animate(
    card,
    [
      { opacity: 0, transform: "scale(0.86)", easing: "cubic-bezier(0.2, 0.8, 0.2, 1)" },
      { opacity: 1, transform: "none", offset: LIGHTS / whole },
      { opacity: 1, transform: "none", offset: back, easing: "cubic-bezier(0.2, 0.8, 0.2, 1)" },
      { opacity: 1, transform: aim, offset: 0.94 },
      { opacity: 0, transform: aim },
    ],
    { delay: times.lit, duration: whole, easing: "linear" },
  );
  timeline.appear(find(".card-place", card), { delay: times.counts + COUNTS });
  openSeals(timeline, card, shows, times);
  countTotal(timeline, find(".card-total", card), shows, times);
  if (row) awayFromList(timeline, row, times);
}

/**
 * A row is not in the list as long as its team stands in the middle.
 *
 * @param {Timeline} timeline
 * @param {HTMLElement} row
 * @param {Times} times
 */
function awayFromList(timeline, row, { lit, stands }) {
  const goes = lit / stands;
  const frames = [
    { opacity: 1 },
    { opacity: 1, offset: goes },
    { opacity: 0, offset: goes + 0.05 },
    { opacity: 0, offset: 0.97 },
    { opacity: 1 },
  ];
  timeline.animate(row, frames, { duration: stands, easing: "linear" });
}

/**
 * @param {HTMLElement} card
 * @param {import("../board/model.js").Row} row
 * @param {import("./scenes/reveal.js").Shows} shows
 * @param {Part} part
 */
function drawCard(card, row, { sealed }, { board }) {
  card.replaceChildren(
    make("span", { class: "card-place" }, printed(row.rank)),
    make("span", { class: "card-name", dir: "auto" }, row.team.name),
    make(
      "span",
      { class: "card-rounds" },
      ...sealed.map(({ round, score }) =>
        make(
          "span",
          { class: "card-round" },
          make("span", { class: "card-head", dir: "auto" }, shortName(round.name)),
          make(
            "span",
            { class: "card-figure", "data-round": round.id },
            make(
              "span",
              { class: "figure-number" },
              printed(figureText(board, row, round.id) || score),
            ),
            make("span", { class: "seal" }, SEAL),
          ),
        ),
      ),
    ),
    make("span", { class: "card-total" }, printed(totalText(board, row))),
  );
  fitText(find(".card-name", card), { size: NAME, least: LEAST_NAME, lines: 2 });
}
