import { make, reconcile, setAttributes, setText } from "../../common/dom.js";
import { t } from "../../common/phrases.js";
import { DESK_SCENES } from "./scenes.js";

/**
 * The strip of scenes: a small picture of each with its name and its number; a gold dot on the one
 * that is live, and the one armed that comes next.
 *
 * @typedef {import("../../show/onward.js").SceneOnPage} SceneOnPage
 */

/**
 * @param {HTMLElement} strip
 * @param {{live: string, armed: string | null}} now
 */
export function drawStrip(strip, { live, armed }) {
  reconcile(strip, DESK_SCENES, {
    key: ({ name }) => name,
    make: makeTile,
    draw: (tile, { name, label }) => {
      const state = name === live ? t("live") : name === armed ? t("comes next") : "";
      setAttributes(tile, {
        "data-live": name === live,
        "data-armed": name === armed && name !== live,
        "aria-current": name === live ? "true" : null,
      });
      setText(/** @type {Element} */ (tile.querySelector("b")), label);
      setText(/** @type {Element} */ (tile.querySelector(".tile-state")), state);
    },
  });
}

/** @param {SceneOnPage} scene */
function makeTile({ name, key }) {
  return make(
    "button",
    { type: "button", class: "tile", "data-scene": name },
    make("span", { class: "tile-picture", "aria-hidden": "true" }),
    make(
      "span",
      { class: "tile-name" },
      make("b"),
      make("span", { class: "tile-state" }),
      ...(key ? [make("kbd", { "aria-hidden": "true" }, key)] : []),
    ),
  );
}
