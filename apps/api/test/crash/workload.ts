import { type SeededRandom, seededRandom } from '@fanfare/testkit';

/** Somebody completed a training of so many hours: worth as many points, at most `dailyCap` a day. */
export interface WorkloadFact {
  readonly externalId: string;
  readonly ambassadorReference: string;
  readonly occurredAt: string;
  readonly quantity: number;
}

/** What the seed decides: the facts, and how clients batch them. */
export interface Workload {
  readonly people: readonly string[];
  readonly facts: readonly WorkloadFact[];
  /** Every fact is in at least one of them, some in two. */
  readonly batches: readonly (readonly WorkloadFact[])[];
}

export const dailyCap = 40;

/** A point for each hour, up to the cap of a day: whatever order facts are recorded in, their sum is the same. */
export const workloadRules = {
  format: 1,
  name: { german: 'Stunden', english: 'Hours' },
  rules: [
    {
      key: 'hours',
      name: { german: 'Stunden', english: 'Hours' },
      matches: { kinds: ['TRAINING_COMPLETED'] },
      award: { type: 'PER_COUNT', points: 1, maximum: 1000 },
    },
  ],
  limits: [{ scope: 'ALL', per: 'DAY', measure: 'POINTS', maximum: dailyCap }],
};

const day = 86_400_000;
const firstDay = Date.UTC(2026, 0, 5);

export function createWorkload({ facts: count, seed }: { readonly facts: number; readonly seed: number }): Workload {
  const random = seededRandom(seed);
  const people = Array.from({ length: 60 }, (_, index) => `person-${index}`);
  const days = Math.max(5, Math.ceil(count / 500));
  const facts = Array.from({ length: count }, (_, index) => ({
    externalId: `fact-${index}`,
    ambassadorReference: people[random.integer(people.length)] ?? 'person-0',
    // At noon in Berlin's winter and summer: the day in UTC is the day there.
    occurredAt: new Date(
      firstDay + random.integer(Math.min(days, 250)) * day + 11 * 3_600_000 + random.integer(60) * 1000,
    ).toISOString(),
    quantity: 1 + random.integer(15),
  }));
  return { people, facts, batches: batchesOf(facts, random) };
}

/** Of one fact, of some, of many; every ninth batch is delivered twice. */
function batchesOf(facts: readonly WorkloadFact[], random: SeededRandom): readonly (readonly WorkloadFact[])[] {
  const batches: (readonly WorkloadFact[])[] = [];
  for (let at = 0; at < facts.length; ) {
    const size = random.pick([1, 5, 20, 60, 100]);
    const batch = facts.slice(at, at + size);
    batches.push(batch);
    if (random.integer(9) === 0) batches.push(batch);
    at += size;
  }
  return batches;
}

/** What everybody has in the end, from the facts alone: sums of days, each no more than the cap. */
export function expectedBalances({ facts }: Workload): ReadonlyMap<string, number> {
  const days = new Map<string, number>();
  for (const { ambassadorReference, occurredAt, quantity } of facts) {
    const name = `${ambassadorReference} ${occurredAt.slice(0, 10)}`;
    days.set(name, (days.get(name) ?? 0) + quantity);
  }
  const balances = new Map<string, number>();
  for (const [name, hours] of days) {
    const [person = ''] = name.split(' ');
    balances.set(person, (balances.get(person) ?? 0) + Math.min(hours, dailyCap));
  }
  return balances;
}
