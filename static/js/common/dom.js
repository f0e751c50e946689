/**
 * Building the page's elements, and keeping them: what is still meant stays the same element, so
 * that focus, scrolling, a finger and a reader's place survive every new board.
 *
 * @typedef {Record<string, string | number | boolean | null | undefined>} Attributes true is an
 *   empty attribute; false, null and undefined are none
 */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

/**
 * A fresh copy of a template's only element.
 *
 * @param {string} selector of the template
 * @returns {HTMLElement}
 */
export function copyOf(selector) {
  const template = /** @type {HTMLTemplateElement} */ (find(selector));
  const copied = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  return find("*", copied);
}

/**
 * The element that a selector names; the page is known to have it.
 *
 * @template {HTMLElement} [Found=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {Found}
 */
export function find(selector, within = document) {
  const found = within.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`the page has no ${selector}`);
  return /** @type {Found} */ (found);
}

/**
 * The element that an event came from, or one around it.
 *
 * @param {EventTarget | null} target
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export function closest(target, selector) {
  const found = target instanceof Element ? target.closest(selector) : null;
  return found instanceof HTMLElement ? found : null;
}

/**
 * Changes only what differs, so that a board that says nothing new touches nothing.
 *
 * @param {Element} element
 * @param {Attributes} attributes
 */
export function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    // Of what assistive technology is told, nothing said is not yes.
    const text = value === true ? (name.startsWith("aria-") ? "true" : "") : String(value);
    if (value === false || value === null || value === undefined) element.removeAttribute(name);
    else if (element.getAttribute(name) !== text) element.setAttribute(name, text);
  }
}

/**
 * @param {Element} element
 * @param {string} text set only where it differs
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Makes these elements a parent's children, moving only what is out of place. What goes is removed
 * first: an element that is moved loses the focus and a touch that has begun on it.
 *
 * @param {HTMLElement} parent
 * @param {HTMLElement[]} elements
 */
export function arrange(parent, elements) {
  const wanted = new Set(elements);
  for (const child of [...parent.children])
    if (!wanted.has(/** @type {HTMLElement} */ (child))) child.remove();
  elements.forEach((element, i) => {
    const there = parent.children[i];
    if (there !== element) parent.insertBefore(element, there ?? null);
  });
}

/**
 * Makes a parent's children match a list: kept by key (`data-key`), made where there is none yet,
 * and then drawn, each in its place.
 *
 * @template Item
 * @template {HTMLElement} Kept
 * @param {HTMLElement} parent
 * @param {Item[]} items
 * @param {{key: (item: Item) => string, make: (item: Item) => Kept,
 *   draw?: (element: Kept, item: Item) => void}} how
 */
export function reconcile(parent, items, { key, make: create, draw }) {
  const known = new Map(
    Array.from(parent.children, (child) => [/** @type {Kept} */ (child).dataset.key, child]),
  );
  const elements = items.map((item) => {
    const name = key(item);
    const element = /** @type {Kept} */ (known.get(name) ?? create(item));
    element.dataset.key = name;
    return element;
  });
  arrange(parent, elements);
  items.forEach((item, i) => {
    draw?.(/** @type {Kept} */ (elements[i]), item);
  });
}
