import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { countsOf, type ImportUpload, importFile, readImportRun, readLineErrors } from '../../../test/fixtures/importing.ts';
import { createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, publishRules } from '../../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';
import { mostLineErrors } from './imports.repository.ts';
import { longestLine } from './lines.ts';

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
let machine: string;

beforeAll(async () => {
  api = await startTestApi({ environment: { IMPORT_UNPACKED_MEGABYTES: '1' } });
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  machine = await programme.apiToken('IMPORTS_WRITE');
  await publishRules(api, { programme, admin });
  await enrol(api, { programme, admin, people: ['ada', 'ben'] });
});
afterAll(() => api.stop());

const header = 'externalId,ambassador,kind,channel,occurredAt';

/** A file of its own for each test: the names of a test's facts begin alike. */
function csv(...lines: readonly string[]): string {
  return [header, ...lines, ''].join('\n');
}

function line(externalId: string, more: { readonly ambassador?: string; readonly kind?: string; readonly at?: string } = {}) {
  const { ambassador = 'ada', kind = 'POST', at = '2026-03-02T09:00Z' } = more;
  return [externalId, ambassador, kind, 'LINKEDIN', at].join(',');
}

function send(body: string | Uint8Array<ArrayBuffer>, more: Partial<ImportUpload> = {}) {
  return importFile(api, { programme: programme.key, as: machine, body, ...more });
}

async function recorded(prefix: string): Promise<readonly string[]> {
  const rows = await programme.query<{ id: string }>(
    'SELECT external_id AS id FROM activity WHERE programme_id = $1 AND external_id LIKE $2 ORDER BY sequence',
    [programme.id, `${prefix}%`],
  );
  return rows.map(({ id }) => id);
}

describe('a file', () => {
  test('of CSV is recorded in its order and counted', async () => {
    const answer = await send(csv(line('csv-1'), line('csv-2', { ambassador: 'ben', kind: 'reply' }), line('csv-1')));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      status: 'COMPLETED',
      linesRead: 3,
      recorded: 2,
      duplicates: 1,
      failed: 0,
      failure: null,
    });
    expect(await recorded('csv-')).toEqual(['csv-1', 'csv-2']);
  });

  test('of NDJSON likewise, with readings of the engagement and hashtags', async () => {
    const fact = {
      externalId: 'json-1',
      ambassador: 'ada',
      kind: 'POST',
      channel: 'LINKEDIN',
      occurredAt: '2026-03-02T09:00Z',
    };
    const more = { hashtags: ['#Launch'], likes: 4, readAt: '2026-03-03T09:00Z', unknown: { nested: true } };
    const answer = await send(`${JSON.stringify({ ...fact, ...more })}\n${JSON.stringify({ ...fact, externalId: 7 })}`, {
      format: 'ndjson',
    });
    expect(countsOf(answer)).toEqual([2, 2, 0, 0]);
    const again = await send(JSON.stringify({ ...fact, ...more, likes: 9, readAt: '2026-03-04T09:00Z' }), { format: 'ndjson' });
    expect(countsOf(again)).toEqual([1, 1, 0, 0]);
  });

  test('without a line break at its end, with CRLF, a byte order mark and empty lines', async () => {
    const answer = await send(`\uFEFF${header}\r\n\r\n${line('ends-1')}\r\n\r\n${line('ends-2')}`);
    expect(countsOf(answer)).toEqual([2, 2, 0, 0]);
  });

  test('of other columns, words and gaps, as the address says', async () => {
    const file =
      'post_id;author;type;when;followers\nmapped-1;ada;Rant;2026-03-02T09:00Z;12\nmapped-2;ben;reply;2026-03-02T09:00Z;\n';
    const parameters = {
      map: ['post_id:externalId', 'author:ambassador', 'type:kind', 'when:occurredAt', 'followers:'],
      value: ['kind:rant:ARTICLE', 'channel:net:MASTODON'],
      default: ['channel:net', 'evidence:PEER_CONFIRMED'],
      source: 'community',
    };
    expect(countsOf(await send(file, { parameters }))).toEqual([2, 2, 0, 0]);
    const rows = await programme.query(
      "SELECT kind, channel, evidence, source FROM activity WHERE external_id LIKE 'mapped-%' ORDER BY sequence",
    );
    expect(rows).toEqual([
      { kind: 'ARTICLE', channel: 'MASTODON', evidence: 'PEER_CONFIRMED', source: 'community' },
      { kind: 'COMMENT', channel: 'MASTODON', evidence: 'PEER_CONFIRMED', source: 'community' },
    ]);
  });

  test('that is packed with gzip is unpacked, and its size is that of the file', async () => {
    const file = csv(line('packed-1'), line('packed-2'));
    const parts = [file.slice(0, 70), file.slice(70)].map((part) => gzipSync(part));
    const answer = await send(Buffer.concat(parts), { headers: { 'content-encoding': 'gzip' } });
    expect(countsOf(answer)).toEqual([2, 2, 0, 0]);
    const run = await readImportRun(api, { id: answer.body.importId, as: admin });
    expect(run).toMatchObject({ bytesRead: file.length, bytesExpected: null });
  });

  test('that is larger than any other request may be', async () => {
    const wide = 'x'.repeat(60_000);
    const lines = Array.from({ length: 100 }, () => `${line('wide-1')},${wide}`);
    const answer = await send(`${header},note\n${lines.join('\n')}\n`);
    expect(countsOf(answer)).toEqual([100, 1, 99, 0]);
    const run = await readImportRun(api, { id: answer.body.importId, as: admin });
    expect(run?.bytesRead).toBe(run?.bytesExpected);
  });

  test('that is empty has no header; without records it is done at once', async () => {
    const empty = await send('', { headers: { 'accept-language': 'de' } });
    expect([empty.status, empty.body.status, empty.body.failure]).toEqual([
      422,
      'FAILED',
      'Die Datei hat keine Kopfzeile mit Spaltennamen.',
    ]);
    expect((await send(`${header}\n`)).body).toMatchObject({ status: 'COMPLETED', linesRead: 0 });
    expect((await send(header)).body).toMatchObject({ status: 'COMPLETED', linesRead: 0 });
    expect((await send('', { format: 'ndjson' })).body).toMatchObject({ status: 'COMPLETED', linesRead: 0 });
  });
});

