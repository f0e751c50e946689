import { find, make } from "../common/dom.js";
import { t } from "../common/phrases.js";
import { seenText } from "../common/seentext.js";
import { whyNot } from "./api.js";

/**
 * What is asked before something is saved: on a running event who would move, and why; and where
 * somebody else was first, whose shall be looked at.
 *
 * @typedef {import("./meaning.js").Preview} Preview
 * @typedef {import("./api.js").Answer} Answer
 */

/** Every dialog closes by the buttons that say so. */
for (const dialog of document.querySelectorAll("dialog"))
  dialog.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("[data-answer]")) dialog.close();
  });

/**
 * @param {Preview} preview
 * @param {(reason: string) => Promise<Answer>} put what the server said
 */
export function askSave(preview, put) {
  const dialog = /** @type {HTMLDialogElement} */ (find("#ask-save"));
  const form = /** @type {HTMLFormElement} */ (find("#ask-save-form"));
  const reason = /** @type {HTMLInputElement} */ (find("#ask-save-reason"));
  find("#ask-save-what").replaceChildren(...previewParts(preview));
  find("#ask-save-why").hidden = !preview.needs_reason;
  reason.required = preview.needs_reason;
  reason.value = "";
  trouble("");
  form.onsubmit = async (event) => {
    event.preventDefault();
    const said = seenText(reason.value);
    if (preview.needs_reason && !said) {
      trouble(t("Say why: the reason is kept in the ledger."));
      reason.focus();
      return;
    }
    const answer = await put(said);
    if (answer.meaning === "done") dialog.close();
    else trouble(whyNot(answer));
  };
  dialog.showModal();
  (preview.needs_reason ? reason : find("button.button-primary", form)).focus();
}

/** @param {string} words */
function trouble(words) {
  find("#ask-save-trouble").textContent = words;
  const reason = find("#ask-save-reason");
  if (words) reason.setAttribute("aria-invalid", "true");
  else reason.removeAttribute("aria-invalid");
}

/** @param {Preview} preview */
function previewParts({ changes, moves, cut, announced }) {
  const parts = [];
  if (announced) parts.push(make("p", { class: "grave" }, t("An announced result would change.")));
  if (cut) parts.push(make("p", { class: "grave" }, t("Somebody would cross the cut.")));
  parts.push(moves.length > 0 ? movesTable(moves) : make("p", {}, t("No team changes its place.")));
  parts.push(make("h3", { class: "label" }, t("What changes")));
  parts.push(
    make(
      "ul",
      { class: "ask-changes" },
      ...changes.map((text) => make("li", { dir: "auto" }, text)),
    ),
  );
  return parts;
}

/** @param {Preview["moves"]} moves */
function movesTable(moves) {
  const head = [t("Team"), t("Place now"), t("Place then")];
  return make(
    "table",
    { class: "moves" },
    make("thead", {}, make("tr", {}, ...head.map((words) => make("th", { scope: "col" }, words)))),
    make(
      "tbody",
      {},
      ...moves.map(({ name, from, to }) =>
        make(
          "tr",
          {},
          make("th", { scope: "row", dir: "auto" }, name),
          make("td", {}, String(from ?? "–")),
          make("td", {}, String(to ?? "–")),
        ),
      ),
    ),
  );
}

/** @param {() => void} take */
export function askAboutConflict(take) {
  const dialog = /** @type {HTMLDialogElement} */ (find("#ask-conflict"));
  const yes = find("[data-answer=yes]", dialog);
  yes.onclick = take;
  dialog.showModal();
  yes.focus();
}
