import { grown } from './member-table.ts';

export const NONE = -1;
/** Members of a leaf, at most. */
export const LEAF_BITS = 7;
export const LEAF = 1 << LEAF_BITS;
const INDEX = LEAF - 1;

/** A member with its key. */
export interface Entry {
  readonly slot: number;
  readonly score: number;
  readonly reachedAt: number;
}

/** The columns of a leaf's header, a cache line of 16 integers. */
const LENGTH = 0;
const FIRSTS = 1;
const NEXT = 2;
const PREVIOUS = 3;
const PARENT = 4;
const IS_ORDERED = 5;
const IS_COUNTED = 6;
const HEADER = 16;
/** Header, then LEAF slots of 4 bytes, then LEAF scores and LEAF times of 8. */
const INTEGERS = HEADER + 5 * LEAF;
const DOUBLES = INTEGERS / 2;
const SCORES = (HEADER + LEAF) / 2;

/**
 * The leaves of a tree, chained left to right: of each member its slot and beside it its key. All of a leaf lies together in one block of
 * one buffer, because at a million members the time goes into pages and cache lines, not into steps. For the same reason members stand
 * in a leaf in no order until somebody reads them in order: who leaves is replaced by the last, who comes is the last. A member's place is
 * a cell: leaf times LEAF plus the index in the leaf.
 */
export class Leaves {
  private doubles = new Float64Array(DOUBLES);
  private integers = new Int32Array(this.doubles.buffer);
  private used = 0;
  private readonly free: number[] = [];

  get bytes(): number {
    return this.doubles.byteLength;
  }

  take(): number {
    const leaf = this.free.pop() ?? this.used++;
    if (leaf * DOUBLES >= this.doubles.length) this.grow(Math.ceil(leaf * 1.125) + 1);
    const header = leaf * INTEGERS;
    this.integers.fill(0, header, header + HEADER);
    this.integers.fill(NONE, header + NEXT, header + PARENT + 1);
    this.integers[header + IS_ORDERED] = 1;
    this.integers[header + IS_COUNTED] = 1;
    return leaf;
  }

  giveBack(leaf: number): void {
    this.setLength(leaf, 0);
    this.setCounted(leaf, true);
    this.free.push(leaf);
  }

  length(leaf: number): number {
    return this.integers[leaf * INTEGERS + LENGTH] ?? 0;
  }

  setLength(leaf: number, length: number): void {
    this.integers[leaf * INTEGERS + LENGTH] = length;
  }

  /** How many members have another score than the one before them, as it was counted last. */
  firsts(leaf: number): number {
    return this.integers[leaf * INTEGERS + FIRSTS] ?? 0;
  }

  setFirsts(leaf: number, firsts: number): void {
    this.integers[leaf * INTEGERS + FIRSTS] = firsts;
  }

  next(leaf: number): number {
    return this.integers[leaf * INTEGERS + NEXT] ?? NONE;
  }

  previous(leaf: number): number {
    return this.integers[leaf * INTEGERS + PREVIOUS] ?? NONE;
  }

  /** Makes two leaves neighbours; NONE is an end of the board. */
  chain(left: number, right: number): void {
    if (left !== NONE) this.integers[left * INTEGERS + NEXT] = right;
    if (right !== NONE) this.integers[right * INTEGERS + PREVIOUS] = left;
  }

  parent(leaf: number): number {
    return this.integers[leaf * INTEGERS + PARENT] ?? NONE;
  }

  setParent(leaf: number, parent: number): void {
    this.integers[leaf * INTEGERS + PARENT] = parent;
  }

  /** Whether the members stand in board order. */
  isOrdered(leaf: number): boolean {
    return this.integers[leaf * INTEGERS + IS_ORDERED] === 1;
  }

  setOrdered(leaf: number, isOrdered: boolean): void {
    this.integers[leaf * INTEGERS + IS_ORDERED] = isOrdered ? 1 : 0;
  }

  /** Whether its firsts, and those of the next leaf, are as they were counted last. */
  isCounted(leaf: number): boolean {
    return this.integers[leaf * INTEGERS + IS_COUNTED] === 1;
  }

  setCounted(leaf: number, isCounted: boolean): void {
    this.integers[leaf * INTEGERS + IS_COUNTED] = isCounted ? 1 : 0;
  }

  slot(cell: number): number {
    return this.integers[slotAt(cell)] ?? NONE;
  }

  score(cell: number): number {
    return this.doubles[scoreAt(cell)] ?? 0;
  }

  reachedAt(cell: number): number {
    return this.doubles[scoreAt(cell) + LEAF] ?? 0;
  }

  entry(cell: number): Entry {
    return { slot: this.slot(cell), score: this.score(cell), reachedAt: this.reachedAt(cell) };
  }

  put(cell: number, slot: number, score: number, reachedAt: number): void {
    this.integers[slotAt(cell)] = slot;
    this.doubles[scoreAt(cell)] = score;
    this.doubles[scoreAt(cell) + LEAF] = reachedAt;
  }

  /** How many members of a leaf have a higher score. */
  countHigher(leaf: number, score: number): number {
    const { doubles } = this;
    const start = leaf * DOUBLES + SCORES;
    const end = start + this.length(leaf);
    let higher = 0;
    for (let at = start; at < end; at += 1) higher += Number((doubles[at] ?? 0) > score);
    return higher;
  }

  /** Copies members from cell to cell; source and target each lie within one leaf. */
  copy(to: number, from: number, count: number): void {
    const score = scoreAt(from);
    this.doubles.copyWithin(scoreAt(to), score, score + count);
    this.doubles.copyWithin(scoreAt(to) + LEAF, score + LEAF, score + LEAF + count);
    this.integers.copyWithin(slotAt(to), slotAt(from), slotAt(from) + count);
  }

  /** Reads the header of a leaf, or the slot and key at a cell; see `RankedBoard.setAll`. The results mean nothing. */
  touchHeader(leaf: number): number {
    return this.length(leaf);
  }

  touchCell(cell: number): number {
    return this.slot(cell) + this.score(cell) + this.reachedAt(cell);
  }

  private grow(capacity: number): void {
    this.doubles = grown(this.doubles, new Float64Array(capacity * DOUBLES));
    this.integers = new Int32Array(this.doubles.buffer);
  }
}

/** Where a cell's slot is among the integers. */
function slotAt(cell: number): number {
  return (cell >>> LEAF_BITS) * INTEGERS + HEADER + (cell & INDEX);
}

/** Where a cell's score is among the doubles; its time stands LEAF further. */
function scoreAt(cell: number): number {
  return (cell >>> LEAF_BITS) * DOUBLES + SCORES + (cell & INDEX);
}
