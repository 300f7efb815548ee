/** The rows of a graph too dense to keep as lists: each call computes the weights of one row. */
export interface RowSource {
  readonly rowCount: number;
  readonly columnCount: number;
  /** Writes the integer weight of every column. A value below {@link RowSource.least} is no edge. */
  fill(row: number, weights: Int32Array): void;
  /** The weight of one pair, as `fill` writes it. */
  weightAt(row: number, column: number): number;
  /** The least weight that is an edge; never negative. */
  readonly least: number;
}
