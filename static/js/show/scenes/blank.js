/** Black: the lights of the hall, and no word. */

/** @type {import("../scenes.js").Scene} */
export default { draw() {} };
