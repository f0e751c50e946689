import { widthOf } from "../../board/measure.js";
import { unparted } from "../../board/name.js";
import { printed } from "../../common/amount.js";
import { find, make, reconcile, setText } from "../../common/dom.js";
import { headingOf } from "../../common/heading.js";
import { t } from "../../common/phrases.js";
import { alsoCalled } from "../../common/spoken.js";
import { writer } from "../figures.js";
import { unitAt } from "../fitted.js";
import { fitNames, LEAST } from "../names.js";
import { isAnew, isPlayed, stopTimeline, timelineOf } from "../timeline.js";

/**
 * The podium: three steps that rise from the foot of the hall, the third place before the second before the first.
 * A shared place is one step with all its names on it.
 *
 * @typedef {import("../scenes.js").Told} Told
 * @typedef {{id: string, name: string, region?: string}} Team
 * @typedef {{team: Team, total: string | null, region?: string, prize?: string | null}} Placed
 * @typedef {{rank: number, teams: Placed[]}} Step
 * @typedef {{stage: {name: string}, division: {name: string} | null, steps: Step[], columns: number[]}} Shows
 * @typedef {ReturnType<typeof writer>} Writes how a total is written
 * @typedef {{rank: number, medal: number, teams: Placed[] | null}} Column `teams` null: not told yet
 */

/** How high a step stands, in hundredths of the hall's height, by its medal. */
const HEIGHT = [0, 50, 38, 32];
/** The same where the winner's name reaches over the other steps: those and their names stay below it. */
const BELOW = [0, 56, 37, 30];
const CLEAR = 3;
/** The hall is dark for a breath before the first: that, and how the light comes back, in milliseconds. */
const FALLS_DARK = 350;
const DARK = 1200;
const NEAR_BLACK = 0.86;
const RISES = 950;
const GOLD_RISES = 1100;
/** Room that is kept for the heading above the highest step, and beside it. */
const HEAD = 20;
const HEAD_BESIDE = 17;
/** The largest names, and the largest of a single winner. */
const NAME = 5;
const WINNER = 6.4;
const REGION = 3.6;
/** The line that names the winner: its letters, the air between its words, and how wide it may be. */
const FIRST = 5.4;
const BETWEEN = 4.4;
const WIDEST = 150;
/** Of a narrow picture so much is for the words, as a part. */
const FILLED = 0.9;

export default {
  /**
   * @param {HTMLElement} root
   * @param {Told} told
   */
  draw(root, told) {
    const shows = /** @type {Shows} */ (told.scene.shows);
    const podium = podiumIn(root);
    const before = new Set([...podium.querySelectorAll(".podium-column.told")]);
    if (isAnew(told)) stopTimeline(root);
    drawWords(podium, told, shows);
    drawColumns(podium, columnsOf(shows), { writes: writerOf(shows), heights: heightsOf(podium) });
    fitColumns(podium, shows);
    if (isPlayed(told)) play(root, podium, told, before);
  },

  /** @param {HTMLElement} root */
  leave(root) {
    stopTimeline(root);
  },
};

/**
 * Whether the winner's name may be wider than its step (`--reaches`, which a style sheet sets for a narrow picture).
 *
 * @param {HTMLElement} podium
 */
const reaches = (podium) => getComputedStyle(podium).getPropertyValue("--reaches").trim() === "1";

/** @param {HTMLElement} podium */
const heightsOf = (podium) => (reaches(podium) ? BELOW : HEIGHT);

/** @param {Shows} shows */
const writerOf = ({ steps }) =>
  writer(steps.flatMap(({ teams }) => teams.map(({ total }) => total)));

/** @param {HTMLElement} root */
function podiumIn(root) {
  const there = root.querySelector(":scope > .podium");
  if (there instanceof HTMLElement) return there;
  const podium = make(
    "section",
    { class: "podium" },
    make(
      "header",
      { class: "podium-head" },
      make("p", { class: "podium-occasion", dir: "auto" }),
      make("h2", { class: "podium-first", dir: "auto" }),
    ),
    make("ol", { class: "podium-columns" }),
    make("div", { class: "podium-dark" }),
  );
  root.append(podium);
  return podium;
}

/**
 * The steps from the second place over the first to the third, those that are still empty too.
 *
 * @param {Shows} shows
 * @returns {Column[]}
 */
function columnsOf({ steps, columns }) {
  const told = new Map(steps.map(({ rank, teams }) => [rank, teams]));
  const ranks = [...columns].sort((a, b) => a - b);
  const placed = ranks.map((rank, i) => ({
    rank,
    medal: medalOf(rank, i),
    teams: told.get(rank) ?? null,
  }));
  const [first, second, third] = placed;
  const order = second?.medal === 3 ? [first, second] : [second, first, third];
  return /** @type {Column[]} */ (order.filter(Boolean));
}

/**
 * Whoever is ahead of all stands on gold, whatever number that place has where places are shared.
 *
 * @param {number} rank
 * @param {number} position among the places there are
 */
