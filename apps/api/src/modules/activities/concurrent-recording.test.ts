import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, publishRules } from '../../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';
import { systemClock } from '../../platform/clock.ts';
import { createDatabase, type ManagedDatabase } from '../../platform/database/database.ts';
import { createInProcessEventBus } from '../../platform/events/in-process-event-bus.ts';
import { createMetrics } from '../../platform/metrics.ts';
import { ActivitiesRecorder, type RecordingRequest } from './activities.recorder.ts';
import type { ActivityDraft } from './activity-draft.ts';

const writers = 32;

/** A training earns a point an hour, for two trainings a week. */
const cappedRules = {
  format: 1,
  name: { german: 'Gedeckelt', english: 'Capped' },
  rules: [
    {
      key: 'told',
      name: { german: 'Ansage', english: 'Told' },
      matches: { kinds: ['TRAINING_COMPLETED'] },
      award: { type: 'PER_COUNT', points: 1, maximum: 1000 },
      limits: [{ scope: 'RULE', per: 'ISO_WEEK', measure: 'COUNT', maximum: 2 }],
    },
  ],
};

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
/** The recorder of another node: its own process would share as little with the API's. */
let elsewhere: ActivitiesRecorder;
let database: ManagedDatabase;
let ids: ReadonlyMap<string, string>;

beforeAll(async () => {
  api = await startTestApi();
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules: cappedRules });
  ids = await enrol(api, { programme, admin, people: ['ada', 'ben', 'cleo', 'dora', 'emil', 'finn', 'gina', 'hugo'] });
  database = createDatabase({
    ...{ url: api.databaseUrl, poolSize: 4, statementTimeoutMilliseconds: 15_000, applicationName: 'fanfare-test' },
    events: createInProcessEventBus(() => undefined),
    observer: { onStatement: () => undefined, onSlowStatement: () => undefined },
  });
  await database.open([]);
  elsewhere = new ActivitiesRecorder({ database, clock: systemClock, metrics: createMetrics() });
});
afterAll(async () => {
  await database.close();
  await api.stop();
});

function draft(externalId: string, reference: string): ActivityDraft {
  return {
    ...{ source: 'race', externalId, ambassador: { id: ids.get(reference) ?? '' }, kind: 'TRAINING_COMPLETED' },
    ...{ channel: 'IN_PERSON', occurredAt: new Date('2026-03-04T10:00:00.000Z'), evidence: 'SELF_REPORTED', campaignKey: null },
    ...{
      hashtags: [],
      url: null,
      disclosed: null,
      textLength: null,
      amplifies: null,
      contentKey: null,
      quantity: 1,
      reading: null,
    },
  };
}

function here(externalId: string, reference: string, more: object = {}) {
  const { occurredAt, kind, channel, quantity } = draft(externalId, reference);
  const activity = {
    externalId,
    ambassadorReference: reference,
    kind,
    channel,
    quantity,
    occurredAt: occurredAt.toISOString(),
  };
  const mutation = `mutation ($input: RecordActivitiesInput!) {
    recordActivities(input: $input) { results { outcome activity { id sequence } } errors { code } } }`;
  const input = { programme: programme.id, source: 'race', activities: [activity], ...more };
  return api
    .graphql<{ recordActivities: { results: { outcome: string; activity: { id: string } }[] } }>(
      mutation,
      { input },
      { as: admin },
    )
    .then((answer) => answer.ok().recordActivities.results[0]);
}

async function outcomeHere(externalId: string, reference: string): Promise<string | undefined> {
  return (await here(externalId, reference))?.outcome;
}

function there(externalId: string, reference: string, more: Partial<RecordingRequest> = {}) {
  const request = { programmeId: programme.id, drafts: [draft(externalId, reference)], importId: null, ...more };
  return elsewhere.record(request).then((recorded) => (recorded.ok ? recorded.value[0]?.outcome : undefined));
}

/** Half of them on this node, half on another. */
function together<Result>(work: (index: number, isHere: boolean) => Promise<Result>): Promise<readonly Result[]> {
  return Promise.all(Array.from({ length: writers }, (_, index) => work(index, index % 2 === 0)));
}

async function entriesOf(reference: string): Promise<readonly number[]> {
  const rows = await programme.query<{ granted: number }>(
    'SELECT granted::int FROM ledger_entry WHERE ambassador_id = $1 ORDER BY number',
    [ids.get(reference)],
  );
  return rows.map(({ granted }) => granted);
}

describe('32 writers at once, on two nodes,', () => {
  test('[IN5] for the last place under somebody’s limit: exactly one passes, all others are booked with 0', async () => {
    await there('first', 'ada');
    const outcomes = await together((index, isHere) => (isHere ? outcomeHere : there)(`race-${index}`, 'ada'));
    expect(outcomes).toEqual(Array.from({ length: writers }, () => 'RECORDED'));
    const [first, ...others] = await entriesOf('ada');
    expect(first).toBe(1);
    expect(others).toHaveLength(writers);
    expect(others.filter((granted) => granted === 1)).toEqual([1]);
  });

  test('[IN2] with the same fact: it is recorded and booked once', async () => {
    const outcomes = await together((_, isHere) => (isHere ? outcomeHere : there)('same', 'ben'));
    expect([...outcomes].sort()).toEqual([...Array.from({ length: writers - 1 }, () => 'DUPLICATE'), 'RECORDED']);
    expect(await entriesOf('ben')).toEqual([1]);
  });

  test('with the same key: all get the first answer', async () => {
    const answers = await together(() => here('keyed', 'cleo', { clientMutationId: 'once' }));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ outcome: 'RECORDED' });
    expect(await entriesOf('cleo')).toEqual([1]);
  });

  test('leave numbers without gaps and a chain without forks', async () => {
    const [row] = await programme.query<{ broken: number; lines: number; last: number }>(
      `SELECT count(*) FILTER (WHERE previous_hash IS DISTINCT FROM coalesce(hash_before, '\\x'))::int AS broken,
              count(*)::int AS lines, max(number)::int AS last
         FROM (SELECT number, previous_hash, lag(hash) OVER (ORDER BY number) AS hash_before
                 FROM ledger_entry WHERE programme_id = $1) AS line`,
      [programme.id],
    );
    expect(row).toEqual({ broken: 0, lines: row?.last, last: row?.last });
  });
});

