import { t } from "../common/phrases.js";
import { labelled, numeric } from "./fields.js";

/**
 * What fouls cost in a round of points, and its tokens. Fouls are counted where any of it is filled
 * in.
 *
 * @typedef {import("./document.js").Round} Round
 */

/** @type {(keyof Round)[]} */
export const OF_FOULS = ["fouls_free", "fouls_penalty", "fouls_out", "tokens"];

export function foulFields() {
  return [
    numeric("fouls_free", t("Fouls that cost nothing"), t("Empty in all three: not counted.")),
    numeric("fouls_penalty", t("Each later foul costs"), ""),
    numeric("fouls_out", t("Out of the round at foul"), t("0: never. 3: with the third.")),
    labelled("tokens", t("Tokens each team has one of"), {
      note: t("For instance 求助、双倍、免答. Empty: none."),
    }),
  ];
}

/**
 * The tokens in a text. Blanks part them only where nothing else does: a token may be two words.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function tokensIn(text) {
  const parts = /[,，、;；/]/.test(text) ? text.split(/[,，、;；/]+/) : text.split(/\s+/);
  return parts.map((one) => one.trim()).filter(Boolean);
}

/**
 * @param {HTMLElement} form
 * @param {Round} round
 */
export function drawTokens(form, { tokens }) {
  const input = form.querySelector("[data-key=tokens]");
  if (!(input instanceof HTMLInputElement) || tokensIn(input.value).join() === tokens.join())
    return;
  // With a stroke behind it a single token of two words stays one.
  input.value = tokens.join("、") + (tokens.length === 1 && /\s/.test(tokens[0] ?? "") ? "、" : "");
}

/**
 * The rule in a few words, where there is one.
 *
 * @param {Round} round
 */
export function describeFouls({
  fouls_free: free,
  fouls_penalty: penalty,
  fouls_out: out,
  tokens,
}) {
  const had = tokens.length > 0 ? [t("tokens %(tokens)s", { tokens: tokens.join(t(", ")) })] : [];
  if (!free && !penalty && !out) return had;
  const said = [...had, t("fouls counted")];
  if (penalty && penalty !== "0") said.push(t("a foul costs %(points)s", { points: penalty }));
  if (out && out !== "0") said.push(t("out at foul %(n)s", { n: out }));
  return said;
}
