import { Redis } from 'ioredis';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import { createInProcessRateLimiter } from './in-process-rate-limiter.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { createRedisRateLimiter } from './redis-rate-limiter.ts';

export interface ManagedRateLimiter {
  readonly limiter: RateLimiter;
  close(): Promise<void>;
}

/** A request does not wait longer for Redis than that; this node then counts alone. */
const patienceMilliseconds = 100;

/** After a failure Redis is left alone for so long. */
const pauseMilliseconds = 2000;

/** Over Redis when there is one, else inside this process; while Redis does not answer, each node counts for itself. */
export function createRateLimiter(options: {
  readonly redisUrl: string | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}): ManagedRateLimiter {
  const { redisUrl, clock, logger } = options;
  const local = createInProcessRateLimiter(clock);
  if (redisUrl === undefined) return { limiter: local, close: async () => undefined };
  const redis = new Redis(redisUrl, {
    connectionName: 'fanfare-limits',
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    maxRetriesPerRequest: 0,
    commandTimeout: patienceMilliseconds,
  }).on('error', (error) => logger.warn({ err: error }, 'Redis does not answer'));
  const shared = createRedisRateLimiter(redis);
  return { limiter: withFallback({ shared, local, logger }), close: async () => redis.disconnect() };
}

function withFallback(limiters: {
  readonly shared: RateLimiter;
  readonly local: RateLimiter;
  readonly logger: Logger;
}): RateLimiter {
  const { shared, local, logger } = limiters;
  let alone = Number.NEGATIVE_INFINITY;
  return {
    async take(request) {
      if (performance.now() < alone) return local.take(request);
      try {
        return await shared.take(request);
      } catch (error) {
        alone = performance.now() + pauseMilliseconds;
        logger.warn({ err: error }, 'Limits are counted by this node alone while Redis does not answer');
        return local.take(request);
      }
    },
  };
}
