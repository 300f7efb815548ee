import { startTestRedis, type TestRedis } from '@fanfare/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { createLogger } from '../logger.ts';
import { createRateLimiter, type ManagedRateLimiter } from './create-rate-limiter.ts';
import { createInProcessRateLimiter } from './in-process-rate-limiter.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { createRedisRateLimiter } from './redis-rate-limiter.ts';

const budget = { name: 'test', capacity: 100, seconds: 3600 };

async function spend(limiter: RateLimiter, client: string, units: readonly number[]) {
  const taken: unknown[] = [];
  for (const amount of units) {
    const { isGranted, remaining } = await limiter.take({ budget, client, units: amount });
    taken.push([isGranted, remaining]);
  }
  return taken;
}

function contract(create: () => RateLimiter): void {
  test('grants until nothing is left, takes nothing when it refuses, and tells clients apart', async () => {
    const limiter = create();
    expect(await spend(limiter, 'one', [60, 60, 40, 0, 1])).toEqual([
      [true, 40],
      [false, 40],
      [true, 0],
      [true, 0],
      [false, 0],
    ]);
    expect(await spend(limiter, 'two', [100])).toEqual([[true, 0]]);
  });

  test('what is more than the capacity counts as the capacity', async () => {
    expect(await spend(create(), 'three', [1000])).toEqual([[true, 0]]);
  });

  test('says in how many seconds there will be enough', async () => {
    const limiter = create();
    await limiter.take({ budget, client: 'four', units: 100 });
    const { retryAfterSeconds } = await limiter.take({ budget, client: 'four', units: 50 });
    expect(retryAfterSeconds).toBeGreaterThan(1790);
    expect(retryAfterSeconds).toBeLessThanOrEqual(1800);
  });
}

describe('inside a process', () => {
  let now = 0;
  contract(() => createInProcessRateLimiter({ now: () => new Date(now) }));

  test('refills evenly', async () => {
    const limiter = createInProcessRateLimiter({ now: () => new Date(now) });
    await limiter.take({ budget, client: 'one', units: 100 });
    now += 36_000 * 10;
    expect(await spend(limiter, 'one', [10, 1])).toEqual([
      [true, 0],
      [false, 0],
    ]);
    now += 7_200_000;
    expect(await spend(limiter, 'one', [100])).toEqual([[true, 0]]);
  });
});

describe('over Redis', () => {
  let server: TestRedis;
  let redis: Redis;
  beforeAll(async () => {
    server = await startTestRedis();
    redis = new Redis(server.url);
  });
  afterAll(async () => {
    redis.disconnect();
    await server.stop();
  });
  contract(() => createRedisRateLimiter(redis));

  test('nodes share a budget; while Redis is gone each counts for itself, and nobody is refused for that', async () => {
    const own = await startTestRedis();
    const logger = createLogger('silent');
    const nodes: ManagedRateLimiter[] = [0, 1].map(() =>
      createRateLimiter({ redisUrl: own.url, clock: { now: () => new Date() }, logger }),
    );
    const [one, other] = nodes.map(({ limiter }) => limiter);
    if (one === undefined || other === undefined) throw new Error('There are two');
    // Whoever asks before the connection stands counts alone.
    while ((await one.take({ budget, client: 'warm', units: 0 })).remaining !== 100);
    await own.stop();
    expect(await spend(one, 'alone', [100, 1])).toEqual([
      [true, 0],
      [false, 0],
    ]);
    expect(await spend(other, 'alone', [100])).toEqual([[true, 0]]);
    for (const node of nodes) await node.close();
  });
});
