import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AuditScene, createAuditScene, withDamage } from '../../test/fixtures/audit-scene.ts';
import { type CommandResult, runCommand } from '../../test/fixtures/command-line.ts';

let scene: AuditScene;

beforeAll(async () => {
  scene = await createAuditScene();
});
afterAll(() => scene.api.stop());

function verify(words: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): Promise<CommandResult> {
  return runCommand(['verify', ...words], { DATABASE_URL: scene.api.databaseUrl, ...environment });
}

describe('fanfare verify', () => {
  test('says what it checked, and that all is well', async () => {
    const { exitCode, output, problems } = await verify();
    expect([exitCode, problems]).toEqual([0, '']);
    expect(output).toMatch(/^Checked +Count {2}Result\n/);
    expect(output).toMatch(/^Entries are numbered without a gap +\d+ {2}fine$/m);
    expect(output).toMatch(/\nAll is well \(programmes: 2; [\d.]+ s\)\.\n$/);
  });

  test('speaks German where it is asked to', async () => {
    for (const told of [verify(['--language', 'de']), verify([], { FANFARE_LANGUAGE: 'de' })]) {
      const { output } = await told;
      expect(output).toMatch(/^Buchungen sind lückenlos nummeriert +\d+ {2}in Ordnung$/m);
      expect(output).toMatch(/\nAlles in Ordnung \(Programme: 2; [\d,]+ s\)\.\n$/);
    }
    const help = await runCommand(['verify', '--help'], { FANFARE_LANGUAGE: 'de' });
    expect(help.output).toContain('Invarianten');
  });

  test('tells what is broken, where, what is right and what stands there', async () => {
    const damage = [`UPDATE member_state SET balance = 1000 WHERE ambassador_id = '${scene.people.get('ada')}'`];
    const { exitCode, output } = await withDamage(scene, damage, (url) =>
      verify(['--programme', scene.programme.key], { DATABASE_URL: url }),
    );
    expect(exitCode).toBe(1);
    expect(output).toMatch(/^Balances are the sum of the entries +4 {2}1 broken$/m);
    const where = `${scene.programme.key}: ambassador ${scene.people.get('ada')}`;
    expect(output).toContain(`  ${where}, balance: expected 93, found 1000\n`);
    expect(output).toMatch(/\nNot well: 1 differences \([\d.]+ s\)\.\n$/);
  });

  test('gives its report to programs', async () => {
    const { exitCode, output } = await verify(['--json', '--programme', scene.other.key]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ programmes: [scene.other.key], isClean: true });
  });
});

describe('fanfare replay', () => {
  function replay(words: readonly string[] = []): Promise<CommandResult> {
    return runCommand(['replay', ...words], { DATABASE_URL: scene.api.databaseUrl });
  }

  test('says what it compared, from zero and from checkpoints', async () => {
    for (const words of [[], ['--checkpoint-every', '2', '--programme', scene.programme.key]]) {
      const { exitCode, output } = await replay(words);
      expect(exitCode).toBe(0);
      expect(output).toMatch(/^Entries follow from facts and rules +\d+ {2}fine$/m);
      expect(output).toMatch(/\nAll is well .*\n.*Not compared: ids and hashes of entries, .*frozen boards.*\n$/);
    }
  });

  test('tells what differs', async () => {
    const damage = ["UPDATE content_state SET state = (state::text || ' ')::json"];
    const differing = await withDamage(scene, damage, (url) =>
      runCommand(['replay', '--language', 'de'], { DATABASE_URL: url }),
    );
    expect(differing.exitCode).toBe(1);
    expect(differing.output).toMatch(/^Das Gedächtnis der Regeln zu Beiträgen stimmt +\d+ {2}\d+ verletzt$/m);
    expect(differing.output).toMatch(/\nNicht in Ordnung: .*\n.*Nicht verglichen: Kennungen und Hashes der Buchungen, .*\n$/);
    expect(differing.output).toMatch(/Beitrag [0-9a-f-]{36}, state: erwartet [{[].*, gefunden [{[]/);
  });

  test('takes no checkpoint after every zero facts', async () => {
    expect(await replay(['--checkpoint-every', '0'])).toMatchObject({ exitCode: 2, output: '' });
  });
});

describe('what keeps an audit from running', () => {
  test.each([
    ['no address', '', 'DATABASE_URL is not set'],
    ['an address of something else', 'mysql://localhost/fanfare', 'DATABASE_URL is not the address of a PostgreSQL database'],
    ['nobody who answers', 'postgresql://127.0.0.1:1/fanfare', 'The database cannot be read: connect ECONNREFUSED'],
  ])('%s', async (_name, url, told) => {
    const { exitCode, output, problems } = await verify([], { DATABASE_URL: url });
    expect([exitCode, output]).toEqual([2, '']);
    expect(problems).toContain(told);
    expect(problems).not.toMatch(/^\s+at /m);
  });

  test('a database that is none of Fanfare', async () => {
    const elsewhere = new URL(scene.api.databaseUrl);
    elsewhere.pathname = '/postgres';
    const { exitCode, problems } = await verify([], { DATABASE_URL: elsewhere.href });
    expect([exitCode, problems]).toEqual([2, expect.stringContaining('lacks tables')]);
  });

  test('a programme that is not there, a word that it does not know', async () => {
    expect(await verify(['--programme', 'none'])).toMatchObject({ exitCode: 2, problems: 'There is no programme "none".\n' });
    expect(await verify(['--language', 'fr'])).toMatchObject({ exitCode: 2, output: '' });
  });
});
