import { Redis, type RedisOptions } from 'ioredis';
import type { Logger } from '../logger.ts';

/** After so many milliseconds without an answer Redis counts as away: a command fails, and whoever sent it goes on without. */
export const redisPatienceMilliseconds = 500;

/** Between attempts to connect again, at most. */
const longestPauseMilliseconds = 1000;

export interface RedisConnectionOptions {
  readonly url: string;
  readonly logger: Logger;
  /** Shown in CLIENT LIST. */
  readonly name: string;
}

/**
 * A connection for commands. It never makes anybody wait: without Redis a command fails at once, with a Redis that does not answer after
 * `redisPatienceMilliseconds`. Commands of one tick travel together.
 */
export function connectForCommands(options: RedisConnectionOptions): Redis {
  return connect(options, {
    enableOfflineQueue: false,
    enableAutoPipelining: true,
    commandTimeout: redisPatienceMilliseconds,
    maxRetriesPerRequest: 0,
  });
}

/** A connection that only listens; what it follows it follows again after a break. */
export function connectForListening(options: RedisConnectionOptions): Redis {
  return connect(options, { maxRetriesPerRequest: null, autoResubscribe: true });
}

function connect({ url, logger, name }: RedisConnectionOptions, settings: RedisOptions): Redis {
  const redis = new Redis(url, {
    ...settings,
    connectionName: name,
    connectTimeout: 2000,
    keepAlive: 5000,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 10), longestPauseMilliseconds),
  });
  return tellOfBreaks(redis, { logger, name });
}

/** One line when it breaks and one when it is back, not one for every attempt. */
function tellOfBreaks(redis: Redis, { logger, name }: { readonly logger: Logger; readonly name: string }): Redis {
  let isBroken = false;
  redis.on('error', (error) => {
    if (!isBroken) logger.warn({ err: error, connection: name }, 'Redis does not answer');
    isBroken = true;
  });
  redis.on('ready', () => {
    if (isBroken) logger.info({ connection: name }, 'Redis answers again');
    isBroken = false;
  });
  return redis;
}
