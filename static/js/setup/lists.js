/** Lists of a set-up, changed without changing what was. */

/**
 * @template Item
 * @param {Item[]} list
 * @param {number} from
 * @param {number} to
 * @returns {Item[]}
 */
export function moved(list, from, to) {
  const item = list[from];
  const target = Math.max(0, Math.min(list.length - 1, to));
  if (item === undefined || target === from) return list;
  const rest = list.filter((_, i) => i !== from);
  return [...rest.slice(0, target), item, ...rest.slice(target)];
}

/**
 * @template {{id: string}} Item
 * @param {Item[]} list
 * @param {string} id
 * @param {Partial<Item>} patch
 * @returns {Item[]}
 */
export function patched(list, id, patch) {
  return list.map((item) => (item.id === id ? { ...item, ...patch } : item));
}
