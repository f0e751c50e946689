import { applyFit, barsFor, drawHeads } from "../../board/board.js";
import { measurementsOf } from "../../board/measurements.js";
import { fitRow, makeRow, planRow } from "../../board/row.js";
import { clockTime } from "../../board/wording.js";
import { arrange, find, make, setText } from "../../common/dom.js";
import { t } from "../../common/phrases.js";
import { groundFor, partOf, pointOf, spotOf } from "../revealing.js";
import { playReveal } from "../revealplay.js";
import { drawRevealRow } from "../revealrow.js";
import { isPlayed, stopTimeline, timelineOf } from "../timeline.js";
import { unitOf } from "../unit.js";

/**
 * The reveal of a frozen board: by final place from the last up. The spotlight waits at an open place, the team that
 * belongs there lights up where it stands, its sealed rounds open one by one, its total counts, and its row travels to
 * its place among the revealed.
 *
 * @typedef {import("../scenes.js").Told} Told
 * @typedef {import("../revealing.js").Part} Part
 * @typedef {import("../revealing.js").Ground} Ground
 * @typedef {{place: number | null, spot: number, lit: string | null, sealed: {round: {id: string, name: string}, score: string | null}[],
 *   frozen_total: string | null, total: string | null, bracket: string[]}} Shows
 * @typedef {object} Stood what was drawn last
 * @property {number} step
 * @property {boolean} slow whether it is one of the last places
 * @property {string | null} lit
 * @property {string} title
 * @property {string[]} order
 * @property {number} waiting
 * @property {number} start
 * @property {Map<string, number>} shares
 */

/** So many last places are told slowly. */
const SLOW = 3;

/** @type {WeakMap<HTMLElement, Stood>} */
const drawn = new WeakMap();

/** @type {import("../scenes.js").Scene} */
export default {
  draw(root, told) {
    const stood = drawn.get(root);
    // Board and scene come one after the other; a step is drawn when both have come to it.
    const agreed = told.board.reveal === undefined || told.board.reveal.step === told.scene.step;
    if (!agreed && stood) return;
    const stage = stageIn(root);
    const anew = stood?.step !== told.scene.step;
    if (anew) stopTimeline(root);
    const played = isNext(told, stood);
    // The board has come later than a scene that jumps: what the player fades is this picture still.
    if (anew && stood && !played && !told.settled) timelineOf(root).leaveBehind(stage);
    const next = drawAll(root, stage, told, stood);
    drawn.set(root, next);
    if (played && stood) playReveal(timelineOf(root), stage, told, { before: stood, now: next });
  },

  leave(root) {
    stopTimeline(root);
    drawn.delete(root);
  },
};

/**
 * Whether this is the step after the one that stands here, and to be seen as it happens.
 *
 * @param {Told} told
 * @param {Stood | undefined} stood
 */
const isNext = (told, stood) =>
  stood !== undefined && stood.step < told.scene.step && isPlayed({ ...told, previous: stood });

/** @param {HTMLElement} root */
function stageIn(root) {
  const there = root.querySelector(":scope > .reveal");
  if (there instanceof HTMLElement) return there;
  const stage = make(
    "section",
    { class: "standings reveal", "aria-label": t("Standings") },
    make(
      "p",
      { class: "reveal-line" },
      make("span", { class: "reveal-count" }),
      make("span", { class: "reveal-since" }),
      make("span", { class: "reveal-table", dir: "auto" }),
    ),
    make("div", { class: "heads" }),
    make("div", { class: "reveal-dark" }),
    make("div", { class: "reveal-spot" }, make("span", { class: "spot-word" })),
    make("ol", { class: "rows" }),
    make("div", { class: "edges" }),
    make("div", { class: "reveal-card", "aria-hidden": "true" }),
  );
  root.replaceChildren(stage);
  return stage;
}

/**
 * Everything as it stands at this step.
 *
 * @param {HTMLElement} root
 * @param {HTMLElement} stage
 * @param {Told} told
 * @param {Stood | undefined} stood
 * @returns {Stood & {part: Part, ground: Ground, waitingBefore: number}}
 */
function drawAll(root, stage, { board, scene }, stood) {
  const shows = /** @type {Shows | null} */ (scene.shows);
  const lit = shows?.lit ?? null;
  const part = partOf(board, lit);
  const waitingBefore = part.waiting + (lit === null ? 0 : 1);
  const unit = unitOf(root);
  const space = { width: stage.clientWidth, height: stage.clientHeight, unit };
  const ground = groundFor(part, waitingBefore, space);
  applyFit(stage, ground.fit, measurementsOf(part.board).headLines);
  drawLine(stage, part, board, scene);
  drawHeads(find(".heads", stage), part.board, headed(ground), ground.count);
  const parts = drawRows(stage, part, ground, { lit, sealed: board.freeze?.rounds ?? [] });
  const at = {
    waiting: part.waiting,
    place: shows?.spot ?? null,
    anew: stood?.step !== scene.step,
  };
  drawSpot(find(".reveal-spot", stage), ground, at);
  drawBrackets(find(".edges", stage), part, ground);
  const of = scene.of || (board.reveal?.of ?? 0);
  stage.classList.toggle("slow", scene.step > of - SLOW && scene.step > 0 && scene.step < of);
  return {
    step: scene.step,
    slow: scene.step > of - SLOW,
    lit,
    title: part.title,
    order: part.rows.map(({ team }) => team.id),
    waiting: part.waiting,
    start: ground.start,
    shares: new Map(part.rows.map((row, i) => [row.team.id, parts[i] ?? 0])),
    part,
    ground,
    waitingBefore,
  };
}

