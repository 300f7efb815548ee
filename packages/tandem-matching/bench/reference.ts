import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SparseProblem } from './families.ts';

export interface Timed {
  readonly milliseconds: number;
  /** Milliseconds of processor time of the whole process, which other work on the machine does not lengthen. */
  readonly cpu: number;
  readonly sum: number;
}

const SCRIPT = path.resolve(import.meta.dirname, '../../../bench/reference.py');
const LIMIT_MILLISECONDS = 300_000;

/** The version of scipy that python3 finds, or why there is none. */
export function scipyVersion(): { readonly version: string } | { readonly missing: string } {
  const run = spawnSync('python3', ['-c', 'import scipy; print(scipy.__version__)'], { encoding: 'utf8' });
  if (run.status === 0) return { version: run.stdout.trim() };
  return { missing: run.error?.message ?? run.stderr.trim().split('\n').at(-1) ?? 'python3 failed' };
}

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'tandem-bench-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function runScript(...parameters: readonly string[]): Timed {
  const run = spawnSync('python3', [SCRIPT, ...parameters], { encoding: 'utf8', timeout: LIMIT_MILLISECONDS });
  if (run.status !== 0) throw new Error(`scipy failed: ${run.stderr}`);
  return JSON.parse(run.stdout) as Timed;
}

/** scipy's linear_sum_assignment on a dense square matrix, maximising. */
export function scipyDense(matrix: Int16Array, n: number): Timed {
  return inFolder((folder) => {
    const file = path.join(folder, 'matrix');
    writeFileSync(file, matrix);
    return runScript('dense', file, `${n}`, `${n}`);
  });
}

/** scipy's min_weight_full_bipartite_matching; a column with several places is given once for each. */
export function scipySparse(problem: SparseProblem): Timed {
  const { rowStart, column, weight, columns } = repeatColumns(problem);
  return inFolder((folder) => {
    const file = path.join(folder, 'graph');
    writeFileSync(`${file}.start`, rowStart);
    writeFileSync(`${file}.column`, column);
    writeFileSync(`${file}.weight`, weight);
    return runScript('sparse', file, `${rowStart.length - 1}`, `${columns}`);
  });
}

function repeatColumns({ rowStart, column, weight, capacity }: SparseProblem): SparseProblem & { columns: number } {
  const first = new Int32Array(capacity.length + 1);
  for (let j = 0; j < capacity.length; j += 1) first[j + 1] = (first[j] as number) + (capacity[j] as number);
  const columns: number[] = [];
  const weights: number[] = [];
  const starts = [0];
  for (let row = 0; row + 1 < rowStart.length; row += 1) {
    for (let edge = rowStart[row] as number; edge < (rowStart[row + 1] as number); edge += 1) {
      const j = column[edge] as number;
      for (let place = first[j] as number; place < (first[j + 1] as number); place += 1) {
        columns.push(place);
        weights.push(weight[edge] as number);
      }
    }
    starts.push(columns.length);
  }
  return {
    rowStart: Int32Array.from(starts),
    column: Int32Array.from(columns),
    weight: Int32Array.from(weights),
    capacity,
    columns: first[capacity.length] as number,
  };
}
