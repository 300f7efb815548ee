import type { AssignmentSolution, Checkpoint } from './core/assignment.ts';
import { solveDense } from './core/dense.ts';
import type { RowSource } from './core/row-source.ts';
import { solveAssignment } from './core/solve.ts';
import type { Orientation, PairList, StageGraph } from './stage-graph.ts';

const NONE = -1;
/** Beyond this many pairs the next stage computes its rows instead of keeping lists. */
const LIST_UP_TO_PAIRS = 16_000_000;

/** The integer weights, from 0 to `largest`, that a stage gives to pairs of instance indices. */
export interface StageWeight {
  readonly largest: number;
  of(seeker: number, partner: number, affinity: number): number;
  /** Set when every weight is the affinity itself except for the pair of each seeker with the partner named here (-1: none). */
  readonly affinityExcept?: Int32Array;
}

/**
 * The stages of one component. Each maximises its weight over the assignments that are optimal for all stages before it: by complementary
 * slackness these are exactly those that use only tight pairs, give a column to every row with a positive dual and fill every
 * column with a positive price. No stage needs the weights of another, so nothing is multiplied up towards 2^53.
 */
export class ComponentStages {
  private graph: StageGraph;
  /** 1 where the row may stay without a column. */
  private readonly optionalRow: Uint8Array;
  /** 1 where the column must be full. */
  private readonly fullColumn: Uint8Array;
  private columnOf: Int32Array;

  constructor(
    graph: StageGraph,
    private readonly orientation: Orientation,
    start: { readonly optionalRow: Uint8Array; readonly fullColumn: Uint8Array; readonly columnOf: Int32Array },
    private readonly checkpoint: Checkpoint,
  ) {
    this.graph = graph;
    this.optionalRow = start.optionalRow;
    this.fullColumn = start.fullColumn;
    this.columnOf = start.columnOf;
  }

  /** Runs one stage and narrows the problem to its optimal assignments. */
  run(stage: StageWeight): AssignmentSolution {
    const weighted = this.weigh(stage);
    const solution = this.solve(weighted, stage.largest);
    this.columnOf = solution.columnOf.slice();
    for (let row = 0; row < solution.rowDual.length; row += 1) if (solution.rowDual[row] !== 0) this.optionalRow[row] = 0;
    for (let j = 0; j < solution.columnDual.length; j += 1) if (solution.columnDual[j] !== 0) this.fullColumn[j] = 1;
    this.graph = this.narrow(weighted, solution);
    return solution;
  }

  /** Column of each row after the last stage, -1 for none. */
  assignment(): Int32Array {
    return this.columnOf;
  }

  private pairWeight(stage: StageWeight, row: number, column: number, affinity: number): number {
    const { transposed, rowPerson, columnPerson } = this.orientation;
    const rowIndex = rowPerson[row] as number;
    const columnIndex = columnPerson[column] as number;
    return transposed ? stage.of(columnIndex, rowIndex, affinity) : stage.of(rowIndex, columnIndex, affinity);
  }

  private weigh(stage: StageWeight): WeightedGraph {
    const { graph } = this;
    if (graph.kind === 'rows') {
      const source =
        stage.affinityExcept === undefined
          ? this.weighRows(graph.affinities, stage)
          : this.patchRows(graph.affinities, stage, stage.affinityExcept);
      return { kind: 'rows', source, affinities: graph.affinities };
    }
    const { pairs } = graph;
    const weight = new Int32Array(pairs.column.length);
    for (let row = 0; row < pairs.rowCount; row += 1) {
      const end = pairs.rowStart[row + 1] as number;
      for (let edge = pairs.rowStart[row] as number; edge < end; edge += 1) {
        weight[edge] = this.pairWeight(stage, row, pairs.column[edge] as number, pairs.affinity[edge] as number);
      }
    }
    return { kind: 'list', pairs, weight };
  }

  private weighRows(affinities: RowSource, stage: StageWeight): RowSource {
    const { least, rowCount, columnCount } = affinities;
    const fill = (row: number, weights: Int32Array): void => {
      affinities.fill(row, weights);
      for (let j = 0; j < columnCount; j += 1) {
        const affinity = weights[j] as number;
        weights[j] = affinity < least ? NONE : this.pairWeight(stage, row, j, affinity);
      }
    };
    const weightAt = (row: number, j: number): number => {
      const affinity = affinities.weightAt(row, j);
      return affinity < least ? NONE : this.pairWeight(stage, row, j, affinity);
    };
    return { rowCount, columnCount, least: 0, fill, weightAt };
  }

