import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MOST_CHANGES, type RankingStore, rankStandings, type Standing } from '../src/index.ts';
import { deliverInAnyOrder, randomChanges, shapes } from './ranking-store-random.ts';

export interface RankingStoreTwin {
  readonly name: string;
  readonly open: () => Promise<{ readonly store: RankingStore; readonly close: () => Promise<void> }>;
  /** How many random changes each shape of board sees. */
  readonly operations: number;
  /** Why the suite cannot run here; said loudly, and its tests count as skipped. */
  readonly missing?: string | undefined;
}

const everything = { offset: 0, limit: 100, rankKind: 'COMPETITION' } as const;
const standing = (memberId: string, score: number, reachedAt = 1): Standing => ({ memberId, score, reachedAt });

/** What every ranking store does, whatever it keeps its boards in. */
export function describeRankingStore({ name, open, operations, missing }: RankingStoreTwin): void {
  if (missing !== undefined) process.stderr.write(`SKIPPED: ranking store ${name}: ${missing}\n`);
  (missing === undefined ? describe : describe.skip)(`ranking store: ${name}`, () => {
    let store: RankingStore;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ store, close } = await open());
    });
    afterAll(() => close());
    describeReading(() => store);
    describeWriting(() => store);
    describeVersions(() => store);
    describeLoading(() => store);
    test.each(Object.entries(shapes))('[RK5] agrees with a naive sort after random changes: %s', async (shape, drawn) => {
      await randomChanges({ store, board: `random ${shape}`, operations, seed: 4711, ...drawn });
    });
    test.each([1, 2, 3, 4, 5])(
      '[ST3] batches of several nodes, late, twice and out of order, end in the same board: seed %i',
      (seed) => deliverInAnyOrder({ store, board: `nodes ${seed}`, seed }),
    );
  });
}

function describeReading(store: () => RankingStore): void {
  const ties = [standing('d', -5, 1), standing('c', 20, 9), standing('b', 20, 3), standing('a', 20, 9), standing('e', 30, 7)];
  beforeAll(async () => {
    await store().apply('ties', { fromVersion: 0, toVersion: 7, changes: ties });
  });

  test('[RK1] orders by score, then by who reached it first, then by id, negative scores last', async () => {
    const { standings, total, version } = await store().page('ties', { offset: 0, limit: 10, rankKind: 'ORDINAL' });
    expect({ total, version }).toEqual({ total: 5, version: 7 });
    expect(standings.map(({ memberId }) => memberId)).toEqual(['e', 'b', 'a', 'c', 'd']);
  });

  test.each([
    ['COMPETITION', [1, 2, 2, 2, 5]],
    ['DENSE', [1, 2, 2, 2, 3]],
    ['ORDINAL', [1, 2, 3, 4, 5]],
  ] as const)('[RK2] shows %s ranks', async (rankKind, ranks) => {
    const { standings } = await store().page('ties', { offset: 0, limit: 10, rankKind });
    expect(standings.map(({ rank }) => rank)).toEqual(ranks);
    const tail = await store().page('ties', { offset: 3, limit: 10, rankKind });
    expect(tail.standings.map(({ rank }) => rank)).toEqual(ranks.slice(3));
  });

  test('an unknown board has version 0, no page, no neighbours', async () => {
    const nothing = { version: 0, total: 0, standings: [] };
    expect(await store().page('never', everything)).toEqual(nothing);
    expect(await store().around('never', { memberId: 'a', before: 1, after: 1, rankKind: 'DENSE' })).toEqual(nothing);
  });

  test('[RK5] a page past the end, and one of no length, is empty and still tells version and total', async () => {
    const nothing = { version: 7, total: 5, standings: [] };
    expect(await store().page('ties', { ...everything, offset: 99 })).toEqual(nothing);
    expect(await store().page('ties', { ...everything, offset: 5 })).toEqual(nothing);
    expect(await store().page('ties', { ...everything, limit: 0 })).toEqual(nothing);
    expect((await store().page('ties', { ...everything, offset: 4, limit: Number.MAX_SAFE_INTEGER })).standings).toHaveLength(
      1,
    );
  });

  test('[IN10] [RK5] around-me contains me, and fewer neighbours at the ends', async () => {
    const around = async (memberId: string) => {
      const { standings } = await store().around('ties', { memberId, before: 1, after: 2, rankKind: 'COMPETITION' });
      return standings.map((found) => found.memberId);
    };
    expect(await around('b')).toEqual(['e', 'b', 'a', 'c']);
    expect(await around('e')).toEqual(['e', 'b', 'a']);
    expect(await around('d')).toEqual(['c', 'd']);
  });

  test('[RK5] without neighbours around-me is my standing, and nothing for who is not on the board', async () => {
    const alone = { before: 0, after: 0, rankKind: 'DENSE' } as const;
    const mine = await store().around('ties', { memberId: 'd', ...alone });
    expect(mine).toEqual({ version: 7, total: 5, standings: [{ ...standing('d', -5, 1), rank: 3 }] });
    expect(await store().around('ties', { memberId: 'nobody', ...alone })).toEqual({ version: 7, total: 5, standings: [] });
  });
}

