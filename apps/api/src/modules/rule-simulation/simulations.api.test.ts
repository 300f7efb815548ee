import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, publishRules } from '../../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
let now = new Date();
const monday = '2026-05-18';

beforeAll(async () => {
  api = await startTestApi({ clock: { now: () => now } });
});
beforeEach(async () => {
  now = new Date('2026-06-01T12:00:00Z');
  programme = await createTestProgramme(api, { status: 'ACTIVE' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
});
afterAll(() => api.stop());

const sales = ['ada', 'bo', 'cy', 'di', 'ed', 'flo'];
const care = ['gus', 'hal'];

/** Everybody shares; who stands earlier in the alphabet posts more often. */
async function setScene(): Promise<void> {
  await publishRules(api, { programme, admin, rules: rulesOf({ post: 10, share: 1 }) });
  const joinedAt = '2026-01-01T00:00:00.000Z';
  const people = [
    ...sales.map((name) => ({ externalReference: name, name, joinedAt, departmentKey: 'sales' })),
    ...care.map((name) => ({ externalReference: name, name, joinedAt, departmentKey: 'care' })),
  ];
  now = new Date('2026-05-25T12:00:00Z');
  await enrol(api, { programme, admin, people });
  const everybody = [...sales, ...care];
  const activities = everybody.flatMap((name, index) => [
    {
      externalId: `share ${name}`,
      ambassadorReference: name,
      kind: 'SHARE',
      channel: 'X',
      occurredAt: `${monday}T08:00:00.000Z`,
    },
    ...Array.from({ length: Math.max(0, 5 - index) }, (_, post) => ({
      ...{ externalId: `${name} ${post}`, ambassadorReference: name, kind: 'POST', channel: 'X' },
      occurredAt: `${monday}T09:0${post}:00.000Z`,
    })),
  ]);
  const record = 'mutation ($input: RecordActivitiesInput!) { recordActivities(input: $input) { results { outcome } } }';
  const answer = await api.graphql<{ recordActivities: { results: { outcome: string }[] } }>(
    record,
    { input: { programme: programme.id, source: 'test', activities } },
    { as: admin },
  );
  const outcomes = answer.ok().recordActivities.results.map(({ outcome }) => outcome);
  expect(new Set(outcomes)).toEqual(new Set(['RECORDED']));
  now = new Date('2026-06-01T12:00:00Z');
}

async function draft(rules: object): Promise<string> {
  const answer = await api.graphql<{ draftRuleSet: { ruleSet: { id: string } } }>(
    'mutation ($input: DraftRuleSetInput!) { draftRuleSet(input: $input) { ruleSet { id } errors { message } } }',
    { input: { programme: programme.id, name: 'Tried', rules } },
    { as: admin },
  );
  return answer.ok().draftRuleSet.ruleSet.id;
}

interface Started {
  readonly simulation: { readonly id: string; readonly status: string } | null;
  readonly errors: readonly { readonly code: string; readonly path: readonly string[]; readonly message: string }[];
}

async function start(input: object, as = admin): Promise<Started> {
  const answer = await api.graphql<{ startRuleSimulation: Started }>(
    'mutation ($input: StartRuleSimulationInput!) { startRuleSimulation(input: $input) { simulation { id status } errors { code path message } } }',
    { input: { weeks: 4, ...input } },
    { as },
  );
  return answer.ok().startRuleSimulation;
}

interface PeoplePage {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly nodes: readonly {
    readonly before: number;
    readonly after: number;
    readonly difference: number;
    readonly ambassador: { readonly displayName: string };
  }[];
}

/** Follows a simulation to its end; gives back every step that was told. */
async function follow(id: string): Promise<readonly { status: string; progress: number }[]> {
  const subscription = await api.subscribe<{ ruleSimulationUpdated: { status: string; progress: number } }>(
    'subscription ($id: ID!) { ruleSimulationUpdated(id: $id) { status progress } }',
    { id },
    { as: admin },
  );
  const told: { status: string; progress: number }[] = [];
  try {
    for (;;) {
      const { data, errors } = await subscription.next();
      if (data === null) throw new Error(JSON.stringify(errors));
      told.push(data.ruleSimulationUpdated);
      if (data.ruleSimulationUpdated.status !== 'RUNNING') return told;
    }
  } finally {
    await subscription.stop();
  }
}

async function simulate(input: object): Promise<string> {
  const { simulation, errors } = await start(input);
  expect(errors).toEqual([]);
  const id = simulation?.id ?? '';
  expect((await follow(id)).at(-1)).toEqual({ status: 'COMPLETED', progress: 1 });
  return id;
}

async function read(id: string, fields: string, as = admin): Promise<Record<string, never> | null> {
  const query = `query ($id: ID!) { ruleSimulation(id: $id) { ${fields} } }`;
  return (await api.graphql<{ ruleSimulation: Record<string, never> | null }>(query, { id }, { as })).ok().ruleSimulation;
}

const side = 'granted median gini shareOfTop1Percent shareOfTop10Percent';
const group = 'members before after gainers losers';

describe('a simulation', () => {
  test('tells what a draft would have granted, to whom, and who gains and loses', async () => {
    await setScene();
    const ruleSet = await draft(rulesOf({ post: 4, share: 11 }));
    const id = await simulate({ ruleSet });
    const { outcome, ...simulation } = (await read(
      id,
      `from to factsDone ruleSetRevision ruleSet { version } against { id }
       outcome { facts everybody { ${group} } before { ${side} } after { ${side} } histogram { from to before after }
                 byRule { key before after } otherRules { before after } bySegment { segment group { ${group} } } otherSegments { ${group} } }`,
    )) as unknown as { readonly outcome: Record<string, unknown> };
    expect(simulation).toEqual({
      ...{ from: '2026-05-04T22:00:00.000Z', to: '2026-06-01T22:00:00.000Z', factsDone: 23, ruleSetRevision: 1 },
      ...{ ruleSet: { version: 2 }, against: null },
    });
    // Posts: 5, 4, 3, 2, 1, 0, 0, 0. Before 51, 41, 31, 21, 11, 1, 1, 1; after 31, 27, 23, 19, 15, 11, 11, 11.
    expect(outcome).toMatchObject({ facts: 23, everybody: { members: 8, before: 158, after: 148, gainers: 4, losers: 4 } });
    // The top 10 % are one person, and five of eight share a bin only in one that holds them all: [SM8].
    const noTop = { shareOfTop1Percent: null, shareOfTop10Percent: null };
    expect(outcome['before']).toEqual({ granted: 158, median: 11, gini: 0.5142, ...noTop });
    expect(outcome['after']).toEqual({ granted: 148, median: 15, gini: 0.2195, ...noTop });
    expect(outcome['histogram']).toEqual([{ from: 0, to: 55, before: 8, after: 8 }]);
    expect(outcome['byRule']).toEqual([
      { key: 'post', before: 150, after: 60 },
      { key: 'share', before: 8, after: 88 },
    ]);
    expect(outcome['otherRules']).toBeNull();
    const segments = outcome['bySegment'] as readonly { group: { members: number } }[];
    const others = outcome['otherSegments'] as { members: number } | null;
    expect(segments.reduce((sum, { group: { members } }) => sum + members, others?.members ?? 0)).toBe(8);
  });

  test('lists people by what they gain and lose, in pages, for admins', async () => {
    await setScene();
    const id = await simulate({ ruleSet: await draft(rulesOf({ post: 4, share: 11 })) });
    const people = async (order: string) => {
      const nodes: [string, number, number, number][] = [];
      let after: string | null = null;
      do {
        const query: string = `query ($id: ID!) { ruleSimulation(id: $id) {
          ambassadors(order: ${order}, first: 3${after === null ? '' : `, after: "${after}"`}) {
            totalCount pageInfo { hasNextPage endCursor } nodes { before after difference ambassador { displayName } } } } }`;
        const list = await api.graphql<{ ruleSimulation: { ambassadors: PeoplePage } }>(query, { id }, { as: admin });
        const { totalCount, pageInfo, nodes: page } = list.ok().ruleSimulation.ambassadors;
        expect(totalCount).toBe(8);
        nodes.push(
          ...page.map(
            (node) =>
              [node.ambassador.displayName, node.before, node.after, node.difference] as [string, number, number, number],
          ),
        );
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after !== null);
      return nodes;
    };
    const losses = await people('LOSSES');
    expect(losses.slice(0, 2)).toEqual([
      ['ada', 51, 31, -20],
      ['bo', 41, 27, -14],
    ]);
    const gains = await people('GAINS');
    expect(gains).toEqual(losses.toReversed());
  });

  test('adds small departments to others, so that nobody is alone in a group', async () => {
    await setScene();
    const id = await simulate({ ruleSet: await draft(rulesOf({ post: 4, share: 11 })) });
    const departments = `outcome { byDepartment { department { key } group { ${group} } } otherDepartments { ${group} } }`;
    // Two people in care are too few, and with the six of sales beside them they would be the difference.
    expect(await read(id, departments)).toEqual({
      outcome: { byDepartment: [], otherDepartments: { members: 8, before: 158, after: 148, gainers: 4, losers: 4 } },
    });
    await programme.query('UPDATE programme SET minimum_group_size = 2 WHERE id = $1', [programme.id]);
    expect(await read(id, departments)).toMatchObject({
      outcome: {
        byDepartment: [
          { department: { key: 'sales' }, group: { members: 6, before: 156, after: 126 } },
          { department: { key: 'care' }, group: { members: 2, before: 2, after: 22 } },
        ],
        otherDepartments: null,
      },
    });
  });

  test('[SM8] shows the top 1 % and bins of one person only where the minimum size is one', async () => {
    await setScene();
    const id = await simulate({ ruleSet: await draft(rulesOf({ post: 4, share: 11 })) });
    await programme.query('UPDATE programme SET minimum_group_size = 1 WHERE id = $1', [programme.id]);
    const seen = await read(id, 'outcome { before { shareOfTop1Percent shareOfTop10Percent } histogram { from before } }');
    const { before, histogram } = (seen as unknown as { outcome: { before: object; histogram: { before: number }[] } }).outcome;
    expect(before).toEqual({ shareOfTop1Percent: 0.3227, shareOfTop10Percent: 0.3227 });
    expect(histogram.filter((bin) => bin.before > 0).map((bin) => Object.values(bin))).toEqual([
      ...[
        [0, 3],
        [10, 1],
        [20, 1],
        [30, 1],
        [40, 1],
        [50, 1],
      ],
    ]);
  });

  test('[SM8] tells nothing by a rule that paid too few, nor anything at all of too few', async () => {
    await setScene();
    const id = await simulate({ ruleSet: await draft(rulesOf({ post: 4, share: 11 })) });
    const auditor = await programme.roleHolder('Auditor', 'AUDITOR');
    // Five people posted.
    await programme.query('UPDATE programme SET minimum_group_size = 6 WHERE id = $1', [programme.id]);
    expect(await read(id, 'outcome { byRule { key } otherRules { before after } }', auditor)).toEqual({
      outcome: { byRule: [], otherRules: { before: 158, after: 148 } },
    });
    await programme.query('UPDATE programme SET minimum_group_size = 9 WHERE id = $1', [programme.id]);
    const everything = `outcome { facts everybody { ${group} } before { ${side} } after { ${side} } histogram { from } byRule { key }
      otherRules { before } byDepartment { group { before } } otherDepartments { before } bySegment { segment } otherSegments { before } }`;
    expect(await read(id, everything, auditor)).toEqual({
      outcome: {
        ...{ facts: null, everybody: null, before: null, after: null, histogram: [], byRule: [], otherRules: null },
        ...{ byDepartment: [], otherDepartments: null, bySegment: [], otherSegments: null },
      },
    });
    const facts = await api.graphql('query ($id: ID!) { ruleSimulation(id: $id) { factsDone } }', { id }, { as: auditor });
    expect(facts.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  test('[SM4] counts who did nothing as well; [SM8] a department of which too few did something is not shown', async () => {
    await setScene();
    const people = ['ida', 'joe', 'kim', 'leo', 'mia'].map((name) => ({ name, departmentKey: 'care' }));
    await enrol(api, { programme, admin, people });
    const id = await simulate({ ruleSet: await draft(rulesOf({ post: 4, share: 11 })) });
    expect(
      await read(
        id,
        'outcome { everybody { members before } before { median } byDepartment { group { before } } otherDepartments { members before } } ambassadors { totalCount }',
      ),
    ).toEqual({
      outcome: {
        ...{ everybody: { members: 13, before: 158 }, before: { median: 1 } },
        ...{ byDepartment: [], otherDepartments: { members: 13, before: 158 } },
      },
      ambassadors: { totalCount: 8 },
    });
  });

  test('counts nobody who hides, and shows nobody who hides later', async () => {
    await setScene();
    await programme.query(`UPDATE ambassador SET visibility = 'HIDDEN' WHERE programme_id = $1 AND name = 'ada'`, [
      programme.id,
    ]);
    const id = await simulate({ ruleSet: await draft(rulesOf({ post: 4, share: 11 })) });
    expect(await read(id, 'outcome { everybody { members } before { granted } } ambassadors { totalCount }')).toEqual({
      ...{ outcome: { everybody: { members: 7 }, before: { granted: 107 } }, ambassadors: { totalCount: 7 } },
    });
    await programme.query(`UPDATE ambassador SET visibility = 'HIDDEN' WHERE programme_id = $1 AND name = 'bo'`, [
      programme.id,
    ]);
    expect(await read(id, 'ambassadors { totalCount }')).toEqual({ ambassadors: { totalCount: 6 } });
  });

  test('compares with a version as well, takes back what was withdrawn or corrected, and changes nothing', async () => {
    await setScene();
    const activity = await programme.query<{ id: string }>(
      `SELECT id FROM activity WHERE programme_id = $1 AND external_id = 'ada 0'`,
      [programme.id],
    );
    const withdraw = 'mutation ($input: WithdrawActivityInput!) { withdrawActivity(input: $input) { errors { code } } }';
    await api.graphql(withdraw, { input: { activity: activity[0]?.id, reason: 'Twice' } }, { as: admin });
    const before = await programme.query('SELECT count(*), sum(granted) FROM ledger_entry');
    const ruleSet = await draft(rulesOf({ post: 10, share: 1 }));
    const against = await draft(rulesOf({ post: 3, share: 3 }));
    const id = await simulate({ ruleSet, against });
    expect(await read(id, 'against { version } outcome { before { granted } after { granted } }')).toEqual({
      ...{ against: { version: 3 }, outcome: { before: { granted: 66 }, after: { granted: 148 } } },
    });
    expect(await programme.query('SELECT count(*), sum(granted) FROM ledger_entry')).toEqual(before);
  });

  test('is found again by admins and auditors, the draft only by admins', async () => {
    await setScene();
    const id = await simulate({ ruleSet: await draft(rulesOf({ post: 4, share: 11 })) });
    const auditor = await programme.roleHolder('Auditor', 'AUDITOR');
    const list = `query ($key: String!) { programme(key: $key) { ruleSimulations { totalCount nodes { id status outcome { everybody { members } } ruleSet { id } } } } }`;
    const seen = await api.graphql(list, { key: programme.key }, { as: auditor });
    expect(seen.ok()).toEqual({
      programme: {
        ruleSimulations: {
          totalCount: 1,
          nodes: [{ id, status: 'COMPLETED', outcome: { everybody: { members: 8 } }, ruleSet: null }],
        },
      },
    });
    const elsewhere = await createTestProgramme(api);
    const stranger = await elsewhere.roleHolder('Stranger', 'ADMIN');
    expect(await read(id, 'id', stranger)).toBeNull();
  });
});

describe('what cannot be simulated', () => {
  test('is told: mistakes, another revision, unknown versions, too many weeks', async () => {
    const wrong = await draft({ ...rulesOf({ post: 1, share: 1 }), rules: [] });
    expect((await start({ ruleSet: wrong })).errors).toMatchObject([{ code: 'INVALID', path: ['rules', '$.rules'] }]);
    const ruleSet = await draft(rulesOf({ post: 4, share: 11 }));
    expect((await start({ ruleSet, revision: 2 })).errors).toMatchObject([{ code: 'CONFLICT', path: ['revision'] }]);
    expect((await start({ ruleSet, weeks: 105 })).errors).toMatchObject([{ code: 'OUT_OF_RANGE', path: ['weeks'] }]);
    const unknown = '01890000-0000-7000-8000-000000000000';
    expect((await start({ ruleSet: unknown })).errors).toMatchObject([{ code: 'NOT_FOUND', path: ['ruleSet'] }]);
    expect((await start({ ruleSet, against: unknown })).errors).toMatchObject([{ code: 'NOT_FOUND', path: ['against'] }]);
    const elsewhere = await createTestProgramme(api);
    const stranger = await elsewhere.roleHolder('Stranger', 'ADMIN');
    expect((await start({ ruleSet }, stranger)).errors).toMatchObject([{ code: 'NOT_FOUND', path: ['ruleSet'] }]);
  });

  test('is a third one at once in a programme; a cancelled one makes room', async () => {
    await setScene();
    const ruleSet = await draft(rulesOf({ post: 4, share: 11 }));
    const running = await Promise.all([start({ ruleSet }), start({ ruleSet }), start({ ruleSet })]);
    const refused = running.filter(({ simulation }) => simulation === null);
    expect(refused).toMatchObject([{ errors: [{ code: 'LIMIT_REACHED', path: [] }] }]);
    const [first] = running.flatMap(({ simulation }) => simulation ?? []);
    const cancel =
      'mutation ($input: CancelRuleSimulationInput!) { cancelRuleSimulation(input: $input) { simulation { status } errors { code } } }';
    const cancelled = await api.graphql<{ cancelRuleSimulation: object }>(cancel, { input: { id: first?.id } }, { as: admin });
    expect(cancelled.ok().cancelRuleSimulation).toEqual({ simulation: { status: 'CANCELLED' }, errors: [] });
    expect((await start({ ruleSet })).errors).toEqual([]);
    const again = await api.graphql<{ cancelRuleSimulation: object }>(cancel, { input: { id: first?.id } }, { as: admin });
    expect(again.ok().cancelRuleSimulation).toEqual({ simulation: null, errors: [{ code: 'STATE' }] });
    expect(await read(first?.id ?? '', 'status finishedAt outcome { facts } ambassadors { totalCount }')).toMatchObject({
      ...{ status: 'CANCELLED', outcome: null, ambassadors: { totalCount: 0 } },
    });
  });
});

describe('a simulation whose node died', () => {
  test('is interrupted, not running for ever, and gives its place free', async () => {
    const ruleSet = await draft(rulesOf({ post: 4, share: 11 }));
    const dead = '01890000-0000-7000-8000-00000000dead';
    const begun = new Date(now.getTime() - 61_000);
    await programme.query(
      `INSERT INTO rule_simulation (id, programme_id, status, rule_set_id, rule_set_revision, counts_from, counts_to, fact_sequence,
         members_expected, started_by, started_at, updated_at)
       VALUES ($1, $2, 'RUNNING', $3, 1, $4::timestamptz - interval '7 days', $4, 0, 10, 'person:x', $4, $4)`,
      [dead, programme.id, ruleSet, begun],
    );
    expect(await read(dead, 'status')).toEqual({ status: 'INTERRUPTED' });
    await start({ ruleSet });
    const [row] = await programme.query<{ status: string }>('SELECT status FROM rule_simulation WHERE id = $1', [dead]);
    expect(row?.status).toBe('INTERRUPTED');
  });

  test('of a node that stops is interrupted at once', async () => {
    const other = await startTestApi();
    const place = await createTestProgramme(other);
    const as = await place.roleHolder('Admin', 'ADMIN');
    const input = { programme: place.id, name: 'Tried', preset: 'SCHOOL' };
    const drafting = 'mutation ($input: DraftRuleSetInput!) { draftRuleSet(input: $input) { ruleSet { id } } }';
    const drafted = await other.graphql<{ draftRuleSet: { ruleSet: { id: string } } }>(drafting, { input }, { as });
    const starting =
      'mutation ($input: StartRuleSimulationInput!) { startRuleSimulation(input: $input) { simulation { id } } }';
    const ruleSet = drafted.ok().draftRuleSet.ruleSet.id;
    await other.graphql(starting, { input: { ruleSet, weeks: 1 } }, { as });
    const before = await place.query<{ status: string }>('SELECT status FROM rule_simulation');
    expect(before).toEqual([{ status: 'RUNNING' }]);
    await other.stopServer();
    expect(await place.query('SELECT status FROM rule_simulation')).toEqual([{ status: 'INTERRUPTED' }]);
    await other.stop();
  });
});

function rulesOf(points: { readonly post: number; readonly share: number }) {
  const rule = (key: 'post' | 'share') => ({
    ...{ key, name: { german: key, english: key }, matches: { kinds: [key.toUpperCase()] } },
    award: { type: 'FIXED', points: points[key] },
  });
  return { format: 1, name: { german: 'Regeln', english: 'Rules' }, rules: [rule('post'), rule('share')] };
}
