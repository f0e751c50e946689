import { find, make, setAttributes, setText } from "../common/dom.js";
import { eventUrl, refusal, request } from "../common/http.js";
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
    const slow = setTimeout(() => drawProgress(), SOON);
    // A long ledger takes its time.
    const answer = await request("GET", eventUrl("/verify"), {
      patience: Number.POSITIVE_INFINITY,
    });
    clearTimeout(slow);
    setAttributes(button, { "aria-disabled": null });
    drawResult(answer, show);
  });
  const hash = /** @type {HTMLInputElement} */ (find("#hash"));
  // Without a secure context there is no clipboard to write to: selected, it is one key away.
  hash.addEventListener("focus", () => hash.select());
}

function drawProgress() {
  find("#chain-result").replaceChildren(
    make("span", { class: "chain-running" }, t("Going through every entry")),
    make("progress", { "aria-label": t("Going through every entry") }),
  );
}

/**
 * @param {import("../common/http.js").Answer} answer
 * @param {(version: number) => void} show
 */
function drawResult(answer, show) {
  const result = find("#chain-result");
  const checked = answer.meaning === "done" ? answer.body : null;
  const holds = Boolean(checked?.holds);
  const verdict = make("p", { class: "verdict", "data-holds": checked && String(holds) });
  result.replaceChildren(verdict);
  find("#chain-hash").hidden = !holds;
  if (!checked) {
    setText(verdict, refusal(answer));
    return;
  }
  if (holds) {
    setText(verdict, t("The chain holds. Entries checked: %(n)s.", { n: count(checked.entries) }));
    /** @type {HTMLInputElement} */ (find("#hash")).value = checked.hash;
    return;
  }
  const bad = checked.first_bad;
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