/**
 * The heads stand above the rows, wherever those begin.
 *
 * @param {Ground} ground
 */
const headed = ({ fit, top }) => ({
  ...fit,
  slots: fit.slots.map(({ x, y }) => ({ x, y: y + top })),
});

/**
 * @param {HTMLElement} stage
 * @param {Part} part
 * @param {Told["board"]} board
 * @param {Told["scene"]} scene
 */
function drawLine(stage, part, board, scene) {
  const step = board.reveal?.step ?? scene.step;
  const of = board.reveal?.of ?? scene.of;
  setText(find(".reveal-count", stage), t("Reveal %(step)s / %(of)s", { step, of }));
  const since = board.freeze ? clockTime(board.freeze.at).slice(0, 5) : "";
  setText(find(".reveal-since", stage), since ? t("Frozen at %(time)s", { time: since }) : "");
  setText(find(".reveal-table", stage), part.title);
}

/**
 * @param {HTMLElement} stage
 * @param {Part} part
 * @param {Ground} ground
 * @param {{lit: string | null, sealed: string[]}} how
 * @returns {number[]} how much of its track each bar fills
 */
function drawRows(stage, { board, rows, waiting }, ground, { lit, sealed }) {
  const list = find(".rows", stage);
  const known = new Map(
    /** @type {HTMLElement[]} */ ([...list.children]).map((row) => [row.dataset.team, row]),
  );
  const { fit } = ground;
  const plans = rows.map((row) => planRow(board, row, fit));
  const region = fit.region && plans.every((plan) => plan.region);
  const { parts, below } = barsFor(board, fit, plans, region);
  stage.classList.toggle("rails", below);
  const elements = rows.map((row, i) => {
    const point = pointOf(ground, i, waiting);
    const element = known.get(row.team.id) ?? makeRow();
    const bracketed = isBracketed(rows, i);
    drawRevealRow(element, row, { board, sealed, part: parts[i] ?? 0, bracketed });
    fitRow(element, row, /** @type {import("../../board/row.js").Plan} */ (plans[i]), {
      region,
      largest: 1,
    });
    element.classList.toggle("lit", row.team.id === lit);
    // Who has it read out hears all rows.
    element.classList.toggle("off-page", point === null);
    element.style.left = `${point?.x ?? 0}px`;
    element.style.top = `${point?.y ?? 0}px`;
    return element;
  });
  arrange(list, elements);
  return parts;
}

/**
 * Whether a neighbour has the same place, and both have been told.
 *
 * @param {import("../../board/model.js").Row[]} rows
 * @param {number} i
 */
const isBracketed = (rows, i) => sameAsNext(rows, i - 1) || sameAsNext(rows, i);

/**
 * @param {import("../../board/model.js").Row[]} rows
 * @param {number} i
 */
function sameAsNext(rows, i) {
  const [one, other] = [rows[i], rows[i + 1]];
  if (!one?.revealed || !other?.revealed || one.rank === null) return false;
  return one.rank === other.rank && one.tied;
}

/**
 * @param {HTMLElement} spot
 * @param {Ground} ground
 * @param {{waiting: number, anew: boolean}} at
 */
function drawSpot(spot, ground, { waiting, anew }) {
  const point = spotOf(ground, waiting);
  spot.hidden = point === null;
  const word = find(".spot-word", spot);
  // Which number its place has would tell whether somebody shares it.
  const words =
    waiting === 1 ? t("The last to be told") : t("%(n)s still to be told", { n: waiting });
  if (anew) spot.dataset.before = word.textContent ?? "";
  setText(word, words);
  spot.style.left = `${point?.x ?? 0}px`;
  spot.style.top = `${point?.y ?? 0}px`;
  spot.style.height = `${ground.spot - ground.fit.gap}px`;
}

/**
 * The bracket along a shared place, where all of it has been told and stands in one column.
 *
 * @param {HTMLElement} layer
 * @param {Part} part
 * @param {Ground} ground
 */
function drawBrackets(layer, { rows, waiting }, ground) {
  const { fit } = ground;
  const inset = Math.round(fit.size * fit.scale.pad * 0.36);
  const edges = rows.flatMap((_, i) => {
    const [here, next] = [pointOf(ground, i, waiting), pointOf(ground, i + 1, waiting)];
    if (!sameAsNext(rows, i) || !here || !next || here.x !== next.x) return [];
    // One bracket goes on from row to row: each of its parts reaches from middle to middle.
    const first = !sameAsNext(rows, i - 1);
    const last = !sameAsNext(rows, i + 1);
    const cap = Math.round(fit.height * 0.3);
    const top = here.y + (first ? fit.height / 2 - cap : fit.height / 2);
    const bottom = next.y + (last ? fit.height / 2 + cap : fit.height / 2);
    const edge = make("div", { class: "edge bracket" });
    edge.style.left = `${here.x + inset}px`;
    edge.style.top = `${Math.round(top)}px`;
    edge.style.width = `${Math.max(2, Math.round(fit.size * 0.07))}px`;
    edge.style.height = `${Math.round(bottom - top)}px`;
    return [edge];
  });
  layer.replaceChildren(...edges);
}
