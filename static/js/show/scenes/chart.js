import { onFonts, widest } from "../../board/measure.js";
import { printed } from "../../common/amount.js";
import { find, make, reconcile, setText } from "../../common/dom.js";
import { unmoved } from "../../common/flip.js";
import { t } from "../../common/phrases.js";
import { plot } from "../chart/plot.js";
import { apart, linesOf, SIGNS } from "../chart/series.js";
import { unitAt } from "../fitted.js";
import { drawHead } from "../head.js";
import { fade, rest, wipe } from "../motions.js";

/**
 * Totals or places over the rounds: a line for each team, its name at its end. Of many teams the
 * leaders have colours and names.
 *
 * @typedef {import("../scenes.js").Told} Told
 * @typedef {import("../chart/series.js").Line} Line
 * @typedef {import("../../common/shapes.js").ChartShows} Shows
 * @typedef {{told: Told, plot: import("uplot") | null, observer: ResizeObserver, own: string | null}} Drawn
 */

/** A name beside its line at its largest and at its smallest, how high it stands, in u and in its own size. */
const LARGEST = 3.6;
const SMALLEST = 2.2;
const HIGH = 1.42;
/** The most of the width that names take; what stands before them, in u, and between them and their figure, in em. */
const NAMES = 0.4;
const LEAD = 4;
const BESIDE = 1.9;

/** @type {WeakMap<HTMLElement, Drawn>} */
const charts = new WeakMap();

export default {
  /**
   * @param {HTMLElement} root
   * @param {Told & {own?: string | null}} told `own`: a team that is told apart wherever it stands
   */
  draw(root, told) {
    if (!told.scene.shows) return;
    const standing = charts.get(root);
    const fresh = standing === undefined;
    const drawn = standing ?? begin(root, told);
    const said = JSON.stringify([told.scene.put, told.scene.shows, told.look, told.own]);
    drawn.told = told;
    drawn.own = told.own ?? null;
    if (root.dataset.said === said) return;
    root.dataset.said = said;
    rest(root);
    drawAll(root, drawn);
    if (fresh && !told.settled && !unmoved()) comeIn(root);
  },

  /** @param {HTMLElement} root */
  leave(root) {
    const drawn = charts.get(root);
    drawn?.observer.disconnect();
    charts.delete(root);
  },
};

/**
 * @param {HTMLElement} root
 * @param {Told} told
 * @returns {Drawn}
 */
function begin(root, told) {
  root.append(
    make(
      "section",
      { class: "chart" },
      make(
        "div",
        { class: "chart-body" },
        make(
          "div",
          { class: "chart-window" },
          make("div", { class: "chart-canvas", "aria-hidden": "true" }),
        ),
        make("ol", { class: "chart-names" }),
      ),
      make("p", { class: "chart-rest" }),
    ),
  );
  const again = () => {
    const drawn = charts.get(root);
    if (drawn && root.isConnected && hasRoom(root)) drawAll(root, drawn);
  };
  const observer = new ResizeObserver(again);
  const drawn = { told, plot: null, observer, own: null };
  charts.set(root, drawn);
  observer.observe(find(".chart-body", root));
  onFonts(again);
  return drawn;
}

/**
 * @param {HTMLElement} root
 * @param {Drawn} drawn
 */
function drawAll(root, drawn) {
  const { told, own } = drawn;
  const view = find(".chart", root);
  const shows = /** @type {Shows} */ (told.scene.shows);
  const of = shows.of === "places" ? t("Places over the rounds") : t("Totals over the rounds");
  drawHead(view, told.board, { what: [told.board.stage.name, of] });
  const lines = linesOf(shows, own);
  const named = fitNames(find(".chart-body", view), lines);
  const more = lines.length - named.length;
  setText(
    find(".chart-rest", view),
    more > 0 ? t("Grey: the other teams, %(n)s of them", { n: more }) : "",
  );
  drawn.plot?.destroy();
  drawn.plot = null;
  // It is drawn as soon as there is room.
  if (!hasRoom(view)) return;
  drawn.plot = plot(find(".chart-canvas", view), {
    lines,
    rounds: shows.rounds.map(({ name }) => name),
    places: shows.of === "places",
    unit: unitAt(view),
    colour: (kind) => inkOf(view, kind),
    ink: { text: inkOf(view, "words"), line: inkOf(view, "grid") },
  });
  drawNames(view, named, drawn.plot);
}

/**
 * Whether there is room for lines: none on a page that is not seen, or where names take it all.
 *
 * @param {HTMLElement} root
 */
function hasRoom(root) {
  const { clientWidth, clientHeight } = find(".chart-canvas", root);
  return clientWidth > 0 && clientHeight > 0;
}

/**
 * A colour as the style sheet has it, for the canvas.
 *
 * @param {HTMLElement} view
 * @param {number | string | null} kind
 */
