import type { Checkpoint } from './assignment.ts';
import type { Choices } from './choices.ts';
import type { ReducedStart } from './row-reduction.ts';
import { SlotTable } from './slots.ts';

const NONE = -1;
const BIDS_BETWEEN_CHECKPOINTS = 4096;

/**
 * An auction with minimum increments (Bertsekas 1979): unassigned rows bid for their best column, raising the price of its cheapest place by
 * what it is better than the second choice, plus the increment. Repeated with shrinking increments it comes within the last
 * increment of optimal prices for every row (epsilon-scaling, as in Goldberg and Kennedy 1995).
 */
export class Auction {
  readonly price: Float64Array;
  private readonly slotStart: Int32Array;
  private readonly slotPrice: Float64Array;
  private readonly holder: Int32Array;
  private readonly slotOf: Int32Array;
  private readonly columnOf: Int32Array;
  private readonly weightOf: Int32Array;
  private readonly queue: Int32Array;
  private queued = 0;
  private bids = 0;

  constructor(
    private readonly choices: Choices,
    private readonly capacity: Int32Array,
    startPrice: Float64Array,
    private readonly checkpoint: Checkpoint,
  ) {
    const columnCount = capacity.length;
    this.slotStart = new Int32Array(columnCount + 1);
    for (let j = 0; j < columnCount; j += 1) {
      this.slotStart[j + 1] = (this.slotStart[j] as number) + Math.min(capacity[j] as number, choices.rowCount);
    }
    const slotCount = this.slotStart[columnCount] as number;
    this.slotPrice = new Float64Array(slotCount);
    for (let j = 0; j < columnCount; j += 1) {
      this.slotPrice.fill(startPrice[j] as number, this.slotStart[j] as number, this.slotStart[j + 1] as number);
    }
    this.price = startPrice.slice();
    this.holder = new Int32Array(slotCount).fill(NONE);
    this.slotOf = new Int32Array(choices.rowCount).fill(NONE);
    this.columnOf = new Int32Array(choices.rowCount).fill(NONE);
    this.weightOf = new Int32Array(choices.rowCount);
    this.queue = new Int32Array(choices.rowCount);
  }

  /** Phases with increments from `first` down to `last`, each a `step`-th of the one before. */
  runPhases(first: number, last: number, step: number): void {
    for (let increment = Math.max(first, last); ; increment = Math.max(last, Math.floor(increment / step))) {
      this.releaseUnhappy(increment);
      while (this.queued > 0) {
        this.queued -= 1;
        this.bid(this.queue[this.queued] as number, increment);
      }
      if (increment === last) return;
    }
  }

  /** Rows that are more than the increment away from their best choice at present prices have to bid again. */
  private releaseUnhappy(increment: number): void {
    const { choices, slotOf, columnOf } = this;
    for (let row = choices.rowCount - 1; row >= 0; row -= 1) {
      const slot = slotOf[row] as number;
      if (slot !== NONE) {
        choices.find(row, this.price);
        if ((this.weightOf[row] as number) - (this.slotPrice[slot] as number) >= choices.best - increment) continue;
        this.holder[slot] = NONE;
        slotOf[row] = NONE;
        columnOf[row] = NONE;
      }
      this.queue[this.queued] = row;
      this.queued += 1;
    }
  }

  private bid(row: number, increment: number): void {
    this.bids += 1;
    if (this.bids % BIDS_BETWEEN_CHECKPOINTS === 0) this.checkpoint();
    const { choices, slotPrice, slotStart, holder } = this;
    choices.find(row, this.price);
    const column = choices.column;
    if (column === NONE) throw new Error(`row ${row} has no column to bid for`);
    const margin = choices.second === Number.NEGATIVE_INFINITY ? 0 : choices.best - choices.second;
    const end = slotStart[column + 1] as number;
    let cheapest = slotStart[column] as number;
    let next = Number.POSITIVE_INFINITY;
    for (let slot = cheapest + 1; slot < end; slot += 1) {
      const price = slotPrice[slot] as number;
      if (price < (slotPrice[cheapest] as number)) {
        next = slotPrice[cheapest] as number;
        cheapest = slot;
      } else if (price < next) next = price;
    }
    const before = slotPrice[cheapest] as number;
    const raised = before + Math.min(margin, next - before) + increment;
    slotPrice[cheapest] = raised;
    this.price[column] = Math.min(raised, next);
    this.seat(row, column, cheapest, holder[cheapest] as number);
  }

  private seat(row: number, column: number, slot: number, loser: number): void {
    this.holder[slot] = row;
    this.slotOf[row] = slot;
    this.columnOf[row] = column;
    this.weightOf[row] = this.choices.weight;
    if (loser === NONE) return;
    this.slotOf[loser] = NONE;
    this.columnOf[loser] = NONE;
    this.queue[this.queued] = loser;
    this.queued += 1;
  }

  /** The column each row holds now. */
  assignment(): Int32Array {
    return this.columnOf.slice();
  }

  /** Keeps what is exactly tight at the present prices; every other row is left to the search. */
  tightStart(): ReducedStart {
    const { choices, columnOf, price } = this;
    const slots = new SlotTable(choices.rowCount, this.capacity);
    const rowDual = new Float64Array(choices.rowCount);
    const freeRows: number[] = [];
    for (let row = 0; row < choices.rowCount; row += 1) {
      const own = columnOf[row] as number;
      choices.find(row, price);
      rowDual[row] = choices.best;
      if (own !== NONE && (this.weightOf[row] as number) - (price[own] as number) === choices.best) slots.assign(row, own);
      else freeRows.push(row);
    }
    return { slots, rowDual, columnDual: price, freeRows: Int32Array.from(freeRows) };
  }
}
