import { page } from "../common/page.js";
import { t } from "../common/phrases.js";

/**
 * What the next press brings, in words that give nothing away.
 *
 * @typedef {import("../common/shapes.js").SceneMessage} SceneMessage
 * @typedef {{name: string, label: string, uses: string[]}} SceneOnPage uses: what it can be about
 */

/** @type {Map<string, string>} */
const LABELS = new Map(
  (page.scenes ?? []).map((/** @type {SceneOnPage} */ { name, label }) => [name, label]),
);

/** @param {string} scene */
export const labelOf = (scene) => LABELS.get(scene) ?? scene;

/**
 * What a step of a scene brings, where there is more to say than its number.
 *
 * @type {Record<string, (step: number, of: number) => string>}
 */
const STEPS = {
  teams: () => t("the next team comes in"),
  order: () => t("the order is turned over"),
  marks: (step, of) => (step === of ? t("the score and the place") : t("the next mark")),
  advance: (step, of) =>
    step === of ? t("all of them, and who is out") : t("the next team that goes on"),
  reveal: () => t("the next place"),
  podium: () => t("the next step of the podium"),
  awards: () => t("the next prize"),
};

/**
 * How far a scene is; nothing where it has no steps.
 *
 * @param {SceneMessage} scene
 */
export function stepWords({ step, of }) {
  if (of === 0) return "";
  return step === 0
    ? t("%(all)s steps, none shown yet", { all: of })
    : t("Step %(n)s of %(all)s", { n: step, all: of });
}

/**
 * @param {SceneMessage} scene
 * @param {(round: string) => string} roundName
 * @returns {string | null} null where there is nothing to step
 */
export function onwardWords({ scene, step, of, onward }, roundName) {
  if (step < of) {
    const what = STEPS[scene]?.(step + 1, of) ?? "";
    const n = t("Step %(n)s of %(all)s", { n: step + 1, all: of });
    return what ? t("%(step)s: %(what)s", { step: n, what }) : n;
  }
  if (!onward) return null;
  const of_ = onward.round ? roundName(onward.round) : "";
  const next = onward.on_stage ? t("the next team") : "";
  return [labelOf(onward.scene), of_, next].filter(Boolean).join(" · ");
}
