/**
 * One weighted assignment problem on a sparse graph, the form every stage of a run takes: each row is given at most one column, column j
 * at most `capacity[j]` rows, and the sum of weights is as large as possible.
 */
export interface AssignmentGraph {
  readonly rowCount: number;
  readonly columnCount: number;
  /** Edges of row i are `rowStart[i] .. rowStart[i + 1] - 1`. */
  readonly rowStart: Int32Array;
  readonly column: Int32Array;
  /** Integer weight of each edge. */
  readonly weight: Int32Array;
}

export interface AssignmentProblem {
  readonly graph: AssignmentGraph;
  readonly capacity: Int32Array;
  /** 1 where a row may stay without a column at weight 0; other rows must be assigned, and the caller knows that they can be. */
  readonly optionalRow: Uint8Array;
  /**
   * The price of a column with free capacity. 0 for a column that may stay free; a large negative number pulls rows to a column
   * that must be full.
   */
  readonly basePrice: Float64Array;
}

/**
 * An optimal assignment and the prices that prove it: `rowDual[i] + columnDual[j] >= weight` on every edge, equality on assigned
 * edges, 0 for an unassigned optional row, `basePrice` for a column with free capacity.
 */
export interface AssignmentSolution {
  /** Column of each row, -1 for none. */
  readonly columnOf: Int32Array;
  readonly rowDual: Float64Array;
  readonly columnDual: Float64Array;
}

/** Called between steps of a long computation; it ends the computation by throwing. */
export type Checkpoint = () => void;
