import type { AssignmentProblem, Checkpoint } from './assignment.ts';
import type { Choices } from './choices.ts';
import type { PartialAssignment } from './forest.ts';
import { SlotTable } from './slots.ts';

const NONE = -1;
const PASSES = 3;
const BIDS_PER_ROW = 12;
const BIDS_BETWEEN_CHECKPOINTS = 65_536;

export interface ReducedStart extends PartialAssignment {
  /** Rows that still need a search. */
  readonly freeRows: Int32Array;
}

/**
 * The cheap start: rows bid for columns as in an auction without a minimum increment, each raising the price of one place to where
 * its second choice is as good (augmenting row reduction, Jonker and Volgenant 1987, with one price per place). Whoever is outbid
 * bids again; ties are left to the search. Prices only rise, and only on full columns, so the result is feasible and tight.
 */
export function reduceRows(choices: Choices, problem: ReductionProblem, checkpoint: Checkpoint): ReducedStart {
  return new RowReduction(choices, problem).run(checkpoint);
}

export type ReductionProblem = Pick<AssignmentProblem, 'capacity' | 'optionalRow' | 'basePrice'>;

class RowReduction {
  private readonly slots: SlotTable;
  private readonly price: Float64Array;
  private readonly slotPrice: Float64Array;
  private readonly settled: Uint8Array;
  private bestColumn = NONE;
  private secondColumn = NONE;
  private bestGain = 0;
  private secondGain = 0;

  constructor(
    private readonly choices: Choices,
    private readonly problem: ReductionProblem,
  ) {
    this.slots = new SlotTable(choices.rowCount, problem.capacity);
    this.price = problem.basePrice.slice();
    this.slotPrice = new Float64Array(this.slots.row.length);
    this.settled = new Uint8Array(choices.rowCount);
  }

  run(checkpoint: Checkpoint): ReducedStart {
    const { rowCount } = this.choices;
    let waiting = Array.from({ length: rowCount }, (_, row) => row);
    let budget = rowCount * BIDS_PER_ROW;
    for (let pass = 0; pass < PASSES && waiting.length > 0; pass += 1) {
      const next: number[] = [];
      for (const first of waiting) {
        let row = first;
        while (row !== NONE && budget > 0) {
          budget -= 1;
          if (budget % BIDS_BETWEEN_CHECKPOINTS === 0) checkpoint();
          row = this.bid(row, next);
        }
        if (row !== NONE) next.push(row);
      }
      waiting = next;
    }
    return this.finish(waiting);
  }

  /** One bid. Returns the outbid row when it should bid at once, else -1; rows to look at again later go to `later`. */
  private bid(row: number, later: number[]): number {
    this.findBestTwo(row);
    if (this.bestColumn === NONE) {
      this.settled[row] = 1;
      return NONE;
    }
    const raise = this.secondGain === Number.NEGATIVE_INFINITY ? 0 : this.bestGain - this.secondGain;
    const alternative = this.secondColumn;
    if (raise === 0 && !this.slots.hasRoom(this.bestColumn) && alternative !== NONE && this.slots.hasRoom(alternative)) {
      this.take(row, alternative, 0);
      return NONE;
    }
    if (raise === 0 && !this.slots.hasRoom(this.bestColumn)) {
      later.push(row);
      return NONE;
    }
    return this.take(row, this.bestColumn, raise);
  }

  /** The row's two best choices, staying without a column being one of them for an optional row. */
  private findBestTwo(row: number): void {
    const { choices } = this;
    choices.find(row, this.price);
    this.bestColumn = choices.column;
    this.secondColumn = choices.secondColumn;
    this.bestGain = choices.best;
    this.secondGain = choices.second;
    if (this.problem.optionalRow[row] !== 1) return;
    if (choices.best <= 0) {
      this.bestColumn = NONE;
      this.bestGain = 0;
    } else if (choices.second < 0) {
      this.secondColumn = NONE;
      this.secondGain = 0;
    }
  }

  private take(row: number, column: number, raise: number): number {
    const { slots, price, slotPrice } = this;
    const start = slots.start[column] as number;
    const newPrice = (price[column] as number) + raise;
    let loser = NONE;
    if (slots.hasRoom(column)) {
      slotPrice[start + (slots.load[column] as number)] = newPrice;
      slots.assign(row, column);
    } else {
      const slot = this.cheapestSlot(column);
      slotPrice[slot] = newPrice;
      loser = slots.replace(slot, row);
    }
    if (!slots.hasRoom(column)) price[column] = slotPrice[this.cheapestSlot(column)] as number;
    return loser;
  }

  private cheapestSlot(column: number): number {
    const start = this.slots.start[column] as number;
    const end = this.slots.start[column + 1] as number;
    let cheapest = start;
    for (let slot = start + 1; slot < end; slot += 1) {
      if ((this.slotPrice[slot] as number) < (this.slotPrice[cheapest] as number)) cheapest = slot;
    }
    return cheapest;
  }

  private finish(waiting: readonly number[]): ReducedStart {
    const { rowCount } = this.choices;
    const rowDual = new Float64Array(rowCount);
    for (let row = 0; row < rowCount; row += 1) {
      this.findBestTwo(row);
      rowDual[row] = this.bestGain;
    }
    const freeRows = waiting.filter((row) => this.settled[row] === 0 && this.slots.columnOf[row] === NONE);
    return { slots: this.slots, rowDual, columnDual: this.price, freeRows: Int32Array.from(freeRows) };
  }
}
