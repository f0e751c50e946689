import { make } from "../common/dom.js";
import { check } from "./checked.js";
import { written } from "./exact.js";
import { ledgerSection } from "./ledger.js";
import { told } from "./telling.js";
import { apartItem, checks, verdict } from "./verdict.js";
import { breakName, whyOf } from "./why.js";
import { inARow, language, nameOf, speak, t } from "./words.js";

/**
 * The page: recounts the file that it holds and draws what came of it.
 *
 * @typedef {import("./checked.js").Checked} Checked
 * @typedef {import("./checked.js").File} File
 * @typedef {import("./recounted.js").ShownStage} ShownStage
 * @typedef {import("./standings.js").Row} Row
 */

/**
 * @param {File} file
 * @param {import("./words.js").Phrases} phrases
 * @param {string} first the language to begin with
 */
export async function show(file, phrases, first) {
  speak(first, phrases);
  const checked = await check(file);
  draw(checked);
  // On paper nothing is folded.
  window.addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details[data-team]"))
      details.setAttribute("open", "");
  });
}

/** @param {Checked} checked */
function draw(checked) {
  document.documentElement.lang = language();
  document.title = `${contestOf(checked)} · ${t("Recount")}`;
  const main = make("main", { class: "recount" });
  main.append(head(checked), verdict(checked), checks(checked));
  for (const shown of [...checked.found.stages].reverse())
    main.append(stageSection(checked, shown));
  main.append(...people(checked), ...overall(checked), ledgerSection(checked.found), foot());
  document.body.replaceChildren(main);
}

/** @param {Checked} checked */
const contestOf = ({ found, file }) =>
  found.day.setup.subtitle || found.day.setup.title || String(file.title ?? "");

/** @param {Checked} checked */
function head(checked) {
  const { setup } = checked.found.day;
  const other = language() === "en" ? "zh-CN" : "en";
  const turn = make(
    "button",
    { type: "button", class: "recount-language", lang: other },
    other === "en" ? "English" : "中文",
  );
  turn.addEventListener("click", () => {
    speak(other);
    draw(checked);
  });
  return make(
    "header",
    { class: "recount-head" },
    make(
      "div",
      {},
      make("p", {}, setup.subtitle ? setup.title : t("Recount")),
      make("h1", {}, contestOf(checked)),
    ),
    turn,
  );
}

/**
 * @param {Checked} checked
 * @param {ShownStage} shown
 */
function stageSection(checked, shown) {
  const { found } = checked;
  const section = make(
    "section",
    { class: "recount-stage", "data-stage": shown.stage.id },
    make("h2", {}, nameOf(shown.stage)),
  );
  const { tables, rows } = shown.standings;
  for (const [nth, table] of tables.entries()) {
    const { called } = found.day.setup;
    const name = [called[`d:${table.division}`], called[`g:${table.group}`]]
      .filter(Boolean)
      .join(" · ");
    if (tables.length > 1 && name) section.append(make("h3", {}, name));
    const list = make("div", { class: "recount-rows" });
    for (const row of rows.filter((one) => one.table === nth))
      list.append(teamRow(checked, shown, row));
    section.append(list);
  }
  if (!rows.length) section.append(make("p", {}, t("Nobody plays here yet.")));
  return section;
}

/**
 * @param {Checked} checked
 * @param {ShownStage} shown
 * @param {Row} row
 */
