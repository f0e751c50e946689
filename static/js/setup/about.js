import { el, the } from "../common/elements.js";
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
    this.root = the("#event-fields");
    const zones = el("datalist", { id: "zones" }, ...ZONES.map((value) => el("option", { value })));
    this.root.append(
      labelled("title", t("Title"), {
        maxlength: 300,
        note: t("The occasion or the house, in small letters above."),
      }),
      labelled("subtitle", t("Name of the competition"), {
        maxlength: 300,
        note: t("In large letters on the projector. Empty: the title stands there."),
      }),
      labelled("date", t("Day"), { type: "date", "data-short": true }),
      labelled("timezone", t("Time zone"), { list: "zones", "data-short": true }),
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
    for (const [key, value] of Object.entries(this.draft.setup.event)) show(this.root, key, value);
  }

  /** @param {Event} event */
  #typed(event) {
    const typed = typedIn(event);
    if (!typed) return;
    const { key, value } = typed;
    this.draft.change(
      (setup) => ({ ...setup, event: { ...setup.event, [key]: value } }),
      `event ${key}`,
    );
  }
}
