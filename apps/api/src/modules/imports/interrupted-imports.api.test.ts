import { randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  countsOf,
  followImport,
  type HeldUpload,
  holdUpload,
  type ImportUpload,
  importFile,
  readImportRun,
  streamFile,
} from '../../../test/fixtures/importing.ts';
import { createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, publishRules } from '../../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
let now = new Date('2026-06-01T12:00:00Z');

beforeAll(async () => {
  api = await startTestApi({ clock: { now: () => now } });
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin });
  await enrol(api, { programme, admin, people: ['ada', 'ben'] });
});
afterAll(() => api.stop());

const header = 'externalId,ambassador,kind,channel,occurredAt\n';

function lines(prefix: string, { from = 0, to }: { readonly from?: number; readonly to: number }): string {
  const records = Array.from(
    { length: to - from },
    (_, index) => `${prefix}-${from + index},ada,POST,LINKEDIN,2026-03-02T09:00Z\n`,
  );
  return records.join('');
}

function uploadOf(importId: string, more: Partial<ImportUpload> = {}): ImportUpload {
  return { programme: programme.key, as: admin, parameters: { importId }, ...more };
}

/** An upload of which 2,500 lines have been sent and 2,000 recorded. */
async function halfway(prefix: string, at: TestApi = api): Promise<{ readonly id: string; readonly held: HeldUpload }> {
  const id = randomUUID();
  const held = holdUpload(at, uploadOf(id));
  held.send(header + lines(prefix, { to: 2500 }));
  await begun(at, id);
  await followImport(at, { id, as: admin, until: (run) => run.linesRead === 2000 });
  return { id, held };
}

/** An import can be followed from when its first bytes have come. */
async function begun(at: TestApi, id: string): Promise<void> {
  while ((await readImportRun(at, { id, as: admin })) === null) await new Promise(setImmediate);
}

async function factsOf(prefix: string): Promise<number> {
  const [row] = await programme.query<{ facts: number }>(
    'SELECT count(*)::int AS facts FROM activity WHERE programme_id = $1 AND external_id LIKE $2',
    [programme.id, `${prefix}-%`],
  );
  return row?.facts ?? 0;
}

describe('an upload that breaks off', () => {
  test('is interrupted behind its last batch, and goes on there when the same file comes again', async () => {
    const { id, held } = await halfway('broken');
    held.breakOff();
    const told = await followImport(api, { id, as: admin, until: (run) => run.status !== 'RUNNING' });
    expect(told.at(-1)).toMatchObject({ status: 'INTERRUPTED', linesRead: 2000, failure: 'The upload ended early.' });
    const file = header + lines('broken', { to: 3456 });
    const answer = await importFile(api, { ...uploadOf(id), body: file });
    expect(answer.body).toMatchObject({ importId: id, status: 'COMPLETED', linesRead: 3456, recorded: 3456, duplicates: 0 });
    expect(await factsOf('broken')).toBe(3456);
    expect(await readImportRun(api, { id, as: admin })).toMatchObject({ bytesRead: file.length, failure: null });
  });

  test('is not taken up with another file, with another header, or with other parameters', async () => {
    const { id, held } = await halfway('other');
    held.breakOff();
    await followImport(api, { id, as: admin, until: (run) => run.status !== 'RUNNING' });
    const before = await readImportRun(api, { id, as: admin });
    const another = header + lines('other', { to: 1999 }) + lines('else', { to: 1000 });
    const shorter = header + lines('other', { to: 1500 });
    const swapped = header.replace('ambassador,kind', 'kind,ambassador') + lines('other', { to: 3000 });
    for (const body of [another, shorter, swapped, header]) {
      const answer = await importFile(api, { ...uploadOf(id), body });
      expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([409, 'ANOTHER_FILE']);
    }
    const file = header + lines('other', { to: 2500 });
    for (const parameters of [
      { importId: id, map: 'kind:' },
      { importId: id, source: 'another' },
    ]) {
      const answer = await importFile(api, { ...uploadOf(id), parameters, body: file });
      expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([409, 'OTHER_PARAMETERS']);
    }
    const after = await readImportRun(api, { id, as: admin });
    expect({ ...after, finishedAt: null, bytesRead: 0 }).toEqual({ ...before, finishedAt: null, bytesRead: 0 });
    expect(await factsOf('else')).toBe(0);
    expect((await importFile(api, { ...uploadOf(id), body: file })).body).toMatchObject({
      status: 'COMPLETED',
      linesRead: 2500,
    });
  });

  test('together with its whole node is taken for lost after a minute, and its late bytes change nothing', async () => {
    const { id, held } = await halfway('lost');
    now = new Date(now.getTime() + 61_000);
    expect(await readImportRun(api, { id, as: admin })).toMatchObject({ status: 'INTERRUPTED' });
    const answer = await importFile(api, { ...uploadOf(id), body: header + lines('lost', { to: 4000 }) });
    expect(countsOf(answer)).toEqual([4000, 4000, 0, 0]);
    held.end(lines('lost', { from: 2500, to: 4000 }));
    expect((await held.answer).body).toMatchObject({ status: 'COMPLETED', linesRead: 4000, recorded: 4000 });
    expect(await factsOf('lost')).toBe(4000);
  });
});

