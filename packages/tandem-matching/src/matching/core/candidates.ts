import type { AssignmentGraph } from './assignment.ts';
import type { DenseChoices } from './choices.ts';

/** The edges selected from a dense graph so far: one list of fixed size a row, and whatever was added later. */
export class Candidates {
  private readonly extraRow: number[] = [];
  private readonly extraColumn: number[] = [];
  private readonly extraWeight: number[] = [];

  constructor(
    private readonly choices: DenseChoices,
    private readonly columnCount: number,
  ) {}

  isListed(row: number, column: number): boolean {
    const { listColumn, listSize, listLength } = this.choices;
    const start = row * listSize;
    const end = start + (listLength[row] as number);
    for (let at = start; at < end; at += 1) if (listColumn[at] === column) return true;
    return false;
  }

  /** Adds an edge; the caller sees to it that it is not there yet. */
  add(row: number, column: number, weight: number): void {
    this.extraRow.push(row);
    this.extraColumn.push(column);
    this.extraWeight.push(weight);
  }

  toGraph(): AssignmentGraph {
    const { rowCount, listColumn, listWeight, listLength, listSize } = this.choices;
    const rowStart = new Int32Array(rowCount + 1);
    for (let row = 0; row < rowCount; row += 1) rowStart[row + 1] = listLength[row] as number;
    for (const row of this.extraRow) rowStart[row + 1] = (rowStart[row + 1] as number) + 1;
    for (let row = 0; row < rowCount; row += 1) rowStart[row + 1] = (rowStart[row + 1] as number) + (rowStart[row] as number);
    const column = new Int32Array(rowStart[rowCount] as number);
    const weight = new Int32Array(column.length);
    const cursor = new Int32Array(rowCount);
    for (let row = 0; row < rowCount; row += 1) {
      const to = rowStart[row] as number;
      const length = listLength[row] as number;
      for (let at = 0; at < length; at += 1) {
        column[to + at] = listColumn[row * listSize + at] as number;
        weight[to + at] = listWeight[row * listSize + at] as number;
      }
      cursor[row] = to + length;
    }
    for (let at = 0; at < this.extraRow.length; at += 1) {
      const row = this.extraRow[at] as number;
      const to = cursor[row] as number;
      cursor[row] = to + 1;
      column[to] = this.extraColumn[at] as number;
      weight[to] = this.extraWeight[at] as number;
    }
    return { rowCount, columnCount: this.columnCount, rowStart, column, weight };
  }
}
