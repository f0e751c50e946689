import { show } from "./page.js";
import { t } from "./words.js";

/** The page that recounts a result by itself: all that it needs stands in it. */

const read = (/** @type {string} */ id) =>
  JSON.parse(document.getElementById(id)?.textContent || "{}");

show(read("results"), read("phrases"), document.documentElement.lang || "en").catch((error) => {
  // Whatever happens, nobody may take an empty page for an answer.
  document.body.append(`${t("This file could not be recounted:")} ${error}`);
});
