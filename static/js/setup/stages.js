import { find, reconcile } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { sortable, wayOf } from "../common/sorting.js";
import { announce } from "./announcer.js";
import { edit, move } from "./changing.js";
import { CriterionActs } from "./criterionacts.js";
import { inEnglish } from "./document.js";
import { focusField, pressed, typedIn } from "./fields.js";
import { tokensIn } from "./foulfields.js";
import { points } from "./kinds/points.js";
import { KINDS } from "./kinds/table.js";
import { valuesIn } from "./names.js";
import { joinPerformance } from "./performances.js";
import { drawRoundRow, LISTS, roundRow } from "./roundrow.js";
import { scorersTyped, WHO } from "./scorers.js";
import { drawStage, stageBox } from "./stagebox.js";
import {
  addStage,
  editRound,
  freshRound,
  inStage,
  moveRound,
  placeRound,
  removeStage,
} from "./staging.js";

/**
 * Stages one below the other, each with its rounds: the order in which the event is played.
 *
 * @typedef {import("./document.js").Round} Round
 */

export class Stages {
  /** @param {import("./draft.js").Draft} draft */
  constructor(draft) {
    this.draft = draft;
    this.list = find("#stage-list");
    /** @type {Set<string>} rounds whose form is open */
    this.open = new Set();
    this.criteria = new CriterionActs(draft, this.list, (next) => this.#gone(next));
    this.list.addEventListener("input", (event) => this.#typed(event));
    this.list.addEventListener("click", (event) => this.#clicked(event));
    this.list.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("focusout", () => this.draft.pause());
    find("#add-stage").addEventListener("click", () => this.#addStage());
  }

  draw() {
    const { stages, judges, groups } = this.draft.setup;
    const english = inEnglish(this.draft.setup);
    reconcile(this.list, stages, {
      key: ({ id }) => id,
      make: () => this.#stageBox(),
      draw: (box, stage) => {
        drawStage(box, stage, stages);
        find("[data-cell=name_en]", box).hidden = !english && stage.name_en === "";
        reconcile(find(".rounds", box), stage.rounds, {
          key: ({ id }) => id,
          make: roundRow,
          draw: (row, round) =>
            drawRoundRow(
              row,
              round,
              { judges, rounds: stage.rounds, groups },
              this.open.has(round.id),
            ),
        });
      },
    });
  }

  /** @param {string} id of a round */
  reveal(id) {
    this.open.add(id);
    this.draw();
  }

  #stageBox() {
    const box = stageBox();
    sortable(find(".rounds", box), {
      group: "rounds",
      handle: ".round-grip",
      dropped: (id, to, list) => {
        const stage = list.closest("[data-stage]")?.getAttribute("data-stage") ?? "";
        // The row is put back where it was, so that the draft alone says where it goes.
        this.draft.change((setup) => placeRound(setup, id, stage, to));
        this.draw();
      },
    });
    return box;
  }

  #addStage() {
    const [words, kind] = points.begins();
    this.draft.change((setup) => {
      const round = freshRound(setup, words, kind, this.draft.once);
      const n = setup.stages.length + 1;
      return addStage(setup, t("Stage %(n)s", { n }), round, this.draft.once);
    });
    focusField(this.list.lastElementChild);
  }

  /** @param {Event} event */
  #typed(event) {
    const typed = typedIn(event);
    if (!typed) return;
    const { key, value, control } = typed;
    const round = idOf(control, "round");
    const stage = idOf(control, "stage");
    const listed = key === "tokens" ? tokensIn(String(value)) : valuesIn(String(value));
    const said = LISTS.includes(key) ? listed : value;
    if (round && key === "together")
      this.draft.change((setup) => joinPerformance(setup, round, String(value)));
    else if (round && WHO.includes(key))
      this.#scorers(round, /** @type {HTMLInputElement} */ (control));
    else if (round && key.startsWith("criterion."))
      this.criteria.typed(round, control, key.replace("criterion.", ""), String(value));
    else if (round)
      this.draft.change(
        (setup) => editRound(setup, round, { [key]: said }),
        `round ${round} ${key}`,
      );
    else if (stage)
      this.draft.change(
        (setup) => edit(setup, "stages", stage, { [key]: said }),
        `stage ${stage} ${key}`,
      );
  }

  /**
   * @param {string} id of a round
   * @param {HTMLInputElement} control
   */
  #scorers(id, control) {
    const { stages, judges } = this.draft.setup;
    const round = stages.flatMap((stage) => stage.rounds).find((one) => one.id === id);
    if (!round) return;
    this.draft.change((setup) => editRound(setup, id, scorersTyped(round, judges, control)));
  }

