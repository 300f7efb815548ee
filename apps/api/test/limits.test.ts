import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { consentVersion, createTestProgramme } from './fixtures/programme.ts';
import { type SignedIn, startTestApi, type TestApi } from './harness/index.ts';

let api: TestApi;
let anna: SignedIn;
beforeAll(async () => {
  api = await startTestApi({
    environment: {
      ...{ OPERATION_COST_LIMIT: '1000', COST_PER_MINUTE: '1200', ANONYMOUS_COST_PER_MINUTE: '100' },
      ...{ FAILED_CREDENTIALS_PER_MINUTE: '3', INVITATION_ATTEMPTS_PER_HOUR: '3' },
    },
  });
  anna = await api.signIn('Anna');
});
afterAll(() => api.stop());

async function costOf(query: string, variables: object, as: SignedIn): Promise<Record<string, unknown>> {
  const answer = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${as.token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { extensions } = (await answer.json()) as { readonly extensions: { readonly cost: Record<string, unknown> } };
  return extensions.cost;
}

const list = `query List($first: Int) { programmes { id ambassadors(first: $first) { nodes { id displayName } pageInfo { hasNextPage } } } }`;

describe('what an operation costs', () => {
  test('grows with the lists that are asked for, and is told with the answer', async () => {
    const ben = await api.signIn('Ben');
    // 5 programmes, each with a connection, its page information, and so many ambassadors.
    expect(await costOf(list, { first: 10 }, ben)).toMatchObject({
      requested: 5 * (1 + 1 + 1 + 10),
      maximum: 1000,
      limit: 1200,
    });
    expect(await costOf(list, {}, ben)).toMatchObject({ requested: 5 * (1 + 1 + 1 + 20) });
  });

  test('counts lists that are sized themselves by what they are told', async () => {
    const groups = 'query ($many: Int!) { leaderboard(board: { programme: "none" }) { groups(first: $many) { rank } } }';
    const around = 'query ($many: Int!) { leaderboard(board: { programme: "none" }) { around(radius: $many) { rank } } }';
    expect(await costOf(groups, { many: 100 }, anna)).toMatchObject({ requested: 1 + 100 });
    expect(await costOf(around, { many: 25 }, anna)).toMatchObject({ requested: 1 + 51 });
  });

  test('is refused before anything runs when it is too much', async () => {
    let answer: Awaited<ReturnType<TestApi['graphql']>> | undefined;
    const statements = await api.statementsOf(async () => {
      answer = await api.graphql(
        '{ programmes { ambassadors(first: 100) { nodes { socialProfiles { id } id } } } }',
        {},
        { as: anna },
      );
    });
    expect(answer?.codes()).toEqual(['OPERATION_TOO_EXPENSIVE']);
    expect(answer?.data).toBeFalsy();
    expect(statements.filter((sql) => sql.includes('programme"'))).toEqual([]);
  });
});

describe('the budget of a client', () => {
  test('is told with every answer, and when it is used up, when to come back', async () => {
    const cem = await api.signIn('Cem');
    const first = await api.graphql(list, { first: 100 }, { as: cem });
    expect(
      Object.fromEntries(['limit', 'remaining', 'policy'].map((name) => [name, first.headers.get(`ratelimit-${name}`)])),
    ).toEqual({
      ...{ limit: '1200', policy: '1200;w=60' },
      remaining: String(1200 - 5 * 103),
    });
    await api.graphql(list, { first: 100 }, { as: cem });
    const refused = await api.graphql(list, { first: 100 }, { as: cem });
    expect(refused.status).toBe(429);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'TOO_MANY_REQUESTS', retryAfter: expect.any(Number) } }]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await api.graphql(list, { first: 1 }, { as: anna })).status).toBe(200);
    const overSocket = await api.subscribe(list, { first: 100 }, { as: cem });
    await expect(overSocket.next()).rejects.toMatchObject([{ extensions: { code: 'TOO_MANY_REQUESTS' } }]);
    await overSocket.stop();
  });

  test('is that of the address where nobody is signed in', async () => {
    const ask = () => api.graphql('{ viewer { isOperator } }');
    // Twice the budget of a minute: what the minute gives back meanwhile cannot cover it.
    const answers = await Promise.all(Array.from({ length: 200 }, ask));
    expect(answers.map(({ status }) => status)).toContain(429);
  });
});

describe('guessing', () => {
  test('wrong credentials are refused with 401 so often, then with 429', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 5; attempt += 1)
      statuses.push((await api.graphql('{ __typename }', {}, { as: 'fft_wrong' })).status);
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
    expect((await api.graphql('{ __typename }', {}, { as: anna })).status).toBe(200);
  });

  test('wrong invitation codes are refused so often, then not looked at for a while, not even a right one', async () => {
    const programme = await createTestProgramme(api, { joinPolicy: 'INVITATION', invitationCode: 'the-right-code' });
    const join = (invitationCode: string) =>
      api.graphql<{ joinProgramme: { errors: readonly { path: readonly string[] }[] } }>(
        'mutation ($input: JoinProgrammeInput!) { joinProgramme(input: $input) { errors { path } } }',
        { input: { programme: programme.id, displayName: 'Anna', consentVersion, invitationCode } },
        { as: anna },
      );
    for (let guess = 0; guess < 3; guess += 1) expect((await join(`wrong-${guess}`)).ok().joinProgramme.errors).not.toEqual([]);
    const refused = await join('the-right-code');
    expect(refused.errors).toMatchObject([{ extensions: { code: 'TOO_MANY_REQUESTS', retryAfter: expect.any(Number) } }]);
  });
});
