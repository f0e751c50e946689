/** Importing modules after the page has started: a module that did not arrive is asked for again. */

const LONGEST_PAUSE = 30_000;

/**
 * @template Module
 * @param {(again: string) => Promise<Module>} load imports the module; `again` is to be put behind its address, as some
 *   browsers remember for as long as the page stands that an address failed
 * @returns {Promise<Module>}
 */
export async function persistently(load) {
  for (let tried = 0; ; tried += 1) {
    try {
      return await load(tried > 0 ? `?again=${tried}` : "");
    } catch {
      const pause = Math.min(LONGEST_PAUSE, 1000 * 2 ** tried);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
