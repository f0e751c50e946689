/**
 * What one plate of the overlay is drawn from, and how.
 *
 * @typedef {import("../board/model.js").Board} Board
 * @typedef {import("../common/shapes.js").SceneMessage} SceneMessage
 * @typedef {{board: Board | null, scene: SceneMessage | null, rows: number}} Told
 * @typedef {{draw: (plate: HTMLElement, told: Told) => boolean}} Plate draws what is told; false where there is nothing
 *   to lay over the picture
 */

/**
 * What can be shown, each with the module that draws it.
 *
 * @type {Record<string, (again: string) => Promise<{default: Plate}>>}
 */
export const PLATES = {
  lower: (again) => import(`./lower.js${again}`),
  board: (again) => import(`./board.js${again}`),
  timer: (again) => import(`./timer.js${again}`),
  marks: (again) => import(`./marks.js${again}`),
};
