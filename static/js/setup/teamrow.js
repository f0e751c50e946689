import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";
import { choiceCell, drawChoice } from "./divisions.js";
import {
  bare,
  drawMoveButtons,
  freshElementId,
  labelled,
  name,
  rowEnd,
  show,
  signButton,
} from "./fields.js";

/**
 * One team's row, and what opens below it: its colour, whether it competes, its members.
 *
 * @typedef {import("./document.js").Team} Team
 */

/** @returns {HTMLLIElement} */
export function teamRow() {
  const row = make("li", { class: "row" });
  const handle = make(
    "span",
    { class: "grip", "aria-hidden": "true", title: t("Drag to move") },
    "⠿",
  );
  const line = make(
    "div",
    { class: "row-line team-grid" },
    handle,
    make("span", { class: "row-place" }),
    make("span", { class: "row-colour", "aria-hidden": "true" }),
    bare("name", { maxlength: 300, enterkeyhint: "next" }),
    bare("region", { maxlength: 300, placeholder: t("Region") }),
    bare("organisation", { maxlength: 300, placeholder: t("Organisation") }),
    choiceCell("division"),
    choiceCell("group"),
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
 * @param {import("./document.js").Setup} setup
 */
export function drawTeamRow(row, team, at, count, open, { divisions, groups }) {
  const called = team.name || t("Team %(n)s", { n: at + 1 });
  setAttributes(row, { "data-id": team.id, "data-guest": team.guest });
  setText(find(".row-place", row), String(at + 1));
  find(".row-colour", row).style.setProperty("--own", team.colour || "transparent");
  setAttributes(find(".row-colour", row), { "data-none": !team.colour });
  for (const [key, words] of spoken(at)) {
    const input = find(`.row-line [data-key="${key}"]`, row);
    setAttributes(input, { "aria-label": words });
  }
  for (const key of /** @type {const} */ (["name", "region", "organisation"]))
    show(find(".row-line", row), key, team[key]);
  const line = find(".row-line", row);
  drawChoice(line, "division", team.division, divisions, {
    none: "–",
    label: t("Division of %(name)s", { name: called }),
  });
  drawChoice(line, "group", team.group, groups, {
    none: t("drawn"),
    label: t("Group of %(name)s", { name: called }),
  });
  const more = find(".more-button", row);
  setText(more, moreWords(team));
  setAttributes(more, {
    "aria-expanded": String(open),
    "aria-label": t("%(words)s, %(team)s", { words: moreWords(team), team: called }),
  });
  drawMoveButtons(row, called, { first: at === 0, last: at === count - 1 });
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
  return team.guest ? [said, page.notes.guest].join(" · ") : said;
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
  setAttributes(below, { role: "group", "aria-label": t("More about %(name)s", { name: called }) });
  show(below, "colour", team.colour);
  show(below, "guest", team.guest);
  show(below, "name_en", team.name_en);
  show(below, "reading", team.reading);
  drawMembers(find(".members", /** @type {HTMLElement} */ (below)), team);
}

function moreOf() {
  const group = freshElementId("colour");
  /** @type {[string, string][]} */
  const choices = [["", t("None")], ...page.colours];
  const colours = choices.map(([value, word]) => {
    const swatch = make("span", { class: "swatch", "data-none": value === "" });
    swatch.style.setProperty("--own", value || "transparent");
    const radio = make("input", {
      type: "radio",
      name: group,
      value,
      "data-key": "colour",
      class: "visually-hidden",
    });
    return make(
      "label",
      { class: "swatch-label", title: word },
      radio,
      swatch,
      make("span", { class: "visually-hidden" }, word),
    );
  });
  return make(
    "div",
    { class: "row-more" },
    make(
      "fieldset",
      { class: "colours cell", "data-cell": "colour" },
      make("legend", {}, t("Colour")),
      make("div", { class: "swatches" }, ...colours),
    ),
    make(
      "div",
      { class: "second-names" },
      labelled("name_en", t("Name in English"), { maxlength: 300 }),
      labelled("reading", t("How it is said"), {
        maxlength: 300,
        title: t("For the presenter, such as hé yī zhī guāng"),
      }),
    ),
    make(
      "label",
      { class: "tick" },
      make("input", { type: "checkbox", "data-key": "guest" }),
      make(
        "span",
        {},
        make("b", {}, t("Out of competition")),
        " ",
        t("Shown without a place; takes no one's place."),
      ),
    ),
    make(
      "div",
      { class: "members-part" },
      make("h3", { class: "label" }, t("Members")),
      make("ul", { class: "members" }),
      make(
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
  reconcile(list, numbered, {
    key: ({ i }) => String(i),
    make: () =>
      make(
        "li",
        { class: "member" },
        bare("member.name", { maxlength: 300 }),
        bare("member.role", { maxlength: 300, placeholder: t("Role") }),
        signButton("remove-member", "✕", t("Remove")),
      ),
    draw: (item, { member, i }) => {
      setAttributes(item, { "data-member": i });
      setAttributes(find('[data-key="member.name"]', item), {
        "aria-label": t("Name of member %(n)s", { n: i + 1 }),
      });
      setAttributes(find('[data-key="member.role"]', item), {
        "aria-label": t("Role of member %(n)s", { n: i + 1 }),
      });
      name(
        find("[data-act]", item),
        t("Remove %(name)s", { name: member.name || t("member %(n)s", { n: i + 1 }) }),
      );
      show(item, "member.name", member.name);
      show(item, "member.role", member.role);
    },
  });
}
