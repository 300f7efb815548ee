import { solveDense } from '../src/matching/core/dense.ts';
import { solveAssignment } from '../src/matching/core/solve.ts';
import type { SparseProblem } from './families.ts';
import type { Timed } from './reference.ts';

const nothing = (): void => undefined;

export type Clock = Pick<Timed, 'milliseconds' | 'cpu'>;

/** Starts a clock; the function returned reads it. */
export function startClock(): () => Clock {
  const start = performance.now();
  const cpu = process.cpuUsage();
  return () => {
    const used = process.cpuUsage(cpu);
    return { milliseconds: performance.now() - start, cpu: (used.user + used.system) / 1000 };
  };
}

/** The dense method alone: the sum of affinities of a perfect matching, as the references compute it. */
export function oursDense(matrix: Int16Array, n: number): Timed {
  const source = {
    rowCount: n,
    columnCount: n,
    least: 0,
    fill: (row: number, weights: Int32Array): void => weights.set(matrix.subarray(row * n, row * n + n)),
    weightAt: (row: number, column: number): number => matrix[row * n + column] as number,
  };
  const readClock = startClock();
  const { columnOf } = solveDense(
    {
      source,
      largestWeight: 10_000,
      capacity: new Int32Array(n).fill(1),
      optionalRow: new Uint8Array(n),
      basePrice: new Float64Array(n),
      feasibleColumnOf: Int32Array.from({ length: n }, (_, row) => row),
    },
    nothing,
  );
  const timed = readClock();
  return { ...timed, sum: columnOf.reduce((sum, column, row) => sum + (matrix[row * n + column] as number), 0) };
}

/** The sparse method alone; every row must be given a column. */
export function oursSparse({ rowStart, column, weight, capacity }: SparseProblem): Timed {
  const rowCount = rowStart.length - 1;
  const graph = { rowCount, columnCount: capacity.length, rowStart, column, weight };
  const readClock = startClock();
  const { columnOf } = solveAssignment(
    { graph, capacity, optionalRow: new Uint8Array(rowCount), basePrice: new Float64Array(capacity.length) },
    nothing,
  );
  const timed = readClock();
  let sum = 0;
  for (let row = 0; row < rowCount; row += 1) {
    for (let edge = rowStart[row] as number; edge < (rowStart[row + 1] as number); edge += 1) {
      if (column[edge] === columnOf[row]) sum += weight[edge] as number;
    }
  }
  return { ...timed, sum };
}
