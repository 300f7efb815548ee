import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { build, prepare, turbo } from './prepare.mjs';
import { Problem, reportProblems } from './problems.mjs';
import { runVisibly } from './steps.mjs';

/**
 * What a benchmark writes, as an array in any JSON file of the folder that FANFARE_BENCH_RESULTS names. The ratio is `value` over
 * `reference`, both measured in the same run, because only that can be compared between machines.
 *
 * @typedef {object} Measurement
 * @property {string} name
 * @property {string} unit such as "requests/s" or "ms p95"
 * @property {number} value
 * @property {{ name: string, value: number }} reference
 * @property {{ bound: 'at least' | 'at most', ratio: number }} [target] what the ratio is meant to reach
 */

const resultsDirectory = path.join(root, 'bench-results');

/** Runs the packages' bench scripts one after the other and prints one table. */
export function run() {
  return reportProblems(root, async () => {
    const toolchain = await prepare();
    await build(toolchain);
    rmSync(resultsDirectory, { recursive: true, force: true });
    mkdirSync(resultsDirectory);
    const succeeded = await runVisibly({
      program: turbo,
      parameters: ['run', 'bench', '--concurrency=1', '--continue', ...process.argv.slice(2)],
      environment: { ...toolchain.environment, FANFARE_BENCH_RESULTS: resultsDirectory },
    });
    console.log(`\n${table(readMeasurements(resultsDirectory))}`);
    if (!succeeded) throw new Problem('A benchmark failed; see above.');
  });
}

/**
 * @param {string} directory
 * @returns {Measurement[]}
 */
export function readMeasurements(directory) {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => JSON.parse(readFileSync(path.join(directory, name), 'utf8')));
}

/**
 * @param {readonly Measurement[]} measurements
 * @returns {string}
 */
export function table(measurements) {
  const header = ['Benchmark', 'Result', 'Reference', 'Ratio', 'Target'];
  const rows = measurements.map(({ name, unit, value, reference, target }) => [
    name,
    `${figure(value)} ${unit}`,
    `${figure(reference.value)} ${unit} (${reference.name})`,
    (value / reference.value).toFixed(2),
    target === undefined ? '' : `${target.bound} ${target.ratio}`,
  ]);
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [header, widths.map((width) => '-'.repeat(width)), ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** @param {number} value */
function figure(value) {
  return value.toLocaleString('en', { maximumSignificantDigits: 4 });
}
