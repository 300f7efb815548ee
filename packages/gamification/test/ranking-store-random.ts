import { rankKinds } from '@fanfare/contracts';
import { expect } from '@jest/globals';
import { createRandom, type Random } from '../scripts/fairness/random.ts';
import {
  compareStandings,
  MOST_CHANGES,
  type RankingStore,
  rankStandings,
  type Standing,
  type StandingChange,
  shownRanks,
} from '../src/index.ts';

interface Shape {
  readonly members: number;
  readonly scores: number;
  readonly times: number;
}

export const shapes: Readonly<Record<string, Shape>> = {
  'many ties': { members: 400, scores: 5, times: 3 },
  'few ties': { members: 1500, scores: 1_000_000, times: 1_000_000 },
  'one score for all': { members: 500, scores: 1, times: 2 },
  'people come and go': { members: 60, scores: 30, times: 10 },
  'a large board': { members: 20_000, scores: 300, times: 1_000_000 },
};

interface RandomChanges extends Shape {
  readonly store: RankingStore;
  readonly board: string;
  readonly operations: number;
  readonly seed: number;
}

const ROUNDS = 8;

/** Phases that mostly add and phases that mostly remove; now and then everything is compared with a naive sort. */
export async function randomChanges({ store, board, operations, seed, ...shape }: RandomChanges): Promise<void> {
  const random = createRandom(seed);
  const model = new Map<string, Standing>();
  let version = 0;
  const apply = async (changes: readonly StandingChange[]) => {
    const batch = { fromVersion: version, toVersion: version + random.between(1, 3), changes };
    expect(await store.apply(board, batch)).toEqual({ outcome: 'APPLIED', version: batch.toVersion });
    version = batch.toVersion;
    follow(model, changes);
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const removal = round % 3 === 2 ? 0.9 : 0.1;
    for (let left = Math.ceil(operations / ROUNDS); left > 0; left -= MOST_CHANGES)
      await apply(Array.from({ length: Math.min(left, MOST_CHANGES) }, () => draw(random, shape, removal)));
    await compare({ store, board, random, version }, [...model.values()]);
  }
  for (const ids = [...model.keys()]; ids.length > 0; )
    await apply(ids.splice(0, MOST_CHANGES).map((memberId) => ({ memberId, removed: true as const })));
  expect(await store.page(board, { offset: 0, limit: 1, rankKind: 'DENSE' })).toEqual({ version, total: 0, standings: [] });
}

function draw(random: Random, { members, scores, times }: Shape, removal: number): StandingChange {
  const memberId = `member ${random.between(1, members)}`;
  if (random.chance(removal)) return { memberId, removed: true };
  return { memberId, score: random.between(0, scores - 1) - Math.floor(scores / 3), reachedAt: random.between(0, times - 1) };
}

function follow(model: Map<string, Standing>, changes: readonly StandingChange[]): void {
  for (const change of changes) {
    if ('removed' in change) model.delete(change.memberId);
    else model.set(change.memberId, change);
  }
}

interface Compared {
  readonly store: RankingStore;
  readonly board: string;
  readonly random: Random;
  readonly version: number;
}

/** All three rank kinds: pages that join without gap or repeat, and somebody's neighbours. */
async function compare({ store, board, random, version }: Compared, standings: readonly Standing[]): Promise<void> {
  const ordered = [...standings].sort(compareStandings);
  for (const rankKind of rankKinds) {
    const ranks = shownRanks(ordered, rankKind);
    const expected = ordered.map((standing, index) => ({ ...standing, rank: ranks[index] ?? 0 }));
    const limit = random.between(20, 5000);
    const paged = [];
    for (let offset = 0; offset < expected.length; offset += limit) {
      const page = await store.page(board, { offset, limit, rankKind });
      expect({ total: page.total, version: page.version }).toEqual({ total: expected.length, version });
      paged.push(...page.standings);
    }
    // As text, because the runner's deep comparison takes seconds for large boards.
    expect(JSON.stringify(paged) === JSON.stringify(expected)).toBe(true);
    const index = random.between(0, Math.max(0, expected.length - 1));
    const somebody = expected[index];
    if (!somebody) continue;
    const { memberId } = somebody;
    const alone = await store.around(board, { memberId, before: 0, after: 0, rankKind });
    expect(alone.standings).toEqual([somebody]);
    const around = await store.around(board, { memberId, before: 3, after: 2, rankKind });
    expect(around.standings).toEqual(expected.slice(Math.max(0, index - 3), index + 3));
  }
}

/**
 * The database counts up versions one by one; nodes deliver what they committed late, twice and in any order, now and then Redis forgets the
 * board, and who is told of a gap catches up as [ST5] says.
 */
export async function deliverInAnyOrder({
  store,
  board,
  seed,
}: {
  store: RankingStore;
  board: string;
  seed: number;
}): Promise<void> {
  const random = createRandom(seed);
  const shape = { members: 30, scores: 6, times: 4 };
  const database = new Map<string, { readonly change: StandingChange; readonly version: number }>();
  let committed = 0;
  const changesAfter = (version: number) =>
    [...database.values()].filter((row) => row.version > version).map(({ change }) => change);
  const undelivered: { fromVersion: number; toVersion: number; changes: readonly StandingChange[] }[] = [];
  for (let step = 0; step < 400; step += 1) {
    const changes = Array.from({ length: random.between(1, 4) }, () => draw(random, shape, 0.3));
    committed += 1;
    for (const change of changes) database.set(change.memberId, { change, version: committed });
    undelivered.push({ fromVersion: committed - 1, toVersion: committed, changes });
    if (random.chance(0.02)) await store.drop(board);
    if (random.chance(0.4)) continue;
    const batch = undelivered[random.between(0, undelivered.length - 1)];
    if (batch && random.chance(0.7)) undelivered.splice(undelivered.indexOf(batch), 1);
    const result = batch && (await store.apply(board, batch));
    if (result?.outcome !== 'GAP') continue;
    // Standings that were removed are rows too, so that catching up tells of them; a load leaves them out.
    if (random.chance(0.5))
      await store.apply(board, { fromVersion: result.version, toVersion: committed, changes: changesAfter(result.version) });
    else await store.load(board, { version: committed, chunks: [standingsIn(database)] });
  }
  const { version } = await store.page(board, { offset: 0, limit: 0, rankKind: 'DENSE' });
  if (version < committed)
    await store.apply(board, { fromVersion: version, toVersion: committed, changes: changesAfter(version) });
  for (const batch of undelivered) expect(await store.apply(board, batch)).toEqual({ outcome: 'ALREADY', version: committed });
  const { standings } = await store.page(board, { offset: 0, limit: 100, rankKind: 'DENSE' });
  expect(standings).toEqual(rankStandings(standingsIn(database), 'DENSE'));
}

function standingsIn(database: ReadonlyMap<string, { readonly change: StandingChange }>): readonly Standing[] {
  return [...database.values()].flatMap(({ change }) => ('removed' in change ? [] : [change]));
}
