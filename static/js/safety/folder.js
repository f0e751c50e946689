import { find, setAttributes, setText } from "../common/dom.js";
import { apiUrl, refusal, request } from "../common/http.js";
import { t } from "../common/phrases.js";

/**
 * The section on the second folder for backups; who runs the server names it here.
 *
 * @typedef {import("../common/shapes.js").FolderFacts} FolderFacts
 */

/** Copying all there is to a slow stick takes its time. */
const PATIENCE = 300_000;

/** @type {() => void} */
let changed = () => undefined;
let wrong = "";

/** @param {FolderFacts} facts */
export function drawFolder(facts) {
  const { named, behind, newest, same_disk: sameDisk, warning } = facts;
  const tone = warning ? "bad" : !named || behind > 0 || sameDisk ? "wait" : "good";
  setText(find("#folder-state"), stateWords(facts));
  setAttributes(find("#folder-state"), { "data-tone": tone });
  setText(find("#folder-trouble"), wrong || warning);
  const note = sameDisk
    ? t("This folder is on the same disk as the data, and would be lost with it.")
    : "";
  setText(
    find("#folder-note"),
    note || (newest ? t("Newest there: %(name)s", { name: newest }) : ""),
  );
  setText(find("#folder-path"), facts.folder);
  find("#folder-form").hidden = !facts.mine;
  find("#folder-end").hidden = !named;
}

/** @param {FolderFacts} facts */
function stateWords({ named, behind, newest, warning }) {
  if (!named) return t("None chosen");
  if (warning) return t("Not reachable now");
  if (behind > 0) return t("Still to be copied: %(n)s", { n: behind });
  return newest ? t("Holds every backup") : t("Checking");
}

/** @param {() => void} after what is known has changed */
export function listenToFolder(after) {
  changed = after;
  const form = find("#folder-form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (find("input", form));
    name(field.value.trim() || null);
  });
  find("#folder-end").addEventListener("click", () => name(null));
}

/** @param {string | null} folder */
async function name(folder) {
  const buttons = document.querySelectorAll("#folder-form button");
  for (const button of buttons) setAttributes(button, { disabled: true });
  setText(find("#folder-state"), t("Copying"));
  const answer = await request("PUT", apiUrl("/backup-folder"), {
    body: { folder },
    patience: PATIENCE,
  });
  for (const button of buttons) setAttributes(button, { disabled: false });
  wrong = answer.meaning === "done" ? "" : refusal(answer);
  if (!wrong) /** @type {HTMLFormElement} */ (find("#folder-form")).reset();
  setText(find("#folder-trouble"), wrong);
  changed();
}
