/**
 * Undo and redo: what was, what is, and what was taken back. Typing on in one field is one step.
 *
 * @template State
 * @typedef {object} History
 * @property {State[]} past oldest first
 * @property {State} present
 * @property {State[]} future the one to come back next is last
 * @property {string | null} tag what the newest step changed, while it may still be typed on
 */

/** More steps than anybody takes back; a set-up of five hundred teams shares its rows among them. */
const LONGEST = 300;

/**
 * @template State
 * @param {State} present
 * @returns {History<State>}
 */
export const begun = (present) => ({ past: [], present, future: [], tag: null });

/**
 * @template State
 * @param {History<State>} history
 * @param {State} next
 * @param {string | null} [tag] the same tag twice in a row is one step
 * @returns {History<State>}
 */
export function stepped(history, next, tag = null) {
  if (next === history.present) return history;
  if (tag !== null && tag === history.tag) return { ...history, present: next, future: [] };
  const past = [...history.past, history.present].slice(-LONGEST);
  return { past, present: next, future: [], tag };
}

/**
 * The next step stands by itself, even in the same field.
 *
 * @template State
 * @param {History<State>} history
 * @returns {History<State>}
 */
export const paused = (history) => ({ ...history, tag: null });

/**
 * @template State
 * @param {History<State>} history
 * @returns {History<State>}
 */
export function undone({ past, present, future, tag }) {
  const before = past.at(-1);
  if (before === undefined) return { past, present, future, tag };
  return { past: past.slice(0, -1), present: before, future: [...future, present], tag: null };
}

/**
 * @template State
 * @param {History<State>} history
 * @returns {History<State>}
 */
export function redone({ past, present, future, tag }) {
  const after = future.at(-1);
  if (after === undefined) return { past, present, future, tag };
  return { past: [...past, present], present: after, future: future.slice(0, -1), tag: null };
}
