import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { eventUrl, refusal, request } from "../common/http.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";

/**
 * The section on the seal: the one of now, and whether the ledger holds one that was kept.
 *
 * @typedef {import("../common/shapes.js").SealFacts} SealFacts
 */

/** @param {SealFacts} facts */
export function drawSeal({ seal, groups }) {
  const words = { n: seal?.version.toLocaleString(page.locale) ?? "" };
  setText(
    find("#seal-state"),
    seal ? t("Up to entry %(n)s", words) : t("A rehearsal is not sealed."),
  );
  find("#seal-now").hidden = !seal;
  // A dot belongs to each part: what is copied can be typed in below.
  setText(find("#seal-short"), seal ? `${seal.text.split(".").slice(0, 3).join(".")}.` : "");
  reconcile(
    find("#seal-groups"),
    groups.map((text, at) => ({ text, at })),
    {
      key: ({ text, at }) => `${at} ${text}`,
      make: ({ text }) => make("span", {}, text),
    },
  );
}

export function listenToSeals() {
  const form = find("#seal-form");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    hold(/** @type {HTMLTextAreaElement} */ (find("#seal-text")).value.trim());
  });
}

/** @param {string} text */
async function hold(text) {
  const said = find("#seal-said");
  if (!text) return setText(said, "");
  const answer = await request("GET", eventUrl("/seal/held", { seal: text }));
  const held = answer.meaning === "done" ? answer.body : null;
  setText(said, held ? held.says : refusal(answer));
  setAttributes(said, { "data-tone": held?.holds ? "good" : held?.read ? "bad" : "wait" });
}
