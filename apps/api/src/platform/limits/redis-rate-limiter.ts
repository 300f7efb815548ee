import type { Redis } from 'ioredis';
import type { Budget, RateLimiter, Taken } from './rate-limiter.ts';

/**
 * The same arithmetic as takeFrom, in one step, by the clock of Redis so that the clocks of nodes do not matter. A key ends once its
 * bucket is full again. It says whether it was granted, the units that are left and the milliseconds until enough is there.
 */
const script = `
local capacity = tonumber(ARGV[1])
local perMillisecond = capacity / (tonumber(ARGV[2]) * 1000)
local units = math.min(tonumber(ARGV[3]), capacity)
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local known = redis.call('HMGET', KEYS[1], 'units', 'at')
local there = capacity
if known[1] then
  now = math.max(now, tonumber(known[2]))
  there = math.min(capacity, tonumber(known[1]) + (now - tonumber(known[2])) * perMillisecond)
end
local granted = units <= there
local left = there
if granted then left = there - units end
redis.call('HSET', KEYS[1], 'units', string.format('%.6f', left), 'at', string.format('%d', now))
redis.call('PEXPIRE', KEYS[1], math.ceil((capacity - left) / perMillisecond) + 1000)
local wait = 0
if not granted then wait = math.ceil((units - there) / perMillisecond) end
return { granted and 1 or 0, math.floor(left), wait }
`;

type Script = {
  takeFromBudget(key: string, capacity: number, seconds: number, units: number): Promise<[number, number, number]>;
};

/** The limiter of several nodes. Throws what Redis throws; see createRateLimiter for what happens then. */
export function createRedisRateLimiter(redis: Redis): RateLimiter {
  redis.defineCommand('takeFromBudget', { numberOfKeys: 1, lua: script });
  const scripted = redis as unknown as Script;
  return {
    async take({ budget, client, units }): Promise<Taken> {
      const [granted, remaining, wait] = await scripted.takeFromBudget(
        keyOf(budget, client),
        budget.capacity,
        budget.seconds,
        units,
      );
      return { isGranted: granted === 1, remaining, retryAfterSeconds: Math.ceil(wait / 1000) };
    },
  };
}

/** The braces keep a key of a client in one slot of a Redis Cluster. */
function keyOf({ name }: Budget, client: string): string {
  return `fanfare:limit:${name}:{${client}}`;
}