describe('a file that cannot be read', () => {
  test.each([
    ['is no text', Buffer.from([0xff, 0xfe, 0x00, 0x01]), {}, 'UTF-8'],
    ['names a column twice', 'id,id\n1,2\n', {}, 'twice'],
    ['lacks a mapped column', csv(line('lacks-1')), { parameters: { map: 'post_id:externalId' } }, 'no column "post_id"'],
  ])('because it %s says so', async (_why, body, more, told) => {
    const answer = await send(body, more);
    expect([answer.status, answer.body.status]).toEqual([422, 'FAILED']);
    expect(answer.body.failure).toContain(told);
  });

  test.each([
    ['no gzip', () => Buffer.from(csv(line('damaged-1')))],
    ['cut off', () => gzipSync(csv(line('damaged-2'))).subarray(0, 40)],
    ['damaged', () => gzipSync(csv(line('damaged-3'))).fill(0x55, 12, 30)],
  ])('because what is said to be gzip is %s says so', async (_why, body) => {
    const answer = await send(body(), { headers: { 'content-encoding': 'gzip' } });
    expect([answer.status, answer.body.status]).toEqual([422, 'FAILED']);
    expect(answer.body.failure).toContain('gzip');
  });
});

describe('a packed file', () => {
  test('that unpacks to more than it may is refused with the reason, and read no further', async () => {
    const body = gzipSync(`${header},note\n${'x'.repeat(3_000_000)}`);
    expect(body.length).toBeLessThan(10_000);
    const headers = { 'content-encoding': 'gzip', 'accept-language': 'en' };
    const answer = await send(body, { headers });
    expect([answer.status, answer.body.status, answer.body.failure]).toEqual([
      422,
      'FAILED',
      'The compressed file unpacks to more than 1 MB. Send it uncompressed or in parts.',
    ]);
    const run = await readImportRun(api, { id: answer.body.importId, as: admin });
    expect(run?.bytesRead).toBeLessThanOrEqual(1_000_000);
  });
});

