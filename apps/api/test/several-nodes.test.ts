import { type RankKind, rankKinds } from '@fanfare/contracts';
import { rankStandings } from '@fanfare/gamification';
import { findRedisServer, seededRandom, startTestRedis, type TestRedis } from '@fanfare/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { createTestProgramme, type TestProgramme } from './fixtures/programme.ts';
import { enrol, pointsAsTold, publishRules } from './fixtures/recording.ts';
import { postGraphql } from './harness/graphql-client.ts';
import { type SignedIn, startTestApi, type TestApi, type TestSubscription } from './harness/index.ts';
import { openSubscription } from './harness/test-subscription.ts';
import { Load } from './nodes/load.ts';
import { openSlowLink } from './nodes/slow-link.ts';
import { killNodes, startNode } from './nodes/start-node.ts';

const seed = 20_261_122;

interface Place {
  readonly rank: number;
  readonly score: number;
  readonly member: { readonly displayName: string };
}
interface Update {
  readonly leaderboardUpdated: { readonly version: number; readonly standings: readonly Place[] };
}

if (findRedisServer() === undefined) {
  describe('several nodes', () => {
    test.skip('SKIPPED: redis-server is not installed here, so nothing is shown of several nodes', () => undefined);
  });
} else {
  describe('several nodes over PostgreSQL and Redis', () => {
    let redis: TestRedis;
    let api: TestApi;
    let programme: TestProgramme;
    let admin: SignedIn;
    let load: Load;

    beforeAll(async () => {
      redis = await startTestRedis();
      api = await startTestApi({ environment: { REDIS_URL: redis.url } });
      programme = await createTestProgramme(api, { status: 'PILOT' });
      admin = await programme.roleHolder('Admin', 'ADMIN');
      await publishRules(api, { programme, admin, rules: pointsAsTold });
      const members = Array.from({ length: 20 }, (_, index) => `member-${index}`) as [string, ...string[]];
      const people = members.map((name) => ({ name, externalReference: name, visibility: 'NAMED' }));
      await enrol(api, { programme, admin, people });
      load = new Load(seededRandom(seed), { programme: programme.id, admin, members });
    });
    afterAll(async () => {
      killNodes();
      await api.stop();
      await redis.stop();
    });

    const authorization = () => `Bearer ${admin.token}`;

    async function read(url: string, rankKind: RankKind) {
      const answer = await postGraphql<{
        leaderboard: {
          readonly isStale: boolean;
          readonly version: number;
          readonly standings: { readonly nodes: readonly Place[] };
        };
      }>(url, {
        query: `query ($programme: ID!, $rankKind: RankKind!) {
          leaderboard(board: { programme: $programme, period: ALL_TIME }) {
            isStale version standings(first: 100, rankKind: $rankKind) { nodes { rank score member { displayName } } }
          }
        }`,
        variables: { programme: programme.id, rankKind },
        headers: { authorization: authorization() },
      });
      return answer.ok().leaderboard;
    }

    async function ranksOn(url: string, rankKind: RankKind) {
      return lines((await read(url, rankKind)).standings.nodes);
    }

    function lines(places: readonly Place[]) {
      return places.map(({ rank, score, member }) => `${rank}. ${member.displayName} ${score}`);
    }

    /** What the ledger says, sorted without any cleverness. */
    async function ranksOfLedger(rankKind: RankKind): Promise<readonly string[]> {
      const rows = await programme.query<{ id: string; name: string; score: string; reached: Date }>(
        `SELECT ambassador.id, name, sum(granted) AS score, max(counts_at) AS reached
           FROM ledger_entry JOIN ambassador ON ambassador.id = ambassador_id
          WHERE ledger_entry.programme_id = $1 AND granted <> 0 GROUP BY 1, 2`,
        [programme.id],
      );
      const names = new Map(rows.map(({ id, name }) => [id, name]));
      const standings = rows.map(({ id, score, reached }) => ({
        ...{ memberId: id, score: Number(score), reachedAt: reached.getTime() },
      }));
      return rankStandings(standings, rankKind).map(({ memberId, rank, score }) => `${rank}. ${names.get(memberId)} ${score}`);
    }

    async function expectLedgerOn(urls: readonly string[]): Promise<void> {
      for (const rankKind of rankKinds) {
        const expected = await ranksOfLedger(rankKind);
        for (const url of urls) expect(await ranksOn(url, rankKind)).toEqual(expected);
      }
    }

    /** Follows the top of the board; keeps every version that came, and the last places. */
    async function follow(url: string) {
      const subscription: TestSubscription<Update> = await openSubscription(url, {
        query: `subscription ($programme: ID!) {
          leaderboardUpdated(board: { programme: $programme, period: ALL_TIME }, first: 100, rankKind: ORDINAL, fullPages: true) {
            version standings { rank score member { displayName } }
          }
        }`,
        variables: { programme: programme.id },
        authorization: authorization(),
      });
      const versions: number[] = [];
      let last: readonly string[] = [];
      const reading = (async () => {
        for (;;) {
          const { data } = await subscription.next();
          if (data === null) return;
          versions.push(data.leaderboardUpdated.version);
          last = lines(data.leaderboardUpdated.standings);
        }
      })().catch(() => undefined);
      return {
        versions,
        last: () => last,
        stop: async () => {
          await subscription.stop();
          await reading;
        },
      };
    }

    /** Until the last update of every subscriber is what the ledger says. */
    async function untilFollowed(followers: readonly { last: () => readonly string[] }[]): Promise<void> {
      const expected = (await ranksOfLedger('ORDINAL')).join();
      while (!followers.every((follower) => follower.last().join() === expected)) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }

    test('[IN13] a write on one node reaches a subscriber on another; a killed node, a stopped, emptied and restarted Redis cost nothing', async () => {
      const [a, b] = await Promise.all([
        startNode(api, { redisUrl: redis.url, diesAfterCommits: 25 }),
        startNode(api, { redisUrl: redis.url }),
      ]);
      const followers = [await follow(b.url), await follow(api.url)];

      // A writes, B hears of it.
      expect(await load.sendMany(a.url, 10)).toBe(10);
      await untilFollowed(followers);

      // A is killed after a commit, before anybody hears of that one; B makes up for it without a further write.
      expect(await load.sendMany(a.url, 30)).toBeLessThan(30);
      await a.gone;
      await untilFollowed(followers);
      await expectLedgerOn([b.url, api.url]);

      // Redis stops in the midst of writes: all of them succeed, and boards are right, told as cut off.
      const duringStop = load.sendMany(b.url, 12);
      const { port } = redis;
      await redis.stop();
      expect(await duringStop).toBe(12);
      await expectLedgerOn([b.url, api.url]);
      expect(await read(b.url, 'DENSE')).toMatchObject({ isStale: true });

      // It comes back empty, is emptied once more in the midst of writes, and a new node joins.
      const duringReturn = load.sendMany(b.url, 8);
      redis = await startTestRedis([], { port });
      expect(await duringReturn).toBe(8);
      const client = new Redis(redis.url);
      const duringFlush = Promise.all([load.sendMany(b.url, 8), load.sendMany(api.url, 8)]);
      await client.flushall();
      expect(await duringFlush).toEqual([8, 8]);
      client.disconnect();
      const again = await startNode(api, { redisUrl: redis.url });
      await load.sendMany(again.url, 4);

      await untilFollowed(followers);
      await expectLedgerOn([again.url, b.url, api.url]);
      for (const { versions } of followers) {
        expect(versions.length).toBeGreaterThan(5);
        expect(versions).toEqual([...versions].sort((one, other) => one - other));
      }
      await Promise.all(followers.map((follower) => follower.stop()));
    }, 240_000);

    test('behind a Redis that answers late a node writes on and answers right, told as stale; afterwards it catches up by itself', async () => {
      const link = await openSlowLink(redis);
      const late = await startTestApi({ sharing: api, environment: { REDIS_URL: `redis://127.0.0.1:${link.port}` } });
      const followers = [await follow(late.url), await follow(api.url)];
      expect(await load.sendMany(late.url, 4)).toBe(4);
      await untilFollowed(followers);
      expect(await read(late.url, 'DENSE')).toMatchObject({ isStale: false });

      // Ten times as late as a read or commit waits for it.
      link.delayAnswers(2_000);
      expect(await load.sendMany(late.url, 8)).toBe(8);
      await expectLedgerOn([late.url]);
      expect(await read(late.url, 'DENSE')).toMatchObject({ isStale: true });
      expect(await load.sendMany(api.url, 4)).toBe(4);
      await untilFollowed(followers);
      await expectLedgerOn([late.url, api.url]);

      link.delayAnswers(0);
      while ((await read(late.url, 'DENSE')).isStale) await new Promise((resolve) => setTimeout(resolve, 50));
      await untilFollowed(followers);
      await expectLedgerOn([late.url, api.url]);
      for (const { versions } of followers) expect(versions).toEqual([...versions].sort((one, other) => one - other));
      await Promise.all(followers.map((follower) => follower.stop()));
      await late.stop();
      await link.close();
    }, 120_000);
  });
}
