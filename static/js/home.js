import { closest, find, setAttributes, setText } from "./common/dom.js";
import { eventUrl } from "./common/http.js";
import { uuid } from "./common/uuid.js";
import { ask, whyNot } from "./setup/api.js";

/** The organiser's list of events: archiving one, and bringing it back. */

document.addEventListener("click", ({ target }) => {
  const button = closest(target, "[data-archive], [data-unarchive]");
  if (button instanceof HTMLButtonElement) setArchived(button);
});

/** @param {HTMLButtonElement} button */
async function setArchived(button) {
  const { archive, unarchive } = button.dataset;
  setAttributes(button, { "aria-busy": "true" });
  const url = archive
    ? eventUrl("/archive", {}, archive)
    : eventUrl("/unarchive", {}, unarchive ?? "");
  const answer = await ask("POST", url, { id: uuid() });
  setAttributes(button, { "aria-busy": null });
  // The list is the server's: drawn anew it is true, and what went into the fold can be found there.
  if (answer.meaning === "done") window.location.reload();
  else setText(find("#home-trouble"), whyNot(answer));
}
