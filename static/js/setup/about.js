import { find, make } from "../common/dom.js";
import { headingOf, keysOf, storedAs } from "../common/heading.js";
import { t } from "../common/phrases.js";
import { choosing, labelled, show, typedIn } from "./fields.js";

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
    this.root.append(
      this.contest,
      this.host,
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
      zones,
    );
    this.root.addEventListener("input", (event) => this.#typed(event));
    this.root.addEventListener("focusout", () => this.draft.pause());
  }

  draw() {
    const { title, subtitle, wifi, ...rest } = this.draft.setup.event;
    const stored = storedAs(this.#typedNames());
    // What is being typed stays in its field, also while one of the two is empty.
    if (stored.title !== title || stored.subtitle !== subtitle) {
      const { contest, host } = headingOf({ title, subtitle });
      inputIn(this.contest).value = contest;
      inputIn(this.host).value = host;
    }
    this.#keyNames();
    for (const [key, value] of Object.entries(rest)) show(this.root, key, value);
    for (const [key, value] of Object.entries(wifi)) show(this.root, `wifi.${key}`, value);
  }

  #typedNames() {
    return { contest: inputIn(this.contest).value, host: inputIn(this.host).value };
  }

  /** Each field answers for the value it is stored in, so that faults are said beside it. */
  #keyNames() {
    const keys = keysOf(this.#typedNames());
    for (const name of /** @type {const} */ (["contest", "host"])) {
      inputIn(this[name]).dataset.key = keys[name];
      this[name].dataset.cell = keys[name];
    }
  }

  /** @param {Event} event */
  #typed(event) {
    const typed = typedIn(event);
    if (!typed) return;
    const names = [inputIn(this.contest), inputIn(this.host)];
    const named = names.indexOf(/** @type {HTMLInputElement} */ (typed.control));
    const titles = named < 0 ? {} : storedAs(this.#typedNames());
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
