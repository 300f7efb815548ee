import type { Segment } from '@fanfare/contracts';
import { probit } from 'simple-statistics';
import { hashOf } from './randomness.ts';

/**
 * How unevenly people post, measured on two real histories (29,260 and 9,999 public posts of 5,477 and 6,361 authors; only these
 * figures are kept, no row of them):
 *
 * - posts an author: p50 1, p90 9, p99 78; the top 1 % make 29 %, the top 10 % make 69 %. A log-normal rate with sigma s gives the top
 *   share p the part 1 - Phi(z(1 - p) - s) of everything, and s = 1.78 fits both figures (29 % and 69 %). The most active author made
 *   126 times the mean.
 * - among those who post at all, nobody has less than one post in the window.
 *
 * Assumed, because the histories hold only people who posted: one in nine stays silent, one in twenty keeps work and private life apart,
 * one in twenty-five joined in the last two weeks, and a poster
 * makes eleven in ten weeks on average.
 */
export const skew = {
  sigma: 1.78,
  maximumTimesMean: 126,
  activitiesPerWeek: 1.1,
  silentShare: 0.11,
  separatorShare: 0.05,
  newShare: 0.04,
} as const;

/** Where somebody stands in the spread of posting: their segment as it truly is, and how much they are expected to do. */
export interface Pace {
  readonly segment: Segment;
  readonly activitiesPerWeek: number;
}

/**
 * The pace at a position in [0, 1) of all ambassadors, quietest first. Positions are dealt evenly, not drawn, so that a demo of 240 has
 * the same skew as a benchmark of 100,000.
 */
export function paceAt(position: number): Pace {
  const untilSeparators = skew.silentShare + skew.separatorShare;
  const untilNew = untilSeparators + skew.newShare;
  if (position < skew.silentShare) return { segment: 'SILENT', activitiesPerWeek: 0 };
  if (position < untilSeparators) return { segment: 'SEPARATOR', activitiesPerWeek: 0.15 };
  if (position < untilNew) return { segment: 'NEW', activitiesPerWeek: skew.activitiesPerWeek };
  return paceOfPosters((position - untilNew) / (1 - untilNew));
}

function paceOfPosters(share: number): Pace {
  const timesMean = Math.min(Math.exp(skew.sigma * probit(share) - skew.sigma ** 2 / 2), skew.maximumTimesMean);
  return { segment: segmentAt(share), activitiesPerWeek: skew.activitiesPerWeek * timesMean };
}

function segmentAt(share: number): Segment {
  if (share >= 0.93) return 'FREQUENT';
  if (share >= 0.75) return 'STEADY';
  if (share >= 0.4) return 'OCCASIONAL';
  return share >= 0.12 ? 'HESITANT' : 'LAPSED';
}

/** Deals the positions 0 .. count - 1 to the indices 0 .. count - 1, each once, without keeping a list. */
export interface Deal {
  positionOf(index: number): number;
  indexAt(position: number): number;
}

/** A deal by an affine permutation index -> (factor * index + shift) mod count, with factor and count coprime. */
export function dealOf(count: number, key: string): Deal {
  const shift = hashOf(`${key}/shift`) % count;
  const factor = coprimeFrom(Math.floor(count * 0.381_966) + (hashOf(`${key}/factor`) % 97), count);
  const inverse = inverseOf(factor, count);
  return {
    positionOf: (index) => (factor * index + shift) % count,
    indexAt: (position) => (inverse * ((position - shift + count) % count)) % count,
  };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function coprimeFrom(start: number, count: number): number {
  let candidate = Math.max(1, start % Math.max(count, 1));
  while (greatestCommonDivisor(candidate, count) !== 1) candidate += 1;
  return candidate;
}

/** By the extended algorithm of Euclid. */
function inverseOf(factor: number, modulus: number): number {
  let [previous, current] = [0, 1];
  let [remainder, next] = [modulus, factor % modulus];
  while (next !== 0) {
    const quotient = Math.floor(remainder / next);
    [previous, current] = [current, previous - quotient * current];
    [remainder, next] = [next, remainder - quotient * next];
  }
  return ((previous % modulus) + modulus) % modulus;
}
