import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { type CommandResult, runCommand, startCommand } from '../../test/fixtures/command-line.ts';
import { followImport } from '../../test/fixtures/importing.ts';
import { createTestProgramme, type TestProgramme } from '../../test/fixtures/programme.ts';
import { enrol } from '../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../test/harness/index.ts';

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
let token: string;
let folder: string;

beforeAll(async () => {
  api = await startTestApi();
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  token = await programme.apiToken('IMPORTS_WRITE');
  await enrol(api, { programme, admin, people: ['ada'] });
  folder = await mkdtemp(path.join(os.tmpdir(), 'fanfare-cli-'));
});
afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

const header = 'externalId,ambassador,kind,channel,occurredAt\n';

function line(externalId: string, ambassador = 'ada'): string {
  return `${externalId},${ambassador},POST,LINKEDIN,2026-03-02T09:00Z\n`;
}

async function fileOf(name: string, content: string | Uint8Array): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
}

function importing(file: string, more: readonly string[] = [], environment: Readonly<Record<string, string>> = {}) {
  const words = ['import', file, '--programme', programme.key, '--url', api.url, ...more];
  return runCommand(words, { FANFARE_TOKEN: token, ...environment });
}

describe('fanfare import', () => {
  test('imports a file and says what became of it', async () => {
    const file = await fileOf('plain.csv', header + line('plain-1') + line('plain-2') + line('plain-1'));
    const { exitCode, output, problems } = await importing(file);
    expect(output).toBe('3 lines read: 2 recorded, 1 known already, 0 refused.\n');
    expect(problems).toMatch(/^Import [0-9a-f-]{36}\n[\s\S]*100 % sent/);
    expect(exitCode).toBe(0);
  });

  test('maps columns and words, reads NDJSON and packed files', async () => {
    const foreign = '{"id":"mapped-1","who":"ada","sort":"rant","occurredAt":"2026-03-02T09:00Z"}\n';
    const file = await fileOf('mapped.jsonl.gz', gzipSync(foreign));
    const options = ['--map', 'id:externalId', '--map', 'who:ambassador', '--map', 'sort:kind', '--value', 'kind:rant:ARTICLE'];
    const { exitCode, output } = await importing(file, [...options, '--default', 'channel:MASTODON', '--source', 'elsewhere']);
    expect([exitCode, output]).toEqual([0, '1 lines read: 1 recorded, 0 known already, 0 refused.\n']);
    const rows = await programme.query("SELECT kind, channel, source FROM activity WHERE external_id = 'mapped-1'");
    expect(rows).toEqual([{ kind: 'ARTICLE', channel: 'MASTODON', source: 'elsewhere' }]);
  });

  test('shows the first lines that were refused, and where the others are', async () => {
    const file = await fileOf('bad.csv', header + line('bad', 'nobody').repeat(14) + line('good-1'));
    const { exitCode, output } = await importing(file, [], { LANG: 'de_DE.UTF-8' });
    expect(exitCode).toBe(1);
    expect(output).toContain('Zeilen gelesen: 15; erfasst: 1, schon bekannt: 0, abgelehnt: 14.');
    expect(output).toContain('  Zeile 2, Spalte ambassador: „nobody“ gehört zu keiner Botschafter:in');
    expect(output.match(/^ {2}Zeile /gm)).toHaveLength(10);
    expect(output).toMatch(/4 weitere; der ganze Bericht: importRun\(id: "[0-9a-f-]{36}"\)/);
  });

  test('fails where the file cannot be read as what it is said to be', async () => {
    const { exitCode, problems } = await importing(await fileOf('empty.csv', ''));
    expect(exitCode).toBe(2);
    expect(problems).toContain('The import has failed. The file has no header line with column names.');
  });

  test('says how to go on when it is interrupted, and goes on', async () => {
    // Larger than all that connections hold on the way.
    const note = 'x'.repeat(4000);
    const lines = Array.from({ length: 5000 }, (_, index) => `${line(`long-${index}`).trim()},${note}\n`);
    const file = await fileOf('long.csv', `${header.trim()},note\n${lines.join('')}`);
    const id = randomUUID();
    const release = await lockProgramme();
    const words = ['import', file, '--programme', programme.key, '--url', api.url, '--resume', id];
    const command = startCommand(words, { FANFARE_TOKEN: token });
    await begun(id);
    command.process.kill('SIGINT');
    const { exitCode, problems } = await command.result;
    await release();
    expect(exitCode).toBe(130);
    expect(problems).toContain(`--url ${api.url} --resume ${id}`);
    expect(problems).not.toContain(token);
    await followImport(api, { id, as: admin, until: (run) => run.status !== 'RUNNING' });
    expect(await importing(file, ['--resume', id])).toMatchObject({ exitCode: 0 });
    const [facts] = await programme.query("SELECT count(*)::int AS count FROM activity WHERE external_id LIKE 'long-%'");
    expect(facts).toEqual({ count: 5000 });
  });

  /** Lets nothing be recorded until it is released. */
  async function lockProgramme(): Promise<() => Promise<void>> {
    const client = new Client({ connectionString: api.databaseUrl });
    await client.connect();
    await client.query('BEGIN');
    await client.query('SELECT FROM programme_head WHERE programme_id = $1 FOR UPDATE', [programme.id]);
    return () => client.end();
  }

  async function begun(id: string): Promise<void> {
    for (;;) {
      const answer = await api.graphql<{ importRun: object | null }>(
        'query ($id: ID!) { importRun(id: $id) { id } }',
        { id },
        { as: admin },
      );
      if (answer.ok().importRun !== null) return;
    }
  }
});