describe('an upload that goes on for ever', () => {
  test('is interrupted after its time and says so; what came is recorded when the same file comes again', async () => {
    const impatient = await startTestApi({ sharing: api, clock: { now: () => now }, environment: { IMPORT_SECONDS: '1' } });
    const id = randomUUID();
    const held = holdUpload(impatient, uploadOf(id));
    held.send(header + lines('endless', { to: 10 }));
    expect(await held.answer).toMatchObject({
      status: 503,
      body: {
        status: 'INTERRUPTED',
        failure: 'The import took longer than one upload may. Send the same file again to go on.',
      },
    });
    held.breakOff();
    await impatient.stop();
    const answer = await importFile(api, { ...uploadOf(id), body: header + lines('endless', { to: 10 }) });
    expect(answer.body).toMatchObject({ status: 'COMPLETED', recorded: 10 });
  });
});

describe('a server that stops', () => {
  test('interrupts its imports and says so; another one goes on', async () => {
    const second = await startTestApi({
      clock: { now: () => now },
      environment: { DATABASE_URL: api.databaseUrl, OIDC_ISSUER: api.identityProvider.issuer },
    });
    const { id, held } = await halfway('stopped', second);
    await second.stop();
    expect(await held.answer).toMatchObject({ status: 503, body: { importId: id, status: 'INTERRUPTED', linesRead: 2000 } });
    const answer = await importFile(api, { ...uploadOf(id), body: header + lines('stopped', { to: 2600 }) });
    expect(answer.body).toMatchObject({ status: 'COMPLETED', linesRead: 2600, recorded: 2600 });
  });
});

describe('an import that runs', () => {
  test('is not run a second time', async () => {
    const { id, held } = await halfway('running');
    const second = await importFile(api, { ...uploadOf(id), body: header + lines('running', { to: 2500 }) });
    expect([second.status, second.body.errors?.[0]?.extensions.code]).toEqual([409, 'STATE']);
    held.end();
    expect(await held.answer).toMatchObject({ status: 200, body: { status: 'COMPLETED', recorded: 2500 } });
    const third = await importFile(api, { ...uploadOf(id), body: header + lines('running', { to: 2500 }) });
    expect([third.status, third.body.errors?.[0]?.message]).toEqual([
      409,
      'This import is COMPLETED; only an interrupted one can be resumed.',
    ]);
  });

  test('is begun by one of two that come at once', async () => {
    const id = randomUUID();
    const body = header + lines('twice', { to: 1500 });
    const answers = await Promise.all([1, 2].map(() => importFile(api, { ...uploadOf(id), body })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await factsOf('twice')).toBe(1500);
  });

  test('can be cancelled: what is recorded stays, nothing more comes', async () => {
    const { id, held } = await halfway('cancelled');
    const cancel = 'mutation ($id: ID!) { cancelImport(input: { id: $id }) { importRun { status } errors { code } } }';
    const cancelled = await api.graphql(cancel, { id }, { as: admin });
    expect(cancelled.data).toEqual({ cancelImport: { importRun: { status: 'CANCELLED' }, errors: [] } });
    held.end(lines('cancelled', { from: 2500, to: 5000 }));
    expect(await held.answer).toMatchObject({ status: 409, body: { status: 'CANCELLED', linesRead: 2000, recorded: 2000 } });
    expect(await factsOf('cancelled')).toBe(2000);
    const again = await api.graphql(cancel, { id }, { as: admin });
    expect(again.data).toEqual({ cancelImport: { importRun: null, errors: [{ code: 'STATE' }] } });
    const resumed = await importFile(api, { ...uploadOf(id), body: header + lines('cancelled', { to: 5000 }) });
    expect(resumed.status).toBe(409);
  });

  test('is followed to its end, also by who comes late', async () => {
    const { id, held } = await halfway('followed');
    const following = followImport(api, { id, as: admin, until: (run) => run.status !== 'RUNNING' });
    held.end(lines('followed', { from: 2500, to: 4000 }));
    const told = await following;
    expect(told.at(-1)).toMatchObject({ status: 'COMPLETED', linesRead: 4000 });
    expect(told.map((run) => run.linesRead)).toEqual(told.map((run) => run.linesRead).sort((one, other) => one - other));
    await held.answer;
    const late = await followImport(api, { id, as: admin, until: (run) => run.status !== 'RUNNING' });
    expect(late).toHaveLength(1);
    expect(late[0]).toMatchObject({ status: 'COMPLETED', linesRead: 4000 });
  });

  test('is shown to nobody else', async () => {
    const { id, held } = await halfway('hidden');
    const auditor = await programme.roleHolder('Auditor', 'AUDITOR');
    const subscription = await api.subscribe(
      'subscription ($id: ID!) { importProgressed(id: $id) { id } }',
      { id },
      { as: auditor },
    );
    await expect(subscription.next()).resolves.toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    await subscription.stop();
    held.end();
    await held.answer;
  });
});

describe('a large file', () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const padding = 'x'.repeat(8000);

  /** The most memory that was in use while a file of so many records was sent and recorded, in bytes. */
  async function memoryFor(records: number): Promise<number> {
    let most = 0;
    async function* file(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`${header.trim()},note\n`);
      for (let sent = 0; sent < records; sent += 100) {
        const record = `large-1,ada,POST,LINKEDIN,2026-03-02T09:00Z,${padding}\n`;
        yield Buffer.from(record.repeat(100));
        if (sent % 1000 !== 0) continue;
        collectGarbage();
        const { heapUsed, external } = process.memoryUsage();
        most = Math.max(most, heapUsed + external);
      }
    }
    const answer = await streamFile(api, { programme: programme.key, as: admin, body: file() });
    expect(answer).toMatchObject({ status: 'COMPLETED', linesRead: records, failed: 0 });
    return most;
  }

  test('takes no more memory than a small one', async () => {
    await memoryFor(1000);
    const small = await memoryFor(2000);
    const large = await memoryFor(12_000);
    // Ten thousand more records are 80 MB.
    expect(large - small).toBeLessThan(30_000_000);
  });
});
