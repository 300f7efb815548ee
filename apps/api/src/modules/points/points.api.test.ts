import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { consentVersion, createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, publishRules } from '../../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
let ada: string;

beforeAll(async () => {
  api = await startTestApi();
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin });
  const person = { externalReference: 'ada', departmentKey: 'sales', visibility: 'NAMED' };
  const ids = await enrol(api, { programme, admin, people: [person, 'ben'] });
  ada = ids.get('ada') ?? '';
  await record(['a-1', '2026-03-02'], ['a-2', '2026-03-03'], ['a-3', '2026-03-04']);
  await withdraw('a-1');
});
afterAll(() => api.stop());

/** Posts of Ada that the channel verified, by their day. */
async function record(...posts: readonly (readonly [externalId: string, day: string])[]): Promise<void> {
  const activities = posts.map(([externalId, day]) => ({
    ...{ externalId, ambassadorReference: 'ada', kind: 'POST', channel: 'LINKEDIN', evidence: 'CHANNEL_VERIFIED' },
    occurredAt: `${day}T09:00:00.000Z`,
  }));
  const answer = await api.graphql<{ recordActivities: { results: readonly { outcome: string }[] } }>(
    'mutation ($input: RecordActivitiesInput!) { recordActivities(input: $input) { results { outcome } } }',
    { input: { programme: programme.id, source: 'test', activities } },
    { as: admin },
  );
  expect(answer.ok().recordActivities.results.map(({ outcome }) => outcome)).toEqual(posts.map(() => 'RECORDED'));
}

async function withdraw(externalId: string): Promise<void> {
  const [activity] = await programme.query<{ id: string }>('SELECT id FROM activity WHERE external_id = $1', [externalId]);
  const answer = await api.graphql<{ withdrawActivity: { errors: readonly object[] } }>(
    'mutation ($input: WithdrawActivityInput!) { withdrawActivity(input: $input) { errors { code message } } }',
    { input: { activity: activity?.id, reason: 'Deleted by its author' } },
    { as: admin },
  );
  expect(answer.ok().withdrawActivity.errors).toEqual([]);
}

interface Entry {
  readonly number: number;
  readonly kind: string;
  readonly rule: string;
  readonly granted: number;
  readonly reason: string | null;
  readonly german: string;
  readonly english: string;
  readonly reverses: { readonly number: number } | null;
  readonly reversedBy: { readonly number: number } | null;
}

