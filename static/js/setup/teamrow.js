import { el, keep, say, set } from "../common/elements.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";
import { bare, freshElementId, name, rowEnd, show, signButton } from "./fields.js";

/**
 * One team's row, and what opens below it: its colour, whether it competes, its members.
 *
 * @typedef {import("./document.js").Team} Team
 */

/** @returns {HTMLLIElement} */
export function teamRow() {
  const row = el("li", { class: "row" });
  const handle = el(
    "span",
    { class: "grip", "aria-hidden": "true", title: t("Drag to move") },
    "⠿",
  );
  const line = el(
    "div",
    { class: "row-line team-grid" },
    handle,
    el("span", { class: "row-place" }),
    el("span", { class: "row-colour", "aria-hidden": "true" }),
    bare("name", { maxlength: 300, enterkeyhint: "next" }),
    bare("region", { maxlength: 300, placeholder: t("Region") }),
    bare("organisation", { maxlength: 300, placeholder: t("Organisation") }),
    ...rowEnd(),
  );
  row.append(line);
  return row;
}

/**
 * @param {HTMLElement} row
 * @param {Team} team
 * @param {number} at
 * @param {number} count
 * @param {boolean} open
 */
export function drawTeamRow(row, team, at, count, open) {
  const called = team.name || t("Team %(n)s", { n: at + 1 });
  set(row, { "data-id": team.id, "data-guest": team.guest });
  say(part(row, ".row-place"), String(at + 1));
  part(row, ".row-colour").style.setProperty("--own", team.colour || "transparent");
  set(part(row, ".row-colour"), { "data-none": !team.colour });
  for (const [key, words] of spoken(at)) {
    const input = part(row, `.row-line [data-key="${key}"]`);
    set(input, { "aria-label": words });
  }
  for (const key of /** @type {const} */ (["name", "region", "organisation"]))
    show(part(row, ".row-line"), key, team[key]);
  const more = part(row, ".more-button");
  say(more, moreWords(team));
  set(more, {
    "aria-expanded": String(open),
    "aria-label": t("%(words)s, %(team)s", { words: moreWords(team), team: called }),
  });
  name(part(row, "[data-act=up]"), t("Move %(name)s up", { name: called }));
  name(part(row, "[data-act=down]"), t("Move %(name)s down", { name: called }));
  name(part(row, "[data-act=remove]"), t("Remove %(name)s", { name: called }));
  set(part(row, "[data-act=up]"), { "aria-disabled": at === 0 });
  set(part(row, "[data-act=down]"), { "aria-disabled": at === count - 1 });
  drawMore(row, team, called, open);
}

/** @param {number} at */
function spoken(at) {
  const n = at + 1;
  return /** @type {const} */ ([
    ["name", t("Name of team %(n)s", { n })],
    ["region", t("Region of team %(n)s", { n })],
    ["organisation", t("Organisation of team %(n)s", { n })],
  ]);
}

/** @param {Team} team */
function moreWords(team) {
  const people = team.members.length;
  const said = people > 0 ? t("Members: %(n)s", { n: people }) : t("Members");
  return team.guest ? [said, t("guest")].join(" · ") : said;
}

/**
 * @param {HTMLElement} row
 * @param {Team} team
 * @param {string} called
 * @param {boolean} open
 */
function drawMore(row, team, called, open) {
  let below = row.querySelector(".row-more");
  if (!open) {
    below?.remove();
    return;
  }
  if (!(below instanceof HTMLElement)) {
    below = moreOf();
    row.append(below);
  }
  set(below, { role: "group", "aria-label": t("More about %(name)s", { name: called }) });
  show(below, "colour", team.colour);
  show(below, "guest", team.guest);
  drawMembers(part(/** @type {HTMLElement} */ (below), ".members"), team);
}

function moreOf() {
  const group = freshElementId("colour");
  /** @type {[string, string][]} */
  const choices = [["", t("None")], ...page.colours];
  const colours = choices.map(([value, word]) => {
    const swatch = el("span", { class: "swatch", "data-none": value === "" });
    swatch.style.setProperty("--own", value || "transparent");
    const radio = el("input", {
      type: "radio",
      name: group,
      value,
      "data-key": "colour",
      class: "visually-hidden",
    });
    return el(
      "label",
      { class: "swatch-label", title: word },
      radio,
      swatch,
      el("span", { class: "visually-hidden" }, word),
    );
  });
  return el(
    "div",
    { class: "row-more" },
    el(
      "fieldset",
      { class: "colours cell", "data-cell": "colour" },
      el("legend", {}, t("Colour")),
      el("div", { class: "swatches" }, ...colours),
    ),
    el(
      "label",
      { class: "tick" },
      el("input", { type: "checkbox", "data-key": "guest" }),
      el(
        "span",
        {},
        el("b", {}, t("Out of competition")),
        " ",
        t("Shown without a place; takes no one's place."),
      ),
    ),
    el(
      "div",
      { class: "members-part" },
      el("h3", { class: "label" }, t("Members")),
      el("ul", { class: "members" }),
      el(
        "button",
        { type: "button", class: "button small", "data-act": "add-member" },
        t("Add a member"),
      ),
    ),
  );
}

/**
 * @param {HTMLElement} list
 * @param {Team} team
 */
function drawMembers(list, team) {
  const numbered = team.members.map((member, i) => ({ member, i }));
  keep(list, numbered, {
    key: ({ i }) => String(i),
    make: () =>
      el(
        "li",
        { class: "member" },
        bare("member.name", { maxlength: 300 }),
        bare("member.role", { maxlength: 300, placeholder: t("Role") }),
        signButton("remove-member", "✕", t("Remove")),
      ),
    draw: (item, { member, i }) => {
      set(item, { "data-member": i });
      set(part(item, '[data-key="member.name"]'), {
        "aria-label": t("Name of member %(n)s", { n: i + 1 }),
      });
      set(part(item, '[data-key="member.role"]'), {
        "aria-label": t("Role of member %(n)s", { n: i + 1 }),
      });
      name(
        part(item, "[data-act]"),
        t("Remove %(name)s", { name: member.name || t("member %(n)s", { n: i + 1 }) }),
      );
      show(item, "member.name", member.name);
      show(item, "member.role", member.role);
    },
  });
}

/**
 * @param {Element} row
 * @param {string} selector
 */
function part(row, selector) {
  return /** @type {HTMLElement} */ (row.querySelector(selector));
}
