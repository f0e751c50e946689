/**
 * The look that an organiser has chosen, given to a part of the page.
 *
 * @typedef {Pick<import("./message.js").Look, "theme" | "accent">} Look
 */

/**
 * @param {HTMLElement} element
 * @param {Look} look
 */
export function applyLook(element, { theme, accent }) {
  const { dataset, style } = element;
  if (dataset.palette !== theme) dataset.palette = theme;
  if (accent) {
    style.setProperty("--decided", accent);
    style.setProperty("--on-decided", isLight(accent) ? "#14100a" : "#ffffff");
  } else {
    style.removeProperty("--decided");
    style.removeProperty("--on-decided");
  }
}

/**
 * Whether dark letters are read better on a colour than white ones: by its relative luminance (WCAG 2.2).
 *
 * @param {string} colour "#rrggbb"
 */
function isLight(colour) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18;
}
