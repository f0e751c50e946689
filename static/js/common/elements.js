/**
 * Building the desk's parts, and keeping them: what is still there stays the same element, so that
 * focus, scrolling and a reader's place survive every new board.
 *
 * @typedef {Record<string, string | number | boolean | null | undefined>} Attributes
 */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes] true is an empty attribute, false and null are none
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  set(element, attributes);
  element.append(...children);
  return element;
}

/**
 * @param {Element} element
 * @param {Attributes} attributes
 */
export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    const text = value === true ? "" : String(value);
    if (value === false || value === null || value === undefined) element.removeAttribute(name);
    else if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
}

/**
 * Sets a text only where it differs.
 *
 * @param {Element} element
 * @param {string} text
 */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * The element of the template that a selector names; it must be there.
 *
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLElement}
 */
export function the(selector, within = document) {
  const found = within.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`the page has no ${selector}`);
  return found;
}

/**
 * Makes a parent's children match a list: kept by key, moved only where out of place.
 *
 * @template Item
 * @template {HTMLElement} Kept
 * @param {HTMLElement} parent
 * @param {Item[]} items
 * @param {{key: (item: Item) => string, make: (item: Item) => Kept,
 *   draw?: (element: Kept, item: Item) => void}} how
 */
export function keep(parent, items, { key, make, draw }) {
  const known = new Map(Array.from(parent.children, (child) => [childKey(child), child]));
  items.forEach((item, i) => {
    const name = key(item);
    let child = /** @type {Kept | undefined} */ (known.get(name));
    if (!child) {
      child = make(item);
      child.dataset.key = name;
    }
    known.delete(name);
    const there = parent.children[i];
    if (there !== child) parent.insertBefore(child, there ?? null);
    draw?.(child, item);
  });
  for (const gone of known.values()) gone.remove();
}

/** @param {Element} child */
function childKey(child) {
  return child instanceof HTMLElement ? (child.dataset.key ?? "") : "";
}
