/**
 * A hundredth of the height of a 16:9 picture that fits into the box a scene stands in, in pixels; the style sheets
 * have it as `--u`.
 *
 * @param {HTMLElement} element
 */
export function unitOf(element) {
  const box = element.closest(".scene-box") ?? document.documentElement;
  return Math.min(box.clientHeight, (box.clientWidth * 9) / 16) / 100;
}