function inkOf(view, kind) {
  const probe = make("span", { class: "chart-ink", "data-kind": String(kind ?? "grey") });
  view.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/**
 * Which lines have names, and how large these are: all where there is room, else the leaders.
 *
 * @param {HTMLElement} body
 * @param {Line[]} lines
 */
function fitNames(body, lines) {
  const unit = unitAt(body);
  const high = body.clientHeight / unit;
  const fits = (/** @type {Line[]} */ some) => high / (some.length * HIGH) >= SMALLEST;
  const named = fits(lines) ? lines : lines.filter(({ kind }) => kind !== null);
  const wide = widest(
    named.map(({ team }) => team.name),
    700,
  );
  const figure = widest(
    named.map(({ last }) => printed(last)),
    750,
  );
  const room = (body.clientWidth / unit) * NAMES - LEAD;
  const most = Math.min(LARGEST, high / (named.length * HIGH), room / (wide + figure + BESIDE));
  const size = Math.max(SMALLEST, most);
  body.style.setProperty("--name", size.toFixed(3));
  body.style.setProperty("--names", (LEAD + (wide + figure + BESIDE) * size).toFixed(2));
  return named;
}

/**
 * The names at the ends of their lines, as near as they can stand without lying over each other.
 *
 * @param {HTMLElement} view
 * @param {Line[]} named
 * @param {import("uplot")} drawn
 */
function drawNames(view, named, drawn) {
  const list = find(".chart-names", view);
  const body = find(".chart-body", view);
  const high = Number(body.style.getPropertyValue("--name")) * HIGH * unitAt(view);
  const ends = named
    .map((line) => ({ line, end: endOf(line, drawn) }))
    .sort((a, b) => a.end.y - b.end.y || (a.line.place ?? 0) - (b.line.place ?? 0));
  const wanted = ends.map(({ end }) => end.y);
  const middles = apart(wanted, high, body.clientHeight);
  const edge = find(".chart-window", view).clientWidth;
  reconcile(
    list,
    ends.map((one, i) => ({ ...one, middle: middles[i] ?? 0 })),
    {
      key: ({ line }) => line.team.id,
      make: () => nameOf(),
      draw: (element, { line, end, middle }) => {
        element.dataset.kind = String(line.kind ?? "grey");
        element.style.transform = `translateY(${middle - high / 2}px)`;
        drawName(element, line);
        lead(element, { x: end.x - edge, y: end.y - (middle - high / 2) }, high / 2);
      },
    },
  );
}

/**
 * Where a line ends, in pixels of the chart.
 *
 * @param {Line} line
 * @param {import("uplot")} drawn
 */
function endOf({ values }, drawn) {
  const i = values.findLastIndex((one) => one !== null);
  const ratio = drawn.ctx.canvas.width / drawn.width;
  return {
    x: drawn.valToPos(i, "x", true) / ratio,
    y: drawn.valToPos(values[i] ?? 0, "y", true) / ratio,
  };
}

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 */
function drawnAs(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function nameOf() {
  const item = make("li", { class: "chart-name" });
  const lead = drawnAs("svg", { class: "chart-lead", "aria-hidden": "true" });
  lead.append(drawnAs("path", { fill: "none", stroke: "currentColor" }));
  const sign = drawnAs("svg", { class: "chart-sign", viewBox: "-1.3 -1.3 2.6 2.6" });
  sign.setAttribute("aria-hidden", "true");
  sign.append(drawnAs("path", { fill: "currentColor", "fill-rule": "evenodd" }));
  item.append(
    lead,
    sign,
    make("span", { class: "chart-team", dir: "auto" }),
    make("span", { class: "chart-figure" }),
  );
  return item;
}

/**
 * @param {HTMLElement} element
 * @param {Line} line
 */
function drawName(element, { team, last, kind }) {
  const name = find(".chart-team", element);
  name.dataset.shared = `team:${team.id}`;
  setText(name, team.name);
  setText(find(".chart-figure", element), printed(last));
  const path = element.querySelector(".chart-sign path");
  path?.setAttribute("d", kind === null ? "" : (SIGNS[kind] ?? ""));
}

/**
 * The thin line from where a team's line ends to its name.
 *
 * @param {HTMLElement} element
 * @param {{x: number, y: number}} from as seen from the name's corner
 * @param {number} y
 */
function lead(element, from, y) {
  const unit = unitAt(element);
  const path = element.querySelector(".chart-lead path");
  const start = from.x + 1.5 * unit;
  path?.setAttribute("d", `M${start} ${from.y}L${2.6 * unit} ${y}H${3.2 * unit}`);
  path?.setAttribute("stroke-width", String(Math.max(1, 0.14 * unit)));
}

/**
 * The lines draw themselves from the first round to the last; then the names stand at their ends.
 *
 * @param {HTMLElement} root
 */
function comeIn(root) {
  wipe(find(".chart-window", root), find(".chart-canvas", root), { wait: 250, takes: 1600 });
  [...root.querySelectorAll(".chart-name")].forEach((name, i) => {
    fade(name, 0, 1300 + i * 40);
  });
}
