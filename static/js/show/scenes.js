import standings from "./scenes/standings.js";

/**
 * The scenes of the large screen: a row for each. What is not in this table is shown as the standings.
 *
 * @typedef {import("../board/model.js").Board} Board
 * @typedef {import("./message.js").SceneMessage} SceneMessage
 * @typedef {object} Told what a scene is drawn from
 * @property {SceneMessage} scene
 * @property {Board} board
 * @property {SceneMessage["look"]} look
 * @property {SceneMessage | null} previous what was drawn last of the same appearance; null when the scene has just come
 * @property {boolean} settled whether everything is to stand where it belongs at once, without motion
 * @typedef {object} Scene
 * @property {(root: HTMLElement, told: Told) => void} draw makes or updates what stands in `root`, which is empty when
 *   the scene comes; the same `told` twice draws the same
 * @property {(root: HTMLElement) => void} [leave] ends what the scene had running: it draws no more into `root`
 * @typedef {object} SceneRow
 * @property {(again: string) => Scene | Promise<{default: Scene}>} load `again` as of common/persistent.js
 * @property {boolean} [framed] whether it stands between the hall's head and foot; others have the whole screen
 * @property {string} [begins] the scene as which it begins: where all rows stand alike nothing fades
 * @property {boolean} [keeps] whether it stays as it stands when it is put again
 * @property {boolean} [leaps] whether it plays several steps at once too, as where all is finished
 */

/** @type {Record<string, SceneRow>} */
export const SCENES = {
  standings: { framed: true, keeps: true, load: () => standings },
  title: { keeps: true, load: (again) => import(`./scenes/title.js${again}`) },
  message: { load: (again) => import(`./scenes/message.js${again}`) },
  advance: {
    framed: true,
    begins: "standings",
    load: (again) => import(`./scenes/advance.js${again}`),
  },
  reveal: { framed: true, load: (again) => import(`./scenes/reveal.js${again}`) },
  podium: { load: (again) => import(`./scenes/podium.js${again}`) },
  awards: { load: (again) => import(`./scenes/awards.js${again}`) },
  teams: { framed: true, load: (again) => import(`./scenes/teams.js${again}`) },
  order: { framed: true, load: (again) => import(`./scenes/order.js${again}`) },
  opener: { load: (again) => import(`./scenes/opener.js${again}`) },
  sponsors: { keeps: true, load: (again) => import(`./scenes/sponsors.js${again}`) },
  timer: { keeps: true, load: (again) => import(`./scenes/timer.js${again}`) },
  blank: { keeps: true, load: (again) => import(`./scenes/blank.js${again}`) },
  nothing: { load: (again) => import(`./scenes/nothing.js${again}`) },
  marks: { leaps: true, load: (again) => import(`./scenes/marks.js${again}`) },
  round: { load: (again) => import(`./scenes/round.js${again}`) },
  team: { load: (again) => import(`./scenes/team.js${again}`) },
  face_off: { load: (again) => import(`./scenes/face_off.js${again}`) },
  chart: { load: (again) => import(`./scenes/chart.js${again}`) },
};

/** What stands where nothing else was put, and where a scene is not known here. */
export const STANDINGS = "standings";

/**
 * The row of this table that shows a message: where there is nothing to show, the one that says so.
 *
 * @param {Pick<SceneMessage, "scene" | "shows" | "says">} message
 */
export function rowOf({ scene, shows, says }) {
  if (!Object.hasOwn(SCENES, scene)) return STANDINGS;
  return shows === null && says ? "nothing" : scene;
}
