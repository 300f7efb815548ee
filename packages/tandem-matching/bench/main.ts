import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { munkres } from 'munkres';
import { denseFamily, type Family, sparseProblem } from './families.ts';
import { oursDense, oursSparse, startClock } from './ours.ts';
import { scipyDense, scipySparse, scipyVersion, type Timed } from './reference.ts';
import { type WholeRun, wholeRun } from './whole-run.ts';

const PACKAGE = path.resolve(import.meta.dirname, '../../..');
const RESULTS = path.join(PACKAGE, 'test-results', 'bench.json');
/** `pnpm bench` of the whole house collects measurements here. */
const SHARED_RESULTS = process.env['FANFARE_BENCH_RESULTS'];
/** Warm-up included, the best of this many runs counts, for everybody alike. */
const REPETITIONS = 3;
const DENSE: readonly (readonly [Family, number])[] = [
  ['uniform', 1000],
  ['uniform', 2000],
  ['uniform', 5000],
  ['tandem', 1000],
  ['tandem', 2000],
  ['tandem', 5000],
  ['geometric', 2000],
  ['geometric', 5000],
  ['ties', 2000],
  ['ties', 5000],
  ['machol-wien', 1000],
  ['machol-wien', 2000],
];
const SPARSE: readonly (readonly [n: number, mostPlaces: number])[] = [
  [10_000, 1],
  [10_000, 3],
  [100_000, 3],
  [100_000, 1],
];
/** munkres and scipy take minutes beyond these. */
const MUNKRES_UP_TO = 2000;
const SCIPY_SPARSE_UP_TO = 10_000;