  /** Weights that are the affinities but for a few pairs: rows are copied whole, which is several times faster than cell by cell. */
  private patchRows(affinities: RowSource, stage: StageWeight, except: Int32Array): RowSource {
    const patched = this.patchedColumns(except);
    const { least } = affinities;
    const fill = (row: number, weights: Int32Array): void => {
      affinities.fill(row, weights);
      for (const j of patched.get(row) ?? []) {
        if ((weights[j] as number) >= least) weights[j] = this.pairWeight(stage, row, j, weights[j] as number);
      }
    };
    const weightAt = (row: number, j: number): number => {
      const affinity = affinities.weightAt(row, j);
      return affinity < least ? NONE : this.pairWeight(stage, row, j, affinity);
    };
    return { rowCount: affinities.rowCount, columnCount: affinities.columnCount, least, fill, weightAt };
  }

  private patchedColumns(except: Int32Array): Map<number, number[]> {
    const { transposed, rowPerson, columnPerson } = this.orientation;
    const columnOfPerson = new Map(Array.from(columnPerson, (person, j) => [person, j]));
    const seekersOf = new Map<number, number[]>();
    for (const [seeker, partner] of except.entries()) {
      if (partner !== NONE) seekersOf.set(partner, [...(seekersOf.get(partner) ?? []), seeker]);
    }
    const patched = new Map<number, number[]>();
    for (const [row, person] of rowPerson.entries()) {
      const others = transposed ? (seekersOf.get(person) ?? []) : [except[person] as number];
      const columns = others.flatMap((other) => columnOfPerson.get(other) ?? []);
      if (columns.length > 0) patched.set(row, columns);
    }
    return patched;
  }

  /**
   * A column that must be full attracts rows by a price below zero while it has room. A price just beyond the weights nearly always
   * fills it; one beyond every possible sum of weights always does.
   */
  private solve(graph: WeightedGraph, largestWeight: number): AssignmentSolution {
    const modest = this.solveAt(graph, largestWeight, largestWeight + 1);
    if (this.fillsColumns(modest)) return modest;
    const strong = this.solveAt(graph, largestWeight, (largestWeight + 1) * (modest.columnOf.length + 1));
    if (!this.fillsColumns(strong)) throw new Error('a column that must be full is not: the stage before it was wrong');
    return strong;
  }

  private solveAt(graph: WeightedGraph, largestWeight: number, attraction: number): AssignmentSolution {
    const { optionalRow, orientation, checkpoint, columnOf } = this;
    const capacity = orientation.columnCapacity;
    assertSafe(columnOf.length, largestWeight, attraction);
    const basePrice = Float64Array.from(this.fullColumn, (full) => (full === 1 ? -attraction : 0));
    const shared = { capacity, optionalRow, basePrice };
    const solution =
      graph.kind === 'rows'
        ? solveDense({ ...shared, source: graph.source, largestWeight, feasibleColumnOf: columnOf }, checkpoint)
        : solveAssignment({ ...shared, graph: { ...graph.pairs, weight: graph.weight } }, checkpoint);
    this.liftPrices(solution);
    return solution;
  }

  /** Where every place is taken, prices are free up to a constant; prices of columns that may have room must not be negative. */
  private liftPrices({ rowDual, columnDual }: AssignmentSolution): void {
    let lowest = 0;
    for (let j = 0; j < columnDual.length; j += 1)
      if (this.fullColumn[j] === 0) lowest = Math.min(lowest, columnDual[j] as number);
    if (lowest === 0) return;
    for (let j = 0; j < columnDual.length; j += 1) columnDual[j] = (columnDual[j] as number) - lowest;
    for (let row = 0; row < rowDual.length; row += 1) rowDual[row] = (rowDual[row] as number) + lowest;
  }

  private fillsColumns({ columnOf }: AssignmentSolution): boolean {
    const load = new Int32Array(this.fullColumn.length);
    for (const j of columnOf) if (j !== NONE) load[j] = (load[j] as number) + 1;
    return this.fullColumn.every((full, j) => full === 0 || load[j] === this.orientation.columnCapacity[j]);
  }