interface History {
  readonly pointsBalance: number;
  readonly ledgerEntries: {
    readonly totalCount: number;
    readonly nodes: readonly Entry[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const HISTORY = `query ($id: ID!, $first: Int!, $after: String) {
  ambassador(id: $id) {
    pointsBalance
    ledgerEntries(first: $first, after: $after) {
      totalCount
      nodes {
        number kind rule granted reason german: explanation(language: GERMAN) english: explanation(language: ENGLISH)
        reverses { number } reversedBy { number }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

async function historyOf(id: string, page: { first?: number; after?: string | null } = {}): Promise<History> {
  const variables = { id, first: page.first ?? 100, after: page.after ?? null };
  return (await api.graphql<{ ambassador: History }>(HISTORY, variables, { as: admin })).ok().ambassador;
}

describe('the points history of an ambassador', () => {
  test('is shown newest first, and adds up to the balance', async () => {
    const { pointsBalance, ledgerEntries } = await historyOf(ada);
    const numbers = ledgerEntries.nodes.map(({ number }) => number);
    expect(numbers).toEqual([...numbers].sort((one, other) => other - one));
    expect(pointsBalance).toBe(ledgerEntries.nodes.reduce((sum, { granted }) => sum + granted, 0));
    // The first post of the week earned 2 + 8 and was withdrawn; the second half of it, the third nothing.
    expect(ledgerEntries.nodes.map(({ kind, rule, granted }) => [kind, rule, granted]).reverse()).toEqual([
      ['GRANT', 'post', 2],
      ['GRANT', 'post-verified', 8],
      ['GRANT', 'post', 1],
      ['GRANT', 'post-verified', 4],
      ['GRANT', 'post', 0],
      ['GRANT', 'post-verified', 0],
      ['REVERSAL', 'post', -2],
      ['REVERSAL', 'post-verified', -8],
    ]);
  });

  test('explains every entry in German and in English', async () => {
    const { nodes } = (await historyOf(ada)).ledgerEntries;
    const [half] = nodes.filter(({ rule, granted }) => rule === 'post-verified' && granted === 4);
    expect(half?.english).toContain('Post verified by the channel');
    expect(half?.english).toMatch(/\b4\b/);
    expect(half?.german).toContain('Vom Kanal bestätigter Beitrag');
    for (const { german, english } of nodes) {
      expect(german).not.toBe('');
      expect(german).not.toBe(english);
    }
  });

  test('links a reversal with what it takes back, and says why', async () => {
    const { nodes } = (await historyOf(ada)).ledgerEntries;
    const reversals = nodes.filter(({ kind }) => kind === 'REVERSAL');
    expect(reversals).toHaveLength(2);
    for (const reversal of reversals) {
      const reversed = nodes.find(({ number }) => number === reversal.reverses?.number);
      expect(reversed?.reversedBy).toEqual({ number: reversal.number });
      expect(reversed?.granted).toBe(-reversal.granted);
      expect(reversal.reason).toBe('Deleted by its author');
    }
  });

  test('comes page by page without gap or repeat', async () => {
    const whole = (await historyOf(ada)).ledgerEntries;
    const collected: number[] = [];
    for (let after: string | null = null; ; ) {
      const { nodes, pageInfo, totalCount }: History['ledgerEntries'] = (await historyOf(ada, { first: 3, after }))
        .ledgerEntries;
      expect(totalCount).toBe(whole.nodes.length);
      collected.push(...nodes.map(({ number }) => number));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(collected).toEqual(whole.nodes.map(({ number }) => number));
  });

  test('is read by who may, and by no other ambassador', async () => {
    const balance = 'query ($id: ID!) { ambassador(id: $id) { pointsBalance } }';
    const read = async (as: SignedIn | string) => (await api.graphql(balance, { id: ada }, { as })).codes();
    const colleague = await api.signIn('Mia');
    const join = 'mutation ($input: JoinProgrammeInput!) { joinProgramme(input: $input) { errors { code } } }';
    await api.graphql(join, { input: { programme: programme.id, displayName: 'Mia', consentVersion } }, { as: colleague });
    expect(await read(await programme.roleHolder('Auditor', 'AUDITOR'))).toEqual([]);
    expect(await read(await programme.roleHolder('Carla', 'COMMUNICATOR', 'sales'))).toEqual([]);
    expect(await read(colleague)).toEqual(['FORBIDDEN']);
    const elsewhere = await programme.roleHolder('Karl', 'COMMUNICATOR', 'care');
    expect((await api.graphql(balance, { id: ada }, { as: elsewhere })).data).toEqual({ ambassador: null });
  });
});

describe('the ledger', () => {
  test('is numbered without gaps and chained by hashes that anybody can compute again', async () => {
    const lines = await chainedLines();
    let previous = Buffer.alloc(0);
    for (const [index, { line, previousHash, hash }] of lines.entries()) {
      expect(line['number']).toBe(index + 1);
      expect(previousHash.equals(previous)).toBe(true);
      previous = createHash('sha256').update(previous).update(sortedJson(line)).digest();
      expect(hash.equals(previous)).toBe(true);
    }
    const [head] = await programme.query<{ number: string; hash: Buffer }>(
      'SELECT ledger_number AS number, ledger_hash AS hash FROM programme_head WHERE programme_id = $1',
      [programme.id],
    );
    expect([Number(head?.number), head?.hash.equals(previous)]).toEqual([lines.length, true]);
  });

  test('shows a change of any line in every hash behind it', async () => {
    const [first, second] = await chainedLines();
    const tampered = sortedJson({ ...first?.line, granted: 1000 });
    const hash = createHash('sha256')
      .update(first?.previousHash ?? '')
      .update(tampered)
      .digest();
    expect(second?.previousHash.equals(hash)).toBe(false);
  });
});

interface ChainedLine {
  readonly line: Readonly<Record<string, unknown>>;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
}

/** The lines as they were hashed, read straight from the table. */
async function chainedLines(): Promise<readonly ChainedLine[]> {
  const client = new Client({ connectionString: api.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT programme_id AS "programmeId", number::int, id, kind, fact_sequence::int AS "factSequence",
              ambassador_id AS "ambassadorId", activity_id AS "activityId",
              reading_id AS "readingId", rescoring_id AS "rescoringId", rule_set_version AS "ruleSetVersion", rule_key AS "ruleKey", requested::int, granted::int,
              (extract(epoch FROM counts_at) * 1000)::float8 AS "countsAt",
              (extract(epoch FROM recorded_at) * 1000)::float8 AS "recordedAt", reasons, reverses_number::int AS "reversesNumber",
              reason, idempotency_key AS "idempotencyKey", previous_hash, hash
         FROM ledger_entry WHERE programme_id = $1 ORDER BY number`,
      [programme.id],
    );
    return rows.map(({ previous_hash, hash, ...line }) => ({ line, previousHash: previous_hash, hash }));
  } finally {
    await client.end();
  }
}

/** JSON without white space, properties in the order of their names. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
