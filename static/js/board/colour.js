/**
 * Marks an element with its team's own colour, for the style sheet to draw small beside the name.
 *
 * @param {HTMLElement} element
 * @param {string | undefined} colour "#rrggbb"; none where the team has none
 */
export function markColour(element, colour) {
  if (element.dataset.colour === (colour || undefined)) return;
  if (colour) {
    element.dataset.colour = colour;
    element.style.setProperty("--colour", colour);
  } else {
    delete element.dataset.colour;
    element.style.removeProperty("--colour");
  }
}
