import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { addPrizes, edit, removePrize } from "./changing.js";
import { choiceCell, drawChoice } from "./divisions.js";
import { inEnglish } from "./document.js";
import { bare, drawMoveButtons, moveButtons, show } from "./fields.js";
import { RowList } from "./rowlist.js";

/**
 * The prizes of the last stage, the best first: each for a number of teams, a share of them, all
 * with a total, or the rest.
 *
 * @typedef {import("./document.js").Prize} Prize
 * @typedef {"count" | "share" | "at_least" | "rest"} Way
 */

/** The keys of which a prize has one, or none for the rest. */
const AMOUNTS = /** @type {const} */ (["count", "share", "at_least"]);

/** @type {Record<Way, () => string>} */
const WAYS = {
  count: () => t("Number of teams"),
  share: () => t("Share of the teams"),
  at_least: () => t("Total needed"),
  rest: () => t("All the rest"),
};

/** @type {Record<string, () => string>} */
const ROUNDINGS = {
  half_up: () => t("half up"),
  up: () => t("rounded up"),
  down: () => t("rounded down"),
};

/** @type {Record<string, () => string>} */
const WHO = {
  team: () => t("Teams"),
  member: () => t("Members"),
};

/** What a way begins with. */
const BEGINS = { count: "1", share: "0.1", at_least: "60", rest: "" };

export class Prizes {
  /** @param {import("./draft.js").Draft} draft */
  constructor(draft) {
    this.draft = draft;
    this.list = find("#prize-rows");
    const adder = find("#add-prize");
    /** @type {RowList<Prize>} */
    this.rows = new RowList(draft, {
      part: "prizes",
      list: this.list,
      adder,
      called: () => t("The prize"),
      without: (setup, prize) => removePrize(setup, prize.id),
      typed: (prize, typed) => this.#typed(prize, typed),
    });
    adder.addEventListener("click", () => this.#add([{ name: "", count: "1" }]));
    find("#usual-prizes").addEventListener("click", () => this.#add(usual()));
  }

  draw() {
    const { prizes, divisions } = this.draft.setup;
    const english = inEnglish(this.draft.setup);
    setAttributes(this.list, { "data-divided": divisions.length > 0 });
    reconcile(this.list, prizes, {
      key: ({ id }) => id,
      make: prizeRow,
      draw: (row, prize) => {
        drawPrizeRow(row, prize, prizes.indexOf(prize), prizes.length);
        find("[data-cell=name_en]", row).hidden = !english && prize.name_en === "";
        drawChoice(row, "division", prize.division, divisions, {
          none: t("Each division"),
          label: t("Division of %(name)s", { name: prize.name || t("the prize") }),
        });
      },
    });
    find("#no-prizes").hidden = prizes.length > 0;
  }

  /** @param {(Partial<Prize> & {name: string})[]} prizes */
  #add(prizes) {
    const before = this.draft.setup.prizes.length;
    this.draft.change((setup) => addPrizes(setup, prizes, this.draft.once));
    this.rows.focus(before);
  }

  /**
   * @param {Prize} prize
   * @param {import("./rowlist.js").Typed} typed
   */
  #typed(prize, { key, value }) {
    const patch = key === "way" ? inWay(/** @type {Way} */ (value)) : { [key]: value };
    this.draft.change(
      (setup) => edit(setup, "prizes", prize.id, patch),
      `prize ${prize.id} ${key}`,
    );
  }
}

/** The prizes of nearly every rule text. */
function usual() {
  return [
    { name: t("First prize"), count: "1" },
    { name: t("Second prize"), count: "3" },
    { name: t("Third prize"), count: "6" },
    { name: t("Honourable mention") },
  ];
}

/** @param {Prize} prize @returns {Way} */
function wayOfPrize(prize) {
  return AMOUNTS.find((key) => prize[key] !== "") ?? "rest";
}

/** @param {Way} way @returns {Partial<Prize>} */
function inWay(way) {
  const none = { count: "", share: "", at_least: "", rounding: "half_up" };
  return way === "rest" ? none : { ...none, [way]: BEGINS[way] };
}

/**
 * Which way a row shows: a field that is being emptied is still of its way.
 *
 * @param {HTMLElement} row
 * @param {Prize} prize
 * @returns {Way}
 */
function shownWay(row, prize) {
  const way = wayOfPrize(prize);
  const held = document.activeElement;
  const key = held && row.contains(held) ? held.getAttribute("data-key") : null;
  return way === "rest" ? (AMOUNTS.find((one) => one === key) ?? way) : way;
}

function prizeRow() {
  const options = (/** @type {Record<string, () => string>} */ words) =>
    Object.entries(words).map(([value, word]) => make("option", { value }, word()));
  const select = (/** @type {string} */ key, /** @type {Record<string, () => string>} */ words) =>
    make(
      "span",
      { class: "cell", "data-cell": key },
      make("select", { class: "field", "data-key": key }, ...options(words)),
    );
  return make(
    "li",
    { class: "row" },
    make(
      "div",
      { class: "row-line prize-grid" },
      make("span", { class: "grip", "aria-hidden": "true", title: t("Drag to move") }, "⠿"),
      make("span", { class: "row-place" }),
      bare("name", { maxlength: 300, enterkeyhint: "next" }),
      select("who", WHO),
      select("way", WAYS),
      ...AMOUNTS.map((key) => bare(key, { inputmode: key === "count" ? "numeric" : "decimal" })),
      select("rounding", ROUNDINGS),
      choiceCell("division"),
      bare("name_en", { maxlength: 300, placeholder: t("In English") }),
      moveButtons(),
    ),
  );
}

/**
 * @param {HTMLElement} row
 * @param {Prize} prize
 * @param {number} at
 * @param {number} count
 */
function drawPrizeRow(row, prize, at, count) {
  const called = prize.name || t("Prize %(n)s", { n: at + 1 });
  const way = shownWay(row, prize);
  setAttributes(row, { "data-id": prize.id, "data-way": way });
  setText(find(".row-place", row), String(at + 1));
  setAttributes(find("[data-key=name]", row), {
    "aria-label": t("Name of prize %(n)s", { n: at + 1 }),
  });
  setAttributes(find("[data-key=who]", row), {
    "aria-label": t("Teams or members: %(name)s", { name: called }),
  });
  setAttributes(find("[data-key=way]", row), {
    "aria-label": t("For whom: %(name)s", { name: called }),
  });
  setAttributes(find("[data-key=rounding]", row), {
    "aria-label": t("Rounding: %(name)s", { name: called }),
  });
  setAttributes(find("[data-key=name_en]", row), {
    "aria-label": t("In English: %(name)s", { name: called }),
  });
  show(row, "name", prize.name);
  show(row, "name_en", prize.name_en);
  show(row, "who", prize.who);
  show(row, "way", way);
  show(row, "rounding", prize.rounding);
  for (const key of AMOUNTS) {
    show(row, key, prize[key]);
    find(`[data-cell=${key}]`, row).hidden = key !== way;
    setAttributes(find(`[data-key=${key}]`, row), {
      "aria-label": t("%(way)s: %(name)s", { way: WAYS[key](), name: called }),
    });
  }
  find("[data-cell=rounding]", row).hidden = way !== "share";
  drawMoveButtons(row, called, { first: at === 0, last: at === count - 1 });
}
