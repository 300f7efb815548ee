import type { Standing } from '@fanfare/gamification';
import { findRedisServer, startTestRedis } from '@fanfare/testkit';
import { Redis } from 'ioredis';
import { createRandom } from '../scripts/fairness/random.ts';
import { median } from './measurement.ts';

const OPERATIONS = 100_000;
const AT_ONCE = 1000;
const KEY = 'board';

/** Operations a second by the clock on the wall, of the median pipeline. */
export interface RedisRates {
  readonly updates: number;
  readonly ranks: number;
}

/** Bare ZADD and ZREVRANK, pipelined, on a sorted set of the same members: less than a ranking store does. Null where Redis is not installed. */
export async function measureRedis(standings: readonly Standing[]): Promise<RedisRates | null> {
  if (findRedisServer() === undefined) {
    process.stderr.write('SKIPPED: redis-server is not installed, so nothing is compared with it\n');
    return null;
  }
  const server = await startTestRedis();
  const redis = new Redis(server.url);
  try {
    for (let from = 0; from < standings.length; from += AT_ONCE)
      await redis.zadd(KEY, ...standings.slice(from, from + AT_ONCE).flatMap(({ memberId, score }) => [score, memberId]));
    const random = createRandom(5);
    const somebody = () => standings[random.between(0, standings.length - 1)]?.memberId ?? '';
    const updates = await rate(redis, (pipeline) => pipeline.zadd(KEY, random.between(0, 1999), somebody()));
    const ranks = await rate(redis, (pipeline) => pipeline.zrevrank(KEY, somebody()));
    return { updates, ranks };
  } finally {
    redis.disconnect();
    await server.stop();
  }
}

async function rate(redis: Redis, add: (pipeline: ReturnType<Redis['pipeline']>) => unknown): Promise<number> {
  const times: number[] = [];
  for (let done = 0; done < OPERATIONS; done += AT_ONCE) {
    const begun = performance.now();
    const pipeline = redis.pipeline();
    for (let index = 0; index < AT_ONCE; index += 1) add(pipeline);
    await pipeline.exec();
    times.push(performance.now() - begun);
  }
  return Math.round((1000 * AT_ONCE) / median(times));
}
