/**
 * A store of small records in localStorage, one key each, so that two pages of the same judge
 * never overwrite one another's. Where the browser refuses (full, or forbidden), the records are
 * kept in memory and `durable` says so.
 *
 * @template {{id: string}} T
 */
export class RecordStore {
  /** @param {string} prefix */
  constructor(prefix) {
    this.prefix = prefix;
    this.forbidden = false;
    /** @type {Map<string, T>} records the browser would not store */
    this.loose = new Map();
  }

  /** Whether everything in it would survive a reload. */
  get durable() {
    return !this.forbidden && this.loose.size === 0;
  }

  /** @returns {T[]} */
  all() {
    const found = new Map(this.loose);
    for (const key of this.#keys()) {
      const record = this.#read(key);
      if (record && !found.has(record.id)) found.set(record.id, record);
    }
    return [...found.values()];
  }

  /** @param {T} record */
  put(record) {
    try {
      localStorage.setItem(this.prefix + record.id, JSON.stringify(record));
      this.loose.delete(record.id);
    } catch {
      this.loose.set(record.id, record);
    }
  }

  /** @param {string} id */
  remove(id) {
    this.loose.delete(id);
    try {
      localStorage.removeItem(this.prefix + id);
    } catch {
      // Nothing can be stored here, so there is nothing to remove either.
    }
  }

  #keys() {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(this.prefix));
    } catch {
      this.forbidden = true;
      return [];
    }
  }

  /**
   * @param {string} key
   * @returns {T | null}
   */
  #read(key) {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "null");
    } catch {
      return null;
    }
  }
}

/**
 * The names of all drawers under a prefix.
 *
 * @param {string} prefix
 * @returns {string[]}
 */
export function drawers(prefix) {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    return [...new Set(keys.map((key) => key.slice(prefix.length).split("/")[0] ?? ""))];
  } catch {
    return [];
  }
}

/**
 * Removes records of all drawers under a prefix that are older than so many milliseconds: those of
 * rehearsals that are over.
 *
 * @param {string} prefix
 * @param {number} age
 * @param {string} but the store in use: of what is old in it the judge is told
 */
export function sweep(prefix, age, but) {
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(prefix) || key.startsWith(but)) continue;
      const at = JSON.parse(localStorage.getItem(key) ?? "null")?.at;
      if (typeof at === "number" && Date.now() - at > age) localStorage.removeItem(key);
    }
  } catch {
    // What cannot be read or stored needs no tidying.
  }
}