interface Line {
  readonly what: string;
  readonly ours: Timed;
  readonly scipy?: Timed | undefined;
  readonly munkres?: Timed | undefined;
  readonly megabytes?: number | undefined;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function fastest(run: () => Timed, repetitions = REPETITIONS): Timed {
  let best = run();
  for (let again = 1; again < repetitions; again += 1) {
    const next = run();
    if (next.cpu < best.cpu) best = next;
  }
  return best;
}

function agree(what: string, ours: Timed, ...others: readonly (Timed | undefined)[]): void {
  for (const other of others)
    if (other !== undefined && other.sum !== ours.sum) throw new Error(`${what}: ${ours.sum} is not ${other.sum}`);
}

function timeMunkres(matrix: Int16Array, n: number): Timed {
  const costs = Array.from({ length: n }, (_, row) =>
    Array.from(matrix.subarray(row * n, row * n + n), (value) => 10_000 - value),
  );
  const readClock = startClock();
  const pairs = munkres(costs);
  return { ...readClock(), sum: pairs.reduce((sum, [row, column]) => sum + (matrix[row * n + column] as number), 0) };
}

function benchDense(family: Family, n: number, withScipy: boolean): Line {
  const matrix = denseFamily(family, n);
  const ours = fastest(() => oursDense(matrix, n));
  const scipy = withScipy
    ? fastest(() => scipyDense(matrix, n), n > 2000 || family === 'machol-wien' ? 1 : REPETITIONS)
    : undefined;
  const other = n <= MUNKRES_UP_TO && family !== 'machol-wien' ? fastest(() => timeMunkres(matrix, n), 1) : undefined;
  const what = `dense ${family} ${n} x ${n}`;
  agree(what, ours, scipy, other);
  return { what, ours, scipy, munkres: other };
}

/** In a process of its own, so that the memory is that of this problem alone. */
function benchSparse(n: number, mostPlaces: number, withScipy: boolean): Line {
  const child = spawnSync(process.execPath, [import.meta.filename, 'sparse', `${n}`, `${mostPlaces}`], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(child.stderr);
  const { megabytes, ...ours } = JSON.parse(child.stdout) as Timed & { megabytes: number };
  const scipy = withScipy && n <= SCIPY_SPARSE_UP_TO ? scipySparse(sparseProblem(n, 32, mostPlaces)) : undefined;
  const what = `sparse ${n} x ${n}, 32 candidates, ${mostPlaces === 1 ? 'tight capacity 1' : `capacity up to ${mostPlaces}`}`;
  agree(what, ours, scipy);
  return { what, ours, scipy, megabytes };
}

function sparseChild(n: number, mostPlaces: number): void {
  const problem = sparseProblem(n, 32, mostPlaces);
  const timed = fastest(() => oursSparse(problem), mostPlaces === 1 ? 1 : REPETITIONS);
  say(JSON.stringify({ ...timed, megabytes: process.resourceUsage().maxRSS / 1024 }));
}

function cell(value: number | undefined): string {
  if (value === undefined) return '';
  return value >= 10 ? `${Math.round(value)}` : value.toFixed(1);
}

function report(line: Line): Line {
  const { what, ours, scipy, munkres: other, megabytes } = line;
  const ratio = (reference: Timed | undefined): string => (reference ? `${cell(reference.cpu / ours.cpu)} x` : '');
  const cells = [cell(ours.milliseconds), cell(ours.cpu), cell(scipy?.milliseconds), cell(scipy?.cpu), ratio(scipy)];
  say(`| ${[what, ...cells, cell(other?.cpu), ratio(other), cell(megabytes)].join(' | ')} |`);
  return line;
}

interface Measurement {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly reference: { readonly name: string; readonly value: number };
}

function measurements(lines: readonly Line[]): Measurement[] {
  return lines.flatMap(({ what, ours, scipy, munkres: other }) => {
    const against = (name: string, reference: Timed | undefined): Measurement[] =>
      reference === undefined
        ? []
        : [{ name: what, unit: 'ms of processor time', value: ours.cpu, reference: { name, value: reference.cpu } }];
    return [...against('scipy', scipy), ...against('npm munkres', other)];
  });
}

function reportWhole(): WholeRun {
  const whole = wholeRun();
  say(
    `\n${whole.ambassadors} ambassadors, ${whole.seekers} x ${whole.partners}, ${whole.matched} matched, certified: ${whole.certified}`,
  );
  for (const [part, { milliseconds, cpu }] of [...Object.entries(whole.parts), ['together', whole.total] as const]) {
    say(`  ${part}: ${Math.round(milliseconds)} ms, ${Math.round(cpu)} ms of processor time`);
  }
  const { milliseconds, cpu } = whole.override;
  say(`  one override besides: ${Math.round(milliseconds)} ms, ${Math.round(cpu)} ms of processor time`);
  return whole;
}

/** Lets the engine compile its loops before anything is timed. */
function warmUp(): void {
  for (const family of ['uniform', 'tandem', 'ties', 'machol-wien'] as const) {
    for (let again = 0; again < 4; again += 1) oursDense(denseFamily(family, 400), 400);
  }
}

function main(): void {
  const scipy = scipyVersion();
  const withScipy = 'version' in scipy;
  // First of all: the most memory that a process reports includes what its parent held when it was born.
  const sparse = SPARSE.map(([n, mostPlaces]) => benchSparse(n, mostPlaces, withScipy));
  warmUp();
  say(withScipy ? `scipy ${scipy.version}` : `scipy is missing, its columns stay empty: ${scipy.missing}`);
  say(
    `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}; milliseconds, best of ${REPETITIONS} by processor time\n`,
  );
  say('| problem | ours | ours CPU | scipy | scipy CPU | scipy / ours | munkres CPU | munkres / ours | peak MB |');
  say('|---|---|---|---|---|---|---|---|---|');
  const lines = [...DENSE.map(([family, n]) => report(benchDense(family, n, withScipy))), ...sparse.map(report)];
  const whole = reportWhole();
  mkdirSync(path.dirname(RESULTS), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify({ node: process.version, scipy, lines, whole }, undefined, 2)}\n`);
  if (SHARED_RESULTS !== undefined)
    writeFileSync(path.join(SHARED_RESULTS, 'tandem-matching.json'), JSON.stringify(measurements(lines)));
  say(`\nwritten to ${path.relative(process.cwd(), RESULTS)}`);
}

const [mode, n, mostPlaces] = process.argv.slice(2);
if (mode === 'whole') reportWhole();
else if (mode === 'sparse') sparseChild(Number(n), Number(mostPlaces));
else main();
