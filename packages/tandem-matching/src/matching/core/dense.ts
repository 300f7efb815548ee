import type { AssignmentProblem, AssignmentSolution, Checkpoint } from './assignment.ts';
import { Auction } from './auction.ts';
import { Candidates } from './candidates.ts';
import { DenseChoices } from './choices.ts';
import { type ReducedStart, reduceRows } from './row-reduction.ts';
import type { RowSource } from './row-source.ts';
import { SlotTable } from './slots.ts';
import { completeAssignment, isTight, solveAssignment } from './solve.ts';
import { TopPicks } from './top-picks.ts';

const NONE = -1;
const CANDIDATES_PER_ROW = 32;
const VIOLATORS_PER_ROW = 24;
const ROWS_BETWEEN_CHECKPOINTS = 256;
/** The auction over the whole graph begins with this part of the largest weight and divides by the step from phase to phase. */
const FIRST_INCREMENT_PART = 100;
const INCREMENT_STEP = 10;
/** The auction takes over when the cheap start leaves more than this part of the rows, or when pricing finds that many violated. */
const HARD_PART = 0.25;

export interface DenseProblem {
  readonly source: RowSource;
  /** An upper bound of the weights. */
  readonly largestWeight: number;
  readonly capacity: Int32Array;
  readonly optionalRow: Uint8Array;
  readonly basePrice: Float64Array;
  /** An assignment that gives every row that must have one a column; keeps every selection of candidates solvable. */
  readonly feasibleColumnOf: Int32Array;
}

/**
 * Solves a dense problem by pricing: a start over the whole graph leaves each row a short list of candidates; solve those, look at
 * every edge of the whole graph at the resulting prices, add those that would do better, and repeat until there is none. Only
 * then is the solution optimal for the whole graph.
 */
export function solveDense(problem: DenseProblem, checkpoint: Checkpoint): AssignmentSolution {
  return new Pricing(problem, checkpoint).run();
}

class Pricing {
  private candidates: Candidates;
  private readonly tight: boolean;
  private readonly buffer: Int32Array;
  private readonly picks = new TopPicks(VIOLATORS_PER_ROW);

  constructor(
    private readonly problem: DenseProblem,
    private readonly checkpoint: Checkpoint,
  ) {
    this.tight = isTight(problem);
    this.buffer = new Int32Array(problem.source.columnCount);
    this.candidates = new Candidates(new DenseChoices(problem.source, 0), problem.source.columnCount);
  }

  /** The cheap start first; structured costs, which mislead it, show in what it leaves and go to the auction. */
  run(): AssignmentSolution {
    const hard = this.problem.source.rowCount * HARD_PART;
    const reduced = this.reducedStart();
    if (!this.tight) return this.priceOut(this.complete(reduced), Number.POSITIVE_INFINITY) as AssignmentSolution;
    if (reduced.freeRows.length <= hard) {
      const solution = this.priceOut(this.complete(reduced), hard);
      if (solution !== undefined) return solution;
    }
    return this.priceOut(this.complete(this.auctionStart()), Number.POSITIVE_INFINITY) as AssignmentSolution;
  }

  private reducedStart(): ReducedStart {
    const choices = new DenseChoices(this.problem.source, CANDIDATES_PER_ROW);
    const start = reduceRows(choices, this.problem, this.checkpoint);
    this.collect(choices, start.slots.columnOf);
    return start;
  }

  private auctionStart(): ReducedStart {
    const { source, capacity, basePrice, largestWeight } = this.problem;
    const choices = new DenseChoices(source, CANDIDATES_PER_ROW);
    const auction = new Auction(choices, capacity, basePrice, this.checkpoint);
    auction.runPhases(Math.floor(largestWeight / FIRST_INCREMENT_PART), 1, INCREMENT_STEP);
    const start = auction.tightStart();
    this.collect(choices, auction.assignment());
    return start;
  }

  /** Candidates of a row: its list, the column it holds, and the column that keeps the whole solvable. */
  private collect(choices: DenseChoices, columnOf: Int32Array): void {
    const { source, feasibleColumnOf } = this.problem;
    this.candidates = new Candidates(choices, source.columnCount);
    for (let row = 0; row < source.rowCount; row += 1) {
      const held = columnOf[row] as number;
      const needed = feasibleColumnOf[row] as number;
      if (held !== NONE) this.require(row, held);
      if (needed !== NONE && needed !== held) this.require(row, needed);
    }
  }

  private require(row: number, column: number): void {
    if (!this.candidates.isListed(row, column)) this.candidates.add(row, column, this.problem.source.weightAt(row, column));
  }

  private toAssignment(): AssignmentProblem {
    const { capacity, optionalRow, basePrice } = this.problem;
    return { graph: this.candidates.toGraph(), capacity, optionalRow, basePrice };
  }

  private complete(start: ReducedStart): AssignmentSolution {
    return completeAssignment(this.toAssignment(), start, this.checkpoint);
  }

  /** Adds edges until none is violated. Gives up, with `undefined`, when more rows than `limit` are. */
  private priceOut(first: AssignmentSolution, limit: number): AssignmentSolution | undefined {
    let solution = first;
    for (;;) {
      const violated = this.addViolators(solution);
      if (violated.length === 0) return solution;
      if (violated.length > limit) return undefined;
      solution = this.tight
        ? this.complete(this.warmStart(solution, violated))
        : solveAssignment(this.toAssignment(), this.checkpoint);
    }
  }

  /** Prices every edge of the graph. Returns the rows that would gain by one they did not have, with their new duals set. */
  private addViolators(solution: AssignmentSolution): number[] {
    const { source } = this.problem;
    const { buffer, picks } = this;
    const { rowDual, columnDual } = solution;
    const violated: number[] = [];
    for (let row = 0; row < source.rowCount; row += 1) {
      if (row % ROWS_BETWEEN_CHECKPOINTS === 0) this.checkpoint();
      source.fill(row, buffer);
      picks.reset(VIOLATORS_PER_ROW, rowDual[row] as number);
      picks.offerAll({ weights: buffer, price: columnDual, least: source.least, from: 0, to: source.columnCount });
      if (picks.count === 0) continue;
      violated.push(row);
      rowDual[row] = picks.scores[0] as number;
      for (let at = 0; at < picks.count; at += 1) {
        const j = picks.items[at] as number;
        this.candidates.add(row, j, buffer[j] as number);
      }
    }
    return violated;
  }

  /** In a tight problem prices stay valid: only the rows that found something better look for a column again. */
  private warmStart(solution: AssignmentSolution, violated: readonly number[]): ReducedStart {
    const { columnOf, rowDual, columnDual } = solution;
    const slots = new SlotTable(columnOf.length, this.problem.capacity);
    const again = new Uint8Array(columnOf.length);
    for (const row of violated) again[row] = 1;
    for (let row = 0; row < columnOf.length; row += 1) if (again[row] === 0) slots.assign(row, columnOf[row] as number);
    return { slots, rowDual, columnDual, freeRows: Int32Array.from(violated) };
  }
}
