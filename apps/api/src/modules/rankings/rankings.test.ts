import { createInProcessRankingStore, type RankingStore, type Standing } from '@fanfare/gamification';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { createLogger } from '../../platform/logger.ts';
import { createMetrics } from '../../platform/metrics.ts';
import { stepsOf } from './board-steps.ts';
import { boundStore } from './bounded-store.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { guardStore } from './guarded-store.ts';
import { BoardTooLarge, type StandingsSource } from './ranked-boards.ts';
import { Rankings } from './rankings.ts';
import { createRankingsMetrics } from './rankings-metrics.ts';

/** A database of one table: boards with versions and their standings. */
class TestDatabase implements StandingsSource {
  readonly boards = new Map<string, { version: number; standings: Map<string, Standing> }>();
  asked = 0;
  loads = 0;

  async version(boardId: string): Promise<number> {
    this.asked += 1;
    return this.boards.get(boardId)?.version ?? 0;
  }

  async load(boardId: string, { store, mostMembers }: { store: RankingStore; mostMembers: number }): Promise<void> {
    this.loads += 1;
    const board = this.boards.get(boardId);
    if (board === undefined) return;
    if (board.standings.size > mostMembers) throw new BoardTooLarge('too large');
    await store.load(boardId, { version: board.version, chunks: [[...board.standings.values()]] });
  }

  /** Commits one member's score; gives back the step. */
  commit(boardId: string, standing: Standing) {
    const board = this.boards.get(boardId) ?? { version: 0, standings: new Map<string, Standing>() };
    this.boards.set(boardId, board);
    board.version += 1;
    board.standings.set(standing.memberId, standing);
    return stepsOf([{ boardId, version: board.version, changes: [standing] }]);
  }
}

const anna = (score: number) => ({ memberId: 'anna', score, reachedAt: 1 });
const bert = (score: number) => ({ memberId: 'bert', score, reachedAt: 1 });
const top = { offset: 0, limit: 10, rankKind: 'COMPETITION' } as const;

let database: TestDatabase;
let store: RankingStore;
let isCutOff: boolean;

function open(
  options: { readonly store?: RankingStore; readonly mostMembers?: number; readonly isStoreAway?: () => boolean } = {},
) {
  return new Rankings({
    store: options.store ?? store,
    source: database,
    mostMembers: options.mostMembers ?? 1000,
    isCutOff: () => isCutOff,
    isStoreAway: options.isStoreAway ?? (() => false),
    logger: createLogger('silent'),
    metrics: createRankingsMetrics(createMetrics()),
  });
}

beforeEach(() => {
  database = new TestDatabase();
  store = createInProcessRankingStore();
  isCutOff = false;
});

async function scoresOn(rankings: Rankings, board = 'b') {
  const view = await rankings.page(board, top);
  return view?.standings.map(({ memberId, score }) => `${memberId} ${score}`) ?? null;
}

