import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createTestProgramme, type TestProgramme } from './fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from './fixtures/recording.ts';
import { postGraphql, type SignedIn, startTestApi, type TestApi } from './harness/index.ts';

const board = `query Board($programme: ID!) {
  leaderboard(board: { programme: $programme, period: ALL_TIME }) {
    version memberCount standings(first: 50) { nodes { rank score isViewer member { id displayName } } }
  }
}`;
const sharedBoard =
  'query Board($programme: ID!) { leaderboard(board: { programme: $programme, period: ALL_TIME }) { version memberCount } }';

interface Answer {
  readonly leaderboard: {
    readonly version: number;
    readonly memberCount: number;
    readonly standings: {
      readonly nodes: readonly { readonly isViewer: boolean; readonly member: { readonly displayName: string } }[];
    };
  } | null;
}

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
let mia: SignedIn;
let ambassador: string;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  mia = await api.signIn('Mia Berger');
  await publishRules(api, { programme, admin, rules: pointsAsTold });
  ambassador = await join(mia, 'Mia Berger');
  await enrol(api, { programme, admin, people: ['Ben', 'Cem'] });
  await grant(api, {
    programme,
    admin,
    points: [
      ['Ben', 5],
      ['Cem', 7],
    ],
  });
  await programme.query("UPDATE ambassador SET joined_at = '2026-01-01' WHERE id = $1", [ambassador]);
  await recordOwn(30);
});

async function join(person: SignedIn, displayName: string): Promise<string> {
  const input = { programme: programme.id, displayName, consentVersion: '2026-01', visibility: 'NAMED' };
  const answer = await api.graphql<{ joinProgramme: { ambassador: { id: string } } }>(
    'mutation ($input: JoinProgrammeInput!) { joinProgramme(input: $input) { ambassador { id } errors { message } } }',
    { input },
    { as: person },
  );
  return answer.ok().joinProgramme.ambassador.id;
}

async function recordOwn(quantity: number): Promise<void> {
  const activity = {
    ...{ ambassador, quantity, kind: 'TRAINING_COMPLETED', channel: 'IN_PERSON', externalId: `own-${quantity}` },
    occurredAt: '2026-03-01T08:00:00.000Z',
  };
  const answer = await api.graphql<{ recordActivities: { results: readonly { outcome: string }[] } }>(
    'mutation ($input: RecordActivitiesInput!) { recordActivities(input: $input) { results { outcome } errors { message } } }',
    { input: { programme: programme.id, source: 'own', activities: [activity] } },
    { as: admin },
  );
  expect(answer.ok().recordActivities.results).toEqual([{ outcome: 'RECORDED' }]);
}

function ask(as: SignedIn | string, query = board, url = api.url) {
  const token = typeof as === 'string' ? as : as.token;
  return postGraphql<Answer>(url, {
    query,
    variables: { programme: programme.id },
    headers: { authorization: `Bearer ${token}` },
  });
}

async function names(as: SignedIn | string = admin, url = api.url): Promise<readonly string[]> {
  const { leaderboard } = (await ask(as, board, url)).ok();
  return (leaderboard?.standings.nodes ?? []).map(({ member }) => member.displayName);
}

/** How many answers were kept and given again while the work ran. */
async function keptDuring(work: () => Promise<unknown>): Promise<number> {
  const count = async () => {
    const metrics = await (await fetch(`${api.url}/metrics`)).text();
    return Number(/^fanfare_graphql_kept_answers_total (\d+)/m.exec(metrics)?.[1]);
  };
  const before = await count();
  await work();
  return (await count()) - before;
}

async function change(mutation: string, as: SignedIn = mia): Promise<void> {
  const answer = await api.graphql<Record<string, { errors: readonly unknown[] }>>(
    `mutation { ${mutation} { errors { message } } }`,
    {},
    { as },
  );
  expect(Object.values(answer.ok()).flatMap(({ errors }) => errors)).toEqual([]);
}

async function revokeRoleOf(name: string): Promise<void> {
  const [grant] = await programme.query<{ id: string }>(
    'SELECT id FROM role_grant WHERE programme_id = $1 AND person_id = (SELECT id FROM person WHERE name = $2)',
    [programme.id, name],
  );
  await change(`revokeRole(input: { programme: "${programme.id}", roleHolder: "${grant?.id}" })`, admin);
}

const hide = () => change(`changeVisibility(input: { ambassador: "${ambassador}", visibility: HIDDEN })`);
const rename = (name: string) => change(`updateAmbassador(input: { ambassador: "${ambassador}", displayName: "${name}" })`);

