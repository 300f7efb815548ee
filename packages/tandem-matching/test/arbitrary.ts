import fc from 'fast-check';
import { type Affinities, type Lock, type MatchingProblem, NO_EDGE } from '../src/index.ts';

export const GRADES = [1000, 2500, 4000, 5500, 7000, 8500];

export interface Shape {
  readonly maxSeekers: number;
  readonly maxPartners: number;
  readonly maxCapacity: number;
}

/** The possible pairs of a dense matrix as lists. */
export function toSparse(affinity: Int16Array, seekerCount: number, partnerCount: number): Affinities {
  const start = [0];
  const partner: number[] = [];
  const values: number[] = [];
  for (let seeker = 0; seeker < seekerCount; seeker += 1) {
    for (let j = 0; j < partnerCount; j += 1) {
      const value = affinity[seeker * partnerCount + j] ?? NO_EDGE;
      if (value === NO_EDGE) continue;
      partner.push(j);
      values.push(value);
    }
    start.push(partner.length);
  }
  return {
    kind: 'sparse',
    start: Int32Array.from(start),
    partner: Int32Array.from(partner),
    affinity: Int16Array.from(values),
  };
}

/** Affinities with many equal values, missing pairs and the whole range mixed, so that every level of the objective decides something. */
const affinity = fc.oneof(
  { arbitrary: fc.constant(NO_EDGE), weight: 2 },
  { arbitrary: fc.constantFrom(0, 2000, 5000, 9000, 10_000), weight: 3 },
  { arbitrary: fc.integer({ min: 0, max: 10_000 }), weight: 3 },
);

export function problems({ maxSeekers, maxPartners, maxCapacity }: Shape): fc.Arbitrary<MatchingProblem> {
  return fc
    .tuple(fc.integer({ min: 0, max: maxSeekers }), fc.integer({ min: 0, max: maxPartners }))
    .chain(([seekerCount, partnerCount]) =>
      fc.record({
        seekerIds: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), {
          minLength: seekerCount,
          maxLength: seekerCount,
        }),
        partnerIds: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), {
          minLength: partnerCount,
          maxLength: partnerCount,
        }),
        waited: fc.array(fc.constantFrom(0, 0, 1, 3, Number.MAX_SAFE_INTEGER), {
          minLength: seekerCount,
          maxLength: seekerCount,
        }),
        running: fc.array(fc.option(fc.nat({ max: Math.max(0, partnerCount - 1) })), {
          minLength: seekerCount,
          maxLength: seekerCount,
        }),
        capacity: fc.array(fc.integer({ min: 0, max: maxCapacity }), { minLength: partnerCount, maxLength: partnerCount }),
        affinity: fc.array(affinity, { minLength: seekerCount * partnerCount, maxLength: seekerCount * partnerCount }),
        lockTries: fc.array(fc.tuple(fc.nat({ max: 7 }), fc.nat({ max: 7 })), { maxLength: 2 }),
        sparse: fc.boolean(),
        objective: fc.constantFrom('mostPeople' as const, 'bestFit' as const),
        floor: fc.constantFrom(0, 0, 1500, 6000),
        runningBonus: fc.constantFrom(0, 200),
      }),
    )
    .map((raw) => {
      const matrix = Int16Array.from(raw.affinity);
      const partners = raw.partnerIds.map((id, index) => ({ id, capacity: raw.capacity[index] ?? 0 }));
      const seekers = raw.seekerIds.map((id, index) => ({
        id,
        waitedRounds: raw.waited[index] ?? 0,
        runningPartnerId: partners[raw.running[index] ?? -1]?.id,
      }));
      return {
        seekers,
        partners,
        affinities: raw.sparse
          ? toSparse(matrix, seekers.length, partners.length)
          : { kind: 'dense' as const, affinity: matrix },
        locks: possibleLocks(raw.lockTries, seekers, partners, matrix),
        options: { objective: raw.objective, floor: raw.floor, grades: GRADES, runningBonus: raw.runningBonus },
      };
    });
}

function possibleLocks(
  tries: readonly (readonly [number, number])[],
  seekers: MatchingProblem['seekers'],
  partners: MatchingProblem['partners'],
  matrix: Int16Array,
): Lock[] {
  const left = partners.map((partner) => partner.capacity);
  const locks: Lock[] = [];
  for (const [s, p] of tries) {
    const seeker = seekers[s];
    const partner = partners[p];
    if (seeker === undefined || partner === undefined || (left[p] ?? 0) < 1) continue;
    if (matrix[s * partners.length + p] === NO_EDGE || locks.some((lock) => lock.seekerId === seeker.id)) continue;
    left[p] = (left[p] ?? 0) - 1;
    locks.push({ seekerId: seeker.id, partnerId: partner.id });
  }
  return locks;
}
