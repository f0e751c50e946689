import { find, make, setAttributes, setText } from "../common/dom.js";
import { address, refusal } from "../common/http.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";

/** The check of the chain, on the server, with its result in words. */

/** Milliseconds after which somebody wants to know that it still goes on. */
const SOON = 300;

/** @param {(version: number) => void} show brings an entry before the eyes */
export function watchChain(show) {
  const button = find("#check");
  button.addEventListener("click", async () => {
    if (button.ariaDisabled === "true") return;
    setAttributes(button, { "aria-disabled": "true" });
    const slow = setTimeout(() => tellProgress(), SOON);
    const heard = await check();
    clearTimeout(slow);
    setAttributes(button, { "aria-disabled": null });
    tellResult(heard, show);
  });
  const hash = /** @type {HTMLInputElement} */ (find("#hash"));
  // Without a secure context there is no clipboard to write to: selected, it is one key away.
  hash.addEventListener("focus", () => hash.select());
}

/**
 * A long ledger takes its time, so this waits longer than other requests do.
 *
 * @returns {Promise<{ok: boolean, answer: any} | null>}
 */
async function check() {
  try {
    const response = await fetch(address("/verify"), {
      credentials: "same-origin",
      cache: "no-store",
      headers: { Accept: "application/json" },
    });
    return { ok: response.ok, answer: await response.json() };
  } catch {
    return null;
  }
}

function tellProgress() {
  find("#chain-result").replaceChildren(
    make("span", { class: "chain-running" }, t("Going through every entry")),
    make("progress", { "aria-label": t("Going through every entry") }),
  );
}

/**
 * @param {{ok: boolean, answer: any} | null} heard
 * @param {(version: number) => void} show
 */
function tellResult(heard, show) {
  const result = find("#chain-result");
  const { ok = false, answer = null } = heard ?? {};
  const holds = ok && answer.holds;
  const verdict = make("p", { class: "verdict", "data-holds": ok ? String(holds) : null });
  result.replaceChildren(verdict);
  find("#chain-hash").hidden = !holds;
  if (!ok) {
    setText(verdict, answer ? refusal(0, answer) : t("The server does not answer. Try again."));
    return;
  }
  if (holds) {
    setText(verdict, t("The chain holds. Entries checked: %(n)s.", { n: count(answer.entries) }));
    /** @type {HTMLInputElement} */ (find("#hash")).value = answer.hash;
    return;
  }
  const bad = answer.first_bad;
  setText(verdict, t("Entry %(n)s is not what was written.", { n: count(bad) }));
  const words = t("Restore the newest backup and compare the two from entry %(n)s on.", {
    n: count(bad),
  });
  const look = make("button", { type: "button", class: "button" }, t("Show that entry"));
  look.addEventListener("click", () => show(bad));
  result.append(make("p", { class: "chain-advice" }, words), look);
}

/** @param {number} n */
function count(n) {
  return n.toLocaleString(page.locale);
}
