import { findRedisServer, startTestRedis, type TestRedis } from '@fanfare/testkit';
import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { setForEveryTestApi } from '../../../test/harness/index.ts';

/* What boards promise, once more with the ranks in Redis: the same tests as in leaderboards.api.test.ts. */

if (findRedisServer() === undefined) {
  describe('boards over Redis', () => {
    test.skip('SKIPPED: redis-server is not installed here, so boards are not shown to be the same over Redis', () =>
      undefined);
  });
} else {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startTestRedis();
    setForEveryTestApi({ REDIS_URL: redis.url });
  });
  afterAll(() => {
    setForEveryTestApi({});
    return redis.stop();
  });
  await import('./leaderboards.api.test.ts');
}
