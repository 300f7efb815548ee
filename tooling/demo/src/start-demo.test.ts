import { cloneDatabase, type TestDatabase } from '@fanfare/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CastMember, cast, castAmbassadors, castMember } from './cast.ts';
import { generateHistory } from './generator/history.ts';
import { DemoApi } from './seed/demo-api.ts';
import { type RunningDemo, startDemo } from './start-demo.ts';

const size = { ambassadors: 40, weeks: 4 };
let database: TestDatabase;
let demo: RunningDemo;
let api: DemoApi;

beforeAll(async () => {
  database = await cloneDatabase({ name: 'empty', prepare: async () => undefined });
  demo = await startDemo({ databaseUrl: database.url, ...size });
  api = new DemoApi(demo.url);
});

afterAll(async () => {
  await demo.stop();
  await database.drop();
});

function person(key: string): CastMember {
  const member = castMember(key);
  if (member === undefined) throw new Error(`Nobody is called ${key}.`);
  return member;
}

interface Ambassadors {
  readonly programme: {
    readonly createdAt: string;
    readonly ambassadors: {
      readonly totalCount: number;
      readonly nodes: readonly { readonly displayName: string; readonly isTestPerson: boolean; readonly status: string }[];
    };
  };
}

const ambassadorsDocument = `{ programme(key: "halvenstein") { createdAt ambassadors(first: 100) {
  totalCount nodes { displayName isTestPerson status }
} } }`;

interface Recording {
  readonly programme: {
    readonly importRuns: { readonly nodes: readonly { readonly status: string; readonly failed: number }[] };
    readonly ambassadors: {
      readonly nodes: readonly {
        readonly activities: { readonly nodes: readonly { readonly occurredAt: string; readonly recordedAt: string }[] };
      }[];
    };
  };
}

const recordingDocument = `{ programme(key: "halvenstein") {
  importRuns(first: 100) { nodes { status failed } }
  ambassadors(first: 50) { nodes { activities(first: 5) { nodes { occurredAt recordedAt } } } }
} }`;

interface Board {
  readonly leaderboard: {
    readonly standings: {
      readonly nodes: readonly { readonly score: number; readonly member: { readonly displayName: string } }[];
    };
  };
}

const boardDocument = `query ($programme: ID!) { leaderboard(board: { programme: $programme }) {
  standings(first: 50) { nodes { score member { displayName } } }
} }`;

interface Challenges {
  readonly programme: { readonly challenges: { readonly nodes: readonly { readonly state: string }[] } };
}

