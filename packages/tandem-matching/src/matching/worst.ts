import type { Checkpoint } from './core/assignment.ts';
import { type Coverage, maximiseCoverage } from './coverage.ts';
import type { Instance } from './instance.ts';
import type { MatchingOptions } from './types.ts';

/** The highest grade that every pair can reach without losing coverage, and a matching that does. */
export interface WorstSearch {
  readonly grade: number;
  readonly coverage: Coverage;
  /** Coverage above the next grade, which falls short; missing where there is no higher grade. */
  readonly witness: { readonly grade: number; readonly coverage: Coverage } | undefined;
}

function sameCoverage(a: Coverage, b: Coverage): boolean {
  return a.matchedByRank.every((matched, rank) => matched === b.matchedByRank[rank]);
}

/** Binary search over the grades above the floor; the bottleneck step of rank-maximal matchings with a threshold graph per grade. */
export function raiseWorst(
  instance: Instance,
  options: MatchingOptions,
  atFloor: Coverage,
  checkpoint: Checkpoint,
): WorstSearch {
  const grades = options.grades.filter((grade) => grade > options.floor);
  let reached: { grade: number; coverage: Coverage } = { grade: options.floor, coverage: atFloor };
  let witness: { grade: number; coverage: Coverage } | undefined;
  let low = 0;
  let high = grades.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const grade = grades[middle] as number;
    const coverage = maximiseCoverage(instance, grade, checkpoint);
    if (sameCoverage(coverage, atFloor)) {
      reached = { grade, coverage };
      low = middle + 1;
    } else {
      witness = { grade, coverage };
      high = middle;
    }
  }
  return { ...reached, witness };
}
