import { ApolloClient, gql, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { createTestProgramme, type TestProgramme } from './fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from './fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from './harness/index.ts';

interface Place {
  readonly rank: number;
  readonly member: { readonly id: string };
}

interface Update {
  readonly version: number;
  readonly since: number | null;
  readonly kind: 'FULL' | 'CHANGES';
  readonly standings: readonly Place[] | null;
  readonly changes: readonly {
    readonly kind: string;
    readonly memberId: string;
    readonly position: number | null;
    readonly previousRank: number | null;
    readonly standing: Place | null;
  }[];
}

const FOLLOW = `subscription Follow($programme: ID!, $since: Int) {
  leaderboardUpdated(board: { programme: $programme, period: ALL_TIME }, first: 3, sinceVersion: $since) {
    version since kind
    standings { rank member { id } }
    changes { kind memberId position previousRank standing { rank member { id } } }
  }
}`;

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
beforeAll(async () => {
  // The link of Apollo Client looks for the browser's.
  Object.assign(globalThis, { WebSocket });
  api = await startTestApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules: pointsAsTold });
  await enrol(api, { programme, admin, people: ['ada', 'ben', 'cem', 'dea'] });
  await points(['ada', 40], ['ben', 30], ['cem', 20], ['dea', 10]);
});

const points = (...given: readonly [string, number][]) => grant(api, { programme, admin, points: given });

/** What a client has on its screen after a message. */
function applied(shown: readonly Place[], update: Update): readonly Place[] {
  if (update.kind === 'FULL') return update.standings ?? [];
  const named = new Set(update.changes.map(({ memberId }) => memberId));
  const lines: (Place | undefined)[] = shown.map((place) => (named.has(place.member.id) ? undefined : place));
  for (const { standing, position } of update.changes)
    if (standing !== null && position !== null) lines[position - 1] = standing;
  return lines.filter((place) => place !== undefined);
}

const told = (places: readonly Place[]) => places.map(({ rank, member }) => `${rank} ${member.id}`);

async function page(): Promise<readonly Place[]> {
  const answer = await api.graphql<{ leaderboard: { standings: { nodes: readonly Place[] } } }>(
    'query ($programme: ID!) { leaderboard(board: { programme: $programme, period: ALL_TIME }) { standings(first: 3) { nodes { rank member { id } } } } }',
    { programme: programme.id },
    { as: admin },
  );
  return answer.ok().leaderboard.standings.nodes;
}

/** Takes a message at a time from a client that hands them over as they come. */
function inbox() {
  const received: Update[] = [];
  const waiting: ((update: Update) => void)[] = [];
  return {
    put(update: Update | undefined) {
      if (update === undefined) return;
      const wanted = waiting.shift();
      if (wanted === undefined) received.push(update);
      else wanted(update);
    },
    next: async () => received.shift() ?? new Promise<Update>((resolve) => waiting.push(resolve)),
  };
}

interface Follower {
  next(): Promise<Update>;
  stop(): Promise<void>;
}

const connection = () =>
  createClient({
    url: `${api.url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${admin.token}` },
  });

async function withGraphqlWs(since: number | null): Promise<Follower> {
  const client = connection();
  const updates = client.iterate<{ leaderboardUpdated: Update }>({
    query: FOLLOW,
    variables: { programme: programme.id, since },
  });
  return {
    async next() {
      const event = await updates.next();
      const update = event.value?.data?.leaderboardUpdated;
      if (update === undefined) throw new Error(`No update: ${JSON.stringify(event.value)}`);
      return update;
    },
    stop: async () => client.dispose(),
  };
}

async function withApolloClient(since: number | null): Promise<Follower> {
  const socket = connection();
  const client = new ApolloClient({ link: new GraphQLWsLink(socket), cache: new InMemoryCache() });
  const { put, next } = inbox();
  const subscription = client
    .subscribe<{ leaderboardUpdated: Update }>({
      query: gql(FOLLOW),
      variables: { programme: programme.id, since },
      fetchPolicy: 'no-cache',
    })
    .subscribe(({ data }) => put(data?.leaderboardUpdated));
  return {
    next,
    async stop() {
      subscription.unsubscribe();
      client.stop();
      await socket.dispose();
    },
  };
}

describe.each([
  ['graphql-ws', withGraphqlWs],
  ['Apollo Client', withApolloClient],
] as const)('a live board, followed with %s', (_name, follow) => {
  test('begins with the page; from then on the changes make the page that a query gives', async () => {
    const follower = await follow(null);
    const first = await follower.next();
    expect(first).toMatchObject({ kind: 'FULL', since: null, changes: [] });
    let shown = applied([], first);
    let version = first.version;
    for (const given of [
      ['dea', 25],
      ['cem', 20],
      ['ada', 1],
    ] as const) {
      await points([...given]);
      const update = await follower.next();
      expect(update).toMatchObject({ kind: 'CHANGES', standings: null, since: version });
      expect(update.version).toBeGreaterThan(version);
      shown = applied(shown, update);
      version = update.version;
      expect(told(shown)).toEqual(told(await page()));
    }
    await follower.stop();
  });

  test('says who moved, entered and left, with the ranks before and now', async () => {
    const follower = await follow(null);
    await follower.next();
    await points(['dea', 25]);
    expect((await follower.next()).changes).toMatchObject([
      { kind: 'ENTERED', previousRank: null, position: 2, standing: { rank: 2 } },
      { kind: 'MOVED', previousRank: 2, position: 3, standing: { rank: 3 } },
      { kind: 'LEFT', previousRank: 3, position: null, standing: null },
    ]);
    await follower.stop();
  });

  test('goes on from the version seen last; with the page where that is not known any more', async () => {
    const before = await follow(null);
    const first = await before.next();
    await before.stop();
    await points(['dea', 25]);
    const resumed = await follow(first.version);
    const update = await resumed.next();
    expect(update).toMatchObject({ kind: 'CHANGES', since: first.version, standings: null });
    expect(told(applied(first.standings ?? [], update))).toEqual(told(await page()));
    await resumed.stop();
    const late = await follow(0);
    expect(await late.next()).toMatchObject({ kind: 'FULL', version: update.version });
    await late.stop();
  });
});
