import { rankKinds } from '@fanfare/contracts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRandom, type Random } from '../scripts/fairness/random.ts';
import { type RankingStore, rankStandings, type Standing, type StandingChange } from '../src/index.ts';

export interface RankingStoreTwin {
  readonly name: string;
  readonly open: () => Promise<{ readonly store: RankingStore; readonly close: () => Promise<void> }>;
  /** How many random changes each shape of board sees. */
  readonly operations: number;
}

/** What every ranking store does, whatever it keeps its boards in. */
export function describeRankingStore({ name, open, operations }: RankingStoreTwin): void {
  describe(`ranking store: ${name}`, () => {
    let store: RankingStore;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ store, close } = await open());
    });
    afterAll(() => close());

    const ties: readonly Standing[] = [
      { memberId: 'd', score: -5, reachedAt: 1 },
      { memberId: 'c', score: 20, reachedAt: 9 },
      { memberId: 'b', score: 20, reachedAt: 3 },
      { memberId: 'a', score: 20, reachedAt: 9 },
      { memberId: 'e', score: 30, reachedAt: 7 },
    ];

    test('[RK1] orders by score, then by who reached it first, then by id, negative scores last', async () => {
      await store.apply('ties', ties);
      const { standings, total } = await store.page('ties', { offset: 0, limit: 10, rankKind: 'ORDINAL' });
      expect(total).toBe(5);
      expect(standings.map(({ memberId }) => memberId)).toEqual(['e', 'b', 'a', 'c', 'd']);
    });

    test.each([
      ['COMPETITION', [1, 2, 2, 2, 5]],
      ['DENSE', [1, 2, 2, 2, 3]],
      ['ORDINAL', [1, 2, 3, 4, 5]],
    ] as const)('[RK2] shows %s ranks', async (rankKind, ranks) => {
      const { standings } = await store.page('ties', { offset: 0, limit: 10, rankKind });
      expect(standings.map(({ rank }) => rank)).toEqual(ranks);
      const tail = await store.page('ties', { offset: 3, limit: 10, rankKind });
      expect(tail.standings.map(({ rank }) => rank)).toEqual(ranks.slice(3));
    });

    test('an empty board has no page, no neighbours, no member', async () => {
      expect(await store.page('never', { offset: 0, limit: 10, rankKind: 'DENSE' })).toEqual({ total: 0, standings: [] });
      expect(await store.around('never', { memberId: 'a', before: 1, after: 1, rankKind: 'DENSE' })).toBeNull();
      expect(await store.standing('never', { memberId: 'a', rankKind: 'DENSE' })).toBeNull();
    });

    test('[RK5] a page past the end is empty and still tells the total', async () => {
      expect(await store.page('ties', { offset: 99, limit: 10, rankKind: 'DENSE' })).toEqual({ total: 5, standings: [] });
    });

    test('[RK5] around-me contains me, and fewer neighbours at the ends', async () => {
      const around = async (memberId: string) => {
        const found = await store.around('ties', { memberId, before: 1, after: 2, rankKind: 'COMPETITION' });
        return found?.map((standing) => standing.memberId);
      };
      expect(await around('b')).toEqual(['e', 'b', 'a', 'c']);
      expect(await around('e')).toEqual(['e', 'b', 'a']);
      expect(await around('d')).toEqual(['c', 'd']);
    });

    test('boards know nothing of each other, and a dropped one is empty', async () => {
      await store.apply('other', [{ memberId: 'e', score: 1, reachedAt: 1 }]);
      await store.drop('other');
      expect((await store.page('other', { offset: 0, limit: 1, rankKind: 'DENSE' })).total).toBe(0);
      expect(await store.standing('ties', { memberId: 'e', rankKind: 'DENSE' })).toMatchObject({ score: 30, rank: 1 });
    });

    test('removing somebody who is not there changes nothing', async () => {
      await store.apply('ties', [{ memberId: 'nobody', removed: true }]);
      expect((await store.page('ties', { offset: 0, limit: 1, rankKind: 'DENSE' })).total).toBe(5);
    });

    test('keeps the largest scores and times apart', async () => {
      const most = Number.MAX_SAFE_INTEGER;
      const extremes = [
        { memberId: 'a', score: most, reachedAt: most },
        { memberId: 'b', score: most, reachedAt: most - 1 },
        { memberId: 'c', score: most - 1, reachedAt: 0 },
        { memberId: 'd', score: -most, reachedAt: 0 },
      ];
      await store.apply('extremes', extremes);
      const { standings } = await store.page('extremes', { offset: 0, limit: 9, rankKind: 'COMPETITION' });
      expect(standings).toEqual(rankStandings(extremes, 'COMPETITION'));
    });

    test.each([
      ['score', { memberId: 'a', score: 0.5, reachedAt: 1 }],
      ['score', { memberId: 'a', score: 2 ** 53, reachedAt: 1 }],
      ['time', { memberId: 'a', score: 1, reachedAt: Number.NaN }],
    ])('[RK4] refuses a %s that is no safe whole number', async (_, standing) => {
      await expect(store.apply('refused', [standing])).rejects.toThrow(RangeError);
    });

    test.each([
      ['many ties', { members: 400, scores: 5, times: 3 }],
      ['few ties', { members: 1500, scores: 1_000_000, times: 1_000_000 }],
      ['one score for all', { members: 500, scores: 1, times: 2 }],
      ['people come and go', { members: 60, scores: 30, times: 10 }],
      ['a large board', { members: 60_000, scores: 300, times: 1_000_000 }],
    ])('[RK5] agrees with a naive sort after random changes: %s', async (shape, drawn) => {
      await randomChanges({ store, board: `random ${shape}`, operations, random: createRandom(4711), ...drawn });
    });
  });
}

