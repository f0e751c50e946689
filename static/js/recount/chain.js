import { sha256 } from "./sha.js";
import { isSigned } from "./signature.js";

/**
 * Whether the file's entries are the chain that its last hash and its seal stand for.
 *
 * @typedef {import("./record.js").Entry} Entry
 * @typedef {object} Chain
 * @property {number} entries
 * @property {number} hidden entries of which only the hash could be carried on
 * @property {{version: number, board: string, recount: string} | null} broken the first entry that
 *   does not fit, with its hash in the file and as it comes out here
 * @property {string} end the last hash
 * @typedef {object} Sealed
 * @property {"none" | "good" | "wrong"} state
 * @property {string} text
 * @property {string} key
 * @property {boolean} fits whether it is of the file's last entry
 */

const CHAINED = /** @type {const} */ ([
  "version",
  "uid",
  "kind",
  "by",
  "at",
  "stage",
  "round",
  "team",
  "judge",
  "value",
  "reason",
  "voids",
]);

/**
 * JSON with one spelling: keys in the order of their characters, no spaces.
 *
 * @param {unknown} value
 * @returns {string}
 */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value ?? null);
  const parts = Object.entries(value).sort(([a], [b]) => byCharacter(a, b));
  return `{${parts.map(([key, of]) => `${JSON.stringify(key)}:${canonical(of)}`).join(",")}}`;
}

/**
 * @param {string} a
 * @param {string} b
 */
function byCharacter(a, b) {
  const [left, right] = [[...a], [...b]];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const apart = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0);
    if (apart) return apart;
  }
  return left.length - right.length;
}

/**
 * The hash of an entry, from the hash of the one before it.
 *
 * @param {string} before
 * @param {Entry} entry
 */
function hashOf(before, entry) {
  const { detail } = entry;
  const said = typeof detail === "string" ? detail : canonical(detail ?? {});
  return sha256(canonical([before, ...CHAINED.map((key) => entry[key] ?? null), said]));
}

/**
 * @param {Entry[]} entries
 * @returns {Chain}
 */
export function chainOf(entries) {
  /** @type {Chain["broken"]} */
  let broken = null;
  let before = "";
  for (const [at, entry] of entries.entries()) {
    const own = entry.hidden ? String(entry.hash) : hashOf(before, entry);
    if (!broken && (own !== entry.hash || entry.version !== at + 1))
      broken = { version: entry.version, board: String(entry.hash), recount: own };
    before = String(entry.hash);
  }
  const hidden = entries.filter((entry) => entry.hidden).length;
  return { entries: entries.length, hidden, broken, end: before };
}

/**
 * Where the file names another last entry than its entries end with.
 *
 * @param {Record<string, any>} file
 * @param {Chain} chain
 * @returns {import("./differences.js").Difference[]}
 */
export function headApart({ head }, { end }) {
  if (!head?.hash || head.hash === end) return [];
  return [{ what: "head", board: head.hash.slice(0, 16), recount: end.slice(0, 16) }];
}

/**
 * @param {Record<string, any>} file
 * @param {Chain} chain
 * @returns {Promise<Sealed>}
 */
export async function sealOf(file, chain) {
  const seal = file.seal;
  if (!seal?.signature) return { state: "none", text: "", key: "", fits: true };
  const { event, ledger, version, hash, public_key: key, signature, text } = seal;
  const said = ["scoreboard seal 1", event, ledger, version, hash].join("\n");
  const good = await isSigned(String(key), String(signature), said);
  const fits =
    version === chain.entries &&
    hash === chain.end &&
    String(text).startsWith(`${event}.${version}.${String(hash).slice(0, 16)}`);
  return { state: good && fits ? "good" : "wrong", text: String(text), key: String(key), fits };
}
