import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runCommand } from '../../test/fixtures/command-line.ts';
import { createTestProgramme, type TestProgramme } from '../../test/fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from '../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../test/harness/index.ts';

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;

beforeAll(async () => {
  api = await startTestApi();
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules: pointsAsTold });
  await enrol(api, { programme, admin, people: ['Ada', 'Bob', 'Cem'] });
  await grant(api, {
    ...{ programme, admin },
    points: [
      ['Ada', 3],
      ['Bob', 5],
    ],
  });
});
afterAll(() => api.stop());

async function scores(): Promise<readonly number[]> {
  const answer = await api.graphql<{ leaderboard: { standings: { nodes: readonly { readonly score: number }[] } } }>(
    `query ($programme: ID!) {
      leaderboard(board: { programme: $programme, period: ALL_TIME }) { standings { nodes { score } } }
    }`,
    { programme: programme.id },
    { as: admin },
  );
  return answer.ok().leaderboard.standings.nodes.map(({ score }) => score);
}

test('boards that were damaged are written anew from the ledger, and the running API answers from them', async () => {
  expect(await scores()).toEqual([5, 3]);
  await programme.query('UPDATE standing SET score = 90 WHERE score = 3');
  const { exitCode, output, problems } = await runCommand(['rebuild', '--programme', programme.key], {
    DATABASE_URL: api.databaseUrl,
  });
  expect(exitCode).toBe(0);
  expect(output).toMatch(new RegExp(`^${programme.key}: \\d+ standings; [1-9]\\d* were different or missing, 0 too many`));
  expect(problems).toContain(`${programme.key}: 1 of `);
  await programme.query("UPDATE outbox SET written_at = written_at - interval '1 hour'");
  while ((await programme.query('SELECT FROM outbox')).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await scores()).toEqual([5, 3]);
});

test('a second time nothing is different; an unknown programme is told', async () => {
  const again = await runCommand(['rebuild', '--language', 'de'], { DATABASE_URL: api.databaseUrl });
  expect([again.exitCode, again.output]).toEqual([0, expect.stringContaining('0 waren anders oder fehlten, 0 waren zu viel')]);
  const unknown = await runCommand(['rebuild', '--programme', 'unknown'], { DATABASE_URL: api.databaseUrl });
  expect([unknown.exitCode, unknown.problems]).toEqual([2, expect.stringContaining('unknown')]);
});
