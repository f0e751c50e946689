/**
 * What the server tells the page's scripts: the JSON block written by base.html.
 *
 * @typedef {object} PageBasics
 * @property {string} view which page this is: "display", "audience", "judge", "desk", ...
 * @property {string | null} event the event's slug, null on pages without one
 * @property {string} locale "zh-CN" or "en"
 * @property {string[]} may what the reader's role may do: "see_desk", "run", "set_up" … (scoreboard/roles.py)
 * @property {string} csrf token for writes that rest on the cookie
 * @property {Record<string, string>} phrases English message to the reader's language
 * @property {Record<"guest" | "withdrawn" | "absent", string>} notes the words of a row's note
 * @property {string} api where the HTTP API starts, without a trailing slash
 * @typedef {PageBasics & Record<string, any>} Page
 */

/** @type {PageBasics} */
const defaults = {
  view: "",
  event: null,
  locale: document.documentElement.lang || "en",
  may: [],
  csrf: "",
  phrases: {},
  notes: { guest: "", withdrawn: "", absent: "" },
  api: "/api/v1",
};

/** @type {Page} */
export const page = {
  ...defaults,
  ...JSON.parse(document.getElementById("page")?.textContent || "{}"),
};

/**
 * Whether the reader may do something; the server refuses it anyway.
 *
 * @param {"mark" | "award" | "see_desk" | "run" | "step" | "rule" | "announce" | "print_links" | "set_up" | "give_links"} what
 * @returns {boolean}
 */
export const may = (what) => page.may.includes(what);
