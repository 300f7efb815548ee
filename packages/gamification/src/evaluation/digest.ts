/** Half of a digest is 26 bits, so that the whole is a safe integer. */
const HALF = 0x4000000;
/** Digests are below. */
export const DIGESTS = HALF * HALF;

/**
 * Names a counter or a content by a whole number below 2^52: FNV-1a over UTF-16 code units on two lanes. Two names that meet by chance
 * share a counter of one person; with a thousand counters the chance of that is one in nine billion.
 */
export function digest(text: string): number {
  let high = 0x811c9dc5;
  let low = 0x01234567;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x5bd1e995);
    low ^= low >>> 15;
  }
  return halves(high, low);
}

/** The digest of a pair; the order matters. */
export function digestOfPair(left: number, right: number): number {
  const high = Math.imul(left / HALF, 0x01000193) ^ (right / HALF);
  const low = Math.imul(left % HALF, 0x5bd1e995) ^ (right % HALF);
  return halves(Math.imul(high ^ (low >>> 13), 0x85ebca6b), Math.imul(low ^ (high >>> 16), 0xc2b2ae35));
}

function halves(high: number, low: number): number {
  const mixedHigh = high ^ (high >>> 16);
  const mixedLow = low ^ (low >>> 13);
  return (mixedHigh & (HALF - 1)) * HALF + (mixedLow & (HALF - 1));
}
