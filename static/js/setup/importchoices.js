/**
 * What somebody has said of a file's sheets: which column holds what, which rows are none. Columns
 * are remembered in this browser for the next file with the same headings.
 *
 * @typedef {import("./importing.js").Reading} Reading
 * @typedef {{table?: string, turned?: boolean, head?: number[], columns?: Record<string, string>,
 *   out?: number[], take?: number[], joined?: boolean}} Choice
 */

const STORE = "scoreboard.import.columns";
/** More kinds of sheets than these nobody remembers. */
const MOST = 40;

/**
 * @param {Record<string, Choice>} choices
 * @param {string} sheet
 * @param {Partial<Choice>} change columns and rows beside what was said before, the rest instead
 * @returns {Record<string, Choice>}
 */
export function patched(choices, sheet, change) {
  const before = choices[sheet] ?? {};
  /** @type {Choice} */
  const after = { ...before, ...change };
  if (change.columns) after.columns = { ...before.columns, ...change.columns };
  const out = new Set([...(before.out ?? []), ...(change.out ?? [])]);
  const take = new Set([...(before.take ?? []), ...(change.take ?? [])]);
  for (const row of change.out ?? []) take.delete(row);
  for (const row of change.take ?? []) out.delete(row);
  // Turned round, rows and columns are others.
  const anew = change.turned !== undefined;
  return {
    ...(change.table ? elsewhere(choices, change.table) : choices),
    [sheet]: anew ? { turned: change.turned } : { ...after, out: [...out], take: [...take] },
  };
}

/**
 * A table stands on one sheet: the others are no longer said to hold it.
 *
 * @param {Record<string, Choice>} choices
 * @param {string} table
 * @returns {Record<string, Choice>}
 */
function elsewhere(choices, table) {
  const others = Object.entries(choices).map(([name, { table: held, ...rest }]) => [
    name,
    held && held !== table ? { table: held, ...rest } : rest,
  ]);
  return Object.fromEntries(others);
}

/**
 * What a column's meaning changes: one that only one column can have is taken from the others.
 *
 * @param {Reading} reading
 * @param {string} at
 * @param {string} key
 * @returns {Partial<Choice>}
 */
export function columnIs(reading, at, key) {
  /** @type {Record<string, string>} */
  const columns = { [at]: key };
  if (key && key !== "members")
    for (const column of reading.columns)
      if (column.key === key && column.at !== at) columns[column.at] = "";
  return { table: reading.table, columns };
}

/** @param {Reading} reading */
const signature = ({ table, columns }) =>
  [table, ...columns.map(({ heading }) => heading.trim())].join("|");

/**
 * @param {Reading[]} readings
 * @param {Record<string, Choice>} choices
 */
export function remember(readings, choices) {
  const store = stored();
  for (const reading of readings) {
    const said = choices[reading.sheet]?.columns;
    if (!said || reading.asks || reading.head.length === 0) continue;
    const name = signature(reading);
    delete store[name];
    store[name] = said;
  }
  const newest = Object.entries(store).slice(-MOST);
  try {
    localStorage.setItem(STORE, JSON.stringify(Object.fromEntries(newest)));
  } catch {
    // A browser that keeps nothing asks again.
  }
}

/**
 * @param {Reading[]} readings
 * @returns {Record<string, Choice>} for the sheets whose headings are known
 */
export function remembered(readings) {
  const store = stored();
  /** @type {Record<string, Choice>} */
  const choices = {};
  for (const reading of readings) {
    const said = store[signature(reading)];
    if (said) choices[reading.sheet] = { table: reading.table, columns: said };
  }
  return choices;
}

/** @returns {Record<string, Record<string, string>>} */
function stored() {
  try {
    const kept = JSON.parse(localStorage.getItem(STORE) ?? "{}");
    return kept && typeof kept === "object" ? kept : {};
  } catch {
    return {};
  }
}
