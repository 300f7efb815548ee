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
}, 180_000);

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

  test('started again it changes nothing', async () => {
    const before = await api.query<Ambassadors>(person('admin'), ambassadorsDocument);
    await demo.stop();
    const said: string[] = [];
    demo = await startDemo({ databaseUrl: database.url, ...size, onProgress: (line) => said.push(line) });
    api = new DemoApi(demo.url);
    expect(said).toEqual(['Starting the API']);
    expect(await api.query<Ambassadors>(person('admin'), ambassadorsDocument)).toEqual(before);
  }, 60_000);
});

test('the history follows from the time of creation alone', async () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const again = () => [...generateHistory({ now, ...size, cast: castAmbassadors }).activities()];
  expect(again()).toEqual(again());
});
