import { totalsText } from "../board/written.js";
import { printed } from "../common/amount.js";
import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";

/**
 * Teams as the presenter reads them: how the name is said, who they are, where they stand, what they
 * still need.
 *
 * @typedef {import("../common/shapes.js").HostSheet} HostSheet
 * @typedef {import("../common/shapes.js").TeamToName} TeamToName
 */

/**
 * A team's total, written as the hall writes it.
 *
 * @param {HostSheet} sheet
 * @param {TeamToName} team
 */
function totalOf({ teams }, team) {
  return printed(totalsText(teams.map(({ total }) => total))[teams.indexOf(team)]);
}

/** @param {HostSheet} sheet */
export function drawOnStage(sheet) {
  const team = teamIn(sheet, sheet.on_stage?.team ?? null);
  find("#on-team").hidden = !team;
  if (team) drawCard(find("#on-team"), sheet, team, "");
  const follows = teamIn(sheet, nextTeam(sheet));
  find("#next-team").hidden = !follows;
  if (follows) drawCard(find("#next-team"), sheet, follows, t("Next on stage"));
}

/**
 * The id of the team that is to be called up next, where teams are.
 *
 * @param {HostSheet} sheet
 */
export function nextTeam({ on_stage: on, appearance }) {
  if (on) return on.next;
  if (!appearance?.called) return null;
  return appearance.teams.find(({ turn }) => turn === "next")?.team ?? null;
}

/**
 * @param {HostSheet} sheet
 * @param {string | null} id
 */
export const teamIn = (sheet, id) => sheet.teams.find((team) => team.id === id) ?? null;

/**
 * @param {HTMLElement} card
 * @param {HostSheet} sheet
 * @param {TeamToName} team
 * @param {string} word
 */
function drawCard(card, sheet, team, word) {
  const lines = {
    "card-word": word,
    "card-name": team.name,
    "card-reading": readingOf(team),
    "card-from": fromOf(team),
    "card-people": peopleOf(team),
    "card-place": placeOf(team, totalOf(sheet, team)),
    "card-needs": team.needs,
  };
  reconcile(card, Object.entries(lines), {
    key: ([name]) => name,
    make: ([name]) => make("p", { class: name, dir: "auto" }),
    draw: (line, [, text]) => setText(line, text),
  });
}

/** @param {HostSheet} sheet */
export function drawTurns(sheet) {
  const { appearance } = sheet;
  const teams = appearance?.called ? appearance.teams : [];
  find("#order-part").hidden = teams.length === 0;
  setText(
    find("#order-title"),
    appearance ? t("Order of appearance: %(round)s", { round: appearance.round.name }) : "",
  );
  const words = {
    on: t("on stage"),
    next: t("next"),
    away: t("does not come"),
    gone: t("done"),
    waiting: "",
  };
  reconcile(find("#turns"), teams, {
    key: ({ team }) => team,
    make: () =>
      make(
        "li",
        {},
        make("span", { class: "turn-n" }),
        make("span", { class: "turn-name", dir: "auto" }, make("span"), make("small")),
        make("span", { class: "turn-word" }),
      ),
    draw: (item, { team: id, turn }) => {
      const team = teamIn(sheet, id);
      setAttributes(item, { "data-turn": turn });
      setText(find(".turn-n", item), String(teams.findIndex(({ team: one }) => one === id) + 1));
      setText(find(".turn-name span", item), team?.name ?? id);
      setText(find(".turn-name small", item), team?.reading ?? "");
      setText(find(".turn-word", item), words[turn]);
    },
  });
}

/** @param {HostSheet} sheet */
export function drawTeams(sheet) {
  reconcile(find("#teams"), sheet.teams, {
    key: ({ id }) => id,
    make: () =>
      make(
        "li",
        {},
        make(
          "details",
          {},
          make(
            "summary",
            {},
            make("span", { class: "team-place" }),
            make("span", { class: "turn-name", dir: "auto" }, make("span"), make("small")),
            make("span", { class: "team-total" }),
          ),
          make(
            "div",
            { class: "team-more" },
            make("p", { class: "more-from", dir: "auto" }),
            make("p", { class: "more-people", dir: "auto" }),
            make("p", { class: "more-needs", dir: "auto" }),
          ),
        ),
      ),
    draw: (item, team) => {
      setAttributes(item, { "data-host-team": team.id });
      setText(find(".team-place", item), team.rank === null ? "–" : printed(team.rank));
      setText(find(".turn-name span", item), team.name);
      setText(find(".turn-name small", item), readingOf(team));
      setText(find(".team-total", item), totalOf(sheet, team));
      setText(find(".more-from", item), fromOf(team));
      setText(find(".more-people", item), peopleOf(team));
      setText(find(".more-needs", item), [behindOf(team), team.needs].filter(Boolean).join(" · "));
    },
  });
}

/** @param {TeamToName} team */
const readingOf = ({ reading, name_en: english }) => [reading, english].filter(Boolean).join(" · ");

/** @param {TeamToName} team */
const fromOf = ({ region, organisation }) => [region, organisation].filter(Boolean).join(" · ");

/** @param {TeamToName} team */
function peopleOf({ members }) {
  const named = members.map(({ name, role }) =>
    role ? t("%(name)s (%(role)s)", { name, role }) : name,
  );
  return named.join(t(", "));
}

/**
 * @param {TeamToName} team
 * @param {string} written its total
 */
function placeOf(team, written) {
  const { rank, total, tied } = team;
  if (total === null) return "";
  const points = t("%(points)s points", { points: written });
  if (rank === null) return points;
  const n = printed(rank);
  const place = tied ? t("Place %(n)s, shared", { n }) : t("Place %(n)s", { n });
  return [place, points, behindOf(team)].filter(Boolean).join(" · ");
}

/** @param {TeamToName} team */
function behindOf({ behind }) {
  return behind === null ? "" : t("%(points)s behind the place ahead", { points: printed(behind) });
}
