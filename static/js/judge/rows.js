/** A page's own elements, and lists of rows that are kept while what they show changes. */

/**
 * The element that the page is known to have.
 *
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {T}
 */
export function find(selector, root = document) {
  const element = root.querySelector(selector);
  if (!element) throw new Error(`The page has no ${selector}`);
  return /** @type {T} */ (/** @type {unknown} */ (element));
}

/**
 * A fresh copy of a template's only element.
 *
 * @param {string} id
 * @returns {HTMLElement}
 */
export function copy(id) {
  const template = /** @type {HTMLTemplateElement} */ (find(`#${id}`));
  const [element] = template.content.children;
  return /** @type {HTMLElement} */ (element?.cloneNode(true));
}

/**
 * Makes a list's rows match the records by key. A row that is still meant stays the same element,
 * so that none is replaced under the finger.
 *
 * @template T
 * @param {HTMLElement} list
 * @param {T[]} records
 * @param {{key: (record: T) => string, make: () => HTMLElement,
 *   draw: (row: HTMLElement, record: T, index: number) => void}} how
 */
export function matchRows(list, records, { key, make, draw }) {
  const old = new Map(
    [...list.children].map((row) => [/** @type {HTMLElement} */ (row).dataset.key, row]),
  );
  records.forEach((record, index) => {
    const row = /** @type {HTMLElement} */ (old.get(key(record)) ?? make());
    old.delete(key(record));
    row.dataset.key = key(record);
    draw(row, record, index);
    if (list.children[index] !== row) list.insertBefore(row, list.children[index] ?? null);
  });
  for (const row of old.values()) row.remove();
}
