import { find, make, reconcile, setText } from "../common/dom.js";
import { eventUrl } from "../common/http.js";
import { uuid } from "../common/uuid.js";
import { ask, faultsIn, whyNot } from "./api.js";
import { toSend } from "./document.js";

/**
 * What the set-up means in words, and what saving it would change; asked again when typing pauses.
 *
 * @typedef {import("../common/shapes.js").Consequence} Consequence
 * @typedef {import("../common/shapes.js").SetupPreview} Preview
 */

/** Milliseconds without a change after which the server is asked. */
const REST = 350;

export class Meaning {
  /**
   * @param {import("./draft.js").Draft} draft
   * @param {{origin: () => {since: number, ledger: string}, part: () => string, previewed: (preview: Preview | null, faults: import("./api.js").Fault[], why: string) => void}} context
   */
  constructor(draft, context) {
    this.draft = draft;
    this.context = context;
    this.timer = 0;
    this.abort = new AbortController();
    this.asked = draft.setup;
    draft.watch(() => this.later());
  }

  later() {
    if (this.draft.setup === this.asked) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), REST);
  }

  /** Asks nothing more, and hears no answer that is still to come. */
  stop() {
    clearTimeout(this.timer);
    this.abort.abort();
  }

  /** @returns {Promise<import("./api.js").Answer>} */
  async ask() {
    this.stop();
    this.abort = new AbortController();
    const { signal } = this.abort;
    this.asked = this.draft.setup;
    const body = { id: uuid(), setup: toSend(this.asked), ...this.context.origin() };
    const answer = await ask("PUT", eventUrl("/setup", { preview: "1" }), body, signal);
    if (signal.aborted) return answer;
    const preview = answer.meaning === "done" ? answer.body : null;
    if (preview?.consequences) drawMeaning(this.context.part(), preview.consequences);
    this.context.previewed(preview, faultsIn(answer), answer.status === 409 ? whyNot(answer) : "");
    return answer;
  }
}

/** @type {Consequence[]} */
let known = [];

/**
 * Says what the part that is worked on means; the other parts' sentences wait for theirs.
 *
 * @param {string} part
 * @param {Consequence[]} [consequences] the newest; without them those of before
 */
export function drawMeaning(part, consequences = known) {
  // What a change has just brought stands out for a moment; what was there when one came does not.
  const newly = known.length > 0 && consequences !== known;
  known = consequences;
  const texts = known.filter(({ field }) => isOf(field, part)).map(({ text }) => text);
  reconcile(find("#means-list"), texts, {
    key: (text) => text,
    make: (text) => {
      const item = make("li", { dir: "auto", class: newly ? "newly" : null });
      setText(item, text);
      return item;
    },
  });
}

/**
 * Divisions and groups are worked on in one part.
 *
 * @param {string} field
 * @param {string} part
 */
const isOf = (field, part) =>
  field.startsWith(part) || (part === "divisions" && field.startsWith("groups"));
