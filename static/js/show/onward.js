import { printed } from "../common/amount.js";
import { page } from "../common/page.js";
import { t } from "../common/phrases.js";

/**
 * What the next press brings, in words that tell nobody more than is known already.
 *
 * @typedef {import("../common/shapes.js").SceneMessage} SceneMessage
 * @typedef {import("../common/shapes.js").AdvanceShows} AdvanceShows
 * @typedef {import("../common/shapes.js").AwardsShows} AwardsShows
 * @typedef {import("../common/shapes.js").MarksShows} MarksShows
 * @typedef {import("../common/shapes.js").PodiumShows} PodiumShows
 * @typedef {import("../common/shapes.js").TeamsShows} TeamsShows
 * @typedef {SceneMessage["shows"]} Shows
 * @typedef {{roundName: (round: string) => string, nextTeam: () => string, revealed?: string, ahead?: Shows}} Known
 *   what the reader knows: the team that comes on stage next, "" for nobody; at the desk also whom the
 *   next step of a reveal shows, and what the next step of a scene does
 * @typedef {{name: string, label: string, uses: string[], key: string}} SceneOnPage uses: what it can be about;
 *   key: the desk's for it, "" where it has none
 */

/** @type {Map<string, string>} */
const LABELS = new Map(
  (page.scenes ?? []).map((/** @type {SceneOnPage} */ { name, label }) => [name, label]),
);

/** @param {string} scene */
export const labelOf = (scene) => LABELS.get(scene) ?? scene;

/**
 * What the next step of a scene brings, where there is more to say than its number.
 *
 * @type {Record<string, (scene: SceneMessage, known: Known) => string>}
 */
const STEPS = {
  teams: ({ shows, step }) => {
    const team = /** @type {TeamsShows | null} */ (shows)?.teams[step]?.team.name;
    return team ? t("%(team)s comes in", { team }) : t("the next team comes in");
  },
  order: () => t("the order is turned over"),
  marks: ({ shows, step, of }) => {
    if (step + 1 === of) return t("the score and the place");
    const judge = /** @type {MarksShows | null} */ (shows)?.cards[step]?.judge.name;
    return judge ? t("the mark of %(judge)s", { judge }) : t("the next mark");
  },
  advance: ({ step, of }, { ahead }) => {
    if (step + 1 === of) return t("all of them, and who is out");
    const team = /** @type {AdvanceShows | null} */ (ahead ?? null)?.going.at(-1)?.team.name;
    return team ? t("%(team)s goes on", { team }) : t("the next team that goes on");
  },
  reveal: (_scene, { revealed }) => revealed || t("the next place"),
  podium: ({ shows, step }, { ahead }) => {
    const { columns = [] } = /** @type {Partial<PodiumShows>} */ (shows ?? {});
    const place = columns.at(-1 - step);
    if (place === undefined) return t("the next step of the podium");
    const n = printed(place);
    const teams = /** @type {PodiumShows | null} */ (ahead ?? null)?.steps.at(-1)?.teams ?? [];
    const names = someOf(teams.map(({ team }) => team.name));
    return names ? t("place %(n)s, %(names)s", { n, names }) : t("place %(n)s", { n });
  },
  awards: (_scene, { ahead }) => {
    const prize = /** @type {AwardsShows | null} */ (ahead ?? null)?.prize;
    if (!prize) return t("the next prize");
    const names = someOf(prize.winners.map(({ team, member }) => (member ?? team).name));
    return t("%(prize)s, %(names)s", { prize: prize.name, names });
  },
};

/** The scenes of which somebody at the desk knows what the next step tells. */
export const TELLING = new Set(["advance", "podium", "awards"]);

/** So many names are read out; more are counted. */
const MOST_NAMES = 3;

/** @param {string[]} names */
function someOf(names) {
  const more = names.length - MOST_NAMES;
  const list = names.slice(0, MOST_NAMES).join(t(", "));
  return more > 0 ? t("%(names)s and %(n)s more", { names: list, n: more }) : list;
}

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
 * @param {Known} known
 * @returns {string | null} null where there is nothing to step
 */
export function onwardWords(scene, known) {
  const { step, of, onward } = scene;
  if (step < of) {
    const what = STEPS[scene.scene]?.(scene, known) ?? "";
    const n = t("Step %(n)s of %(all)s", { n: step + 1, all: of });
    return what ? t("%(step)s: %(what)s", { step: n, what }) : n;
  }
  if (!onward) return null;
  const round = onward.round ? known.roundName(onward.round) : "";
  const next = onward.on_stage ? known.nextTeam() || t("the next team") : "";
  return [labelOf(onward.scene), round, next].filter(Boolean).join(" · ");
}
