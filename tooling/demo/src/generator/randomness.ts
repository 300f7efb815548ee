import { randomExponential, randomGeometric, randomNormal } from 'd3-random';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** One value of a mixture and how heavy it weighs; weights need no particular sum. */
export type Weighted<T> = readonly (readonly [value: T, weight: number])[];

/** A stream of random draws. The same key gives the same draws on every machine. */
export interface Randomness {
  /** In [0, 1). */
  uniform(): number;
  chance(probability: number): boolean;
  /** In [0, bound). */
  below(bound: number): number;
  pick<T>(values: readonly [T, ...T[]]): T;
  mixture<T>(values: Weighted<T>): T;
  normal(): number;
  /** With the given median; sigma is the standard deviation of the logarithm. */
  logNormal(median: number, sigma: number): number;
  exponential(mean: number): number;
  /** Number of trials up to the first success, at least 1. */
  geometric(mean: number): number;
}

/** 32-bit FNV-1a with the finaliser of MurmurHash3, so that neighbouring keys start far apart. */
export function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let position = 0; position < key.length; position += 1) hash = Math.imul(hash ^ key.charCodeAt(position), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Opens the stream of draws that belongs to a key. */
export function randomnessOf(key: string): Randomness {
  const generator = xoroshiro128plus(hashOf(key));
  const uniform = () => uniformFloat64(generator);
  const normal = randomNormal.source(uniform)();
  const below = (bound: number) => Math.floor(uniform() * bound);
  return {
    uniform,
    below,
    normal,
    chance: (probability) => uniform() < probability,
    pick: (values) => values[below(values.length)] ?? values[0],
    mixture: (values) => drawFrom(values, uniform()),
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
    exponential: (mean) => randomExponential.source(uniform)(1 / mean)(),
    geometric: (mean) => randomGeometric.source(uniform)(1 / mean)(),
  };
}

function drawFrom<T>(values: Weighted<T>, share: number): T {
  const total = values.reduce((sum, [, weight]) => sum + weight, 0);
  let remaining = share * total;
  for (const [value, weight] of values) {
    remaining -= weight;
    if (remaining < 0) return value;
  }
  const last = values.at(-1);
  if (last === undefined) throw new Error('A mixture needs at least one value.');
  return last[0];
}