function describeWriting(store: () => RankingStore): void {
  test('boards know nothing of each other, and a dropped one is unknown', async () => {
    await store().apply('kept', { fromVersion: 0, toVersion: 1, changes: [standing('e', 30)] });
    await store().apply('other', { fromVersion: 0, toVersion: 1, changes: [standing('e', 1)] });
    await store().drop('other');
    expect(await store().page('other', everything)).toEqual({ version: 0, total: 0, standings: [] });
    expect((await store().page('kept', everything)).standings).toEqual([{ ...standing('e', 30), rank: 1 }]);
  });

  test('removing somebody who is not there changes nothing but the version', async () => {
    await store().apply('leaving', { fromVersion: 0, toVersion: 1, changes: [standing('a', 1)] });
    await store().apply('leaving', { fromVersion: 1, toVersion: 2, changes: [{ memberId: 'nobody', removed: true }] });
    expect(await store().page('leaving', everything)).toMatchObject({ version: 2, total: 1 });
  });

  test('who left is on no page; a board that all have left is empty, not unknown', async () => {
    await store().apply('left', { fromVersion: 0, toVersion: 1, changes: [standing('a', 1), standing('b', 2)] });
    await store().apply('left', { fromVersion: 1, toVersion: 2, changes: [{ memberId: 'b', removed: true }] });
    expect((await store().page('left', everything)).standings).toEqual([{ ...standing('a', 1), rank: 1 }]);
    await store().apply('left', { fromVersion: 2, toVersion: 3, changes: [{ memberId: 'a', removed: true }] });
    expect(await store().page('left', everything)).toEqual({ version: 3, total: 0, standings: [] });
  });

  test('keeps the largest scores and times apart', async () => {
    const most = Number.MAX_SAFE_INTEGER;
    const extremes = [
      ...[standing('a', most, most), standing('b', most, most - 1), standing('c', most - 1, 0), standing('d', -most, 0)],
      ...[
        standing('e', 0, -most),
        standing('f', -0, 1 - most),
        standing('g', 0, -1),
        standing('h', 0, 0),
        standing('i', 1e15, 36),
      ],
    ];
    await store().apply('extremes', { fromVersion: 0, toVersion: most, changes: extremes });
    const { standings, version } = await store().page('extremes', { ...everything, rankKind: 'DENSE' });
    const expected = rankStandings(extremes, 'DENSE').map((ranked) => ({ ...ranked, score: ranked.score + 0 }));
    expect({ standings, version }).toEqual({ standings: expected, version: most });
  });

  test.each([
    ['score', { fromVersion: 0, toVersion: 1, changes: [standing('a', 0.5)] }],
    ['score', { fromVersion: 0, toVersion: 1, changes: [standing('a', 2 ** 53)] }],
    ['time', { fromVersion: 0, toVersion: 1, changes: [standing('a', 1, Number.NaN)] }],
    ['member', { fromVersion: 0, toVersion: 1, changes: [standing('Zoë', 1)] }],
    ['member', { fromVersion: 0, toVersion: 1, changes: [standing('', 1)] }],
    ['version', { fromVersion: 1, toVersion: 1, changes: [] }],
    ['version', { fromVersion: -1, toVersion: 1, changes: [] }],
    ['length', { fromVersion: 0, toVersion: 1, changes: Array.from({ length: MOST_CHANGES + 1 }, () => standing('a', 1)) }],
  ])('[RK4] refuses a batch of which the %s is none, and changes nothing', async (_, { changes, ...versions }) => {
    const batch = { ...versions, changes: [standing('first', 1), ...changes] };
    await expect(store().apply('refused', batch)).rejects.toThrow(RangeError);
    expect((await store().page('refused', everything)).version).toBe(0);
  });

  test.each(['', 'a{b}', 'Zoë'])('refuses "%s" as the name of a board', async (board) => {
    await expect(store().page(board, everything)).rejects.toThrow(RangeError);
    await expect(store().apply(board, { fromVersion: 0, toVersion: 1, changes: [] })).rejects.toThrow(RangeError);
    await expect(store().drop(board)).rejects.toThrow(RangeError);
  });
}

