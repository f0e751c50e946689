import { find } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { choosing, labelled, show, typedIn } from "./fields.js";
import { Pictures } from "./pictures.js";

/**
 * What the hall's screens look like: the theme, the host's own colour, the place.
 *
 * @typedef {import("./document.js").Show} Show
 */

export class Look {
  /** @param {import("./draft.js").Draft} draft */
  constructor(draft) {
    this.draft = draft;
    this.root = find("#look-fields");
    this.root.append(
      choosing("theme", t("Theme"), [
        { value: "night", label: t("Night blue"), note: t("For a dark hall.") },
        {
          value: "ink",
          label: t("Ink black"),
          note: t("For LED walls: the ground is pure black."),
        },
        { value: "vermilion", label: t("Vermilion and gold"), note: t("For festive occasions.") },
        { value: "daylight", label: t("Daylight"), note: t("For bright rooms.") },
        { value: "contrast", label: t("High contrast"), note: t("For weak projectors.") },
      ]),
      labelled("accent", t("Your own colour"), {
        maxlength: 7,
        placeholder: "#f2c14e",
        spellcheck: false,
        "data-short": true,
        note: t(
          "Such as #f2c14e, in place of the theme's gold. It must be readable on its ground.",
        ),
      }),
      labelled("place", t("Venue"), {
        maxlength: 300,
        note: t("Beside the date on the title page."),
      }),
    );
    this.pictures = new Pictures();
    this.root.addEventListener("input", (event) => this.#typed(event));
    this.root.addEventListener("focusout", () => this.draft.pause());
  }

  draw() {
    for (const [key, value] of Object.entries(this.draft.setup.show)) show(this.root, key, value);
  }

  /** @param {Event} event */
  #typed(event) {
    const typed = typedIn(event);
    if (!typed) return;
    const patch = { [typed.key]: typed.value };
    this.draft.change(
      (setup) => ({ ...setup, show: { ...setup.show, ...patch } }),
      `show ${typed.key}`,
    );
  }
}