describe('Rankings', () => {
  test('[ST6] a board is loaded when somebody first asks, and carried on by commits without asking the database again', async () => {
    database.commit('b', anna(5));
    const rankings = open();
    expect(await scoresOn(rankings)).toEqual(['anna 5']);
    const { asked, loads } = database;
    await rankings.carry(database.commit('b', bert(9)));
    expect(await scoresOn(rankings)).toEqual(['bert 9', 'anna 5']);
    expect(database).toMatchObject({ asked, loads });
  });

  test('a board without points is empty, and its first points appear', async () => {
    const rankings = open();
    expect(await rankings.page('b', top)).toEqual({ version: 0, total: 0, standings: [] });
    await rankings.carry(database.commit('b', anna(5)));
    expect(await scoresOn(rankings)).toEqual(['anna 5']);
  });

  test('[ST5] what another node committed is loaded once it is heard of, and never answered from an older state', async () => {
    const rankings = open();
    database.commit('b', anna(5));
    await scoresOn(rankings);
    const [step] = database.commit('b', bert(9));
    expect(await scoresOn(rankings)).toEqual(['anna 5']);
    rankings.heard('b', step?.version ?? 0);
    expect(await scoresOn(rankings)).toEqual(['bert 9', 'anna 5']);
  });

  test('a step whose changes are not known has the board loaded anew', async () => {
    const rankings = open();
    await rankings.carry(database.commit('b', anna(5)));
    await scoresOn(rankings);
    database.commit('b', bert(9));
    await rankings.carry(stepsOf([{ boardId: 'b', version: 2 }]));
    expect(await scoresOn(rankings)).toEqual(['bert 9', 'anna 5']);
    expect(database.loads).toBe(1);
  });

  test('[ST6] a store that was emptied is filled again', async () => {
    const rankings = open();
    database.commit('b', anna(5));
    await scoresOn(rankings);
    await store.drop('b');
    expect(await scoresOn(rankings)).toEqual(['anna 5']);
  });

  test('a store that came back with an older state is found out by a node that has just begun', async () => {
    await store.load('b', { version: 1, chunks: [[anna(1)]] });
    database.commit('b', anna(1));
    database.commit('b', anna(7));
    expect(await scoresOn(open())).toEqual(['anna 7']);
  });

  test('[ST7] versions that went back with a restored backup are found out as well', async () => {
    await store.load('b', { version: 40, chunks: [[anna(100)]] });
    database.commit('b', anna(5));
    expect(await scoresOn(open())).toEqual(['anna 5']);
  });

  test('a node that hears nothing asks the database for the version every time, and one that heard nothing for a while does again', async () => {
    const rankings = open();
    database.commit('b', anna(5));
    await scoresOn(rankings);
    isCutOff = true;
    database.commit('b', anna(6));
    expect(await scoresOn(rankings)).toEqual(['anna 6']);
    expect(rankings.isDegraded()).toBe(true);
    isCutOff = false;
    database.commit('b', anna(7));
    rankings.missed();
    expect(await scoresOn(rankings)).toEqual(['anna 7']);
  });

  test('a store that does not answer leaves the answer to the database', async () => {
    const broken: RankingStore = { ...store, page: () => Promise.reject(new Error('away')) };
    const rankings = open({ store: broken });
    expect(await rankings.page('b', top)).toBeNull();
    await rankings.carry(database.commit('b', anna(5)));
  });

  test('a board that would fill the memory is left to the database', async () => {
    for (const member of ['c', 'd', 'e']) database.commit('b', { memberId: member, score: 1, reachedAt: 1 });
    const rankings = open({ mostMembers: 2 });
    expect(await scoresOn(rankings)).toBeNull();
    expect(await scoresOn(rankings)).toBeNull();
    expect(database.loads).toBe(1);
  });
});

describe('boundStore', () => {
  test('drops the boards that were read the longest time ago', async () => {
    const bounded = boundStore(store, { mostStandings: 2 });
    for (const board of ['one', 'two']) await bounded.load(board, { version: 1, chunks: [[anna(1)]] });
    await bounded.page('one', top);
    await bounded.load('three', { version: 1, chunks: [[anna(1)]] });
    const versions = await Promise.all(['one', 'two', 'three'].map(async (board) => (await store.page(board, top)).version));
    expect(versions).toEqual([1, 0, 1]);
  });
});

describe('the circuit', () => {
  function slowStore() {
    let now = 0;
    const asked: string[] = [];
    const never = new Promise<never>(() => undefined);
    let answers = false;
    const slow: RankingStore = {
      ...store,
      page: (board, query) => {
        asked.push(board);
        return answers ? store.page(board, query) : never;
      },
    };
    const breaker = new CircuitBreaker({ patienceMilliseconds: 5, now: () => now });
    const pass = (milliseconds: number) => {
      now += milliseconds;
    };
    const recover = () => {
      answers = true;
    };
    return { guarded: guardStore(slow, breaker), breaker, asked, pass, recover };
  }

  test('after three failures nobody waits any more; later one call tries, and its success lets all through again', async () => {
    const { guarded, breaker, asked, pass, recover } = slowStore();
    for (const board of ['1', '2', '3']) await expect(guarded.page(board, top)).rejects.toThrow('No answer in time');
    expect(breaker.isOpen()).toBe(true);
    await expect(guarded.page('4', top)).rejects.toThrow('Not asked');
    pass(500);
    await expect(guarded.page('5', top)).rejects.toThrow('No answer in time');
    pass(500);
    await expect(guarded.page('6', top)).rejects.toThrow('Not asked');
    recover();
    pass(500);
    expect((await guarded.page('7', top)).version).toBe(0);
    expect([breaker.isOpen(), asked]).toEqual([false, ['1', '2', '3', '5', '7']]);
  });
});

test('several steps of one transaction on one board become one; what is not known of one is not known of all', () => {
  const steps = stepsOf([
    { boardId: 'b', version: 4, changes: [anna(1)] },
    { boardId: 'c', version: 9 },
    { boardId: 'b', version: 5, changes: [anna(2)] },
    { boardId: 'c', version: 10, changes: [bert(1)] },
  ]);
  expect(steps).toEqual([
    { boardId: 'b', fromVersion: 3, version: 5, changes: [anna(1), anna(2)] },
    { boardId: 'c', fromVersion: 8, version: 10, changes: null },
  ]);
});
