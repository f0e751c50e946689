import { find, make, setText } from "../common/dom.js";
import { headingOf } from "../common/heading.js";
import { alsoCalled } from "../common/spoken.js";
import { fitText } from "./fitted.js";

/**
 * The head of a scene that has the whole screen: at the left the contest, at the right what the
 * scene is about.
 *
 * @param {HTMLElement} view of which it becomes the first child
 * @param {{title: string, subtitle: string}} board
 * @param {{what: string[], more?: string}} about `what`: words beside each other; `more` stands small below them
 */
export function drawHead(view, board, { what, more = "" }) {
  const drawn = /** @type {HTMLElement | null} */ (view.querySelector(":scope > .scene-head"));
  const head = drawn ?? make("header", { class: "scene-head" });
  if (!drawn) {
    head.append(
      make(
        "div",
        { class: "scene-title" },
        make("p", { class: "scene-host", dir: "auto", "data-shared": "host" }),
        make("p", { class: "scene-contest", dir: "auto", "data-shared": "contest" }),
      ),
      make(
        "div",
        { class: "scene-about" },
        make("p", { class: "scene-what" }),
        make("p", { class: "scene-more", dir: "auto" }),
      ),
    );
    view.prepend(head);
  }
  const { contest, host } = headingOf(board);
  setText(find(".scene-host", head), host);
  setText(find(".scene-contest", head), contest);
  find(".scene-what", head).replaceChildren(
    ...what.filter(Boolean).map((word) => make("span", { dir: "auto" }, word)),
  );
  setText(find(".scene-more", head), [...what.map(alsoCalled), more].filter(Boolean).join(" · "));
  fitText(find(".scene-contest", head), { size: 4, least: 2.4, lines: 2, onLines: 3.2 });
}