interface RandomChanges {
  readonly store: RankingStore;
  readonly board: string;
  readonly operations: number;
  readonly random: Random;
  readonly members: number;
  readonly scores: number;
  readonly times: number;
}

/** Phases that mostly add and phases that mostly remove, with everything compared now and then. */
async function randomChanges(drawn: RandomChanges): Promise<void> {
  const { store, board, operations, random, members, scores, times } = drawn;
  const model = new Map<string, Standing>();
  const rounds = 16;
  for (let round = 0; round < rounds; round += 1) {
    const removal = round % 4 === 3 ? 0.9 : 0.1;
    const changes = Array.from({ length: Math.ceil(operations / rounds) }, (): StandingChange => {
      const memberId = `member ${random.between(1, members)}`;
      if (random.chance(removal)) return { memberId, removed: true };
      return {
        memberId,
        score: random.between(0, scores - 1) - Math.floor(scores / 3),
        reachedAt: random.between(0, times - 1),
      };
    });
    await store.apply(board, changes);
    for (const change of changes) {
      if ('removed' in change) model.delete(change.memberId);
      else model.set(change.memberId, change);
    }
    await compare(drawn, [...model.values()]);
  }
  await store.apply(
    board,
    [...model.keys()].map((memberId) => ({ memberId, removed: true as const })),
  );
  expect(await store.page(board, { offset: 0, limit: 1, rankKind: 'DENSE' })).toEqual({ total: 0, standings: [] });
}

/** All three rank kinds: pages that join without gap or repeat, and somebody's neighbours. */
async function compare({ store, board, random }: RandomChanges, standings: readonly Standing[]): Promise<void> {
  for (const rankKind of rankKinds) {
    const expected = rankStandings(standings, rankKind);
    const limit = random.between(20, 5000);
    const paged = [];
    for (let offset = 0; offset < expected.length; offset += limit) {
      const page = await store.page(board, { offset, limit, rankKind });
      expect(page.total).toBe(expected.length);
      paged.push(...page.standings);
    }
    // As text, because the runner's deep comparison takes seconds for large boards.
    expect(JSON.stringify(paged) === JSON.stringify(expected)).toBe(true);
    const index = random.between(0, Math.max(0, expected.length - 1));
    const somebody = expected[index];
    if (!somebody) continue;
    const { memberId } = somebody;
    expect(await store.standing(board, { memberId, rankKind })).toEqual(somebody);
    const around = await store.around(board, { memberId, before: 3, after: 2, rankKind });
    expect(around).toEqual(expected.slice(Math.max(0, index - 3), index + 3));
  }
}
