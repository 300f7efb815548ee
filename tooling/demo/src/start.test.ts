import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@fanfare/local-postgres';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { DemoProcess } from '../test/demo-process.ts';

let root: string;
let port: number;
const started: DemoProcess[] = [];

function startDemoProcess(variables: Readonly<Record<string, string>> = {}): DemoProcess {
  const demo = new DemoProcess(root, { PORT: String(port), ...variables });
  started.push(demo);
  return demo;
}

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'fanfare-start-'));
  // PostgreSQL's own account has to reach its data when this runs as root.
  await chmod(root, 0o755);
  port = await freePort();
});

afterEach(async () => {
  for (const demo of started.splice(0)) await demo.end('SIGKILL');
});

afterAll(() => rm(root, { recursive: true, force: true }));

const readiness = async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).status;

async function memberships(person: string, at = port): Promise<unknown> {
  const token = await fetch(`http://127.0.0.1:${at}/oidc/demo-token?person=${person}`);
  const { access_token: accessToken } = (await token.json()) as { access_token: string };
  const answer = await fetch(`http://127.0.0.1:${at}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ viewer { memberships { roles programme { key seasons { name } } } } }' }),
  });
  return ((await answer.json()) as { data: { viewer: { memberships: unknown } } }).data.viewer.memberships;
}

const complete = { key: 'halvenstein', seasons: [{ name: 'Aufbruch' }, { name: 'Rückenwind' }] };

describe('npm start', () => {
  test('killed while it makes the demo, completes it at the next start, and ends everything at SIGTERM', async () => {
    const first = startDemoProcess();
    await first.says('week 1 of 2');
    await first.end('SIGKILL');
    const second = startDemoProcess();
    await second.ready();
    expect(second.output).toContain('Completing the demo programme');
    expect(await readiness()).toBe(200);
    expect(await memberships('admin')).toEqual([{ roles: ['ADMIN', 'AMBASSADOR'], programme: complete }]);
    expect(await second.end('SIGTERM')).toBe(0);
    await expect(readiness()).rejects.toThrow();
    const data = await readdir(path.join(root, '.fanfare', 'postgres', 'data'));
    expect(data).toContain('PG_VERSION');
    expect(data).not.toContain('postmaster.pid');
  });

  test('afterwards only starts, with the same people also on another port, and ends at Ctrl-C', async () => {
    const elsewhere = await freePort();
    const demo = startDemoProcess({ PORT: String(elsewhere) });
    await demo.ready();
    expect(demo.output).not.toContain('the demo programme');
    expect(demo.output).toContain(`http://localhost:${elsewhere}/graphql`);
    expect(demo.output).toContain('Katharina Ebersbach');
    expect(await memberships('auditor', elsewhere)).toEqual([{ roles: ['AUDITOR'], programme: complete }]);
    expect(await demo.end('SIGINT')).toBe(0);
  });

  test('says in one line that the port is taken, and starts nothing', async () => {
    const neighbour = createServer();
    await new Promise<void>((resolve) => neighbour.listen({ port, host: '127.0.0.1' }, resolve));
    const demo = startDemoProcess();
    expect(await demo.exitCode()).toBe(1);
    await new Promise((resolve) => neighbour.close(resolve));
    expect(demo.problems.trim()).toMatch(new RegExp(`^fanfare: Port ${port} is taken[^\\n]*$`));
    expect(demo.output).toBe('');
  });

  test.each([
    [{ NODE_ENV: 'production' }, /^fanfare: [^\n]*NODE_ENV=production[^\n]*OIDC_ISSUER[^\n]*$/],
    [{ PORT: 'four thousand' }, /^fanfare: PORT: is "four thousand"; would be right: [^\n]*$/],
  ] as const)(
    'says in one line what is wrong with %j',
    async (variables, line) => {
      const demo = startDemoProcess(variables);
      expect(await demo.exitCode()).toBe(1);
      expect(demo.problems.trim()).toMatch(line);
    },
    60_000,
  );
});