describe('the same board asked again', () => {
  test('is the same answer, after one look at rights and one at versions', async () => {
    const first = await ask(mia);
    let second: typeof first | undefined;
    const statements = await api.statementsOf(async () => {
      const kept = await keptDuring(async () => {
        second = await ask(mia);
      });
      expect(kept).toBe(1);
    });
    expect(second?.data).toEqual(first.data);
    expect(second?.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect(statements.length).toBeLessThanOrEqual(2);
  });

  test('is made anew after every change: points, names, visibility, leaving', async () => {
    expect(await names()).toContain('Mia Berger');
    await rename('Mia Neumann');
    expect(await names()).toEqual(expect.arrayContaining(['Mia Neumann']));
    await recordOwn(31);
    expect((await ask(mia)).ok().leaderboard?.standings.nodes[0]).toMatchObject({ isViewer: true, score: 61 });
    await hide();
    expect(await names()).toHaveLength(2);
    await change(`changeVisibility(input: { ambassador: "${ambassador}", visibility: NAMED, consentVersion: "2026-01" })`);
    expect(await names()).toContain('Mia Neumann');
    await change(`leaveProgramme(input: { ambassador: "${ambassador}" })`);
    expect(await names()).toHaveLength(2);
  });

  test('is not what others get where it says who asks, and is where it does not', async () => {
    await ask(mia);
    const others = await ask(admin);
    expect(others.ok().leaderboard?.standings.nodes.map(({ isViewer }) => isViewer)).toEqual([false, false, false]);
    const auditor = await programme.roleHolder('Auditor one', 'AUDITOR');
    const another = await programme.roleHolder('Auditor two', 'AUDITOR');
    await ask(auditor, sharedBoard);
    expect(await keptDuring(() => ask(another, sharedBoard))).toBe(1);
    expect(await keptDuring(() => ask(mia, sharedBoard))).toBe(0);
  });

  test('is nothing for who may not see it, and at once for who lost the role', async () => {
    const auditor = await programme.roleHolder('Auditor', 'AUDITOR');
    await ask(auditor, sharedBoard);
    await ask(auditor, sharedBoard);
    await revokeRoleOf('Auditor');
    expect((await ask(auditor, sharedBoard)).data).toEqual({ leaderboard: null });
    const secret = await programme.apiToken('LEADERBOARDS_READ');
    await ask(secret, sharedBoard);
    const [token] = await programme.query<{ id: string }>('SELECT id FROM api_token WHERE programme_id = $1', [programme.id]);
    await change(`revokeApiToken(input: { id: "${token?.id}" })`, admin);
    expect((await ask(secret, sharedBoard)).status).toBe(401);
  });

  test('follows the settings of the programme and its seasons, which change no board', async () => {
    await ask(admin, sharedBoard);
    expect(await keptDuring(() => ask(admin, sharedBoard))).toBe(1);
    await change(`updateProgramme(input: { id: "${programme.id}", version: 1, name: "Another name" })`, admin);
    expect(await keptDuring(() => ask(admin, sharedBoard))).toBe(0);
    await change(
      `createSeason(input: { programme: "${programme.id}", name: "New", startsOn: "2030-01-01", endsOn: "2030-02-01" })`,
      admin,
    );
    expect(await keptDuring(() => ask(admin, sharedBoard))).toBe(0);
  });

  test('with another field that tells nothing about its answer is not kept at all', async () => {
    const both = `query Board($programme: ID!) { programmes { id } leaderboard(board: { programme: $programme, period: ALL_TIME }) { version } }`;
    await ask(admin, both);
    expect(await keptDuring(() => ask(admin, both))).toBe(0);
  });
});

test('once the switch has answered, no answer bears a hidden name, however many ask, on this node and on another', async () => {
  const other = await startTestApi({ sharing: api });
  const askBoth = () => Promise.all(Array.from({ length: 3 }, () => [names(admin), names(admin, other.url)]).flat());
  for (let round = 0; round < 3; round += 1) {
    await askBoth();
    let isAsking = true;
    const load = (async () => {
      while (isAsking) await askBoth();
    })();
    await hide();
    const shown = (await askBoth()).flat();
    isAsking = false;
    await load;
    expect(shown).not.toContain('Mia Berger');
    await change(`changeVisibility(input: { ambassador: "${ambassador}", visibility: NAMED, consentVersion: "2026-01" })`);
  }
  await other.stop();
});
