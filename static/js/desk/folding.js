import { find, setAttributes } from "../common/dom.js";

/**
 * Folds away what is seldom used where the screen is low (desk/workspace.css); it folds again once
 * something in it was chosen.
 */
export function listenToFolding() {
  const more = find("#more");
  const button = find("#more-switch");
  const unfold = (/** @type {boolean} */ open) => {
    setAttributes(button, { "aria-expanded": String(open) });
    if (open) more.scrollIntoView({ block: "nearest" });
  };
  button.addEventListener("click", () => unfold(button.getAttribute("aria-expanded") === "false"));
  more.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("[data-tool]")) unfold(false);
  });
  more.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || button.getAttribute("aria-expanded") === "false") return;
    event.stopPropagation();
    unfold(false);
    button.focus();
  });
}
