import { type Affinities, NO_EDGE } from '../matching/types.ts';
import type { AffinityModel } from './affinity-model.ts';

/** With fewer possible pairs than this part of all, lists are smaller than a matrix. */
const SPARSE_BELOW = 0.25;
const SEEKERS_BETWEEN_CHECKPOINTS = 64;

/**
 * The affinities of every pair of seekers and partners: all are looked at, none is left out as unlikely. A pair that was a tandem
 * before is impossible until the seeker has met everybody possible as often. `checkpoint` is called
 * between seekers and may end the computation by throwing.
 */
export function buildAffinities(model: AffinityModel, checkpoint: () => void = () => undefined): Affinities {
  const seekerCount = model.seekers.length;
  const partnerCount = model.partners.length;
  const affinity = new Int16Array(seekerCount * partnerCount).fill(NO_EDGE);
  let pairs = 0;
  for (let s = 0; s < seekerCount; s += 1) {
    if (s % SEEKERS_BETWEEN_CHECKPOINTS === 0) checkpoint();
    pairs += fillSeeker(model, s, affinity.subarray(s * partnerCount, (s + 1) * partnerCount));
  }
  if (pairs >= affinity.length * SPARSE_BELOW) return { kind: 'dense', affinity };
  return toLists(affinity, seekerCount, partnerCount, pairs);
}

function fillSeeker(model: AffinityModel, s: number, row: Int16Array): number {
  let pairs = 0;
  for (let p = 0; p < row.length; p += 1) {
    if (model.hindrance(s, p) !== undefined) continue;
    row[p] = model.affinity(s, p);
    pairs += 1;
  }
  return model.hasMetAnybody(s) ? pairs - clearMoreOftenMet(model, s, row) : pairs;
}

/** Takes out everybody met more often than somebody else possible; returns how many. */
function clearMoreOftenMet(model: AffinityModel, s: number, row: Int16Array): number {
  let leastMet = Number.POSITIVE_INFINITY;
  for (let p = 0; p < row.length; p += 1) if (row[p] !== NO_EDGE) leastMet = Math.min(leastMet, model.timesMet(s, p));
  let cleared = 0;
  for (let p = 0; p < row.length; p += 1) {
    if (row[p] === NO_EDGE || model.timesMet(s, p) === leastMet) continue;
    row[p] = NO_EDGE;
    cleared += 1;
  }
  return cleared;
}

function toLists(matrix: Int16Array, seekerCount: number, partnerCount: number, pairs: number): Affinities {
  const start = new Int32Array(seekerCount + 1);
  const partner = new Int32Array(pairs);
  const affinity = new Int16Array(pairs);
  let at = 0;
  for (let s = 0; s < seekerCount; s += 1) {
    for (let p = 0; p < partnerCount; p += 1) {
      const value = matrix[s * partnerCount + p] as number;
      if (value === NO_EDGE) continue;
      partner[at] = p;
      affinity[at] = value;
      at += 1;
    }
    start[s + 1] = at;
  }
  return { kind: 'sparse', start, partner, affinity };
}
