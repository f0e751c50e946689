import { find, setAttributes, setText } from "../common/dom.js";
import { eventUrl } from "../common/http.js";
import { t } from "../common/phrases.js";
import { announce } from "./announcer.js";
import { complete } from "./document.js";
import { Importing } from "./importing.js";
import { merged } from "./merging.js";
import { settled } from "./staging.js";

/**
 * Taking a file over into the page: its teams and judges beside or instead of those there are, or
 * the whole of it. It can be taken back, and nothing is in force before it is saved.
 *
 * @typedef {import("./importing.js").Found} Found
 * @typedef {import("./document.js").Setup} Setup
 * @typedef {import("./draft.js").Draft} Draft
 */

/** @param {Draft} draft */
export function importDialog(draft) {
  const dialog = /** @type {HTMLDialogElement} */ (find("#import"));
  /** @type {Found | null} */
  let found = null;
  const reader = new Importing(eventUrl("/import"), (read) => {
    found = read;
    find("#import-answers").hidden = !found || found.problems.length > 0;
    find("#import-whole").hidden = !found?.setup;
    setText(find("#import-note"), t("It goes into the page first; Undo takes it back."));
  });
  find("#import-open").addEventListener("click", () => {
    reader.clear();
    dialog.showModal();
  });
  for (const button of dialog.querySelectorAll("[data-how]"))
    button.addEventListener("click", () => {
      if (!found) return;
      const read = found;
      const how = button.getAttribute("data-how") ?? "";
      draft.change((setup) => taken(setup, read, how, draft));
      dialog.close();
      setAttributes(dialog, { "data-taken": how });
      announce(
        t("Taken over into the page, teams: %(n)s. Look, then save.", {
          n: draft.setup.teams.length,
        }),
      );
    });
}

/**
 * @param {Setup} setup
 * @param {Found} found
 * @param {string} how
 * @param {Draft} draft
 * @returns {Setup}
 */
function taken(setup, found, how, draft) {
  if (how === "whole") {
    const whole = complete(found.setup);
    // The event keeps its address: links and codes carry it.
    return settled({ ...whole, event: { ...whole.event, slug: setup.event.slug } });
  }
  const { teams, judges } = draft.saved;
  const saved = new Set([...teams, ...judges].map(({ id }) => id));
  return merged(setup, found, how === "add" ? "add" : "replace", { once: draft.once, saved });
}
