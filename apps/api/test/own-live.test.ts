import { findRedisServer, startTestRedis, type TestRedis } from '@fanfare/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { change } from './fixtures/boards.ts';
import { consentVersion, createTestProgramme, type TestProgramme } from './fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from './fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi, type TestSubscription } from './harness/index.ts';

interface Card {
  readonly rank: number | null;
  readonly score: number;
  readonly isShownToOthers: boolean;
  readonly pointsToNextRank: number | null;
  readonly neighbours: readonly { readonly rank: number; readonly member: { readonly displayName: string } }[];
  readonly leaderboard: { readonly id: string; readonly version: number };
}

interface Granted {
  readonly pointsBalance: number;
  readonly lastNumber: number;
  readonly entries: readonly {
    readonly number: number;
    readonly kind: string;
    readonly granted: number;
    readonly explanation: string;
  }[];
}

const STANDING = `subscription ($programme: ID!) {
  myStandingUpdated(board: { programme: $programme, period: ALL_TIME }) {
    rank score isShownToOthers pointsToNextRank neighbours { rank member { displayName } } leaderboard { id version }
  }
}`;

const POINTS = `subscription ($programme: ID!, $after: Int) {
  pointsGranted(programme: $programme, afterNumber: $after) {
    pointsBalance lastNumber entries { number kind granted explanation }
  }
}`;

interface Nodes {
  /** Where things are written. */
  readonly here: TestApi;
  /** Where they are followed. */
  readonly there: TestApi;
  stop(): Promise<void>;
}

async function oneNode(): Promise<Nodes> {
  const api = await startTestApi();
  return { here: api, there: api, stop: () => api.stop() };
}

async function twoNodes(): Promise<Nodes> {
  const redis: TestRedis = await startTestRedis();
  const environment = { REDIS_URL: redis.url };
  const here = await startTestApi({ environment });
  const there = await startTestApi({ environment, sharing: here });
  return {
    ...{ here, there },
    async stop() {
      await there.stop();
      await here.stop();
      await redis.stop();
    },
  };
}

describe('one node', () => followingOneself(oneNode));

if (findRedisServer() === undefined) {
  describe('two nodes', () => {
    test.skip('SKIPPED: redis-server is not installed here, so nothing is shown of two nodes', () => undefined);
  });
} else describe('written on one node and followed on another', () => followingOneself(twoNodes));

