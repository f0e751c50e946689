import { t } from "../common/phrases.js";
import { numeric } from "./fields.js";

/**
 * What fouls cost in a round of points. They are counted where any of it is filled in.
 *
 * @typedef {import("./document.js").Round} Round
 */

/** @type {(keyof Round)[]} */
export const OF_FOULS = ["fouls_free", "fouls_penalty", "fouls_out"];

export function foulFields() {
  return [
    numeric("fouls_free", t("Fouls that cost nothing"), t("Empty in all three: not counted.")),
    numeric("fouls_penalty", t("Each later foul costs"), ""),
    numeric("fouls_out", t("Out of the round at foul"), t("0: never. 3: with the third.")),
  ];
}

/**
 * The rule in a few words, where there is one.
 *
 * @param {Round} round
 */
export function describeFouls({ fouls_free: free, fouls_penalty: penalty, fouls_out: out }) {
  if (!free && !penalty && !out) return [];
  const said = [t("fouls counted")];
  if (penalty && penalty !== "0") said.push(t("a foul costs %(points)s", { points: penalty }));
  if (out && out !== "0") said.push(t("out at foul %(n)s", { n: out }));
  return said;
}