  /** @param {Event} event */
  #clicked(event) {
    const button = pressed(event);
    if (!button) return;
    const round = idOf(button, "round");
    const stage = idOf(button, "stage");
    const { act = "" } = button.dataset;
    const added = KINDS[act];
    if (added && stage) this.#addRound(stage, added);
    else if (round) this.#onRound(act, round, button);
    else if (stage) this.#onStage(act, stage, button);
  }

  /**
   * @param {string} stage
   * @param {import("./kinds/table.js").Kind} kind
   */
  #addRound(stage, kind) {
    const [words, rest] = kind.begins();
    const round = freshRound(this.draft.setup, words, rest, this.draft.once);
    this.open.add(round.id);
    this.draft.change((setup) => inStage(setup, stage, (rounds) => [...rounds, round]));
    focusField(this.list.querySelector(`[data-round="${CSS.escape(round.id)}"]`));
  }

  /**
   * @param {string} act
   * @param {string} id
   * @param {HTMLElement} button
   */
  #onRound(act, id, button) {
    if (act === "up" || act === "down") this.#moveRound(id, act === "up" ? -1 : 1, button);
    if (act === "more") {
      if (!this.open.delete(id)) this.open.add(id);
      this.draw();
    }
    this.criteria.clicked(act, id, button);
    if (act !== "remove") return;
    const stage = idOf(button, "stage");
    const box = button.closest("[data-stage]");
    this.draft.change((setup) =>
      inStage(setup, stage, (rounds) => rounds.filter((round) => round.id !== id)),
    );
    this.#gone(box?.querySelector(".stage-add button"));
  }

  /**
   * @param {string} act
   * @param {string} id
   * @param {HTMLElement} button
   */
  #onStage(act, id, button) {
    const at = this.draft.setup.stages.findIndex((stage) => stage.id === id);
    if (act === "stage-up" || act === "stage-down") {
      this.draft.change((setup) => move(setup, "stages", id, at + (act === "stage-up" ? -1 : 1)));
      button.focus();
    }
    if (act !== "stage-remove") return;
    this.draft.change((setup) => removeStage(setup, id));
    this.#gone(find("#add-stage"));
  }

  /** @param {Element | null | undefined} next */
  #gone(next) {
    if (next instanceof HTMLElement) next.focus();
    announce(t("Removed. Control and Z brings it back."));
  }

  /**
   * @param {string} id
   * @param {-1 | 1} way
   * @param {Element | null} focused
   */
  #moveRound(id, way, focused) {
    this.draft.change((setup) => moveRound(setup, id, way));
    const field = focused?.getAttribute("data-act") ?? "";
    // Between two stages the row is made anew.
    const row = this.list.querySelector(`[data-round="${CSS.escape(id)}"]`);
    const next = field ? row?.querySelector(`[data-act="${field}"]`) : row?.querySelector("input");
    if (next instanceof HTMLElement) next.focus();
    const stage = this.draft.setup.stages.find((one) =>
      one.rounds.some((round) => round.id === id),
    );
    const at = stage?.rounds.findIndex((round) => round.id === id) ?? 0;
    const said = stage?.rounds[at]?.name ?? "";
    announce(
      t("%(name)s is now round %(place)s of %(stage)s.", {
        name: said,
        place: at + 1,
        stage: stage?.name ?? "",
      }),
    );
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const way = wayOf(event);
    const { target } = event;
    const id = target instanceof Element ? idOf(target, "round") : "";
    if (way === 0 || !id) return;
    event.preventDefault();
    if (this.criteria.key(event, id)) return;
    this.#moveRound(id, way, document.activeElement);
  }
}

/**
 * @param {Element} element
 * @param {"round" | "stage"} what
 */
function idOf(element, what) {
  return element.closest(`[data-${what}]`)?.getAttribute(`data-${what}`) ?? "";
}
