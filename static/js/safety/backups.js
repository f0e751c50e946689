import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { eventUrl, refusal, request } from "../common/http.js";
import { page } from "../common/page.js";
import { ago, t } from "../common/phrases.js";

/**
 * The section on backups: how old the newest is, and the newest few.
 *
 * @typedef {import("../common/shapes.js").BackupFacts} BackupFacts
 * @typedef {import("../common/shapes.js").KeptBackup} KeptBackup
 */

/** A long ledger on a slow disk takes its time. */
const PATIENCE = 120_000;

let refused = "";

/** @param {BackupFacts} facts */
export function drawBackups(facts) {
  const { newest, kept, waiting, warning } = facts;
  const [last] = newest;
  const age = last ? (Date.parse(facts.now) - Date.parse(last.at)) / 1000 : 0;
  const state = find("#backups-state");
  setText(state, last ? t("The newest was made %(ago)s.", { ago: ago(age) }) : t("None yet"));
  setAttributes(state, { "data-tone": warning ? "bad" : last ? "good" : "wait" });
  setText(find("#backups-trouble"), warning || refused);
  const unkept = t("Not backed up yet: what was written in the last %(n)s min", {
    n: Math.floor(waiting / 60),
  });
  setText(find("#backups-waiting"), waiting >= 60 ? unkept : "");
  reconcile(find("#backups-list"), newest, { key: (one) => one.name, make: makeRow });
  const words = {
    n: kept.toLocaleString(page.locale),
    size: bytes(facts.size),
  };
  setText(find("#backups-count"), t("Backups: %(n)s, %(size)s", words));
  setText(find("#backups-folder"), facts.folder ?? "");
}

/** @param {() => void} after there is another one */
export function listenToBackups(after) {
  const button = document.querySelector("#backups-now");
  if (!(button instanceof HTMLButtonElement)) return;
  button.addEventListener("click", async () => {
    button.disabled = true;
    setText(find("#backups-state"), t("Making a backup"));
    const answer = await request("POST", eventUrl("/backup"), { body: {}, patience: PATIENCE });
    button.disabled = false;
    refused = answer.meaning === "done" ? "" : refusal(answer);
    setText(find("#backups-trouble"), refused);
    after();
  });
}

/** @param {KeptBackup} backup */
function makeRow({ name, at, size }) {
  const when = new Intl.DateTimeFormat(page.locale, { dateStyle: "medium", timeStyle: "medium" });
  return make(
    "li",
    { class: "backup" },
    make("time", { class: "backup-at", datetime: at }, when.format(new Date(at))),
    make("code", { class: "backup-name" }, name),
    make("span", { class: "backup-size" }, bytes(size)),
  );
}

/** @param {number} n */
function bytes(n) {
  const [count, unit] = n < 1e6 ? [n / 1e3, "kilobyte"] : [n / 1e6, "megabyte"];
  return count.toLocaleString(page.locale, { style: "unit", unit, maximumFractionDigits: 1 });
}
