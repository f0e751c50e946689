import { widthOf } from "./measure.js";

/** A text on two lines of even length, parted between words. */

const IDEOGRAPH = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/u;
/** What may not end a line, and what may not begin one. */
const OPENS = /[\u2018\u201c\u3008\u300a\u300c\u300e\u3010\u3014\uff08([{\u2060第]/u;
const CLOSES =
  /[\s\u2060\u00b7\u2019\u201d\u3001\u3002\u3009\u300b\u300d\u300f\u3011\u3015\uff01\uff09\uff0c\uff1a\uff1b\uff1f!),.:;?\]}%]/u;
/** Where a reader would pause: behind a bracket, a comma or a space; before a bracket or an "and". */
const BEHIND = /[\s\u3001\u300b\u300d\u3011\u201d\uff09\uff0c\uff1a]/u;
const BEFORE = /[\u300a\u300c\u3010\u201c\uff08暨与和及]/u;
/** By how much a line may be longer for the sake of a better place: at a pause, between words, within a compound. */
const PAUSE = 1;
const WORDS = 1.04;
const COMPOUND = 1.2;

const segmenter = "Segmenter" in Intl ? new Intl.Segmenter("zh", { granularity: "word" }) : null;

/**
 * The two lines, the longer of which is as short as may be; null for what is one word.
 *
 * @param {string} text
 * @param {{weight: number, spaced: number}} set how it is set: `spaced` is what stands between two letters, in em
 * @returns {{lines: [string, string], width: number} | null} the width of the longer line, in em
 */
export function evenly(text, { weight, spaced }) {
  const wide = (/** @type {string} */ part) => widthOf(part, weight) + spaced * part.length;
  let best = null;
  let least = Number.POSITIVE_INFINITY;
  for (const { at, cost } of placesIn(text)) {
    const width = Math.max(wide(text.slice(0, at).trimEnd()), wide(text.slice(at)));
    if (width * cost >= least) continue;
    least = width * cost;
    best = { lines: /** @type {[string, string]} */ ([text.slice(0, at), text.slice(at)]), width };
  }
  return best;
}

/**
 * Where a line may end, and how well.
 *
 * @param {string} text
 */
function placesIn(text) {
  const words = segmenter ? [...segmenter.segment(text)].map((one) => one.segment) : [...text];
  const places = [];
  let at = 0;
  for (const [i, word] of words.entries()) {
    const before = words[i - 1] ?? "";
    if (at > 0 && mayPart(before.at(-1) ?? "", word[0] ?? "")) {
      const short = segmenter !== null && Math.min(before.length, word.length) === 1;
      const pause = BEHIND.test(before.at(-1) ?? "") || BEFORE.test(word[0] ?? "");
      places.push({ at, cost: pause ? PAUSE : short ? COMPOUND : WORDS });
    }
    at += word.length;
  }
  return places;
}

/**
 * Whether a line may end between two letters.
 *
 * @param {string} before
 * @param {string} after
 */
function mayPart(before, after) {
  if (OPENS.test(before) || CLOSES.test(after)) return false;
  return /\s/u.test(before) || IDEOGRAPH.test(before) || IDEOGRAPH.test(after);
}
