/**
 * A criterion that has just been added.
 *
 * @typedef {import("./document.js").Criterion} Criterion
 */

/** @type {Criterion} */
export const CRITERION = { id: "", name: "", max: "", step: "1", weight: "1" };

/**
 * One more criterion, with an id that the others of its round do not have.
 *
 * @param {Criterion[]} others
 * @param {Partial<Criterion>} [rest]
 * @returns {Criterion}
 */
export function newCriterion(others, rest = {}) {
  const taken = new Set(others.map(({ id }) => id));
  let number = others.length + 1;
  while (taken.has(`c${number}`)) number += 1;
  return { ...CRITERION, ...rest, id: `c${number}` };
}
