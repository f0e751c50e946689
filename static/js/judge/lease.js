import { uuid } from "../common/uuid.js";

/**
 * A promise between the pages of one browser that only one of them sends. Web Locks need a secure
 * context, which a hall's address is not; ids make the rare double send harmless.
 *
 * @param {string} key
 * @param {number} lasts milliseconds after which a holder that fell silent is overruled
 */
export function lease(key, lasts) {
  const me = uuid();

  /** @returns {{holder: string, until: number} | null} */
  const held = () => {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "null");
    } catch {
      return null;
    }
  };

  return {
    /** Whether this page may send now; asking renews. */
    take() {
      const now = Date.now();
      const current = held();
      const theirs = current && current.holder !== me && current.until > now;
      // A holder whose clock was set back must not lock everyone out for hours.
      if (theirs && current.until - now <= lasts) return false;
      try {
        localStorage.setItem(key, JSON.stringify({ holder: me, until: now + lasts }));
      } catch {
        return true;
      }
      return held()?.holder === me;
    },

    release() {
      if (held()?.holder !== me) return;
      try {
        localStorage.removeItem(key);
      } catch {
        // It runs out by itself.
      }
    },
  };
}