describe('what keeps an import from running', () => {
  let file: string;
  beforeAll(async () => {
    file = await fileOf('fine.csv', header + line('fine-1'));
  });

  function expectFailure(result: CommandResult, told: string | RegExp): void {
    expect(result).toMatchObject({ exitCode: 2, output: '' });
    if (typeof told === 'string') expect(result.problems).toContain(told);
    else expect(result.problems).toMatch(told);
    expect(result.problems).not.toMatch(/^\s+at /m);
  }

  test('a file that is not there, or is none', async () => {
    expectFailure(await importing(path.join(folder, 'missing.csv')), 'There is no such file');
    expectFailure(await importing(folder), 'This is no file');
  });

  test('a file of which nobody says what it is', async () => {
    expectFailure(await importing(await fileOf('fine.txt', header)), '--format csv');
  });

  test('nobody signed in, or the wrong one', async () => {
    expectFailure(await importing(file, [], { FANFARE_TOKEN: '' }), /Not signed in[\s\S]*FANFARE_TOKEN/);
    expectFailure(await importing(file, ['--token', 'fft_unknown']), 'Not signed in');
    const reader = await programme.apiToken('ACTIVITIES_READ');
    expectFailure(await importing(file, ['--token', reader]), 'scope IMPORTS_WRITE');
  });

  test('an unknown programme, a wrong mapping, a finished import', async () => {
    const elsewhere = ['import', file, '--programme', 'none', '--url', api.url];
    expectFailure(await runCommand(elsewhere, { FANFARE_TOKEN: token }), 'There is no programme "none"');
    expectFailure(await importing(file, ['--map', 'post_id']), '"map=post_id" is wrong');
    const id = randomUUID();
    expect((await importing(file, ['--resume', id])).exitCode).toBe(0);
    expectFailure(await importing(file, ['--resume', id]), 'This import is COMPLETED');
  });

  test('a server that is away, or something else that answers', async () => {
    const server = createServer((_request, response) => response.writeHead(502).end('<html>')).listen(0, '127.0.0.1');
    const url = await new Promise<string>((resolve) => {
      server.once('listening', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
    });
    expectFailure(await importing(file, ['--url', url]), `${url} answered with status 502`);
    await new Promise((resolve) => server.close(resolve));
    expectFailure(await importing(file, ['--url', url]), `Nobody answers at ${url}`);
  });

  test('words that it does not know', async () => {
    expectFailure(await runCommand(['import', file]), "required option '--programme <key>'");
    expectFailure(await runCommand(['exprot']), "unknown command 'exprot'");
    expect(await runCommand(['import', '--help'])).toMatchObject({ exitCode: 0, problems: '' });
  });
});
