import { points } from "./points.js";

/**
 * A round between those who share a place: given like any other of points, and called by its name.
 *
 * @type {import("./table.js").Kind}
 */
export const playoff = { ...points, numbered: false };
