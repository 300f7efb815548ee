import { expect, test } from '@jest/globals';
import { runCrashTest } from './crash/crash-run.ts';

/** The whole size: pnpm --filter @fanfare/api crash-test -- --kills 25 --facts 100000 */
const options = { facts: 2500, kills: 3, connections: 6, seed: 20_261_122, program: 'sources' } as const;

test('[IN2] [IN13] kill -9 at any moment loses nothing and pays nothing twice', async () => {
  const told: string[] = [];
  const { broken, differences } = await runCrashTest({ ...options, say: (line) => told.push(line) });
  expect(broken).toEqual([]);
  expect(differences).toEqual([]);
  expect(told).toHaveLength(options.kills);
});
