/**
 * The style properties that the poster uses. All that a browser knows of would be copied for each element otherwise,
 * which takes ten times as long.
 */

const sides = ["top", "right", "bottom", "left"];
const corners = ["top-left", "top-right", "bottom-right", "bottom-left"];

export const LOOKS = [
  ...sides,
  ...sides.flatMap((side) => [
    `margin-${side}`,
    `padding-${side}`,
    `border-${side}-width`,
    `border-${side}-style`,
    `border-${side}-color`,
  ]),
  ...corners.map((corner) => `border-${corner}-radius`),
  ...["display", "position", "box-sizing", "width", "height", "min-width", "min-height"],
  ...["max-width", "max-height", "z-index", "overflow-x", "overflow-y", "opacity", "visibility"],
  ...["transform", "transform-origin", "clip-path", "box-shadow", "color", "color-scheme"],
  ...["background-color", "background-image", "background-size", "background-position"],
  ...["background-repeat", "background-clip", "background-origin"],
  ...["font-family", "font-size", "font-weight", "font-style", "font-variant-numeric"],
  ...["font-feature-settings", "line-height", "letter-spacing", "text-align", "text-overflow"],
  ...["text-shadow", "text-indent", "text-transform", "vertical-align", "white-space-collapse"],
  ...[
    "text-wrap-mode",
    "text-wrap-style",
    "overflow-wrap",
    "word-break",
    "direction",
    "unicode-bidi",
  ],
  ...["-webkit-line-clamp", "-webkit-box-orient", "-webkit-font-smoothing", "list-style-type"],
  ...["flex-direction", "flex-wrap", "flex-grow", "flex-shrink", "flex-basis", "order"],
  ...["align-items", "align-self", "align-content", "justify-content", "justify-items"],
  ...["justify-self", "column-gap", "row-gap", "grid-template-columns", "grid-template-rows"],
  ...["grid-row-start", "grid-row-end", "grid-column-start", "grid-column-end"],
];
