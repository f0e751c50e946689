import { allRounds, findRound, followed, teamNames } from "../../board/deskboard.js";
import { closest, find, make, setText } from "../../common/dom.js";
import { page } from "../../common/page.js";
import { t } from "../../common/phrases.js";
import { kindOf } from "../kinds/table.js";

/**
 * What is asked before a scene is shown, in place of the strip: each question has an answer already,
 * so that Enter is enough.
 *
 * @typedef {import("../../board/deskboard.js").DeskBoard} DeskBoard
 * @typedef {import("../../show/onward.js").SceneOnPage} SceneOnPage
 * @typedef {{label: string, choices: {value: string, label: string}[], chosen: string}} List
 * @typedef {Record<string, string | number | null>} Body of the scene, as the contract has it
 */

/** The seconds that are one touch away. */
const USUAL_SECONDS = [30, 60, 90];

/** What is asked of a scene that can be about more than is worth a question. */
const ASKED = /** @type {Record<string, string[]>} */ ({
  team: ["team"],
  podium: ["division"],
  awards: ["division"],
  chart: ["chart", "division"],
});

/** @type {Record<string, (board: DeskBoard, scene: SceneOnPage) => List>} */
const LISTS = {
  round: roundsOf,
  team: teamsOf,
  division: divisionsOf,
  stage: stagesOf,
  chart: chartsOf,
};

const KEPT = `scoreboard/show/${page.event}`;

export class Asking {
  /** @type {SceneOnPage | null} */
  #scene = null;

  /**
   * @param {HTMLElement} form
   * @param {{board: () => DeskBoard, put: (body: Body) => Promise<boolean>, done: () => void}} context
   *   done: the form has gone
   */
  constructor(form, context) {
    this.form = form;
    this.context = context;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#answer();
    });
    form.addEventListener("click", ({ target }) => this.#touched(target));
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.close();
    });
  }

  /** Whether something is asked. */
  get open() {
    return this.#scene !== null;
  }

  /**
   * Asks about a scene; one that leaves no choice is put at once, as is a timer that is set already.
   *
   * @param {SceneOnPage} scene
   * @param {{timed?: boolean}} [now] timed: there is time left on the timer
   */
  about(scene, { timed = false } = {}) {
    const board = this.context.board();
    const known = timed && scene.uses.includes("seconds");
    const fields = known ? [] : questionsOf(scene, board);
    if (fields.length === 0) {
      this.close();
      this.context.put({ scene: scene.name });
      return;
    }
    if (this.#scene?.name === scene.name) {
      this.#answer();
      return;
    }
    this.#scene = scene;
    const cancel = make("button", { type: "button", class: "button small" }, t("Cancel"));
    const show = make("button", { class: "button small show-yes" }, t("Show it"));
    cancel.addEventListener("click", () => this.close());
    this.form.replaceChildren(
      make("h3", {}, scene.label),
      ...fields,
      make("p", { class: "trouble", role: "alert" }),
      make("div", { class: "show-ask-acts" }, cancel, show),
    );
    this.form.hidden = false;
    find(".field", this.form).focus();
  }

  close() {
    if (!this.#scene) return;
    const { name } = this.#scene;
    const had = this.form.contains(document.activeElement);
    this.#scene = null;
    this.form.hidden = true;
    this.form.replaceChildren();
    this.context.done();
    if (had) find(`#show-strip [data-scene="${name}"]`).focus();
  }

  /** @param {EventTarget | null} target */
  #touched(target) {
    const chip = closest(target, "[data-seconds]");
    if (!chip) return;
    const input = /** @type {HTMLInputElement} */ (find("input", this.form));
    input.value = chip.dataset.seconds ?? "";
    this.#answer();
  }

  async #answer() {
    const scene = this.#scene;
    if (!scene) return;
    const values = Object.fromEntries(
      [...new FormData(/** @type {HTMLFormElement} */ (this.form))].map(([name, value]) => [
        name,
        String(value).trim(),
      ]),
    );
    const fault = faultIn(values);
    setText(find(".trouble", this.form), fault);
    if (fault) return;
    if (await this.context.put(bodyOf(scene.name, values))) this.close();
  }
}

/**
 * What is wrong with the answers, or nothing.
 *
 * @param {Record<string, string>} values
 */
function faultIn({ text, seconds }) {
  if (text === "") return t("Say something in the first line.");
  if (seconds === undefined) return "";
  const whole = /^[0-9]{1,5}$/.test(seconds) && Number(seconds) > 0;
  return whole ? "" : t("Type the seconds as a whole number, such as 60.");
}

/**
 * @param {DeskBoard} board
 * @param {SceneOnPage} scene
 * @returns {List}
 */
function roundsOf(board, scene) {
  const judged = scene.name === "marks";
  const rounds = allRounds(board).filter(({ round }) => !judged || kindOf(round).panel);
  const several = new Set(rounds.map(({ stage }) => stage.id)).size > 1;
  const next = scene.name === "opener" ? findRound(board, board.next.round) : null;
  const now = next ?? followed(board);
  return {
    label: t("Round"),
    choices: rounds.map(({ stage, round }) => ({
      value: round.id,
      label: several ? `${stage.name} · ${round.name}` : round.name,
    })),
    chosen: now?.round.id ?? "",
  };
}

