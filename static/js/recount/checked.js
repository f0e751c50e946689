import { chainOf, headApart, sealOf } from "./chain.js";
import { differences } from "./differences.js";
import { recounted } from "./recounted.js";

/**
 * What a file comes to where it is recounted, and what of it does not agree.
 *
 * @typedef {Record<string, any>} File
 * @typedef {import("./differences.js").Difference} Difference
 * @typedef {import("./record.js").Doubt} Doubt
 * @typedef {object} Checked everything that the page has found
 * @property {File} file
 * @property {import("./recounted.js").Recounted} found
 * @property {Difference[]} apart
 * @property {Doubt[]} doubts
 * @property {import("./chain.js").Chain} chain
 * @property {import("./chain.js").Sealed} seal
 */

/**
 * @param {File} file
 * @returns {Promise<Checked>}
 */
export async function check(file) {
  const entries = file.entries ?? [];
  const setup = file.setup ? { ...file.setup.event, ...file.setup, format: 3 } : null;
  const found = recounted(entries, setup);
  const chain = chainOf(entries);
  /** @type {Doubt[]} */
  const none = entries.length ? [] : [{ what: "entries" }];
  return {
    file,
    found,
    apart: [...headApart(file, chain), ...differences(file, found)],
    doubts: [...none, ...found.doubts],
    chain,
    seal: await sealOf(file, chain),
  };
}
