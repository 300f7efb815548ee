import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import { type Level, type RateLimiter, takeFrom } from './rate-limiter.ts';

/** So many clients are told apart; of more, those that were quiet longest begin anew. */
const keptClients = 100_000;

/** The limiter of a single node. */
export function createInProcessRateLimiter(clock: Clock): RateLimiter {
  const levels = new LRUCache<string, Level>({ max: keptClients });
  return {
    async take({ budget, client, units }) {
      const key = `${budget.name} ${client}`;
      const { level, taken } = takeFrom(levels.get(key), { budget, units, now: clock.now().getTime() });
      levels.set(key, level);
      return taken;
    },
  };
}