  /** Keeps the tight pairs. */
  private narrow(graph: WeightedGraph, { rowDual, columnDual }: AssignmentSolution): StageGraph {
    if (graph.kind === 'list') return { kind: 'list', pairs: tightPairs(graph.pairs, graph.weight, rowDual, columnDual) };
    const rows = tightRows(graph.affinities, graph.source, rowDual, columnDual);
    return countPairs(rows) <= LIST_UP_TO_PAIRS ? { kind: 'list', pairs: listRows(rows) } : { kind: 'rows', affinities: rows };
  }
}

type WeightedGraph =
  | { readonly kind: 'list'; readonly pairs: PairList; readonly weight: Int32Array }
  | { readonly kind: 'rows'; readonly source: RowSource; readonly affinities: RowSource };

/**
 * A dual is at most the weights along one path of distinct rows plus the attraction of one column; search times and sums of two such stay
 * below four times that.
 */
function assertSafe(rowCount: number, largestWeight: number, attraction: number): void {
  const longestPath = (rowCount + 1) * (largestWeight + 1);
  if (4 * (longestPath + attraction) > Number.MAX_SAFE_INTEGER) throw new Error('stage weights would pass 2^53');
}

function tightPairs(pairs: PairList, weight: Int32Array, rowDual: Float64Array, columnDual: Float64Array): PairList {
  const rowStart = new Int32Array(pairs.rowCount + 1);
  const keep = new Int32Array(pairs.column.length);
  let count = 0;
  for (let row = 0; row < pairs.rowCount; row += 1) {
    const end = pairs.rowStart[row + 1] as number;
    for (let edge = pairs.rowStart[row] as number; edge < end; edge += 1) {
      if ((rowDual[row] as number) + (columnDual[pairs.column[edge] as number] as number) !== weight[edge]) continue;
      keep[count] = edge;
      count += 1;
    }
    rowStart[row + 1] = count;
  }
  const column = new Int32Array(count);
  const affinity = new Int32Array(count);
  for (let at = 0; at < count; at += 1) {
    column[at] = pairs.column[keep[at] as number] as number;
    affinity[at] = pairs.affinity[keep[at] as number] as number;
  }
  return { rowCount: pairs.rowCount, columnCount: pairs.columnCount, rowStart, column, affinity };
}

/** The affinities of tight pairs only, row by row. */
function tightRows(affinities: RowSource, weights: RowSource, rowDual: Float64Array, columnDual: Float64Array): RowSource {
  const { rowCount, columnCount } = affinities;
  const weightOf = new Int32Array(columnCount);
  const isTight = (row: number, j: number, weight: number): boolean =>
    weight >= weights.least && (rowDual[row] as number) + (columnDual[j] as number) === weight;
  const fill = (row: number, result: Int32Array): void => {
    weights.fill(row, weightOf);
    affinities.fill(row, result);
    for (let j = 0; j < columnCount; j += 1) if (!isTight(row, j, weightOf[j] as number)) result[j] = NONE;
  };
  const weightAt = (row: number, j: number): number =>
    isTight(row, j, weights.weightAt(row, j)) ? affinities.weightAt(row, j) : NONE;
  return { rowCount, columnCount, least: 0, fill, weightAt };
}

function countPairs(rows: RowSource): number {
  const line = new Int32Array(rows.columnCount);
  let count = 0;
  for (let row = 0; row < rows.rowCount; row += 1) {
    rows.fill(row, line);
    for (const value of line) if (value >= rows.least) count += 1;
  }
  return count;
}

function listRows(rows: RowSource): PairList {
  const count = countPairs(rows);
  const line = new Int32Array(rows.columnCount);
  const rowStart = new Int32Array(rows.rowCount + 1);
  const column = new Int32Array(count);
  const affinity = new Int32Array(count);
  let at = 0;
  for (let row = 0; row < rows.rowCount; row += 1) {
    rows.fill(row, line);
    for (let j = 0; j < rows.columnCount; j += 1) {
      if ((line[j] as number) < rows.least) continue;
      column[at] = j;
      affinity[at] = line[j] as number;
      at += 1;
    }
    rowStart[row + 1] = at;
  }
  return { rowCount: rows.rowCount, columnCount: rows.columnCount, rowStart, column, affinity };
}
