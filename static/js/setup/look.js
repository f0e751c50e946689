import { find, make, setText } from "../common/dom.js";
import { headingOf } from "../common/heading.js";
import { t } from "../common/phrases.js";
import { applyLook } from "../show/look.js";
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
    this.preview = preview();
    find('[data-cell="theme"]', this.root).after(this.preview);
    this.pictures = new Pictures();
    this.root.addEventListener("input", (event) => this.#typed(event));
    this.root.addEventListener("focusout", () => this.draft.pause());
  }

  draw() {
    const { show: look, event, teams } = this.draft.setup;
    for (const [key, value] of Object.entries(look)) show(this.root, key, value);
    // While a colour is being typed the theme's own is shown.
    const accent = /^#[0-9a-f]{6}$/i.test(look.accent) ? look.accent : "";
    applyLook(this.preview, { theme: look.theme, accent });
    setText(find(".preview-contest", this.preview), headingOf(event).contest);
    for (const [n, row] of this.preview.querySelectorAll(".preview-row b").entries())
      setText(row, teams[n]?.name ?? "");
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

/** The hall in small: what is decided in the accent, then the others. */
function preview() {
  const row = (/** @type {number} */ n) =>
    make(
      "li",
      { class: "preview-row", "data-n": n },
      make("i", {}, String(n)),
      make("b", { dir: "auto" }),
    );
  return make(
    "div",
    { class: "preview", "aria-hidden": "true" },
    make("p", { class: "preview-contest", dir: "auto" }),
    make("ol", {}, row(1), row(2), row(3)),
  );
}
