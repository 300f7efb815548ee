/** Who sits where: for each column the rows it holds, in a packed list of at most its capacity, and for each row its column. */
export class SlotTable {
  readonly columnOf: Int32Array;
  readonly load: Int32Array;
  readonly start: Int32Array;
  readonly row: Int32Array;
  private readonly slotOf: Int32Array;

  constructor(
    rowCount: number,
    readonly capacity: Int32Array,
  ) {
    const columnCount = capacity.length;
    this.columnOf = new Int32Array(rowCount).fill(-1);
    this.slotOf = new Int32Array(rowCount).fill(-1);
    this.load = new Int32Array(columnCount);
    this.start = new Int32Array(columnCount + 1);
    for (let column = 0; column < columnCount; column += 1) {
      this.start[column + 1] = (this.start[column] as number) + Math.min(capacity[column] as number, rowCount);
    }
    this.row = new Int32Array(this.start[columnCount] as number);
  }

  hasRoom(column: number): boolean {
    return (this.load[column] as number) < (this.capacity[column] as number);
  }

  /** Puts an unassigned row into a column with room. */
  assign(row: number, column: number): void {
    const slot = (this.start[column] as number) + (this.load[column] as number);
    this.row[slot] = row;
    this.slotOf[row] = slot;
    this.columnOf[row] = column;
    this.load[column] = (this.load[column] as number) + 1;
  }

  /** Gives the place of its present holder to an unassigned row; returns the row that lost it. */
  replace(slot: number, row: number): number {
    const loser = this.row[slot] as number;
    this.columnOf[row] = this.columnOf[loser] as number;
    this.slotOf[row] = slot;
    this.row[slot] = row;
    this.slotOf[loser] = -1;
    this.columnOf[loser] = -1;
    return loser;
  }

  /** Puts a row into a place that its holder has already left for another. */
  occupy(slot: number, column: number, row: number): void {
    this.row[slot] = row;
    this.slotOf[row] = slot;
    this.columnOf[row] = column;
  }

  /** Takes a row out of its column. */
  release(row: number): void {
    const column = this.columnOf[row] as number;
    const load = (this.load[column] as number) - 1;
    const last = (this.start[column] as number) + load;
    const slot = this.slotOf[row] as number;
    const moved = this.row[last] as number;
    this.row[slot] = moved;
    this.slotOf[moved] = slot;
    this.load[column] = load;
    this.slotOf[row] = -1;
    this.columnOf[row] = -1;
  }
}
