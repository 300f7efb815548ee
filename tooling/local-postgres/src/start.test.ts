import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { type LocalPostgres, startLocalPostgres } from './index.ts';

let directory: string;
const running: LocalPostgres[] = [];

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'fanfare-local-postgres-'));
});

afterEach(async () => {
  for (const postgres of running.splice(0)) await postgres.stop();
  rmSync(directory, { recursive: true, force: true });
});

async function start(options: { port?: number; profile?: 'durable' } = {}): Promise<LocalPostgres> {
  const postgres = await startLocalPostgres({ directory, profile: 'disposable', ...options });
  running.push(postgres);
  return postgres;
}

async function query(connectionString: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('a first start gives a PostgreSQL 18 in UTF-8 that answers to its password only', async () => {
  const postgres = await start();
  const url = await postgres.ensureDatabase('people');
  const [row] = await query(
    url,
    `select current_setting('server_version') as version, pg_encoding_to_char(encoding) as encoding,
    datcollate, upper('ärger') as upper from pg_database where datname = 'people'`,
  );
  expect(row).toMatchObject({ encoding: 'UTF8', upper: 'ÄRGER' });
  expect(row?.['version']).toMatch(/^18\./);
  await expect(query(url.replace(postgres.password, 'guess'), 'select 1')).rejects.toThrow('password authentication failed');
});

test('data, password and the wished port stay the same from start to start', async () => {
  const first = await start({ profile: 'durable' });
  const url = await first.ensureDatabase('kept');
  await query(url, 'create table note as select 42 as answer');
  await first.stop();
  const second = await start({ port: first.port, profile: 'durable' });
  expect(second.port).toBe(first.port);
  expect(await query(url, 'select answer from note')).toEqual([{ answer: 42 }]);
});

test('a taken port makes it choose another', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const postgres = await start({ port }).finally(() => server.close());
  expect(postgres.port).not.toBe(port);
  expect(await query(postgres.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a process that is killed takes its PostgreSQL with it, and the next start finds the data', async () => {
  const script = `
    import { startLocalPostgres } from ${JSON.stringify(path.resolve('src/index.ts'))};
    const postgres = await startLocalPostgres({ directory: ${JSON.stringify(directory)} });
    console.log(await postgres.ensureDatabase('survivor'));
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  await query(String(line).trim(), 'create table note as select 42 as answer');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const postgres = await start();
  expect(await query(postgres.url('survivor'), 'select answer from note')).toEqual([{ answer: 42 }]);
});

test('a process number of a dead PostgreSQL that another program got meanwhile does not stop a start', async () => {
  const first = await start();
  await first.stop();
  const note = path.join(first.directory, 'data', 'postmaster.pid');
  writeFileSync(note, `${process.pid}\n${path.dirname(note)}\n1\n5432\n\n127.0.0.1\n 1 1\nready\n`);
  const second = await start();
  expect(await query(second.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a second process is told who holds the data', async () => {
  const postgres = await start();
  const owner: { pid: number; startTime: string } = JSON.parse(
    readFileSync(path.join(postgres.directory, 'owner.json'), 'utf8'),
  );
  const other = spawn('sleep', ['60']);
  const statistics = readFileSync(`/proc/${other.pid}/stat`, 'utf8').split(' ');
  writeFileSync(
    path.join(postgres.directory, 'owner.json'),
    JSON.stringify({ pid: other.pid, startTime: process.platform === 'linux' ? statistics[21] : owner.startTime }),
  );
  await expect(start()).rejects.toMatchObject({ code: 'IN_USE', message: expect.stringContaining(`process ${other.pid}`) });
  other.kill();
});

test('an interrupted creation of the cluster is begun anew', async () => {
  mkdirSync(path.join(directory, 'data.unfinished', 'base'), { recursive: true });
  const postgres = await start();
  expect(await query(postgres.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('data of another PostgreSQL release are refused in one line', async () => {
  const first = await start();
  await first.stop();
  writeFileSync(path.join(first.directory, 'data', 'PG_VERSION'), '17\n');
  await expect(start()).rejects.toMatchObject({ code: 'OTHER_VERSION', message: expect.stringContaining('PostgreSQL 17') });
});

test('a path that is no folder is refused', async () => {
  const file = path.join(directory, 'file');
  writeFileSync(file, '');
  await expect(startLocalPostgres({ directory: path.join(file, 'below') })).rejects.toThrow(/ENOTDIR|not a directory/);
});
