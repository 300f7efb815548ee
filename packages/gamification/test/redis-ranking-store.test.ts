import { findRedisServer, startTestRedis, type TestRedis } from '@fanfare/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Cluster, Redis } from 'ioredis';
import type { RankingStore } from '../src/index.ts';
import { createRedisRankingStore } from '../src/ranking-store/redis-ranking-store.ts';
import { describeRankingStore } from './ranking-store-contract.ts';

const missing = findRedisServer() === undefined ? 'redis-server is not installed' : undefined;

describeRankingStore({
  name: 'Redis',
  open: async () => {
    const server = await startTestRedis();
    const redis = new Redis(server.url);
    return { store: createRedisRankingStore({ redis }), close: () => closeAll(redis, server) };
  },
  operations: 12_000,
  missing,
});

describeRankingStore({
  name: 'Redis Cluster',
  open: async () => {
    const server = await startTestRedis(['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1']);
    await claimAllSlots(server);
    const redis = new Cluster([{ host: '127.0.0.1', port: server.port }]);
    return { store: createRedisRankingStore({ redis, keyPrefix: 'programme:' }), close: () => closeAll(redis, server) };
  },
  operations: 1600,
  missing,
});

/** A cluster of one node refuses keys of different slots as any cluster does. */
async function claimAllSlots(server: TestRedis): Promise<void> {
  const redis = new Redis(server.url);
  await redis.cluster('ADDSLOTSRANGE', 0, 16383);
  while (!String(await redis.cluster('INFO')).includes('cluster_state:ok')) await redis.ping();
  redis.disconnect();
}

async function closeAll(redis: Redis | Cluster, server: TestRedis): Promise<void> {
  redis.disconnect();
  await server.stop();
}

(missing === undefined ? describe : describe.skip)('ranking store in Redis, beside what every store does', () => {
  let server: TestRedis;
  let redis: Redis;
  let store: RankingStore;
  const everything = { offset: 0, limit: 10, rankKind: 'DENSE' } as const;
  const batch = (version: number) => ({
    fromVersion: version - 1,
    toVersion: version,
    changes: [{ memberId: 'a', score: version, reachedAt: 1 }],
  });
  beforeAll(async () => {
    server = await startTestRedis();
    redis = new Redis(server.url);
    store = createRedisRankingStore({ redis });
  });
  afterAll(() => closeAll(redis, server));

  test('goes on when Redis forgot the scripts', async () => {
    await store.apply('scripts', batch(1));
    await redis.script('FLUSH');
    expect(await store.apply('scripts', batch(2))).toEqual({ outcome: 'APPLIED', version: 2 });
    await redis.script('FLUSH');
    expect(await store.page('scripts', everything)).toMatchObject({ version: 2, standings: [{ score: 2 }] });
  });

  test('[ST6] a flushed board is unknown: the next batch is a gap', async () => {
    await store.apply('flushed', batch(1));
    await redis.flushall();
    expect(await store.apply('flushed', batch(2))).toEqual({ outcome: 'GAP', version: 0 });
  });

  test.each(['order', 'members', 'scores', 'state'])(
    '[ST6] a board of which %s was evicted is unknown, not wrong',
    async (key) => {
      const board = `evicted ${key}`;
      await store.apply(board, batch(1));
      await redis.del(`fanfare:ranks:{${board}}:${key}`);
      expect(await store.page(board, everything)).toEqual({ version: 0, total: 0, standings: [] });
      expect(await store.apply(board, batch(2))).toEqual({ outcome: 'GAP', version: 0 });
      await store.load(board, { version: 2, chunks: [[{ memberId: 'b', score: 2, reachedAt: 1 }]] });
      expect(await store.page(board, everything)).toMatchObject({ version: 2, total: 1, standings: [{ memberId: 'b' }] });
    },
  );

  test('nothing is left of a dropped board, nor of a load that broke off; a loaded one does not expire', async () => {
    await redis.flushall();
    async function* broken() {
      yield [{ memberId: 'a', score: 1, reachedAt: 1 }];
      throw new Error('the rows broke off');
    }
    await expect(store.load('gone', { version: 2, chunks: broken() })).rejects.toThrow('broke off');
    await store.load('gone', { version: 1, chunks: [[{ memberId: 'a', score: 1, reachedAt: 1 }]] });
    const keys = await redis.keys('*');
    expect(await Promise.all(keys.map((key) => redis.ttl(key)))).toEqual([-1, -1, -1, -1]);
    await store.drop('gone');
    expect(await redis.dbsize()).toBe(0);
  });

  test('rejects, rather than answer, when Redis is gone', async () => {
    const gone = new Redis({ port: 1, maxRetriesPerRequest: 0, retryStrategy: () => null, lazyConnect: true });
    gone.on('error', () => {});
    await expect(createRedisRankingStore({ redis: gone }).page('any', everything)).rejects.toThrow();
    gone.disconnect();
  });
});
