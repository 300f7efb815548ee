import type { AssignmentProblem, Checkpoint } from './assignment.ts';
import { IndexedHeap } from './heap.ts';
import type { SlotTable } from './slots.ts';

/** The state that the search completes: a feasible, tight partial assignment and its prices. */
export interface PartialAssignment {
  readonly slots: SlotTable;
  readonly rowDual: Float64Array;
  readonly columnDual: Float64Array;
}

const NONE = -1;
const STEPS_BETWEEN_CHECKPOINTS = 4096;
/** So few rows are searched for one after the other, which needs no index of the edges by column. */
const ONE_BY_ONE_UP_TO = 64;

/** The same edges seen from the columns. */
interface ColumnIndex {
  readonly columnStart: Int32Array;
  readonly row: Int32Array;
  readonly weight: Int32Array;
}

function indexByColumn(problem: AssignmentProblem): ColumnIndex {
  const { rowCount, columnCount, rowStart, column, weight } = problem.graph;
  const edgeCount = rowStart[rowCount] as number;
  const columnStart = new Int32Array(columnCount + 1);
  for (let edge = 0; edge < edgeCount; edge += 1) {
    const next = (column[edge] as number) + 1;
    columnStart[next] = (columnStart[next] as number) + 1;
  }
  for (let j = 0; j < columnCount; j += 1) columnStart[j + 1] = (columnStart[j + 1] as number) + (columnStart[j] as number);
  const cursor = columnStart.slice(0, columnCount);
  const row = new Int32Array(edgeCount);
  const columnWeight = new Int32Array(edgeCount);
  for (let i = 0; i < rowCount; i += 1) {
    for (let edge = rowStart[i] as number; edge < (rowStart[i + 1] as number); edge += 1) {
      const j = column[edge] as number;
      const at = cursor[j] as number;
      cursor[j] = at + 1;
      row[at] = i;
      columnWeight[at] = weight[edge] as number;
    }
  }
  return { columnStart, row, weight: columnWeight };
}

/**
 * Completes a partial assignment optimally by growing one alternating tree from every unassigned row at the same pace (the search forest
 * of the Hungarian method). A tree that reaches a free place, or an optional row whose gain has fallen to nothing, is
 * augmented and dissolved; the others keep growing. Growing together keeps every tree small: a search from one
 * row at a time scans almost the whole graph for each of the last rows when capacity is tight.
 */
export class SearchForest {
  private readonly heap: IndexedHeap;
  private byColumn: ColumnIndex | undefined;
  private readonly treeOfRow: Int32Array;
  private readonly treeOfColumn: Int32Array;
  private readonly parentRow: Int32Array;
  private readonly parentWeight: Int32Array;
  private readonly nextRowInTree: Int32Array;
  private readonly firstColumnInTree: Int32Array;
  private readonly nextColumnInTree: Int32Array;
  private time = 0;
  private steps = 0;
  private rowsInForest = 0;

  constructor(
    private readonly problem: AssignmentProblem,
    private readonly partial: PartialAssignment,
  ) {
    const { rowCount, columnCount } = problem.graph;
    this.heap = new IndexedHeap(columnCount + rowCount);
    this.treeOfRow = new Int32Array(rowCount).fill(NONE);
    this.treeOfColumn = new Int32Array(columnCount).fill(NONE);
    this.parentRow = new Int32Array(columnCount).fill(NONE);
    this.parentWeight = new Int32Array(columnCount);
    this.nextRowInTree = new Int32Array(rowCount).fill(NONE);
    this.firstColumnInTree = new Int32Array(rowCount).fill(NONE);
    this.nextColumnInTree = new Int32Array(columnCount).fill(NONE);
  }

  /** Grows until every row of `freeRows` is assigned or, being optional, shown to gain nothing. */
  run(freeRows: Int32Array, checkpoint: Checkpoint): void {
    if (freeRows.length <= ONE_BY_ONE_UP_TO) {
      for (const row of freeRows) this.growAll(Int32Array.of(row), checkpoint);
    } else this.growAll(freeRows, checkpoint);
  }

  private growAll(roots: Int32Array, checkpoint: Checkpoint): void {
    this.time = 0;
    for (const row of roots) this.plant(row);
    for (let item = this.heap.peek(); item !== NONE; item = this.heap.peek()) {
      this.steps += 1;
      if (this.steps % STEPS_BETWEEN_CHECKPOINTS === 0) checkpoint();
      this.time = this.heap.key[item] as number;
      if (item < this.problem.graph.columnCount) this.reachColumn(item);
      else this.exhaustRow(item);
    }
    for (const row of roots) {
      if (this.treeOfRow[row] !== NONE)
        throw new Error(`row ${row} must be assigned and cannot be: the stage before it was wrong`);
    }
  }

  private plant(row: number): void {
    this.addRow(row, row, NONE);
    const free = this.scan(row);
    if (free !== NONE) this.finish(row, free);
  }

  /** A row enters a tree; while there, its dual falls with time, so `rowDual` holds dual + time of entry. */
  private addRow(row: number, tree: number, nextRow: number): void {
    const { rowDual } = this.partial;
    this.treeOfRow[row] = tree;
    this.rowsInForest += 1;
    this.nextRowInTree[row] = nextRow;
    rowDual[row] = (rowDual[row] as number) + this.time;
    if (this.problem.optionalRow[row] === 1) this.heap.set(this.problem.graph.columnCount + row, rowDual[row] as number);
  }

