import { type Lock, type MatchingOptions, type MatchingProblem, NO_EDGE, type Seeker } from '../src/index.ts';
import { GRADES } from './arbitrary.ts';

export interface Drawing {
  /** One row a seeker, one column a partner; -1 where the pair is impossible. */
  readonly affinities: readonly (readonly number[])[];
  readonly capacities?: readonly number[];
  readonly seekers?: readonly Partial<Seeker>[];
  readonly locks?: readonly Lock[];
  readonly options?: Partial<MatchingOptions>;
}

/** A problem drawn as a table; seekers are s0, s1 ..., partners p0, p1 ... */
export function draw({ affinities, capacities, seekers, locks, options }: Drawing): MatchingProblem {
  const width = capacities?.length ?? affinities[0]?.length ?? 0;
  return {
    seekers: affinities.map((_, index) => ({ id: `s${index}`, waitedRounds: 0, ...seekers?.[index] })),
    partners: Array.from({ length: width }, (_, index) => ({ id: `p${index}`, capacity: capacities?.[index] ?? 1 })),
    affinities: { kind: 'dense', affinity: Int16Array.from(affinities.flat()) },
    locks: locks ?? [],
    options: { objective: 'mostPeople', floor: 0, grades: GRADES, runningBonus: 0, ...options },
  };
}

/** Numbers from 0 to 1 that depend on nothing but the seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface RandomShape {
  readonly seed: number;
  readonly seekers: number;
  readonly partners: number;
  readonly capacity: number;
  /** Part of pairs that are possible. */
  readonly density: number;
}

/** A larger random problem with waiting times and running tandems. */
export function drawRandom({ seed, seekers, partners, capacity, density }: RandomShape): MatchingProblem {
  const random = seeded(seed);
  const pick = (limit: number): number => Math.floor(random() * limit);
  const affinity = Int16Array.from({ length: seekers * partners }, () => (random() < density ? pick(10_001) : NO_EDGE));
  return {
    seekers: Array.from({ length: seekers }, (_, index) => ({
      id: `s${index}`,
      waitedRounds: pick(4),
      runningPartnerId: random() < 0.3 ? `p${pick(partners)}` : undefined,
    })),
    partners: Array.from({ length: partners }, (_, index) => ({ id: `p${index}`, capacity: 1 + pick(capacity) })),
    affinities: { kind: 'dense', affinity },
    locks: [],
    options: { objective: 'mostPeople', floor: 0, grades: GRADES, runningBonus: 0 },
  };
}
