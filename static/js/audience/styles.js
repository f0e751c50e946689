/** The style sheets of the wall's scenes: they wait in a template until something is drawn with them. */

/** @type {Map<string, Promise<unknown>>} */
const coming = new Map();

/**
 * @param {string[]} names
 * @returns {Promise<unknown>} done when they are there, or cannot be had
 */
export const dress = (names) => Promise.all(names.map((name) => coming.get(name) ?? fetched(name)));

/** @param {string} name */
function fetched(name) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("scene-styles"));
  const link = template.content.querySelector(`link[href*="/css/show/${name}.css"]`);
  const come = new Promise((done) => {
    if (!link) return done(null);
    for (const end of ["load", "error"]) link.addEventListener(end, done, { once: true });
    document.head.append(link);
  });
  coming.set(name, come);
  return come;
}
