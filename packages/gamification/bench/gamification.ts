import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { measureEvaluation } from './evaluation.ts';
import { measureRanking } from './ranking.ts';

const directory = process.env['FANFARE_BENCH_RESULTS'] ?? path.resolve('bench-results');
const measurements = [...measureEvaluation(), ...(await measureRanking())];
mkdirSync(directory, { recursive: true });
writeFileSync(path.join(directory, 'gamification.json'), `${JSON.stringify(measurements, null, 2)}\n`);
for (const { name, unit, value, reference } of measurements) {
  const figure = (amount: number) => amount.toLocaleString('en', { maximumSignificantDigits: 4 });
  process.stdout.write(
    `${name}: ${figure(value)} ${unit}; ${reference.name}: ${figure(reference.value)}; ratio ${(value / reference.value).toFixed(2)}\n`,
  );
}
