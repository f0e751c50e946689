import { show } from "./page.js";

/** The page that recounts a result by itself: all that it needs stands in it. */

const read = (/** @type {string} */ id) =>
  JSON.parse(document.getElementById(id)?.textContent || "{}");

show(read("results"), read("phrases"), document.documentElement.lang || "en");