const medalOf = (rank, position) =>
  position === 0 ? 1 : Math.min(3, Math.max(2, Math.floor(rank)));

/**
 * @param {HTMLElement} podium
 * @param {Told} told
 * @param {Shows} shows
 */
function drawWords(podium, { board, scene }, { stage, steps, columns, division }) {
  const { contest } = headingOf(board);
  const words = [contest, stage.name, division?.name, alsoCalled(division?.name)].filter(Boolean);
  find(".podium-occasion", podium).replaceChildren(
    ...words.map((word) => make("span", { dir: "auto" }, String(word))),
  );
  const first = steps.find(({ rank }) => rank === Math.min(...columns));
  const all = first !== undefined && scene.step === scene.of ? first.teams : [];
  const title = all.length > 1 ? t("Joint winner") : t("Winner");
  const named = all.length === 0 ? [] : [title, ...all.map(({ team }) => unparted(team.name))];
  const wide = named.reduce((sum, word) => sum + widthOf(word, 700) * FIRST + BETWEEN, 0);
  const widthOfPodium = podium.clientWidth / unitAt(podium);
  // Names that find no room here stand on the step, where they are anyway.
  find(".podium-first", podium).replaceChildren(
    ...(wide > Math.min(WIDEST, FILLED * widthOfPodium) ? [title] : named).map((word) =>
      make("span", { dir: "auto" }, word),
    ),
  );
  podium.classList.toggle("whole", all.length > 0);
}

/**
 * @param {HTMLElement} podium
 * @param {Column[]} columns
 * @param {{writes: Writes, heights: number[]}} how
 */
function drawColumns(podium, columns, how) {
  const list = find(".podium-columns", podium);
  list.dataset.count = String(columns.length);
  reconcile(list, columns, {
    key: ({ rank }) => String(rank),
    make: () =>
      make(
        "li",
        { class: "podium-column" },
        make("div", { class: "podium-who" }),
        make(
          "div",
          { class: "podium-step" },
          make("p", { class: "podium-number" }),
          make("p", { class: "podium-total" }),
          make("p", { class: "podium-prize", dir: "auto" }),
        ),
      ),
    draw: (element, column) => drawColumn(element, column, how),
  });
}

/**
 * @param {HTMLElement} element
 * @param {Column} column
 * @param {{writes: Writes, heights: number[]}} how
 */
function drawColumn(element, { rank, medal, teams }, { writes, heights }) {
  element.dataset.rank = String(rank);
  element.dataset.medal = String(medal);
  element.classList.toggle("told", teams !== null);
  element.classList.toggle("shared", (teams?.length ?? 0) > 1);
  element.style.setProperty("--height", String(heights[medal]));
  setText(find(".podium-number", element), printed(rank));
  const totals = [
    ...new Set((teams ?? []).map(({ total }) => (total === null ? "" : writes(total)))),
  ];
  // Who shares a place has the same total; where a rule says otherwise none stands for all.
  setText(find(".podium-total", element), totals.length === 1 ? (totals[0] ?? "") : "");
  const prizes = [...new Set((teams ?? []).map(({ prize }) => prize ?? ""))];
  setText(find(".podium-prize", element), prizes.length === 1 ? (prizes[0] ?? "") : "");
  reconcile(find(".podium-who", element), teams ?? [], {
    key: ({ team }) => team.id,
    make: () =>
      make(
        "p",
        { class: "podium-team" },
        make("span", { class: "podium-name", dir: "auto" }),
        make("span", { class: "podium-region", dir: "auto" }),
      ),
    draw: (line, { team, region }) => {
      line.dataset.podium = team.id;
      const name = find(".podium-name", line);
      name.dataset.shared = `team:${team.id}`;
      setText(name, unparted(team.name));
      setText(find(".podium-region", line), team.region ?? region ?? "");
    },
  });
}

/**
 * Each step's names as large as its width and the room above it allow.
 *
 * @param {HTMLElement} podium
 * @param {Shows} shows
 */
function fitColumns(podium, { steps }) {
  const unit = unitAt(podium);
  const tall = podium.clientHeight / unit;
  const wide = reaches(podium);
  const heights = heightsOf(podium);
  for (const element of podium.querySelectorAll(".podium-column")) {
    const column = /** @type {HTMLElement} */ (element);
    const placed = steps.find(({ rank }) => String(rank) === column.dataset.rank)?.teams ?? [];
    const who = find(".podium-who", column);
    if (placed.length === 0) continue;
    const medal = Number(column.dataset.medal);
    who.style.marginInline = wide && medal === 1 ? `${-besideOf(column)}px` : "";
    const [, first = 0] = heights;
    const above = medal === 1 ? HEAD : wide ? tall * (1 - first / 100) + CLEAR : HEAD_BESIDE;
    const free = tall * (1 - (heights[medal] ?? 0) / 100) - above;
    const lines = placed.length > 6 || (wide && medal === 1) ? 2 : 3;
    const regions = wide && medal === 1 ? 1 : 2;
    fitWho(who, placed, { width: who.clientWidth / unit, height: free, medal, lines, regions });
  }
}

