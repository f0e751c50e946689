import { shown } from "../../common/amount.js";
import { points } from "./points.js";

/**
 * A round whose scores the desk enters: a judge reads it, and gives nothing.
 *
 * @type {import("./table.js").Kind}
 */
export const list = {
  ...points,
  questions: false,
  face: shown,
  terms: () => "",
  buttons: () => [],
};
