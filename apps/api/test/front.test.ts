import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestProgramme, type TestProgramme } from './fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from './fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from './harness/index.ts';

const board = `query Board($programme: ID!) {
  leaderboard(board: { programme: $programme, period: ALL_TIME }) { version memberCount standings(first: 50) { nodes { rank isViewer } } }
}`;

let api: TestApi;
/** On the same database, where every request takes the whole way: it keeps no answers. */
let whole: TestApi;
let programme: TestProgramme;
let auditor: SignedIn;
beforeAll(async () => {
  const environment = { COST_PER_MINUTE: '100000' };
  api = await startTestApi({ environment });
  whole = await startTestApi({ sharing: api, environment: { ...environment, ANSWER_CACHE_MEGABYTES: '0' } });
  programme = await createTestProgramme(api, { status: 'PILOT' });
  auditor = await programme.roleHolder('Auditor', 'AUDITOR');
  await givePoints(api, programme);
});
afterAll(async () => {
  await whole.stop();
  await api.stop();
});

async function givePoints(of: TestApi, to: TestProgramme): Promise<SignedIn> {
  const admin = await to.roleHolder('Admin', 'ADMIN');
  await publishRules(of, { programme: to, admin, rules: pointsAsTold });
  await enrol(of, { programme: to, admin, people: ['Ben'] });
  await grant(of, { programme: to, admin, points: [['Ben', 5]] });
  return admin;
}

interface Asked {
  readonly url?: string;
  readonly query?: string;
  readonly as?: SignedIn;
  readonly headers?: Readonly<Record<string, string>>;
}

async function ask({ url = api.url, query = board, as = auditor, headers = {} }: Asked = {}) {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${as.token}`, ...headers },
    body: JSON.stringify({ query, variables: { programme: programme.id } }),
  });
  return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() };
}

/** What is the same however often somebody asks: no time, no id of the request, nothing that is left of the budget. */
function withoutMoment({ status, headers, text }: Awaited<ReturnType<typeof ask>>) {
  const { date: _date, 'x-request-id': _id, 'ratelimit-remaining': _left, 'content-length': _length, ...lasting } = headers;
  return { status, headers: lasting, text: text.replace(/"remaining":\d+/, '"remaining":0') };
}

async function metric(pattern: RegExp): Promise<number> {
  return Number(pattern.exec(await (await fetch(`${api.url}/metrics`)).text())?.[1] ?? 0);
}

describe('a request that was asked before in the same words', () => {
  test.each([
    ['plain', {}],
    ['compressed', { 'accept-encoding': 'br' }],
    ['as a GraphQL response', { accept: 'application/graphql-response+json' }],
    ['in German', { 'accept-language': 'de' }],
  ])('is answered with the same status, headers and bytes as on the whole way: %s', async (_what, headers) => {
    const expected = withoutMoment(await ask({ url: whole.url, headers }));
    for (let time = 0; time < 4; time += 1) expect(withoutMoment(await ask({ headers }))).toEqual(expected);
  });

  test('is counted, charged and given a request id like any other', async () => {
    const requests = /^fanfare_http_request_duration_seconds_count\{method="POST",route="\/graphql",status="200"\} (\d+)/m;
    const operations = /^fanfare_graphql_operation_duration_seconds_count\{kind="query",outcome="success"\} (\d+)/m;
    const kept = /^fanfare_graphql_kept_answers_total (\d+)/m;
    await ask();
    await ask();
    const before = await Promise.all([requests, operations, kept].map(metric));
    const first = await ask({ headers: { 'x-request-id': 'mine-1' } });
    const second = await ask();
    expect(first.headers['x-request-id']).toBe('mine-1');
    expect(second.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    const cost = JSON.parse(first.text).extensions.cost.requested;
    expect(cost).toBeGreaterThan(0);
    expect(Number(second.headers['ratelimit-remaining'])).toBeLessThan(100_000 - cost);
    const after = await Promise.all([requests, operations, kept].map(metric));
    expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([2, 2, 2]);
  });

  test('is nothing for who lost the role, at once', async () => {
    const alone = await startTestApi();
    const own = await createTestProgramme(alone, { status: 'PILOT' });
    const admin = await givePoints(alone, own);
    const reader = await own.roleHolder('Reader', 'AUDITOR');
    const askAlone = () => alone.graphql(board, { programme: own.id }, { as: reader });
    for (let time = 0; time < 10; time += 1) expect((await askAlone()).data).toMatchObject({ leaderboard: { memberCount: 1 } });
    const [held] = await own.query<{ id: string }>("SELECT id FROM role_grant WHERE role = 'AUDITOR' AND programme_id = $1", [
      own.id,
    ]);
    const input = { programme: own.id, roleHolder: held?.id };
    const revoke = 'mutation ($input: RevokeRoleInput!) { revokeRole(input: $input) { errors { message } } }';
    (await alone.graphql(revoke, { input }, { as: admin })).ok();
    expect((await askAlone()).data).toEqual({ leaderboard: null });
    await alone.stop();
  });

  test('beyond the budget is refused as on the whole way', async () => {
    const [poor, poorWhole] = await Promise.all(
      ['64', '0'].map((ANSWER_CACHE_MEGABYTES) =>
        startTestApi({ sharing: api, environment: { COST_PER_MINUTE: '1000', ANSWER_CACHE_MEGABYTES } }),
      ),
    );
    const refusal = async (node: TestApi | undefined) => {
      if (node === undefined) throw new Error('There are two');
      for (;;) {
        const { status, headers, text } = await ask({ url: node.url });
        if (status !== 200)
          return { status, type: headers['content-type'], limit: headers['ratelimit-limit'], code: code(text) };
      }
    };
    expect(await refusal(poor)).toEqual(await refusal(poorWhole));
    await poor?.stop();
    await poorWhole?.stop();
  });
});

function code(text: string): unknown {
  return JSON.parse(text).errors[0].extensions.code;
}

describe('what is not answered before the framework looks at it reaches it whole', () => {
  test.each([
    ['no JSON', '{"query":', 400],
    ['an empty body', '', 400],
    ['another document', JSON.stringify({ query: '{ __typename }' }), 200],
    ['a long one', JSON.stringify({ query: `{ __typename } #${'x'.repeat(20_000)}` }), 200],
    ['letters beyond ASCII', JSON.stringify({ query: '{ viewer { isOperator } } # Grüße 🎉' }), 200],
  ])('%s', async (_what, body, status) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${auditor.token}` };
    const answers = await Promise.all(
      [api, whole].map(async ({ url }) => {
        const answer = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
        return { status: answer.status, text: (await answer.text()).replace(/"(remaining":\d+|requestId":"[^"]+")/g, '') };
      }),
    );
    expect(answers[0]?.status).toBe(status);
    expect(answers[0]).toEqual(answers[1]);
  });

  test('a client that goes away in the middle of its body disturbs nobody', async () => {
    const { port } = new URL(api.url);
    const socket = connect(Number(port), '127.0.0.1');
    const head = `POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${auditor.token}\r\nContent-Type: application/json`;
    await new Promise<void>((resolve) => socket.write(`${head}\r\nContent-Length: 100\r\n\r\n{"query"`, () => resolve()));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.destroy();
    await closed;
    expect((await ask()).status).toBe(200);
  });
});
