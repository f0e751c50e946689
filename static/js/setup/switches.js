import { find, setAttributes, setText } from "../common/dom.js";
import { eventUrl } from "../common/http.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";
import { seenText } from "../common/seentext.js";
import { uuid } from "../common/uuid.js";
import { ask, whyNot } from "./api.js";

/**
 * Rehearsal, beginning anew, the archive: actions that are done at once, not saved.
 *
 * @typedef {{slug: string, unsaved: () => boolean}} About
 */

/** The ledgers that this page began itself: the id of an act is the id of the ledger it begins. */
const own = new Set();

function ownAct() {
  const id = uuid();
  own.add(id);
  return id;
}

/** @param {About} about */
export function switches(about) {
  const event = about.slug;
  onPress("#rehearsal-begin", "#rehearsal-trouble", async () => {
    if (about.unsaved()) return t("Save first: the rehearsal plays with what is saved.");
    return afresh(await ask("POST", eventUrl("/rehearsal"), { id: ownAct() }));
  });
  onPress("#rehearsal-end", "#rehearsal-trouble", async () =>
    afresh(await ask("DELETE", eventUrl("/rehearsal"))),
  );
  onPress("#archive", "#archive-trouble", async () =>
    archived(await ask("POST", eventUrl("/archive"), { id: uuid() }), true),
  );
  onPress("#unarchive", "#archive-trouble", async () =>
    archived(await ask("POST", eventUrl("/unarchive"), { id: uuid() }), false),
  );
  clearing(event);
  otherLedger(about);
  drawWhen(".switch", "resting", !page.rehearsal);
  drawWhen(".switch", "rehearsing", Boolean(page.rehearsal));
  for (const button of document.querySelectorAll("#archive, #unarchive, #clear-form button"))
    setAttributes(button, { disabled: Boolean(page.rehearsal) });
}

/**
 * @param {string} button
 * @param {string} trouble
 * @param {() => Promise<string>} act answers with what went wrong, or nothing
 */
function onPress(button, trouble, act) {
  find(button).addEventListener("click", async () => {
    setAttributes(find(button), { "aria-busy": "true" });
    setText(find(trouble), "");
    setText(find(trouble), await act());
    setAttributes(find(button), { "aria-busy": null });
  });
}

/**
 * The page says of every part of it whether this is a rehearsal, so it is drawn anew.
 *
 * @param {import("./api.js").Answer} answer
 */
function afresh(answer) {
  if (answer.meaning !== "done") return whyNot(answer);
  window.location.reload();
  return "";
}

/**
 * @param {import("./api.js").Answer} answer
 * @param {boolean} now
 */
function archived(answer, now) {
  if (answer.meaning !== "done") return whyNot(answer);
  drawWhen(".switch", "archived", now);
  drawWhen(".switch", "listed", !now);
  find(now ? "#unarchive" : "#archive").focus();
  return "";
}

/**
 * @param {string} within
 * @param {string} when
 * @param {boolean} shown
 */
function drawWhen(within, when, shown) {
  for (const part of document.querySelectorAll(`${within} [data-when="${when}"]`))
    setAttributes(part, { hidden: !shown });
}

/** @param {string} event */
function clearing(event) {
  const form = /** @type {HTMLFormElement} */ (find("#clear-form"));
  const address = /** @type {HTMLInputElement} */ (find("#clear-address"));
  const reason = /** @type {HTMLInputElement} */ (find("#clear-reason"));
  form.addEventListener("submit", async (submitted) => {
    submitted.preventDefault();
    const wrong = address.value.trim() !== event ? address : seenText(reason.value) ? null : reason;
    for (const field of [address, reason])
      setAttributes(field, { "aria-invalid": field === wrong || null });
    if (wrong) {
      setText(
        find("#clear-trouble"),
        wrong === address
          ? t("That is not the address of this event. Nothing was cleared.")
          : t("Give a reason. It is kept in the ledger."),
      );
      wrong.focus();
      return;
    }
    setText(find("#clear-trouble"), "");
    const answer = await ask("POST", eventUrl("/begin"), {
      id: ownAct(),
      reason: seenText(reason.value),
    });
    if (answer.meaning !== "done") {
      setText(find("#clear-trouble"), whyNot(answer));
      return;
    }
    form.reset();
    /** @type {HTMLDetailsElement} */ (find("#clear")).open = false;
    setText(
      find("#clear-done"),
      t(
        "Cleared; the event begins anew. The backup made before is %(file)s, in the data folder under backups.",
        { file: answer.body.backup },
      ),
    );
  });
}

/**
 * Another ledger is active: by this page, which then says so itself, or by another hand.
 *
 * @param {About} about
 */
function otherLedger(about) {
  window.addEventListener("scoreboard:ledger", (event) => {
    const ledger = event instanceof CustomEvent ? event.detail.ledger : null;
    if (!own.has(ledger) && !about.unsaved()) return;
    event.preventDefault();
    find("#moved-notice").hidden = own.has(ledger);
  });
  find("#moved-reload").addEventListener("click", () => window.location.reload());
}