/**
 * @param {DeskBoard} board
 * @param {SceneOnPage} scene
 * @returns {List}
 */
function teamsOf(board, scene) {
  const names = teamNames(board);
  const choices = board.rows.map(({ team }) => ({
    value: team.id,
    label: names.get(team.id) ?? team.id,
  }));
  // Marks go with whoever is on stage, as long as no team is named.
  const whoever = { value: "", label: t("Whoever is on stage") };
  const on = board.on_stage?.team ?? "";
  if (scene.name === "marks") choices.unshift(whoever);
  return { label: t("Team"), choices, chosen: scene.name === "marks" ? "" : on };
}

/**
 * The division that is next to be told, where a scene tells one at a time.
 *
 * @param {DeskBoard} board
 * @param {SceneOnPage} scene
 * @returns {List}
 */
function divisionsOf(board, { name: scene }) {
  const found = (board.tables ?? []).flatMap(({ division }) => (division ? [division] : []));
  const names = new Map(found.map(({ id, name }) => [id, name]));
  const choices = [...names].map(([value, label]) => ({ value, label }));
  const untold = (board.untold ?? []).find((one) => one.scene === scene);
  return { label: t("Division"), choices, chosen: untold?.division ?? "" };
}

/**
 * @param {DeskBoard} board
 * @returns {List}
 */
function stagesOf(board) {
  const choices = board.stages
    .filter(({ state }) => state !== "waiting")
    .map(({ id, name }) => ({ value: id, label: name }));
  return { label: t("Stage"), choices, chosen: board.next.stage ?? board.stage.id };
}

/** @returns {List} */
function chartsOf() {
  return {
    label: t("Lines"),
    choices: [
      { value: "totals", label: t("Totals") },
      { value: "places", label: t("Places") },
    ],
    chosen: "totals",
  };
}

/**
 * The questions of a scene, as fields of a form; none where there is nothing to choose.
 *
 * @param {SceneOnPage} scene
 * @param {DeskBoard} board
 * @returns {HTMLElement[]}
 */
function questionsOf(scene, board) {
  if (scene.uses.includes("second")) return messageFields();
  if (scene.uses.includes("seconds")) return [secondsField()];
  return (ASKED[scene.name] ?? scene.uses).flatMap((asked) => {
    const list = LISTS[asked]?.(board, scene);
    return list && list.choices.length > 1 ? [selectField(asked, list)] : [];
  });
}

/**
 * @param {string} name
 * @param {List} list
 */
function selectField(name, { label, choices, chosen }) {
  const options = choices.map(({ value, label: word }) =>
    make("option", { value, selected: value === chosen }, word),
  );
  const select = make("select", { class: "field", name, id: `show-ask-${name}` }, ...options);
  return make("p", {}, make("label", { for: `show-ask-${name}` }, label), select);
}

/**
 * @param {string} name
 * @param {string} label
 * @param {import("../../common/dom.js").Attributes} attributes
 */
function inputField(name, label, attributes) {
  const id = `show-ask-${name}`;
  const input = make("input", { class: "field", name, id, ...attributes });
  return make("p", { class: `show-ask-${name}` }, make("label", { for: id }, label), input);
}

function messageFields() {
  const kept = keptMessage();
  return [
    inputField("text", t("Line"), {
      value: kept.text || t("Break"),
      maxlength: 120,
      dir: "auto",
      required: true,
    }),
    inputField("second", t("Second line"), { value: kept.second, maxlength: 200, dir: "auto" }),
    inputField("until", t("Goes on at"), { type: "time" }),
  ];
}

function secondsField() {
  const usual = USUAL_SECONDS.map((n) =>
    make("button", { type: "button", class: "show-chip", "data-seconds": n }, String(n)),
  );
  const field = inputField("seconds", t("Seconds"), {
    value: keptSeconds(),
    inputmode: "numeric",
    maxlength: 5,
  });
  field.append(make("span", { class: "show-chips" }, ...usual));
  return field;
}

/** How long the timer was set to last, in this browser. */
function keptSeconds() {
  return Number(remembered(`${KEPT}/seconds`)) || 60;
}

/** @returns {{text: string, second: string}} */
function keptMessage() {
  try {
    return { text: "", second: "", ...JSON.parse(remembered(`${KEPT}/message`) ?? "{}") };
  } catch {
    return { text: "", second: "" };
  }
}

/**
 * What a form says, as the body of a scene; what was said is offered again.
 *
 * @param {string} scene
 * @param {Record<string, string>} values
 * @returns {Body}
 */
function bodyOf(scene, { chart, seconds, ...values }) {
  const said = Object.entries(values).filter(([, value]) => value !== "");
  /** @type {Body} */
  const body = { scene, ...Object.fromEntries(said) };
  if (chart) body.text = chart;
  if (seconds) {
    body.seconds = Number(seconds);
    remember(`${KEPT}/seconds`, seconds);
  }
  const { text, second = "" } = values;
  if (text) remember(`${KEPT}/message`, JSON.stringify({ text, second }));
  return body;
}

/** @param {string} key */
function remembered(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/**
 * @param {string} key
 * @param {string} value
 */
function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // It is asked anew.
  }
}
