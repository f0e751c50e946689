import { printed } from "../common/amount.js";
import { closest, find, make, setText } from "../common/dom.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";
import { leftBehind } from "./stages.js";
import { moveMark } from "./table.js";
import { totalText } from "./written.js";

/**
 * One team a reader follows: it stands first, in a strip of its own, and is remembered on this phone.
 *
 * @typedef {import("./model.js").Board} Board
 */

const KEY = `scoreboard:pin:${page.event}`;

/** The pinned team's id; a phone that keeps no storage forgets it with the page. */
let pinned = remembered();

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** @param {string | null} team */
function remember(team) {
  pinned = team;
  try {
    if (team) localStorage.setItem(KEY, team);
    else localStorage.removeItem(KEY);
  } catch {
    // Storage may be forbidden; following a team still works until the page is left.
  }
}

/** The team that is followed on this phone. */
export const pinnedTeam = () => pinned;

/**
 * The row of the pinned team, if it plays in this stage.
 *
 * @param {Board | null} board
 */
export const pinnedRow = (board) => board?.rows.find((row) => row.team.id === pinned);

/**
 * @param {HTMLElement} root holds the strip and the table
 * @param {() => Board | null} shown
 * @param {() => void} changed another team is followed, or none
 * @returns {{draw: () => void}}
 */
export function createPin(root, shown, changed) {
  const strip = find(".pinned", root);
  root.addEventListener("click", ({ target }) => {
    const button = closest(target, ".pin");
    if (!button) return;
    const team = button.dataset.pin ?? pinned;
    remember(team === pinned ? null : (team ?? null));
    draw();
    changed();
    // The strip's own button goes away with the strip; the reader is left where the team stands.
    if (!button.offsetParent) buttonOf(root, team)?.focus();
  });

  function draw() {
    const board = shown();
    for (const cell of root.querySelectorAll("td.pin-cell")) drawButton(cell);
    const row = pinnedRow(board);
    const left = board && !row ? leftBehind(board, pinned) : null;
    strip.hidden = !board || (!row && !left);
    strip.toggleAttribute("data-left", left !== null);
    if (left) drawLeft(strip, left);
    if (!row || !board) return;
    const scored = board.places_shown;
    setText(find(".pinned-place", strip), scored ? printed(row.rank) : "–");
    setText(find(".pinned-name", strip), row.team.name);
    setText(find(".pinned-total", strip), printed(totalText(board, row)));
    const moved = scored && row.movement ? [moveMark(row.movement)] : [];
    find(".pinned-move", strip).replaceChildren(...moved);
    find(".pin", strip).ariaLabel = t("Unpin %(team)s", { team: row.team.name });
  }

  return { draw };
}

/**
 * A team that did not go on keeps its line: the stage, and its place there. So does one that goes on while others play
 * a side stage.
 *
 * @param {HTMLElement} strip
 * @param {{stage: string, name: string, rank: number | null, on: boolean}} left
 */
function drawLeft(strip, { stage, name, rank, on }) {
  const values = { stage, place: printed(rank) };
  setText(find(".pinned-place", strip), "");
  setText(find(".pinned-name", strip), name);
  find(".pinned-move", strip).replaceChildren();
  const place = rank === null ? stage : t("%(stage)s: place %(place)s", values);
  setText(find(".pinned-total", strip), on ? `${place} · ${t("goes on")}` : place);
  find(".pin", strip).ariaLabel = t("Unpin %(team)s", { team: name });
}

/**
 * @param {HTMLElement} root
 * @param {string | null | undefined} team
 */
function buttonOf(root, team) {
  const buttons = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-pin]"));
  return [...buttons].find((button) => button.dataset.pin === team);
}

/** @param {Element} cell */
function drawButton(cell) {
  const row = cell.parentElement;
  const team = row?.dataset.team ?? "";
  const name = row?.querySelector(".name")?.textContent ?? "";
  let button = cell.querySelector("button");
  if (!button) {
    button = make("button", { type: "button", class: "pin", "data-pin": team });
    cell.append(button);
  }
  const on = team === pinned;
  setText(button, on ? "★" : "☆");
  button.ariaPressed = String(on);
  button.ariaLabel = on ? t("Unpin %(team)s", { team: name }) : t("Pin %(team)s", { team: name });
}
