import { sha512 } from "./sha.js";

/**
 * Whether an Ed25519 signature (RFC 8032) is the key's: by the browser where it can, else reckoned
 * here, since a page on plain http is given no cryptography.
 */

const P = 2n ** 255n - 19n;
/** The order of the base point. */
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

/** @param {bigint} a */
const mod = (a) => ((a % P) + P) % P;

/**
 * @param {bigint} base
 * @param {bigint} exponent
 */
function power(base, exponent) {
  let [result, square] = [1n, mod(base)];
  for (let left = exponent; left; left >>= 1n) {
    if (left & 1n) result = mod(result * square);
    square = mod(square * square);
  }
  return result;
}

/** @param {bigint} a */
const inverse = (a) => power(a, P - 2n);

const D = mod(-121665n * inverse(121666n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);

/** @typedef {[bigint, bigint, bigint, bigint]} Point x, y, z and their product, in extended form */

/**
 * @param {Uint8Array} bytes the least first
 * @returns {bigint}
 */
const little = (bytes) => bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);

/**
 * @param {Uint8Array} bytes
 * @returns {Point | null} null where they are no point
 */
function pointOf(bytes) {
  const said = little(bytes);
  const [odd, y] = [said >> 255n, said & ((1n << 255n) - 1n)];
  if (y >= P) return null;
  const [top, bottom] = [mod(y * y - 1n), mod(D * y * y + 1n)];
  let x = mod(top * power(bottom, 3n) * power(top * power(bottom, 7n), (P - 5n) / 8n));
  if (mod(bottom * x * x - top)) x = mod(x * ROOT_OF_MINUS_ONE);
  if (mod(bottom * x * x - top) || (!x && odd)) return null;
  if ((x & 1n) !== odd) x = P - x;
  return [x, y, 1n, mod(x * y)];
}

/**
 * @param {Point} a
 * @param {Point} b
 * @returns {Point}
 */
function added([ax, ay, az, at], [bx, by, bz, bt]) {
  const left = mod((ay - ax) * (by - bx));
  const right = mod((ay + ax) * (by + bx));
  const [c, d] = [mod(2n * at * bt * D), mod(2n * az * bz)];
  const [e, f, g, h] = [right - left, d - c, d + c, right + left];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

/**
 * @param {Point} point
 * @param {bigint} times
 * @returns {Point}
 */
function multiplied(point, times) {
  /** @type {Point} */
  let result = [0n, 1n, 1n, 0n];
  let double = point;
  for (let left = times; left; left >>= 1n) {
    if (left & 1n) result = added(result, double);
    double = added(double, double);
  }
  return result;
}

const BASE = /** @type {Point} */ (
  pointOf(Uint8Array.from({ length: 32 }, (_, i) => (i ? 0x66 : 0x58)))
);

/**
 * @param {Uint8Array} key
 * @param {Uint8Array} signature
 * @param {Uint8Array} message
 * @returns {boolean}
 */
export function isSignedByHand(key, signature, message) {
  if (key.length !== 32 || signature.length !== 64) return false;
  const [first, second] = [signature.slice(0, 32), little(signature.slice(32))];
  const [own, r] = [pointOf(key), pointOf(first)];
  if (!own || !r || second >= L) return false;
  const hashed = sha512(Uint8Array.from([...first, ...key, ...message]));
  const left = multiplied(BASE, second);
  const right = added(r, multiplied(own, little(hashed) % L));
  return (
    !mod(left[0] * right[2] - right[0] * left[2]) && !mod(left[1] * right[2] - right[1] * left[2])
  );
}

/**
 * @param {string} hex
 * @returns {Uint8Array<ArrayBuffer>}
 */
export const bytesOf = (hex) =>
  Uint8Array.from(hex.match(/[0-9a-f]{2}/gi) ?? [], (byte) => Number.parseInt(byte, 16));

/**
 * @param {string} key hex
 * @param {string} signature hex
 * @param {string} message
 * @returns {Promise<boolean>}
 */
export async function isSigned(key, signature, message) {
  const said = new TextEncoder().encode(message);
  const [own, signed] = [bytesOf(key), bytesOf(signature)];
  try {
    const known = await crypto.subtle.importKey("raw", own, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", known, signed, said);
  } catch {
    // No secure place, or a browser that does not know this kind of key.
    return isSignedByHand(own, signed, said);
  }
}
