import { el, the } from "../common/elements.js";
import { t } from "../common/phrases.js";
import { refusal } from "./asking.js";

/**
 * What is asked before something is saved: on a running event who would move, and why; and where
 * somebody else was first, whose shall be looked at.
 *
 * @typedef {import("./means.js").Preview} Preview
 * @typedef {import("./asking.js").Heard} Heard
 */

/** Every dialog closes by the buttons that say so. */
for (const dialog of document.querySelectorAll("dialog"))
  dialog.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("[data-answer]")) dialog.close();
  });

/**
 * @param {Preview} preview
 * @param {(reason: string) => Promise<Heard>} put what the server said when it refused, else null
 */
export function askSave(preview, put) {
  const dialog = /** @type {HTMLDialogElement} */ (the("#ask-save"));
  const form = /** @type {HTMLFormElement} */ (the("#ask-save-form"));
  const reason = /** @type {HTMLInputElement} */ (the("#ask-save-reason"));
  the("#ask-save-what").replaceChildren(...told(preview));
  the("#ask-save-why").hidden = !preview.needs_reason;
  reason.required = preview.needs_reason;
  reason.value = "";
  trouble("");
  form.onsubmit = async (event) => {
    event.preventDefault();
    const said = reason.value.trim();
    if (preview.needs_reason && !said) {
      trouble(t("Say why: the reason is kept in the ledger."));
      reason.focus();
      return;
    }
    const heard = await put(said);
    if (heard === null) dialog.close();
    else trouble(refusal(heard.status === 0 ? null : heard));
  };
  dialog.showModal();
  (preview.needs_reason ? reason : the("button.button-primary", form)).focus();
}

/** @param {string} words */
function trouble(words) {
  the("#ask-save-trouble").textContent = words;
  const reason = the("#ask-save-reason");
  if (words) reason.setAttribute("aria-invalid", "true");
  else reason.removeAttribute("aria-invalid");
}

/** @param {Preview} preview */
function told({ changes, moves, cut, announced }) {
  const parts = [];
  if (announced) parts.push(el("p", { class: "grave" }, t("An announced result would change.")));
  if (cut) parts.push(el("p", { class: "grave" }, t("Somebody would cross the cut.")));
  parts.push(moves.length > 0 ? movesTable(moves) : el("p", {}, t("No team changes its place.")));
  parts.push(el("h3", { class: "label" }, t("What changes")));
  parts.push(
    el("ul", { class: "ask-changes" }, ...changes.map((text) => el("li", { dir: "auto" }, text))),
  );
  return parts;
}

/** @param {Preview["moves"]} moves */
function movesTable(moves) {
  const head = [t("Team"), t("Place now"), t("Place then")];
  return el(
    "table",
    { class: "moves" },
    el("thead", {}, el("tr", {}, ...head.map((words) => el("th", { scope: "col" }, words)))),
    el(
      "tbody",
      {},
      ...moves.map(({ name, from, to }) =>
        el(
          "tr",
          {},
          el("th", { scope: "row", dir: "auto" }, name),
          el("td", {}, String(from ?? "–")),
          el("td", {}, String(to ?? "–")),
        ),
      ),
    ),
  );
}

/** @param {() => void} take */
export function askTheirs(take) {
  const dialog = /** @type {HTMLDialogElement} */ (the("#ask-theirs"));
  const yes = the("[data-answer=yes]", dialog);
  yes.onclick = take;
  dialog.showModal();
  yes.focus();
}