describe('a malformed line', () => {
  const rubbish = Buffer.from(Array.from({ length: 400 }, (_, index) => (index * 167 + 13) % 256));

  test('of CSV stops and loses none of the others, and is reported with line, column and reason', async () => {
    const file = Buffer.concat([
      Buffer.from(csv(line('bad-1'), '"bad', 'bad-x,ada', line('bad-x', { ambassador: 'nobody' }))),
      Buffer.from(`${line('bad-x', { at: '2026-02-30T09:00Z' })}\n${line('"bad-2"', { kind: 'rant' })}\n`),
      Buffer.from(`${'y'.repeat(longestLine + 1)}\n${line('bad-\u0000')}\n`),
      Buffer.from([0x62, 0xff, 0x0a]),
      Buffer.from(`${line('bad-2')}\n__proto__,constructor,__proto__,toString,valueOf\n${line('bad-3')}\n`),
    ]);
    const answer = await send(file);
    expect(answer.body).toMatchObject({ status: 'COMPLETED', recorded: 3, duplicates: 0 });
    expect(await recorded('bad-')).toEqual(['bad-1', 'bad-2', 'bad-3']);
    const { errors } = await readLineErrors(api, { id: answer.body.importId, as: admin });
    expect(errors.map(({ line, column, code }) => [line, column, code])).toEqual([
      [3, null, 'OPEN_QUOTE'],
      [4, null, 'WRONG_NUMBER_OF_CELLS'],
      [5, 'ambassador', 'NOT_FOUND'],
      [6, 'occurredAt', 'INVALID'],
      [7, 'kind', 'INVALID'],
      [8, null, 'TOO_LONG'],
      [9, 'externalId', 'INVALID'],
      [10, null, 'NOT_UTF8'],
      [12, 'occurredAt', 'INVALID'],
    ]);
    expect(errors[2]?.reason).toBe('"nobody" is no ambassador of this programme. It takes the id or the external reference.');
  });

  test('of NDJSON likewise', async () => {
    const fact = (externalId: unknown, more: object = {}) =>
      JSON.stringify({
        externalId,
        ambassador: 'ada',
        kind: 'POST',
        channel: 'LINKEDIN',
        occurredAt: '2026-03-02T09:00Z',
        ...more,
      });
    const polluting =
      '{"__proto__":{"externalId":"x"},"constructor":1,"externalId":"nd-2","ambassador":"ada","kind":"POST","channel":"X","occurredAt":"2026-03-02T09:00Z"}';
    const wrong = ['[]', '5', 'null', '"text"', '{"externalId":', fact({}), fact('\ud800'), fact('nd-x', { campaign: 'none' })];
    const file = [fact('nd-1'), ...wrong, polluting, rubbish.toString('latin1').replaceAll('\n', ' '), fact('nd-3')].join('\n');
    const answer = await send(file, { format: 'ndjson' });
    expect(answer.body).toMatchObject({ status: 'COMPLETED', linesRead: 12, recorded: 3, failed: 9 });
    expect(await recorded('nd-')).toEqual(['nd-1', 'nd-2', 'nd-3']);
    const { errors } = await readLineErrors(api, { id: answer.body.importId, as: admin });
    expect(errors.map(({ line, column, code }) => [line, column, code])).toEqual([
      ...[2, 3, 4, 5, 6].map((at) => [at, null, 'NOT_JSON']),
      [7, 'externalId', 'INVALID'],
      [8, 'externalId', 'INVALID'],
      [9, 'campaign', 'NOT_FOUND'],
      [11, null, 'NOT_JSON'],
    ]);
  });

  test('may be any bytes at all', async () => {
    const file = Buffer.concat([Buffer.from(csv(line('any-1'))), rubbish, Buffer.from(`\n${line('any-2')}\n`)]);
    const answer = await send(file);
    expect(answer.body).toMatchObject({ status: 'COMPLETED', recorded: 2 });
    expect(await recorded('any-')).toEqual(['any-1', 'any-2']);
  });

  test('is explained in the language in which the import was started', async () => {
    const answer = await send(csv('"open', line('german-1', { ambassador: 'niemand' })), {
      headers: { 'accept-language': 'de-AT, en' },
    });
    const { errors } = await readLineErrors(api, { id: answer.body.importId, as: admin });
    expect(errors.map(({ reason }) => reason)).toEqual([
      'Ein Anführungszeichen (") wird geöffnet und nicht geschlossen.',
      '„niemand“ gehört zu keiner Botschafter:in dieses Programms. Gebraucht wird die Id oder die externe Referenz.',
    ]);
  });

  test('with many others is reported page by page, up to a limit, and counted beyond it', async () => {
    const more = mostLineErrors + 50;
    const answer = await send('no record\n'.repeat(more), { format: 'ndjson' });
    expect(countsOf(answer)).toEqual([more, 0, 0, more]);
    const { errors, totalCount, pages } = await readLineErrors(api, { id: answer.body.importId, as: admin, first: 100 });
    expect([errors.length, totalCount, pages]).toEqual([mostLineErrors, mostLineErrors, mostLineErrors / 100]);
    expect(errors.map((error) => error.line)).toEqual(Array.from({ length: mostLineErrors }, (_, index) => index + 1));
  });
});

