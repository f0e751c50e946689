import { find, make } from "../common/dom.js";
import { headingOf, keysOf, storedAs } from "../common/heading.js";
import { t } from "../common/phrases.js";
import { choosing, labelled, show, tick, typedIn } from "./fields.js";

/** The event's own words: title, day, language. Its address is its name everywhere and stays. */

const ZONES = [
  "Asia/Shanghai",
  "Asia/Urumqi",
  "Asia/Hong_Kong",
  "Asia/Macau",
  "Asia/Taipei",
  "Asia/Singapore",
  "UTC",
];

/** What an event is called, in either language. */
const NAMES = /** @type {const} */ (["contest", "host"]);

export class About {
  /** @param {import("./draft.js").Draft} draft */
  constructor(draft) {
    this.draft = draft;
    this.root = find("#event-fields");
    const zones = make(
      "datalist",
      { id: "zones" },
      ...ZONES.map((value) => make("option", { value })),
    );
    this.contest = labelled("title", t("Name of the contest (large)"), { maxlength: 300 });
    this.host = labelled("subtitle", t("Host or occasion (small)"), {
      maxlength: 300,
      note: t("Above the contest's name. It may stay empty."),
    });
    this.contestInEnglish = labelled("title_en", t("Contest in English"), {
      maxlength: 300,
      note: t("For screens in both languages. May stay empty."),
    });
    this.hostInEnglish = labelled("subtitle_en", t("Host or occasion in English"), {
      maxlength: 300,
    });
    this.root.append(
      this.contest,
      this.host,
      this.contestInEnglish,
      this.hostInEnglish,
      labelled("date", t("Day"), { type: "date", "data-short": true }),
      labelled("timezone", t("Time zone"), { list: "zones", "data-short": true }),
      labelled("wifi.name", t("Wi-Fi name"), {
        maxlength: 64,
        note: t("The network that tablets and phones join, on cards and posters. May stay empty."),
      }),
      labelled("wifi.password", t("Wi-Fi password"), {
        maxlength: 200,
        note: t("Printed beside it, for everybody to read. Empty: an open network."),
      }),
      choosing("locale", t("Language of the event"), [
        { value: "zh-CN", label: "中文", note: "" },
        { value: "en", label: "English", note: "" },
      ]),
      labelled("slug", t("Address"), {
        readonly: true,
        note: t("Links and codes carry the address; it stays as it was made."),
      }),
      tick(
        "publish_judges",
        t("The published result names the judges"),
        t("Without it they are numbers in the file that anybody may recount."),
      ),
      zones,
    );
    this.root.addEventListener("input", (event) => this.#typed(event));
    this.root.addEventListener("focusout", () => this.draft.pause());
  }

  draw() {
    const { title, subtitle, title_en, subtitle_en, wifi, ...rest } = this.draft.setup.event;
    const stored = storedAs(this.#typedNames());
    // What is being typed stays in its field, also while one of the two is empty.
    if (stored.title !== title || stored.subtitle !== subtitle) {
      const { contest, host } = headingOf({ title, subtitle });
      inputIn(this.contest).value = contest;
      inputIn(this.host).value = host;
    }
    const keys = this.#keyNames();
    const english = { title_en, subtitle_en };
    for (const name of NAMES) {
      const input = inputIn(this[`${name}InEnglish`]);
      const value = english[`${keys[name]}_en`];
      if (input.value !== value) input.value = value;
    }
    for (const [key, value] of Object.entries(rest)) show(this.root, key, value);
    for (const [key, value] of Object.entries(wifi)) show(this.root, `wifi.${key}`, value);
  }

  #typedNames() {
    return { contest: inputIn(this.contest).value, host: inputIn(this.host).value };
  }

  /** Each field answers for the value it is stored in, so that faults are said beside it. */
  #keyNames() {
    const keys = keysOf(this.#typedNames());
    for (const name of NAMES) {
      answerFor(this[name], keys[name]);
      answerFor(this[`${name}InEnglish`], `${keys[name]}_en`);
    }
    return keys;
  }

  /** The names in English, each beside that of which it is the other language. */
  #typedInEnglish() {
    const keys = keysOf(this.#typedNames());
    return {
      [`${keys.contest}_en`]: inputIn(this.contestInEnglish).value,
      [`${keys.host}_en`]: inputIn(this.hostInEnglish).value,
    };
  }

  /** @param {Event} event */
  #typed(event) {
    const typed = typedIn(event);
    if (!typed) return;
    const fields = [this.contest, this.host, this.contestInEnglish, this.hostInEnglish];
    const named = fields.findIndex((field) => field.contains(typed.control));
    const titles = named < 0 ? {} : { ...storedAs(this.#typedNames()), ...this.#typedInEnglish() };
    this.draft.change(
      ({ event, ...setup }) => ({
        ...setup,
        event: named < 0 ? withValue(event, typed) : { ...event, ...titles },
      }),
      `event ${named < 0 ? typed.key : `name ${named}`}`,
    );
    this.#keyNames();
  }
}

/**
 * @param {HTMLElement} cell
 * @param {string} key
 */
function answerFor(cell, key) {
  inputIn(cell).dataset.key = key;
  cell.dataset.cell = key;
}

/** @param {HTMLElement} cell */
const inputIn = (cell) => /** @type {HTMLInputElement} */ (cell.querySelector("input"));

/**
 * @param {import("./document.js").About} about
 * @param {{key: string, value: string | boolean}} typed a key of the event, or "wifi.name"
 */
function withValue(about, { key, value }) {
  const [first = "", inner] = key.split(".");
  return inner === undefined
    ? { ...about, [first]: value }
    : { ...about, wifi: { ...about.wifi, [inner]: value } };
}