function describeVersions(store: () => RankingStore): void {
  const scores = async (board: string) => (await store().page(board, everything)).standings.map(({ score }) => score);

  test('[ST1] a batch counts once, and an older one not at all', async () => {
    const first = { fromVersion: 0, toVersion: 2, changes: [standing('a', 1)] };
    expect(await store().apply('once', first)).toEqual({ outcome: 'APPLIED', version: 2 });
    expect(await store().apply('once', { fromVersion: 2, toVersion: 3, changes: [standing('a', 5)] })).toMatchObject({
      version: 3,
    });
    expect(await store().apply('once', first)).toEqual({ outcome: 'ALREADY', version: 3 });
    expect(await scores('once')).toEqual([5]);
  });

  test('[ST1] a batch beyond what the store has seen is a gap and changes nothing', async () => {
    await store().apply('gap', { fromVersion: 0, toVersion: 1, changes: [standing('a', 1)] });
    const ahead = { fromVersion: 2, toVersion: 3, changes: [standing('a', 9)] };
    expect(await store().apply('gap', ahead)).toEqual({ outcome: 'GAP', version: 1 });
    expect(await scores('gap')).toEqual([1]);
    expect(await store().apply('gap never', ahead)).toEqual({ outcome: 'GAP', version: 0 });
  });

  test('[ST2] a batch that overlaps with what the store has seen carries it on', async () => {
    await store().apply('overlap', { fromVersion: 0, toVersion: 2, changes: [standing('a', 1), standing('b', 2)] });
    const overlapping = {
      fromVersion: 1,
      toVersion: 4,
      changes: [standing('b', 8), { memberId: 'a', removed: true as const }],
    };
    expect(await store().apply('overlap', overlapping)).toEqual({ outcome: 'APPLIED', version: 4 });
    expect(await scores('overlap')).toEqual([8]);
  });

  test('[ST2] of several changes of one member the last counts', async () => {
    const changes = [standing('a', 1), standing('a', 3), { memberId: 'b', removed: true as const }, standing('b', 2)];
    await store().apply('several', { fromVersion: 0, toVersion: 1, changes });
    expect(await scores('several')).toEqual([3, 2]);
  });
}

function describeLoading(store: () => RankingStore): void {
  const rows = Array.from({ length: 2500 }, (_, index) => standing(`member ${index}`, index % 7, index));
  async function* chunked() {
    for (let from = 0; from < rows.length; from += 1200) yield rows.slice(from, from + 1200);
  }

  test('[ST4] a load replaces the board, in chunks as they come', async () => {
    await store().apply('loaded', { fromVersion: 0, toVersion: 3, changes: [standing('ghost', 99)] });
    expect(await store().load('loaded', { version: 4, chunks: chunked() })).toEqual({ outcome: 'APPLIED', version: 4 });
    const page = await store().page('loaded', { offset: 0, limit: 5000, rankKind: 'DENSE' });
    expect(page).toEqual({ version: 4, total: 2500, standings: rankStandings(rows, 'DENSE') });
    const next = { fromVersion: 4, toVersion: 5, changes: [standing('member 0', 50)] };
    expect(await store().apply('loaded', next)).toEqual({ outcome: 'APPLIED', version: 5 });
  });

  test('[ST4] a load of what the store has seen changes nothing', async () => {
    await store().load('early', { version: 4, chunks: [[standing('a', 4)]] });
    const older = await store().load('early', { version: 3, chunks: [[standing('a', 3)]] });
    const equal = await store().load('early', { version: 4, chunks: [[standing('a', 5)]] });
    expect([older, equal]).toEqual([
      { outcome: 'ALREADY', version: 4 },
      { outcome: 'ALREADY', version: 4 },
    ]);
    expect(await store().page('early', everything)).toMatchObject({ version: 4, standings: [{ score: 4 }] });
  });

  test('[ST4] until a load is done the old board is read and carried on; one that was overtaken changes nothing', async () => {
    await store().apply('raced', { fromVersion: 0, toVersion: 1, changes: [standing('a', 1)] });
    async function* overtaken() {
      yield [standing('a', 2)];
      expect((await store().page('raced', everything)).standings).toMatchObject([{ score: 1 }]);
      await store().apply('raced', { fromVersion: 1, toVersion: 9, changes: [standing('b', 9)] });
    }
    expect(await store().load('raced', { version: 5, chunks: overtaken() })).toEqual({ outcome: 'ALREADY', version: 9 });
    expect(await store().page('raced', everything)).toMatchObject({ version: 9, total: 2 });
  });

  test('[ST4] an empty board can be loaded', async () => {
    await store().apply('emptied', { fromVersion: 0, toVersion: 1, changes: [standing('a', 1)] });
    expect(await store().load('emptied', { version: 2, chunks: [] })).toEqual({ outcome: 'APPLIED', version: 2 });
    expect(await store().page('emptied', everything)).toEqual({ version: 2, total: 0, standings: [] });
  });

  test('[ST4] a load that is wrong, or breaks off, leaves the board as it was', async () => {
    await store().apply('safe', { fromVersion: 0, toVersion: 1, changes: [standing('a', 1)] });
    async function* broken() {
      yield [standing('b', 2)];
      throw new Error('the rows broke off');
    }
    const load = (chunks: Parameters<RankingStore['load']>[1]['chunks']) => store().load('safe', { version: 2, chunks });
    await expect(load(broken())).rejects.toThrow('the rows broke off');
    await expect(load([[standing('b', 2)], [standing('b', 3)]])).rejects.toThrow(RangeError);
    await expect(load([[standing('b', 2, 7)], [standing('b', 2, 7)]])).rejects.toThrow(RangeError);
    await expect(load([[standing('b', 0.5)]])).rejects.toThrow(RangeError);
    await expect(store().load('safe', { version: 0, chunks: [] })).rejects.toThrow(RangeError);
    expect((await store().page('safe', everything)).standings).toEqual([{ ...standing('a', 1), rank: 1 }]);
  });
}
