import { find, make, reconcile, setAttributes, setText } from "../common/dom.js";
import { eventUrl, refusal, request } from "../common/http.js";
import { may } from "../common/page.js";
import { t } from "../common/phrases.js";

/**
 * The section on PINs: how many were wrong, who waits, and the button that lets them try again.
 *
 * @typedef {import("../common/shapes.js").PinFacts} PinFacts
 * @typedef {import("../common/shapes.js").WaitingAddress} WaitingAddress
 */

/** @param {PinFacts} facts */
export function drawPins(facts) {
  const { wrong, seconds, waiting, warning } = facts;
  const state = find("#pins-state");
  const counted = t("Wrong PINs in the last hour: %(n)s", { n: wrong });
  setText(state, wrong > 0 ? counted : t("No wrong PINs in the last hour"));
  setAttributes(state, { "data-tone": seconds > 0 ? "bad" : warning ? "wait" : "good" });
  setText(find("#pins-trouble"), seconds > 0 ? warning : "");
  reconcile(find("#pins-list"), waiting, {
    key: ({ address }) => address,
    make: () => make("li", { class: "safety-note" }),
    draw: (row, one) => setText(row, rowText(one)),
  });
  if (may("run")) setAttributes(find("#pins-acts"), { hidden: wrong === 0 });
}

/** @param {WaitingAddress} one */
function rowText({ address, wrong, seconds }) {
  return t("%(address)s: %(n)s wrong, the next one in %(seconds)s s", {
    address,
    n: wrong,
    seconds,
  });
}

async function lift() {
  const answer = await request("DELETE", eventUrl("/safety/pins"));
  if (answer.meaning === "done") drawPins(answer.body);
  else setText(find("#pins-trouble"), refusal(answer));
}

/** Waits for the button, which is there for who runs the event. */
export function watchPins() {
  if (may("run")) find("#pins-lift").addEventListener("click", lift);
}
