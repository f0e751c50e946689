import { find, setAttributes, setText } from "./common/dom.js";
import { uuid } from "./common/uuid.js";
import { ask, ofEvent, refusal } from "./setup/asking.js";

/** The organiser's list of events: archiving one, and bringing it back. */

document.addEventListener("click", ({ target }) => {
  const button =
    target instanceof Element ? target.closest("[data-archive], [data-unarchive]") : null;
  if (button instanceof HTMLButtonElement) turn(button);
});

/** @param {HTMLButtonElement} button */
async function turn(button) {
  const { archive, unarchive } = button.dataset;
  setAttributes(button, { "aria-busy": "true" });
  const path = archive ? ofEvent(archive, "/archive") : ofEvent(unarchive ?? "", "/unarchive");
  const heard = await ask("POST", path, { id: uuid() });
  setAttributes(button, { "aria-busy": null });
  // The list is the server's: drawn anew it is true, and what went into the fold can be found there.
  if (heard && heard.status < 300) window.location.reload();
  else setText(find("#home-trouble"), refusal(heard));
}
