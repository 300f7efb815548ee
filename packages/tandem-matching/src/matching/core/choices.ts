import type { AssignmentGraph } from './assignment.ts';
import type { RowSource } from './row-source.ts';
import { TopPicks } from './top-picks.ts';

const NONE = -1;
const NOTHING = Number.NEGATIVE_INFINITY;

/** The best and second-best column of one row at given prices, over sparse and dense graphs alike. */
export abstract class Choices {
  /** Gain (weight less price) of the best column, minus infinity when the row has none. */
  best = NOTHING;
  second = NOTHING;
  /** The best column, -1 when the row has none. */
  column = NONE;
  secondColumn = NONE;
  /** Weight of the edge to the best column. */
  weight = 0;

  abstract readonly rowCount: number;
  /** Looks at one row. Between calls prices may only have risen. */
  abstract find(row: number, price: Float64Array): void;

  protected scan(column: Int32Array, weight: Int32Array, start: number, end: number, price: Float64Array): void {
    let best = NOTHING;
    let second = NOTHING;
    let bestEdge = NONE;
    let secondEdge = NONE;
    for (let edge = start; edge < end; edge += 1) {
      const gain = (weight[edge] as number) - (price[column[edge] as number] as number);
      if (gain > second) {
        if (gain > best) {
          second = best;
          secondEdge = bestEdge;
          best = gain;
          bestEdge = edge;
        } else {
          second = gain;
          secondEdge = edge;
        }
      }
    }
    this.best = best;
    this.second = second;
    this.column = bestEdge === NONE ? NONE : (column[bestEdge] as number);
    this.secondColumn = secondEdge === NONE ? NONE : (column[secondEdge] as number);
    this.weight = bestEdge === NONE ? 0 : (weight[bestEdge] as number);
  }
}

export class SparseChoices extends Choices {
  readonly rowCount: number;

  constructor(private readonly graph: AssignmentGraph) {
    super();
    this.rowCount = graph.rowCount;
  }

  override find(row: number, price: Float64Array): void {
    const { rowStart, column, weight } = this.graph;
    this.scan(column, weight, rowStart[row] as number, rowStart[row + 1] as number, price);
  }
}

/**
 * Keeps each row's best columns as of its last full look, and the gain that no other column exceeded then. As prices only rise, the
 * others stay below that bound; while the second best of the list is at or above it, the list answers for the whole row.
 */
export class DenseChoices extends Choices {
  readonly rowCount: number;
  readonly listColumn: Int32Array;
  readonly listWeight: Int32Array;
  readonly listLength: Int32Array;
  /** Full looks taken so far. */
  looks = 0;
  private readonly bound: Float64Array;
  private readonly buffer: Int32Array;
  private readonly picks: TopPicks;

  constructor(
    private readonly source: RowSource,
    readonly listSize: number,
  ) {
    super();
    this.rowCount = source.rowCount;
    this.listColumn = new Int32Array(source.rowCount * listSize);
    this.listWeight = new Int32Array(source.rowCount * listSize);
    this.listLength = new Int32Array(source.rowCount);
    this.bound = new Float64Array(source.rowCount).fill(Number.POSITIVE_INFINITY);
    this.buffer = new Int32Array(source.columnCount);
    this.picks = new TopPicks(listSize);
  }

  override find(row: number, price: Float64Array): void {
    this.scanList(row, price);
    if (this.second >= (this.bound[row] as number)) return;
    this.look(row, price);
    this.scanList(row, price);
  }

  private scanList(row: number, price: Float64Array): void {
    const start = row * this.listSize;
    this.scan(this.listColumn, this.listWeight, start, start + (this.listLength[row] as number), price);
  }

  /** Scanning starts at another column in each row, so that rows with equal weights do not all list the same columns. */
  private look(row: number, price: Float64Array): void {
    const { source, buffer, picks, listSize } = this;
    const { rowCount, columnCount } = source;
    this.looks += 1;
    source.fill(row, buffer);
    picks.reset(listSize, picks.sampleFloor(listSize, { weights: buffer, price, least: source.least }));
    const offset = Math.floor((row * columnCount) / rowCount);
    picks.offerAll({ weights: buffer, price, least: source.least, from: offset, to: columnCount });
    picks.offerAll({ weights: buffer, price, least: source.least, from: 0, to: offset });
    const start = row * listSize;
    for (let at = 0; at < picks.count; at += 1) {
      const j = picks.items[at] as number;
      this.listColumn[start + at] = j;
      this.listWeight[start + at] = buffer[j] as number;
    }
    this.listLength[row] = picks.count;
    this.bound[row] = picks.count < listSize ? NOTHING : (picks.scores[listSize - 1] as number);
  }
}
