import { find } from "./common/dom.js";

/** A page made to be printed: printing, and choosing without a second click, are all it needs a script for. */
const button = find("#print");
button.hidden = false;
button.addEventListener("click", () => window.print());

for (const form of document.querySelectorAll("form[data-at-once]")) {
  if (!(form instanceof HTMLFormElement)) continue;
  form.addEventListener("change", (event) => {
    if (event.target instanceof HTMLSelectElement) form.requestSubmit();
  });
}
