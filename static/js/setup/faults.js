import { make, reconcile, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { freshElementId } from "./fields.js";

/**
 * What the server finds wrong: marked at its fields, and listed with links to them.
 *
 * @typedef {import("./document.js").Setup} Setup
 * @typedef {import("./api.js").Fault} Fault
 * @typedef {object} Spot where on the page a path of the set-up is
 * @property {"event" | "teams" | "judges" | "stages" | "prizes" | "divisions" | "groups" | "rules" | "hall"} part
 * @property {string} [id] of the team, judge, stage or round
 * @property {"round" | "stage"} [what]
 * @property {string} key
 * @property {number} [member]
 */

/**
 * Where a path such as "stages.0.rounds.1.step" leads; null where it leads nowhere.
 *
 * @param {Setup} setup
 * @param {string} path
 * @returns {Spot | null}
 */
function placeOf(setup, path) {
  const [part = "", first = "", ...rest] = path.replace(/^setup\./, "").split(".");
  if (part === "rules") return { part, key: first };
  if (part === "show") return { part: "hall", key: first };
  // The network's name and password have fields of their own.
  if (part === "event") return { part, key: [first, ...rest].join(".") };
  const at = Number(first);
  if (part === "teams") return teamPlace(setup.teams[at]?.id, rest);
  if (part === "judges") return withId("judges", setup.judges[at]?.id, rest[0] ?? "name");
  if (part === "prizes") return withId("prizes", setup.prizes[at]?.id, rest[0] ?? "name");
  if (part === "divisions" || part === "groups")
    return withId(part, setup[part][at]?.id, rest[0] ?? "name");
  if (part !== "stages") return null;
  const stage = setup.stages[at];
  const round = rest[0] === "rounds" ? stage?.rounds[Number(rest[1])] : undefined;
  if (round && rest[2] === "criteria" && rest[3] !== undefined) {
    const key = `criterion.${rest[4] ?? "name"}`;
    return { part, id: round.id, what: "round", key, member: Number(rest[3]) };
  }
  if (round && rest[2] === "fouls")
    return { part, id: round.id, what: "round", key: `fouls_${rest[3] ?? "free"}` };
  if (round) return { part, id: round.id, what: "round", key: rest[2] ?? "name" };
  return stage ? { part, id: stage.id, what: "stage", key: rest[0] ?? "name" } : { part, key: "" };
}

/**
 * @param {string | undefined} id
 * @param {string[]} rest
 * @returns {Spot}
 */
function teamPlace(id, rest) {
  if (rest[0] === "members" && id)
    return { part: "teams", id, key: `member.${rest[2] ?? "name"}`, member: Number(rest[1]) };
  return withId("teams", id, rest[0] ?? "name");
}

/**
 * @param {"teams" | "judges" | "prizes" | "divisions" | "groups"} part
 * @param {string | undefined} id
 * @param {string} key
 * @returns {Spot}
 */
function withId(part, id, key) {
  return id === undefined ? { part, key: "" } : { part, id, key };
}

/**
 * The field of a place, where the page shows it now.
 *
 * @param {Spot} place
 * @returns {HTMLElement | null}
 */
export function fieldOf({ part, id, what, key, member }) {
  const root = document.querySelector(`#part-${shownIn(part)}`);
  const attribute = what ? `data-${what}` : "data-id";
  const box = id === undefined ? root : root?.querySelector(`[${attribute}="${CSS.escape(id)}"]`);
  const within =
    member === undefined ? box : (box?.querySelector(`[data-member="${member}"]`) ?? box);
  const found =
    within?.querySelector(`[data-cell="${key}"]`) ?? within?.querySelector("[data-cell]");
  return found instanceof HTMLElement ? found : null;
}

/**
 * Whether the hand is in the field of a path at this moment.
 *
 * @param {Setup} setup
 * @param {string} path
 */
export function isIn(setup, path) {
  const place = placeOf(setup, path);
  const cell = place && fieldOf(place);
  return Boolean(cell?.contains(document.activeElement));
}

/** @type {{cell: HTMLElement, controls: Element[]}[]} */
let marked = [];

/**
 * Marks every field at fault with its sentence, and takes the marks of before away.
 *
 * @param {Setup} setup
 * @param {Fault[]} faults
 */
export function markFaults(setup, faults) {
  for (const { cell, controls } of marked) {
    cell.querySelector(":scope > .fault")?.remove();
    for (const control of controls) unmark(control);
  }
  marked = [];
  for (const { field, message } of faults) {
    const place = placeOf(setup, field);
    const cell = place && fieldOf(place);
    if (cell) marked.push(mark(cell, message));
  }
}

/**
 * @param {HTMLElement} cell
 * @param {string} message
 */
function mark(cell, message) {
  const id = freshElementId("fault");
  cell.append(make("span", { class: "fault", id }, message));
  const controls = [...cell.querySelectorAll("[data-key]")];
  for (const control of controls) {
    const before = control.getAttribute("aria-describedby");
    setAttributes(control, {
      "aria-invalid": "true",
      "aria-describedby": before ? `${before} ${id}` : id,
    });
  }
  return { cell, controls };
}

/** @param {Element} control */
function unmark(control) {
  const described = (control.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .filter((id) => !id.startsWith("fault"))
    .join(" ");
  setAttributes(control, { "aria-invalid": null, "aria-describedby": described || null });
}

/**
 * The list of what is wrong; each sentence leads to its field.
 *
 * @param {HTMLElement} box
 * @param {Setup} setup
 * @param {Fault[]} faults
 * @param {(place: Spot) => void} go
 */
export function listFaults(box, setup, faults, go) {
  if (faults.length === 0) return box.replaceChildren();
  const list = make("ul", { class: "fault-list" });
  reconcile(list, faults.slice(0, 12), {
    key: ({ field, message }) => `${field} ${message}`,
    make: ({ field, message }) => {
      const place = placeOf(setup, field);
      const words = `${whereOf(setup, field)}${message}`;
      const button = make("button", { type: "button", class: "link" }, words);
      if (place) button.addEventListener("click", () => go(place));
      return make("li", {}, place ? button : words);
    },
  });
  const head = make("p", { class: "fault-head" });
  setText(head, t("Not saved. Places that need a second look: %(n)s", { n: faults.length }));
  return box.replaceChildren(head, list);
}

/**
 * Whose field it is, in front of what is wrong with it.
 *
 * @param {Setup} setup
 * @param {string} path
 */
function whereOf(setup, path) {
  const place = placeOf(setup, path);
  if (!place?.id) return "";
  const all = [
    ...setup.teams,
    ...setup.judges,
    ...setup.stages,
    ...setup.stages.flatMap((one) => one.rounds),
  ];
  const at = Number(path.replace(/^setup\./, "").split(".")[1]) + 1;
  const own =
    place.part === "stages"
      ? all.find((one) => one.id === place.id)
      : setup[listOf(place.part)][at - 1];
  return `${own?.name || t("No. %(n)s", { n: at })}: `;
}

/** @param {Spot["part"]} part */
function listOf(part) {
  return part === "judges" || part === "prizes" || part === "divisions" || part === "groups"
    ? part
    : "teams";
}

/**
 * The part of the page that shows one of the set-up.
 *
 * @param {Spot["part"]} part
 */
export const shownIn = (part) => (part === "groups" ? "divisions" : part);
