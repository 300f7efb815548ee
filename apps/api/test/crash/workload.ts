import { type SeededRandom, seededRandom } from '@fanfare/testkit';

/** Somebody completed a training of so many hours, worth as many points, or posted what is worth a point for each like. */
export interface WorkloadFact {
  readonly externalId: string;
  readonly ambassadorReference: string;
  readonly kind: 'TRAINING_COMPLETED' | 'POST';
  readonly channel: 'IN_PERSON' | 'LINKEDIN';
  readonly occurredAt: string;
  readonly quantity?: number;
  readonly engagement?: { readonly readAt: string; readonly likes: number };
}

/** What happens to a fact behind its recording: it is told otherwise, taken back, or its post is read again. */
export type Revision =
  | { readonly type: 'CORRECTION'; readonly quantity: number }
  | { readonly type: 'WITHDRAWAL' }
  | { readonly type: 'READING'; readonly readAt: string; readonly likes: number };

/** What the seed decides: the facts, what becomes of them, and how clients batch them. */
export interface Workload {
  readonly people: readonly string[];
  readonly facts: readonly WorkloadFact[];
  /** By the external id of the fact. */
  readonly revisions: ReadonlyMap<string, Revision>;
  /** Every fact is in at least one of them, some in two. */
  readonly batches: readonly (readonly WorkloadFact[])[];
}

export const dailyCap = 40;

/** A point for each hour and like, up to the cap of a day: whatever order facts are recorded in, their sum is the same. */
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
    {
      key: 'likes',
      name: { german: 'Likes', english: 'Likes' },
      matches: { kinds: ['POST'] },
      award: {
        type: 'ENGAGEMENT',
        weights: { likes: 1, comments: 0, reposts: 0, clicks: 0 },
        ...{ curve: 'LINEAR', points: 1, per: 1, maximum: 1000, colleagueLikes: 0 },
      },
    },
  ],
  limits: [{ scope: 'ALL', per: 'DAY', measure: 'POINTS', maximum: dailyCap }],
};

const day = 86_400_000;
const firstDay = Date.UTC(2026, 0, 5);

/** Every so many-th fact is revised. */
const revisedEvery = 20;
const everybody = 60;

export function createWorkload({ facts: count, seed }: { readonly facts: number; readonly seed: number }): Workload {
  const random = seededRandom(seed);
  const people = Array.from({ length: everybody }, (_, index) => `person-${index}`);
  const revised = Array.from({ length: everybody }, (_, index) => `revised-${index}`);
  const days = Math.min(250, Math.max(5, Math.ceil(count / 500)));
  const revisions = new Map<string, Revision>();
  const facts = Array.from({ length: count }, (_, index): WorkloadFact => {
    const externalId = `fact-${index}`;
    const turn = Math.floor(index / revisedEvery);
    if (index % revisedEvery === 0) {
      const ambassadorReference = revised[turn % everybody] ?? '';
      const { fact, revision } = revisedFact(turn, { externalId, ambassadorReference, random });
      revisions.set(externalId, revision);
      return fact;
    }
    const ambassadorReference = people[random.integer(people.length)] ?? '';
    const occurredAt = noonOf(random.integer(days), random.integer(60));
    return { externalId, ambassadorReference, ...training, occurredAt, quantity: 1 + random.integer(15) };
  });
  return { people: [...people, ...revised], facts, revisions, batches: batchesOf(facts, random) };
}

const training = { kind: 'TRAINING_COMPLETED', channel: 'IN_PERSON' } as const;

/**
 * Of people of their own, with so few facts a day that none reaches the cap: what a limit left out for a fact that is taken back later would
 * depend on the order in which clients come through.
 */
function revisedFact(
  turn: number,
  { random, ...identity }: Pick<WorkloadFact, 'externalId' | 'ambassadorReference'> & { readonly random: SeededRandom },
): { readonly fact: WorkloadFact; readonly revision: Revision } {
  const onDay = Math.floor(turn / everybody) % 250;
  const occurredAt = noonOf(onDay, 0);
  const points = 1 + random.integer(3);
  const trained: WorkloadFact = { ...identity, ...training, occurredAt, quantity: points };
  switch (random.integer(3)) {
    case 0:
      return { fact: trained, revision: { type: 'CORRECTION', quantity: points + 1 } };
    case 1:
      return { fact: trained, revision: { type: 'WITHDRAWAL' } };
    default: {
      const posted = { kind: 'POST', channel: 'LINKEDIN', occurredAt } as const;
      const engagement = { readAt: noonOf(onDay, 60), likes: points };
      return {
        fact: { ...identity, ...posted, engagement },
        revision: { type: 'READING', readAt: noonOf(onDay, 120), likes: points + 2 },
      };
    }
  }
}

/** At noon in Berlin's winter and summer: the day in UTC is the day there. */
function noonOf(dayOfRun: number, second: number): string {
  return new Date(firstDay + dayOfRun * day + 11 * 3_600_000 + second * 1000).toISOString();
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

/** What a fact is worth in the end, before the cap. */
function pointsOf({ quantity = 0, externalId }: WorkloadFact, { revisions }: Workload): number {
  const revision = revisions.get(externalId);
  switch (revision?.type) {
    case undefined:
      return quantity;
    case 'CORRECTION':
      return revision.quantity;
    case 'WITHDRAWAL':
      return 0;
    case 'READING':
      return revision.likes;
  }
}

/** What everybody has in the end, from the facts and their revisions alone: sums of days, each no more than the cap. */
export function expectedBalances(workload: Workload): ReadonlyMap<string, number> {
  const days = new Map<string, number>();
  for (const fact of workload.facts) {
    const name = `${fact.ambassadorReference} ${fact.occurredAt.slice(0, 10)}`;
    days.set(name, (days.get(name) ?? 0) + pointsOf(fact, workload));
  }
  const balances = new Map<string, number>();
  for (const [name, points] of days) {
    const [person = ''] = name.split(' ');
    balances.set(person, (balances.get(person) ?? 0) + Math.min(points, dailyCap));
  }
  return balances;
}

/** How many ledger entries a fact has in the end, with those of what became of it. */
export function expectedEntries({ externalId }: WorkloadFact, { revisions }: Workload): number {
  const entries = { CORRECTION: 3, WITHDRAWAL: 2, READING: 2, NONE: 1 };
  return entries[revisions.get(externalId)?.type ?? 'NONE'];
}
