import { findRedisServer, startTestRedis, type TestRedis } from '@fanfare/testkit';
import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { eventBusContract } from './event-bus.contract.ts';
import { createInProcessEventBus } from './in-process-event-bus.ts';
import { createRedisEventBus } from './redis-event-bus.ts';

eventBusContract('inside one process', async (onHandlerError) => {
  const bus = createInProcessEventBus(onHandlerError);
  return [bus, bus];
});

if (findRedisServer() === undefined) {
  describe('the event bus over Redis', () => {
    test.skip('SKIPPED: redis-server is not installed here, so the Redis twin is not shown to keep the contract', () =>
      undefined);
  });
} else {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startTestRedis();
  });
  afterAll(() => redis.stop());

  eventBusContract('over Redis', async (onHandlerError) => {
    const connect = () => new Redis(redis.url);
    const open = () => createRedisEventBus({ publisher: connect(), listener: connect(), onHandlerError });
    return [open(), open()];
  });
}