  /** Offers the edges of a tree row to the columns outside the forest. Returns a column with room that is reached at once, or -1. */
  private scan(row: number): number {
    const { rowStart, column, weight } = this.problem.graph;
    const { columnDual, slots, rowDual } = this.partial;
    const { heap, treeOfColumn, parentRow, parentWeight, time } = this;
    const { load, capacity } = slots;
    const heapKey = heap.key;
    const rowValue = rowDual[row] as number;
    const end = rowStart[row + 1] as number;
    for (let edge = rowStart[row] as number; edge < end; edge += 1) {
      const j = column[edge] as number;
      if ((treeOfColumn[j] as number) !== NONE) continue;
      const edgeWeight = weight[edge] as number;
      const key = rowValue + (columnDual[j] as number) - edgeWeight;
      if (key < (heapKey[j] as number)) {
        parentRow[j] = row;
        parentWeight[j] = edgeWeight;
        heap.set(j, key);
        if (key <= time && (load[j] as number) < (capacity[j] as number)) return j;
      }
    }
    return NONE;
  }

  private reachColumn(column: number): void {
    const { slots, rowDual, columnDual } = this.partial;
    const parent = this.parentRow[column] as number;
    const key = (rowDual[parent] as number) + (columnDual[column] as number) - (this.parentWeight[column] as number);
    if (this.treeOfRow[parent] === NONE || key !== this.heap.key[column]) {
      this.rekey(column);
      return;
    }
    const tree = this.treeOfRow[parent] as number;
    if (slots.hasRoom(column)) this.finish(tree, column);
    else this.absorb(column, tree);
  }

  /** A full column and the rows it holds join the tree. */
  private absorb(column: number, tree: number): void {
    const { slots, columnDual } = this.partial;
    this.heap.remove(column);
    this.treeOfColumn[column] = tree;
    columnDual[column] = (columnDual[column] as number) - this.time;
    this.nextColumnInTree[column] = this.firstColumnInTree[tree] as number;
    this.firstColumnInTree[tree] = column;
    const start = slots.start[column] as number;
    const end = start + (slots.load[column] as number);
    for (let slot = start; slot < end; slot += 1) {
      const row = slots.row[slot] as number;
      this.addRow(row, tree, this.nextRowInTree[tree] as number);
      this.nextRowInTree[tree] = row;
    }
    for (let slot = start; slot < end; slot += 1) {
      const free = this.scan(slots.row[slot] as number);
      if (free !== NONE) {
        this.finish(tree, free);
        return;
      }
    }
  }

  /** The nearest tree row of a column may have left the forest; finds the nearest among those that are in it now. */
  private rekey(column: number): void {
    if (this.rowsInForest === 0) {
      this.heap.remove(column);
      return;
    }
    this.byColumn ??= indexByColumn(this.problem);
    const { columnStart, row, weight } = this.byColumn;
    const { rowDual } = this.partial;
    const end = columnStart[column + 1] as number;
    let bestKey = Number.POSITIVE_INFINITY;
    let bestEdge = NONE;
    for (let edge = columnStart[column] as number; edge < end; edge += 1) {
      const i = row[edge] as number;
      if ((this.treeOfRow[i] as number) === NONE) continue;
      const key = (rowDual[i] as number) - (weight[edge] as number);
      if (key < bestKey) {
        bestKey = key;
        bestEdge = edge;
      }
    }
    if (bestEdge === NONE) {
      this.heap.remove(column);
      return;
    }
    this.parentRow[column] = row[bestEdge] as number;
    this.parentWeight[column] = weight[bestEdge] as number;
    this.heap.set(column, bestKey + (this.partial.columnDual[column] as number));
  }

  /** An optional row of a tree gains nothing any more: it gives its place to the tree's root, or is itself the root and stays without. */
  private exhaustRow(item: number): void {
    const row = item - this.problem.graph.columnCount;
    const tree = this.treeOfRow[row] as number;
    if (tree === NONE || this.partial.rowDual[row] !== this.heap.key[item]) {
      this.heap.remove(item);
      return;
    }
    if (tree === row) {
      this.dissolve(tree);
      return;
    }
    const column = this.partial.slots.columnOf[row] as number;
    this.partial.slots.release(row);
    this.augment(column);
    this.dissolve(tree);
  }

  private finish(tree: number, column: number): void {
    this.augment(column);
    this.dissolve(tree);
    this.rekey(column);
  }

  /** Shifts every row on the path from the tree's root to the column by one column. */
  private augment(end: number): void {
    const { slots } = this.partial;
    let column = end;
    for (;;) {
      const row = this.parentRow[column] as number;
      const previous = slots.columnOf[row] as number;
      if (previous !== NONE) slots.release(row);
      slots.assign(row, column);
      if (previous === NONE) return;
      column = previous;
    }
  }

  private dissolve(tree: number): void {
    const { rowDual, columnDual } = this.partial;
    const { columnCount } = this.problem.graph;
    for (let row = tree; row !== NONE; row = this.nextRowInTree[row] as number) {
      rowDual[row] = (rowDual[row] as number) - this.time;
      this.treeOfRow[row] = NONE;
      this.rowsInForest -= 1;
      if (this.problem.optionalRow[row] === 1) this.heap.remove(columnCount + row);
    }
    const first = this.firstColumnInTree[tree] as number;
    this.firstColumnInTree[tree] = NONE;
    for (let column = first; column !== NONE; column = this.nextColumnInTree[column] as number) {
      columnDual[column] = (columnDual[column] as number) + this.time;
      this.treeOfColumn[column] = NONE;
    }
    for (let column = first; column !== NONE; column = this.nextColumnInTree[column] as number) this.rekey(column);
  }
}
