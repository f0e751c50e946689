import { make, reconcile, setAttributes, setText } from "../common/dom.js";

/**
 * The keys in a team's row, as the kind of the round has them.
 *
 * @typedef {object} Key
 * @property {Record<string, string | boolean | null>} attributes
 * @property {string} word
 * @property {string} [points] shown beside the word
 */

/** What a key can be known by. */
const NAMES = "outcome stake points foul token".split(" ");

/**
 * @param {HTMLElement} root
 * @param {Key[]} keys
 * @param {{team: string, busy: (attributes: Key["attributes"]) => boolean}} how busy: whether it has
 *   been pressed and is on its way
 */
export function drawKeys(root, keys, { team, busy }) {
  reconcile(root, keys, {
    key: ({ attributes }) => {
      const named = NAMES.find((name) => attributes[`data-${name}`] !== undefined);
      return `${named} ${attributes[`data-${named}`]}`;
    },
    make: () => make("button", { type: "button" }, make("b"), make("span")),
    draw: (button, { attributes, word, points = "" }) => {
      setAttributes(button, {
        ...attributes,
        "aria-label": [word, points, team].filter(Boolean).join(" "),
        "aria-busy": busy(attributes) ? "true" : null,
      });
      setText(/** @type {Element} */ (button.firstElementChild), word);
      setText(/** @type {Element} */ (button.lastElementChild), points);
    },
  });
}