function followingOneself(start: () => Promise<Nodes>): void {
  let nodes: Nodes;
  let programme: TestProgramme;
  let admin: SignedIn;
  let mia: SignedIn;
  let miaId: string;
  const opened: TestSubscription<unknown>[] = [];

  beforeAll(async () => {
    nodes = await start();
  });
  afterAll(async () => {
    for (const subscription of opened) await subscription.stop();
    await nodes.stop();
  });
  beforeEach(async () => {
    const { here } = nodes;
    programme = await createTestProgramme(here, { status: 'PILOT' });
    admin = await programme.roleHolder('Admin', 'ADMIN');
    await publishRules(here, { programme, admin, rules: pointsAsTold });
    mia = await here.signIn('Mia');
    const joining = { programme: programme.id, displayName: 'Mia', consentVersion, visibility: 'NAMED' };
    const joined = await change<{ ambassador: { id: string } }>(here, mia, 'joinProgramme', joining, 'ambassador { id }');
    miaId = joined.ambassador.id;
    await programme.query("UPDATE ambassador SET joined_at = '2026-01-01', external_reference = 'Mia' WHERE id = $1", [miaId]);
    const people = ['ada', 'ben', 'cem'].map((externalReference) => ({ externalReference, visibility: 'NAMED' }));
    await enrol(here, { programme, admin, people });
  });

  const points = (...given: readonly [string, number][]) => grant(nodes.here, { programme, admin, points: given });

  async function follow<Data>(query: string, variables: object = {}, as = mia) {
    const subscription = await nodes.there.subscribe<Data>(query, { programme: programme.id, ...variables }, { as });
    opened.push(subscription);
    return subscription;
  }

  async function followCard() {
    const subscription = await follow<{ myStandingUpdated: Card }>(STANDING);
    return async () => {
      const { data, errors } = await subscription.next();
      if (data === null) throw new Error(errors[0]?.extensions?.code);
      return data.myStandingUpdated;
    };
  }

  async function followPoints(after: number | null = null) {
    const subscription = await follow<{ pointsGranted: Granted }>(POINTS, { after });
    return async () => {
      const { data, errors } = await subscription.next();
      if (data === null) throw new Error(errors[0]?.extensions?.code);
      return data.pointsGranted;
    };
  }

  describe('my standing, live', () => {
    test('comes at once, then with own points, with others who pass by, and with neighbours', async () => {
      await points(['ada', 40], ['ben', 30]);
      const next = await followCard();
      expect(await next()).toMatchObject({ rank: null, score: 0, neighbours: [] });
      await points(['Mia', 20]);
      const third = await next();
      expect(third).toMatchObject({ rank: 3, score: 20, pointsToNextRank: 10 });
      await points(['cem', 35]);
      const fourth = await next();
      expect(fourth).toMatchObject({ rank: 4, score: 20 });
      expect(fourth.neighbours.map(({ member }) => member.displayName)).toEqual(['cem', 'ben', 'Mia']);
      expect(fourth.leaderboard.version).toBeGreaterThan(third.leaderboard.version);
    });

    test('says nothing where nothing of it has changed', async () => {
      await points(['ada', 9], ['ben', 8], ['Mia', 7], ['cem', 1]);
      const next = await followCard();
      const first = await next();
      // Far enough below to be seen by nobody who stands above.
      await enrol(nodes.here, { programme, admin, people: ['dea', 'eva'] });
      await points(['cem', 1], ['dea', 1]);
      const second = await next();
      await points(['eva', 1]);
      await points(['Mia', 1]);
      const third = await next();
      expect([first.score, second.score, third.score]).toEqual([7, 7, 8]);
      expect(third.leaderboard.version).toBeGreaterThan(second.leaderboard.version + 1);
    });

    test('one’s own hiding is told, and a neighbour who hides is gone from the next message on', async () => {
      await points(['ada', 9], ['Mia', 5]);
      const next = await followCard();
      expect((await next()).neighbours.map(({ member }) => member.displayName)).toEqual(['ada', 'Mia']);
      await change(nodes.here, mia, 'changeVisibility', { ambassador: miaId, visibility: 'HIDDEN' });
      expect(await next()).toMatchObject({ isShownToOthers: false, rank: 2 });
      const [ada] = await programme.query<{ id: string }>(
        "SELECT id FROM ambassador WHERE name = 'ada' AND programme_id = $1",
        [programme.id],
      );
      await change(nodes.here, admin, 'eraseAmbassador', { ambassador: ada?.id });
      expect((await next()).neighbours.map(({ member }) => member.displayName)).toEqual(['Mia']);
    });

    test.each([
      ['leaving', () => change(nodes.here, mia, 'leaveProgramme', { ambassador: miaId })],
      ['being erased', () => change(nodes.here, admin, 'eraseAmbassador', { ambassador: miaId })],
    ])('%s ends it at once', async (_name, end) => {
      await points(['ada', 9], ['Mia', 5]);
      const next = await followCard();
      await next();
      await end();
      await expect(next()).rejects.toThrow('FORBIDDEN');
    });

    test('is refused to who is no ambassador here, and where there is no such board', async () => {
      const stranger = await follow(STANDING, {}, admin);
      expect((await stranger.next()).errors[0]?.extensions?.code).toBe('FORBIDDEN');
      const nowhere = await follow(STANDING.replace('ALL_TIME', 'DAY, scope: TANDEM, scopeId: "none"'));
      expect((await nowhere.next()).errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    });
  });

  describe('points as they are granted', () => {
    test('every entry of one’s own comes once, in the order of the ledger, with its explanation and the balance', async () => {
      const next = await followPoints();
      expect(await next()).toEqual({ pointsBalance: 0, lastNumber: 0, entries: [] });
      await points(['Mia', 3], ['ben', 8]);
      const first = await next();
      expect(first).toMatchObject({ pointsBalance: 3, entries: [{ kind: 'GRANT', granted: 3 }] });
      expect(first.entries[0]?.explanation).toMatch(/3/);
      await points(['ben', 2]);
      await points(['Mia', 4]);
      const second = await next();
      expect(second).toMatchObject({ pointsBalance: 7, entries: [{ granted: 4 }] });
      expect(second.lastNumber).toBe(second.entries.at(-1)?.number);
    });

    test('what is taken back comes too', async () => {
      await points(['Mia', 3]);
      const next = await followPoints();
      await next();
      const [entry] = await programme.query<{ id: string }>('SELECT id FROM ledger_entry WHERE ambassador_id = $1', [miaId]);
      await change(nodes.here, admin, 'reverseLedgerEntry', { entry: entry?.id, reason: 'A mistake' });
      expect(await next()).toMatchObject({ pointsBalance: 0, entries: [{ kind: 'REVERSAL', granted: -3 }] });
    });

    test('who comes back goes on behind the last entry seen: nothing is lost, nothing comes twice, however much it was', async () => {
      await points(['Mia', 1]);
      const before = await followPoints();
      const { lastNumber } = await before();
      await points(...Array.from({ length: 120 }, (): [string, number] => ['Mia', 2]));
      const next = await followPoints(lastNumber);
      const numbers: number[] = [];
      while (numbers.length < 120) numbers.push(...(await next()).entries.map((entry) => entry.number));
      expect(numbers).toEqual(Array.from({ length: 120 }, (_, index) => lastNumber + 1 + index));
    });

    test('many entries at once arrive together', async () => {
      const next = await followPoints();
      await next();
      for (let index = 0; index < 10; index += 1) await points(['Mia', 1]);
      let messages = 0;
      for (let balance = 0; balance < 10; messages += 1) balance = (await next()).pointsBalance;
      expect(messages).toBeLessThan(10);
    });

    test.each([
      ['leaving', () => change(nodes.here, mia, 'leaveProgramme', { ambassador: miaId })],
      ['being erased', () => change(nodes.here, admin, 'eraseAmbassador', { ambassador: miaId })],
    ])('%s ends it at once', async (_name, end) => {
      const next = await followPoints();
      await next();
      await end();
      await expect(next()).rejects.toThrow('FORBIDDEN');
    });

    test('is one’s own alone: admins are refused', async () => {
      const stranger = await follow(POINTS, {}, admin);
      expect((await stranger.next()).errors[0]?.extensions?.code).toBe('FORBIDDEN');
    });
  });
}