function teamRow(checked, shown, row) {
  const { found, apart } = checked;
  const own = apart.filter((one) => one.stage === shown.stage.id && one.team === row.team.id);
  const total = row.total ? written(row.total, found.day.setup.rules.decimals) : "–";
  const tied = row.tied ? t("shared") : "";
  const said = shown.rows.find((one) => one.team === row.team.id);
  const notes = [
    tied,
    row.decidedBy && row.rank !== null ? breakName(found, row.decidedBy) : "",
    row.cut === "in" ? t("goes on") : "",
    ...(said?.prizes ?? []),
  ].filter(Boolean);
  const summary = make(
    "summary",
    {},
    make("span", { class: "recount-place" }, row.rank === null ? "–" : String(row.rank)),
    make("span", { class: "recount-team" }, nameOf(row.team), make("small", {}, notes.join(" · "))),
    make("span", { class: "recount-total" }, total),
  );
  const details = make(
    "details",
    {
      "data-team": row.team.id,
      "data-rank": row.rank ?? "",
      "data-total": row.total ? total : "",
      "data-agrees": own.length ? "false" : "true",
    },
    summary,
  );
  if (own.length) {
    const list = make("ul", { class: "recount-apart" });
    for (const one of own) {
      const { what, board, recount, where } = told(found, one);
      list.append(
        apartItem(one.round ? (where.split(" · ").at(-1) ?? "") : "", what, board, recount),
      );
    }
    details.append(list);
    details.open = true;
  }
  details.append(whySection(checked, shown, row));
  return details;
}

/**
 * @param {Checked} checked
 * @param {ShownStage} shown
 * @param {Row} row
 */
function whySection({ found }, shown, row) {
  const why = whyOf(found, shown, row);
  const parts = make("ul", { class: "recount-parts" });
  for (const { label, sum, chips, rule } of why.parts) {
    const item = make("li", {}, make("div", {}, make("span", {}, label), make("b", {}, sum)));
    if (chips.length)
      item.append(
        make(
          "p",
          { class: "recount-chips" },
          ...chips.map((chip) =>
            make(
              "span",
              { "data-dropped": chip.dropped ?? false },
              make("small", {}, chip.label),
              chip.dropped ? make("s", {}, chip.value) : chip.value,
            ),
          ),
        ),
      );
    if (rule) item.append(make("p", { class: "recount-rule" }, rule));
    parts.append(item);
  }
  parts.append(
    make(
      "li",
      { class: "recount-sum" },
      make("div", {}, make("span", {}, t("Total")), make("b", {}, why.total)),
    ),
  );
  return make(
    "div",
    { class: "recount-why" },
    parts,
    make("p", {}, inARow(why.place.filter(Boolean))),
  );
}

/** @param {Checked} checked */
function people({ found, file }) {
  // In a published file nobody has a name.
  if (!found.individuals.length || file.published) return [];
  const { teams } = found.day.setup;
  const rows = found.individuals.map((one) => {
    const team = teams.find((each) => each.id === one.team);
    const member = team?.members.find((each) => each.id === one.member);
    return plainRow(one.rank, member?.name || one.member, team ? nameOf(team) : "", one.total);
  });
  return [
    make(
      "section",
      { class: "recount-stage" },
      make("h2", {}, t("Best individuals")),
      make("ul", { class: "recount-list" }, ...rows),
    ),
  ];
}

/** @param {Checked} checked */
function overall({ found }) {
  if (!found.overall.length) return [];
  const { teams, stages } = found.day.setup;
  const rows = found.overall.map((one) => {
    const team = teams.find((each) => each.id === one.team);
    const stage = stages.find((each) => each.id === one.stage);
    return plainRow(one.rank, team ? nameOf(team) : one.team, stage ? nameOf(stage) : "", "");
  });
  return [
    make(
      "section",
      { class: "recount-stage" },
      make("h2", {}, t("All stages")),
      make("ul", { class: "recount-list" }, ...rows),
    ),
  ];
}

/**
 * @param {number | null} rank
 * @param {string} name
 * @param {string} beside
 * @param {string} total
 */
const plainRow = (rank, name, beside, total) =>
  make(
    "li",
    {},
    make("span", { class: "recount-place" }, rank === null ? "–" : String(rank)),
    make("span", { class: "recount-team" }, name, make("small", {}, beside)),
    make("span", { class: "recount-total" }, total),
  );

const foot = () =>
  make(
    "footer",
    { class: "recount-foot" },
    make(
      "p",
      {},
      t(
        "This page works by itself: it asks no server for anything, and its reckoning is written apart from the scoreboard's own. It checks that the result follows from the entries; that these are the entries of the day is shown by the seal on the signed sheet.",
      ),
    ),
  );