describe('requests that share a transaction', () => {
  /** Starts a request that holds the queue, then the others, which therefore share the next transaction. */
  async function shared(reference: string, faults: Readonly<Record<number, RecordingRequest['alongside']>>) {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const holder = there(`${reference}-holder`, reference, { alongside: () => held });
    const requests = Array.from({ length: 6 }, (_, index) => {
      const { [index]: fault } = faults;
      return there(`${reference}-${index}`, reference, fault === undefined ? {} : { alongside: fault });
    });
    const settled = Promise.allSettled(requests);
    release();
    await holder;
    return (await settled).map((request) =>
      request.status === 'fulfilled' ? request.value : (request.reason as Error).message,
    );
  }

  test('do not suffer from one that fails: not from an error of its own, nor from one of the database', async () => {
    const outcomes = await shared('dora', {
      2: async () => {
        throw new Error('ended elsewhere');
      },
      4: (manager) => manager.query('SELECT 1 / 0'),
    });
    expect(outcomes).toEqual(['RECORDED', 'RECORDED', 'ended elsewhere', 'RECORDED', 'division by zero', 'RECORDED']);
    const known = await programme.query(
      `SELECT external_id FROM activity WHERE programme_id = $1 AND external_id LIKE 'dora-%' ORDER BY sequence`,
      [programme.id],
    );
    expect(known.map((row) => Object.values(row as object)[0])).toEqual([
      'dora-holder',
      'dora-0',
      'dora-1',
      'dora-3',
      'dora-5',
    ]);
  });

  test('all fail when the connection is lost, and count once when they are sent again', async () => {
    const outcomes = await shared('emil', {
      3: async (manager) => {
        const [backend]: readonly { pid: number }[] = await manager.query('SELECT pg_backend_pid() AS pid');
        await programme.query('SELECT pg_terminate_backend($1)', [backend?.pid]);
        await manager.query('SELECT 1');
      },
    });
    expect(new Set(outcomes).size).toBe(1);
    expect(outcomes[0]).toMatch(/connection/i);
    expect(await entriesOf('emil')).toEqual([1]);
    const again = await Promise.all(Array.from({ length: 6 }, (_, index) => there(`emil-${index}`, 'emil')));
    expect(again).toEqual(Array.from({ length: 6 }, () => 'RECORDED'));
    expect(await entriesOf('emil')).toEqual([1, 1, 0, 0, 0, 0, 0]);
  });

  describe('when PostgreSQL refuses the first of the statements that are sent together,', () => {
    /** Lets the next insert of facts fail once, beside whatever becomes of its transaction. */
    async function failNextInsert(state: string): Promise<void> {
      await programme.query(`CREATE SEQUENCE IF NOT EXISTS inserts_seen`);
      await programme.query(`ALTER SEQUENCE inserts_seen RESTART`);
      await programme.query(`CREATE OR REPLACE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN IF nextval('inserts_seen') = 1 THEN RAISE EXCEPTION 'struck down' USING ERRCODE = '${state}'; END IF; RETURN NULL; END $$`);
      await programme.query(
        `CREATE OR REPLACE TRIGGER fails_once BEFORE INSERT ON activity FOR EACH STATEMENT EXECUTE FUNCTION fail_once()`,
      );
    }
    afterAll(() => programme.query('DROP TRIGGER fails_once ON activity'));

    test('its own error is told, not that the transaction is aborted', async () => {
      await failNextInsert('P0001');
      await expect(there('told', 'gina')).rejects.toThrow('struck down');
    });

    test('the transaction runs again when it was sacrificed to another one', async () => {
      await failNextInsert('40P01');
      expect(await there('sacrificed', 'gina')).toBe('RECORDED');
      expect(await entriesOf('gina')).toEqual([1]);
    });
  });

  test('do not wait for what follows from the commit before them: only its own answer does', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let follow: () => void = () => undefined;
    const twice = new Promise<void>((resolve) => {
      follow = resolve;
    });
    let commits = 0;
    database.onCommit(async () => {
      commits += 1;
      if (commits === 2) follow();
      await held;
    });
    let isAnswered = false;
    const first = there('before', 'hugo').finally(() => {
      isAnswered = true;
    });
    const second = there('behind', 'hugo', { alongside: async () => undefined });
    await twice;
    expect(isAnswered).toBe(false);
    expect(await entriesOf('hugo')).toEqual([1, 1]);
    release();
    expect(await Promise.all([first, second])).toEqual(['RECORDED', 'RECORDED']);
  });

  test('see what an administrator changed before them', async () => {
    const named = { drafts: [{ ...draft('finn-campaign', 'finn'), campaignKey: 'new' }] };
    expect(await there('finn-campaign', 'finn', named)).toBe('REFUSED');
    await programme.query(
      `INSERT INTO campaign (id, programme_id, key, name, created_at)
         VALUES (gen_random_uuid(), $1, 'new', 'New', now())`,
      [programme.id],
    );
    expect(await there('finn-campaign', 'finn', named)).toBe('RECORDED');
    await programme.query(`UPDATE programme SET status = 'ARCHIVED' WHERE id = $1`, [programme.id]);
    expect(await there('finn-late', 'finn')).toBe('REFUSED');
  });
});
