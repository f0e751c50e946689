import { make, setText } from "../../common/dom.js";
import { fitText } from "../fitted.js";

/**
 * A scene that has nothing to show yet, and says so.
 *
 * @type {import("../scenes.js").Scene}
 */
export default {
  draw(root, { scene }) {
    const drawn = /** @type {HTMLElement | null} */ (root.querySelector(".nothing"));
    const line = drawn ?? root.appendChild(make("p", { class: "nothing", dir: "auto" }));
    setText(line, scene.says ?? "");
    fitText(line, { size: 4.2, least: 2.6, lines: 3, weight: 400 });
  },
};