describe('the demo programme', () => {
  test('has everybody of the cast in their part', async () => {
    for (const member of cast) {
      const document = '{ viewer { isOperator memberships { roles } } }';
      const { viewer } = await api.query<{ viewer: { isOperator: boolean; memberships: { roles: string[] }[] } }>(
        member,
        document,
      );
      const roles = viewer.memberships.flatMap((membership) => membership.roles);
      expect(viewer.isOperator).toBe(member.role === 'OPERATOR');
      if (member.role !== 'OPERATOR' && member.key !== 'left') expect(roles).toContain(member.role);
    }
  });

  test('has as many ambassadors as asked for; those who can sign in joined by themselves', async () => {
    const { programme } = await api.query<Ambassadors>(person('admin'), ambassadorsDocument);
    expect(programme.ambassadors.totalCount).toBe(size.ambassadors);
    const joined = programme.ambassadors.nodes.filter(({ isTestPerson }) => !isTestPerson);
    expect(joined).toHaveLength(castAmbassadors.length);
    expect(joined.filter(({ status }) => status === 'PAUSED')).toHaveLength(1);
    expect(joined.filter(({ status }) => status === 'LEFT')).toHaveLength(1);
  });

  test('was told day by day: no import refused a line, and every fact was recorded within a day', async () => {
    const { programme } = await api.query<Recording>(person('admin'), recordingDocument);
    expect(programme.importRuns.nodes.length).toBeGreaterThan(20);
    expect(programme.importRuns.nodes.every(({ status, failed }) => status === 'COMPLETED' && failed === 0)).toBe(true);
    const activities = programme.ambassadors.nodes.flatMap((ambassador) => ambassador.activities.nodes);
    expect(activities.length).toBeGreaterThan(50);
    for (const { occurredAt, recordedAt } of activities) {
      const delay = Date.parse(recordedAt) - Date.parse(occurredAt);
      expect(delay).toBeGreaterThan(0);
      expect(delay).toBeLessThan(25 * 3_600_000);
    }
  });

  test('ranks the season, without those who hide', async () => {
    const { programme } = await api.query<{ programme: { id: string } }>(
      person('ambassador'),
      '{ programme(key: "halvenstein") { id } }',
    );
    const { leaderboard } = await api.query<Board>(person('ambassador'), boardDocument, { programme: programme.id });
    const scores = leaderboard.standings.nodes.map(({ score }) => score);
    expect(scores.length).toBeGreaterThan(10);
    expect(scores).toEqual([...scores].sort((one, other) => other - one));
    const names = leaderboard.standings.nodes.map(({ member }) => member.displayName);
    expect(names).toContain('Torben Kesselring');
    expect(names).not.toContain('Chiara Fontanesi');
    expect(names).not.toContain('Oksana Melnyk');
  });

  test('has tandems that are running, agreed on and proposed', async () => {
    const { programme } = await api.query<{
      programme: { tandems: { nodes: readonly { state: string; members: readonly { displayName: string }[] }[] } };
    }>(person('admin'), '{ programme(key: "halvenstein") { tandems { nodes { state members { displayName } } } } }');
    const shown = programme.tandems.nodes.map(({ state, members }) => [
      state,
      ...members.map(({ displayName }) => displayName),
    ]);
    expect(shown).toEqual(
      expect.arrayContaining([
        ['ACTIVE', 'Torben Kesselring', 'Oksana Melnyk'],
        ['ACCEPTED', 'Murat Aksoylu', 'Chiara Fontanesi'],
        ['PROPOSED', 'Linh Brandes', 'Priya Deshmukh'],
      ]),
    );
  });

  test('has badges that were earned, and a request that asks colleagues for points', async () => {
    const { programme } = await api.query<{
      programme: {
        badges: { nodes: readonly { state: string; awards: { totalCount: number } }[] };
        recognitions: readonly { sharedRequests: readonly { ambassador: { displayName: string } }[] }[];
      };
    }>(
      person('admin'),
      `{ programme(key: "halvenstein") { badges { nodes { state awards { totalCount } } }
        recognitions { sharedRequests { ambassador { displayName } } } } }`,
    );
    expect(programme.badges.nodes.map(({ state }) => state)).toEqual(Array(4).fill('PUBLISHED'));
    expect(programme.recognitions.flatMap(({ sharedRequests }) => sharedRequests)).toEqual([
      { ambassador: { displayName: 'Priya Deshmukh' } },
    ]);
  });

  test('started again it changes nothing', async () => {
    const before = await api.query<Ambassadors>(person('admin'), ambassadorsDocument);
    await demo.stop();
    const said: string[] = [];
    demo = await startDemo({ databaseUrl: database.url, ...size, onProgress: (line) => said.push(line) });
    api = new DemoApi(demo.url);
    expect(said).toEqual(['Starting the API']);
    expect(await api.query<Ambassadors>(person('admin'), ambassadorsDocument)).toEqual(before);
  });

  test('has a challenge that goes on, one that is announced and one that is being written', async () => {
    const document = '{ programme(key: "halvenstein") { challenges(first: 10) { nodes { state } } } }';
    const states = async () =>
      (await api.query<Challenges>(person('admin'), document)).programme.challenges.nodes.map(({ state }) => state);
    // The clock opens what is announced, some seconds after the demo has come to the present.
    while ((await states()).at(-1) === 'SCHEDULED') await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await states()).toEqual(['DRAFT', 'SCHEDULED', 'RUNNING']);
  });
});

test('the history follows from the time of creation alone', async () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const again = () => [...generateHistory({ now, ...size, cast: castAmbassadors }).activities()];
  expect(again()).toEqual(again());
});
