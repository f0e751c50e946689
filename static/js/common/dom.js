/** Small helpers for building and changing the page. */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} className
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/**
 * Sets a text only where it differs, so that a board that says nothing new touches nothing.
 *
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * The part of an element that carries a class; it must be there.
 *
 * @param {ParentNode} element
 * @param {string} name
 * @returns {HTMLElement}
 */
export function part(element, name) {
  const found = element.querySelector(`.${name}`);
  if (!(found instanceof HTMLElement)) throw new Error(`no element with class ${name}`);
  return found;
}

/**
 * Orders a list by moving only what is out of place, and drops what no longer belongs.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement[]} elements
 */
export function putInOrder(list, elements) {
  elements.forEach((element, i) => {
    const there = list.children[i];
    if (there !== element) list.insertBefore(element, there ?? null);
  });
  while (list.children.length > elements.length) list.lastElementChild?.remove();
}
