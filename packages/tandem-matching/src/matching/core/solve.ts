import type { AssignmentProblem, AssignmentSolution, Checkpoint } from './assignment.ts';
import { Auction } from './auction.ts';
import { SparseChoices } from './choices.ts';
import { SearchForest } from './forest.ts';
import { type ReducedStart, reduceRows } from './row-reduction.ts';

/** Below this many rows the auction's phases cost more than they save. */
const AUCTION_FROM_ROWS = 64;
/** Each phase of the auction divides the increment by this. */
export const INCREMENT_STEP = 5;

/** Solves a sparse assignment problem to optimality in O(rows + columns + edges) memory.  */
export function solveAssignment(problem: AssignmentProblem, checkpoint: Checkpoint): AssignmentSolution {
  const start = isTight(problem)
    ? auctionStart(problem, checkpoint)
    : reduceRows(new SparseChoices(problem.graph), problem, checkpoint);
  return completeAssignment(problem, start, checkpoint);
}

/** Completes a feasible, tight partial assignment; see {@link SearchForest}. The start's arrays become the solution's. */
export function completeAssignment(
  problem: AssignmentProblem,
  start: ReducedStart,
  checkpoint: Checkpoint,
): AssignmentSolution {
  if (start.freeRows.length > 0) new SearchForest(problem, start).run(start.freeRows, checkpoint);
  return { columnOf: start.slots.columnOf, rowDual: start.rowDual, columnDual: start.columnDual };
}

/** Every row must be assigned and takes every place: then a free place may have any price on the way. */
export function isTight(problem: Pick<AssignmentProblem, 'optionalRow' | 'capacity'>): boolean {
  const rowCount = problem.optionalRow.length;
  if (rowCount < AUCTION_FROM_ROWS || problem.optionalRow.includes(1)) return false;
  let places = 0;
  for (const capacity of problem.capacity) places += capacity;
  return places === rowCount;
}

/** Without it the last rows of a tight problem each search almost the whole graph; after it the search only settles near-ties. */
function auctionStart(problem: AssignmentProblem, checkpoint: Checkpoint): ReducedStart {
  const { graph, capacity } = problem;
  const auction = new Auction(new SparseChoices(graph), capacity, new Float64Array(graph.columnCount), checkpoint);
  auction.runPhases(Math.floor(largest(graph.weight) / INCREMENT_STEP), 1, INCREMENT_STEP);
  return auction.tightStart();
}

export function largest(values: Int32Array): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}
