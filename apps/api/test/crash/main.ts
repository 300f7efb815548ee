import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startTestPostgres } from '@fanfare/testkit';
import { runCrashTest } from './crash-run.ts';

const { values } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== '--'),
  options: {
    facts: { type: 'string', default: '100000' },
    kills: { type: 'string', default: '25' },
    connections: { type: 'string', default: '8' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});
const numbers = Object.entries(values).map(([name, text]) => [name, Number(text)] as const);
const wrong = numbers.find(([, value]) => !Number.isSafeInteger(value) || value < 0);
if (wrong !== undefined) throw new Error(`--${wrong[0]} takes a whole number`);
const { facts = 0, kills = 0, connections = 0, seed = 0 } = Object.fromEntries(numbers);
if (!existsSync(path.join(import.meta.dirname, '..', '..', 'dist', 'main.js')))
  throw new Error('The API is not built: run "pnpm build" first.');

const begun = performance.now();
const say = (line: string) => void process.stdout.write(`[${Math.round((performance.now() - begun) / 1000)} s] ${line}\n`);
say(`Seed ${seed}: ${facts} facts over ${connections} connections, ${kills} times kill -9`);
const postgres = await startTestPostgres();
try {
  const { broken, differences, retries } = await runCrashTest({ facts, kills, connections, seed, program: 'built', say });
  for (const report of broken) say(JSON.stringify(report.checks.filter((check) => check.broken > 0)));
  for (const difference of differences.slice(0, 20)) say(difference);
  const isRight = broken.length === 0 && differences.length === 0;
  say(
    `${retries} batches were sent again. ${isRight ? 'Every audit was clean, and the ledger is exactly right.' : 'NOT right.'}`,
  );
  process.exitCode = isRight ? 0 : 1;
} finally {
  await postgres.stop();
}
