/**
 * SHA-256 and SHA-512 (FIPS 180-4), written out: a page on plain http has no crypto.subtle.
 */

const utf8 = new TextEncoder();

/**
 * The first so many primes.
 *
 * @param {number} count
 * @returns {bigint[]}
 */
function primes(count) {
  /** @type {bigint[]} */
  const found = [];
  for (let n = 2n; found.length < count; n += 1n)
    if (found.every((prime) => n % prime)) found.push(n);
  return found;
}

/**
 * The first so many bits of the fraction of a root, in which the constants of both are defined.
 *
 * @param {bigint} prime
 * @param {bigint} degree 2 or 3
 * @param {bigint} bits
 */
function rootBits(prime, degree, bits) {
  const wanted = prime << (degree * bits);
  let [low, high] = [0n, 1n << (bits + 12n)];
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** degree <= wanted) low = middle;
    else high = middle;
  }
  return low & ((1n << bits) - 1n);
}

const FIRST = primes(80);
const START_256 = FIRST.slice(0, 8).map((prime) => Number(rootBits(prime, 2n, 32n)));
const ROUNDS_256 = FIRST.slice(0, 64).map((prime) => Number(rootBits(prime, 3n, 32n)));

/**
 * A message with its padding: a one, zeros, and its length in bits.
 *
 * @param {Uint8Array} bytes
 * @param {number} block bytes of a block
 */
function padded(bytes, block) {
  const room = block / 8;
  const whole = Math.ceil((bytes.length + 1 + room) / block) * block;
  const message = new Uint8Array(whole);
  message.set(bytes);
  message[bytes.length] = 0x80;
  new DataView(message.buffer).setBigUint64(whole - 8, BigInt(bytes.length) * 8n);
  return new DataView(message.buffer);
}

/** @param {number} word @param {number} by */
const turn = (word, by) => (word >>> by) | (word << (32 - by));

/**
 * @param {string} text hashed as UTF-8
 * @returns {string} hex
 */
export function sha256(text) {
  const message = padded(utf8.encode(text), 64);
  const state = Int32Array.from(START_256);
  const words = new Int32Array(64);
  for (let at = 0; at < message.byteLength; at += 64) {
    for (let i = 0; i < 16; i += 1) words[i] = message.getInt32(at + 4 * i);
    block256(state, words);
  }
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

/**
 * @param {Int32Array} state
 * @param {Int32Array} words of which the first 16 are the block's
 */
function block256(state, words) {
  for (let i = 16; i < 64; i += 1) {
    const [a, b] = [/** @type {number} */ (words[i - 15]), /** @type {number} */ (words[i - 2])];
    const left = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
    const right = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
    words[i] =
      /** @type {number} */ (words[i - 16]) + left + /** @type {number} */ (words[i - 7]) + right;
  }
  let [a, b, c, d, e, f, g, h] = /** @type {number[]} */ (Array.from(state));
  for (let i = 0; i < 64; i += 1) {
    const [wide, near] = [/** @type {number} */ (e), /** @type {number} */ (a)];
    const choice = (wide & /** @type {number} */ (f)) ^ (~wide & /** @type {number} */ (g));
    const big = turn(wide, 6) ^ turn(wide, 11) ^ turn(wide, 25);
    const first =
      /** @type {number} */ (
        h + big + choice + /** @type {number} */ (ROUNDS_256[i]) + /** @type {number} */ (words[i])
      ) | 0;
    const most =
      (near & /** @type {number} */ (b)) ^
      (near & /** @type {number} */ (c)) ^
      /** @type {number} */ (b & /** @type {number} */ (c));
    const small = turn(near, 2) ^ turn(near, 13) ^ turn(near, 22);
    [h, g, f, e] = [g, f, e, /** @type {number} */ (d + first) | 0];
    [d, c, b, a] = [c, b, a, (first + small + most) | 0];
  }
  const mixed = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i += 1)
    state[i] = /** @type {number} */ (state[i]) + /** @type {number} */ (mixed[i]);
}

const ALL_64 = (1n << 64n) - 1n;

/** @param {bigint} word @param {bigint} by */
const turn64 = (word, by) => ((word >> by) | (word << (64n - by))) & ALL_64;

/**
 * Slow, and used for a single signature.
 *
 * @param {Uint8Array} bytes
 * @returns {Uint8Array} 64 bytes
 */
export function sha512(bytes) {
  const message = padded(bytes, 128);
  const rounds = FIRST.map((prime) => rootBits(prime, 3n, 64n));
  const state = FIRST.slice(0, 8).map((prime) => rootBits(prime, 2n, 64n));
  for (let at = 0; at < message.byteLength; at += 128) {
    const words = Array.from({ length: 16 }, (_, i) => message.getBigUint64(at + 8 * i));
    block512(state, words, rounds);
  }
  const hashed = new DataView(new ArrayBuffer(64));
  for (const [i, word] of state.entries()) hashed.setBigUint64(8 * i, word);
  return new Uint8Array(hashed.buffer);
}

/**
 * @param {bigint[]} state
 * @param {bigint[]} words
 * @param {bigint[]} rounds
 */
function block512(state, words, rounds) {
  const word = (/** @type {number} */ i) => words[i] ?? 0n;
  for (let i = 16; i < 80; i += 1) {
    const [a, b] = [word(i - 15), word(i - 2)];
    const left = turn64(a, 1n) ^ turn64(a, 8n) ^ (a >> 7n);
    const right = turn64(b, 19n) ^ turn64(b, 61n) ^ (b >> 6n);
    words.push((word(i - 16) + left + word(i - 7) + right) & ALL_64);
  }
  let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state;
  for (let i = 0; i < 80; i += 1) {
    const big = turn64(e, 14n) ^ turn64(e, 18n) ^ turn64(e, 41n);
    const choice = (e & f) ^ (~e & ALL_64 & g);
    const first = (h + big + choice + (rounds[i] ?? 0n) + word(i)) & ALL_64;
    const small = turn64(a, 28n) ^ turn64(a, 34n) ^ turn64(a, 39n);
    const most = (a & b) ^ (a & c) ^ (b & c);
    [h, g, f, e] = [g, f, e, (d + first) & ALL_64];
    [d, c, b, a] = [c, b, a, (first + small + most) & ALL_64];
  }
  for (const [i, mixed] of [a, b, c, d, e, f, g, h].entries())
    state[i] = ((state[i] ?? 0n) + mixed) & ALL_64;
}