describe('the same file again', () => {
  test('changes nothing: no fact, no ledger entry, no version of a board', async () => {
    const file = csv(
      ...Array.from({ length: 30 }, (_, index) => line(`again-${index}`, { ambassador: index % 2 ? 'ada' : 'ben' })),
    );
    expect(countsOf(await send(file))).toEqual([30, 30, 0, 0]);
    const state = () =>
      programme.query(
        `SELECT fact_sequence, ledger_number, encode(ledger_hash, 'hex') AS hash,
                (SELECT json_agg(json_build_array(id, version) ORDER BY id) FROM board WHERE programme_id = $1) AS boards
           FROM programme_head WHERE programme_id = $1`,
        [programme.id],
      );
    const before = await state();
    expect(countsOf(await send(file))).toEqual([30, 0, 30, 0]);
    expect(await state()).toEqual(before);
  });
});

describe('who may import', () => {
  const file = csv(line('refused-1'));
  const code = (answer: Awaited<ReturnType<typeof send>>) => [answer.status, answer.body.errors?.[0]?.extensions.code];

  test('an admin and a token with the scope, nobody else', async () => {
    const auditor = await programme.roleHolder('Auditor', 'AUDITOR');
    const stranger = await api.signIn('Stranger');
    expect(code(await send(file, { as: undefined }))).toEqual([401, 'UNAUTHENTICATED']);
    expect(code(await send(file, { as: auditor }))).toEqual([403, 'FORBIDDEN']);
    expect(code(await send(file, { as: await programme.apiToken('ACTIVITIES_WRITE') }))).toEqual([403, 'FORBIDDEN']);
    expect(code(await send(file, { as: stranger }))).toEqual([404, 'NOT_FOUND']);
    expect(await recorded('refused-')).toEqual([]);
    expect(countsOf(await send(csv(line('may-1')), { as: admin }))).toEqual([1, 1, 0, 0]);
  });

  test('refused credentials are answered as everywhere', async () => {
    const answer = await send(file, { as: 'fft_unknown' });
    expect(code(answer)).toEqual([401, 'UNAUTHENTICATED']);
    expect(answer.headers.get('www-authenticate')).toContain('invalid_token');
  });

  test('from another programme nothing is to be seen or taken up', async () => {
    const { importId } = (await send(csv(line('secret-1', { ambassador: 'nobody' })))).body;
    const elsewhere = await createTestProgramme(api);
    const other = await elsewhere.roleHolder('Other admin', 'ADMIN');
    expect(await readImportRun(api, { id: importId, as: other })).toBeNull();
    expect(code(await send(file, { as: other }))).toEqual([404, 'NOT_FOUND']);
    expect(code(await send(file, { as: other, programme: elsewhere.key, parameters: { importId } }))).toEqual([
      404,
      'NOT_FOUND',
    ]);
    const cancel = 'mutation ($id: ID!) { cancelImport(input: { id: $id }) { importRun { id } errors { code } } }';
    const cancelled = await api.graphql(cancel, { id: importId }, { as: other });
    expect(cancelled.data).toEqual({ cancelImport: { importRun: null, errors: [{ code: 'NOT_FOUND' }] } });
    const listed = await api.graphql(
      'query ($key: String!) { programme(key: $key) { importRuns { totalCount } } }',
      { key: elsewhere.key },
      { as: other },
    );
    expect(listed.data).toEqual({ programme: { importRuns: { totalCount: 0 } } });
  });

  test('a wrong address is told with all that is wrong', async () => {
    const wrong = await send(file, { parameters: { map: ['post_id', 'a:b'], importId: 'mine' } });
    expect(code(wrong)).toEqual([400, 'BAD_USER_INPUT']);
    expect((await send(file, { parameters: { mapp: 'a:kind' } })).body.errors?.[0]?.message).toContain('"mapp"');
    expect((await send(file, { parameters: { map: ['post_id', 'a:b'] } })).body.errors?.[0]?.message).toMatch(/post_id.*a:b/);
    expect(code(await send(file, { headers: { 'content-encoding': 'br' } }))).toEqual([415, 'BAD_USER_INPUT']);
    const running = await programme.query("SELECT id FROM import_run WHERE programme_id = $1 AND status = 'RUNNING'", [
      programme.id,
    ]);
    expect(running).toEqual([]);
  });

  test('a refusal reaches a sender who is still sending', async () => {
    const { hostname, port } = new URL(api.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /imports/activities?programme=${programme.key}&format=csv HTTP/1.1\r\nHost: ${hostname}\r\nExpect: 100-continue\r\n` +
        `Content-Length: 100000000\r\n\r\n${header}\n`,
    );
    let heard = '';
    socket.on('data', (part) => {
      heard += part.toString();
      if (heard.includes('UNAUTHENTICATED')) socket.end();
    });
    await once(socket, 'close');
    expect(heard).toMatch(/HTTP\/1\.1 401[\s\S]*"code":"UNAUTHENTICATED"/);
  });
});