/**
 * How far a name may reach to both sides of its step, in pixels.
 *
 * @param {HTMLElement} column
 */
function besideOf(column) {
  const { offsetLeft: left, offsetWidth: width, parentElement } = column;
  return Math.min(left, (parentElement?.clientWidth ?? 0) - left - width);
}

/**
 * @param {HTMLElement} who
 * @param {Placed[]} placed
 * @param {{width: number, height: number, medal: number, lines: number, regions: number}} room
 *   `regions`: up to so many teams are said with theirs
 */
function fitWho(who, placed, { width, height, medal, lines, ...room }) {
  const names = placed.map(({ team }) => unparted(team.name));
  const regions =
    placed.length <= room.regions && placed.some(({ team, region }) => team.region ?? region);
  // What is left once the word for a shared place, or for those who find no room, has its line.
  const free = height - (placed.length > 1 ? 5 : 0);
  const fit = fitNames(names, {
    width,
    height: free,
    largest: medal === 1 && placed.length === 1 ? WINNER : NAME,
    columns: placed.length > 3 ? 3 : 1,
    lines,
    small: regions ? REGION : 0,
    between: 1.6,
    gap: 0.35,
  });
  who.style.setProperty("--size", String(fit.size));
  who.style.setProperty("--names", String(fit.columns));
  who.classList.toggle("without-region", !regions || fit.size <= LEAST);
  [...who.querySelectorAll(".podium-team")].forEach((line, i) => {
    /** @type {HTMLElement} */ (line).hidden = i >= fit.shown;
  });
  const more = placed.length - fit.shown;
  const word = more > 0 ? t("and %(n)s others", { n: more }) : placed.length > 1 ? t("tied") : "";
  const note = who.querySelector(".podium-tied") ?? make("p", { class: "podium-tied" });
  setText(note, word);
  if (word) who.append(note);
  else note.remove();
}

/**
 * @param {HTMLElement} root
 * @param {HTMLElement} podium
 * @param {Told} told
 * @param {Set<Element>} before the steps that stood already
 */
function play(root, podium, { scene }, before) {
  const timeline = timelineOf(root);
  if (scene.step === 0) {
    timeline.appear(find(".podium-head", podium), { duration: 700 });
    [...podium.querySelectorAll(".podium-column")].forEach((column, i) => {
      timeline.animate(find(".podium-step", column), [{ transform: "translateY(100%)" }, {}], {
        delay: 200 + 120 * i,
      });
    });
    return;
  }
  for (const column of podium.querySelectorAll(".podium-column.told")) {
    if (before.has(column)) continue;
    if (/** @type {HTMLElement} */ (column).dataset.medal === "1")
      playFirst(timeline, podium, column);
    else rise(timeline, column, 0, RISES);
  }
}

/**
 * A step grows out of the foot, and when it stands the names come up on it.
 *
 * @param {ReturnType<typeof timelineOf>} timeline
 * @param {Element} column
 * @param {number} delay
 * @param {number} duration
 */
function rise(timeline, column, delay, duration) {
  const step = find(".podium-step", column);
  const low = `translateY(${100 - 100 * lowOf(step)}%)`;
  timeline.animate(step, [{ transform: low }, { transform: "none" }], { delay, duration });
  for (const part of [".podium-total", ".podium-prize"]) {
    timeline.appear(find(part, column), { delay: delay + duration * 0.7 });
  }
  for (const [i, line] of [...column.querySelectorAll(".podium-team, .podium-tied")].entries()) {
    const after = delay + duration * 0.82 + Math.min(600, 90 * i);
    timeline.appear(line, { delay: after, duration: 650, rise: "0.5em" });
  }
}

/**
 * How much of a step is seen while it waits for its team, of its height.
 *
 * @param {HTMLElement} step
 */
function lowOf(step) {
  const waits = Number.parseFloat(getComputedStyle(step).getPropertyValue("--waits")) || 0;
  const height = Number.parseFloat(getComputedStyle(step).getPropertyValue("--height")) || 1;
  return waits / height;
}

/**
 * The hall falls dark, nothing happens for a breath, and the light comes back with the first.
 *
 * @param {ReturnType<typeof timelineOf>} timeline
 * @param {HTMLElement} podium
 * @param {Element} column
 */
function playFirst(timeline, podium, column) {
  const stands = FALLS_DARK + DARK + GOLD_RISES;
  timeline.animate(
    find(".podium-dark", podium),
    [
      { opacity: 0, easing: "ease-in" },
      { opacity: NEAR_BLACK, offset: FALLS_DARK / stands },
      { opacity: NEAR_BLACK, offset: (FALLS_DARK + DARK) / stands, easing: "ease-out" },
      { opacity: 0 },
    ],
    { duration: stands, easing: "linear" },
  );
  rise(timeline, column, FALLS_DARK + DARK, GOLD_RISES);
  timeline.appear(find(".podium-first", podium), { delay: stands + 700, duration: 900 });
}
