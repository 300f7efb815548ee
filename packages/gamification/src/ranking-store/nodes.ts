import { grown } from './member-table.ts';

export const NONE = -1;
/** Members of a leaf and children of an inner node, at most. */
export const WIDTH_BITS = 6;
export const WIDTH = 1 << WIDTH_BITS;

/** A member with its key. */
export interface Entry {
  readonly slot: number;
  readonly score: number;
  readonly reachedAt: number;
}

/** Bytes of one leaf: WIDTH scores and times of 8 bytes, slots of 4, marks of 1. */
const LEAF_BYTES = 21 * WIDTH;
const LEAF_DOUBLES = LEAF_BYTES / 8;
const LEAF_INTEGERS = LEAF_BYTES / 4;

/**
 * The leaves of a tree, chained left to right: of each member, in board order, its slot and beside it its key. All columns of a leaf lie
 * together in one block of one buffer, because at a million members the time goes into pages and cache lines, not into steps. A member's
 * place is a cell: leaf times WIDTH plus the index in the leaf.
 */
export class Leaves {
  length = new Int32Array(1);
  /** How many "firsts" a leaf has: members with another score than the one before them. */
  firsts = new Int32Array(1);
  next = new Int32Array(1);
  previous = new Int32Array(1);
  parent = new Int32Array(1);
  private doubles = new Float64Array(LEAF_DOUBLES);
  private integers = new Int32Array(this.doubles.buffer);
  private octets = new Uint8Array(this.doubles.buffer);
  private used = 0;
  private readonly free: number[] = [];

  get bytes(): number {
    return this.doubles.byteLength + 5 * this.length.byteLength;
  }

  take(): number {
    const leaf = this.free.pop() ?? this.used++;
    if (leaf >= this.length.length) this.grow(Math.ceil(leaf * 1.125) + 4);
    this.length[leaf] = 0;
    this.firsts[leaf] = 0;
    this.next[leaf] = NONE;
    this.previous[leaf] = NONE;
    this.parent[leaf] = NONE;
    return leaf;
  }

  giveBack(leaf: number): void {
    this.free.push(leaf);
  }

  score(cell: number): number {
    return this.doubles[doubleOf(cell)] ?? 0;
  }

  reachedAt(cell: number): number {
    return this.doubles[doubleOf(cell) + WIDTH] ?? 0;
  }

  slot(cell: number): number {
    return this.integers[integerOf(cell)] ?? NONE;
  }

  /** 1 for a first, else 0. */
  mark(cell: number): number {
    return this.octets[octetOf(cell)] ?? 0;
  }

  setMark(cell: number, value: number): void {
    this.octets[octetOf(cell)] = value;
  }

  entry(cell: number): Entry {
    return { slot: this.slot(cell), score: this.score(cell), reachedAt: this.reachedAt(cell) };
  }

  setEntry(cell: number, { slot, score, reachedAt }: Entry): void {
    const double = doubleOf(cell);
    this.doubles[double] = score;
    this.doubles[double + WIDTH] = reachedAt;
    this.integers[integerOf(cell)] = slot;
  }

  /** The cell of a slot that is in a leaf. */
  find(leaf: number, slot: number): number {
    const start = integerOf(leaf * WIDTH);
    return leaf * WIDTH + this.integers.indexOf(slot, start) - start;
  }

  /** Copies a number of members from cell to cell; source and target each lie within one leaf, and may overlap. */
  move(to: number, from: number, count: number): void {
    if (count <= 0) return;
    const double = doubleOf(from);
    this.doubles.copyWithin(doubleOf(to), double, double + count);
    this.doubles.copyWithin(doubleOf(to) + WIDTH, double + WIDTH, double + WIDTH + count);
    this.integers.copyWithin(integerOf(to), integerOf(from), integerOf(from) + count);
    this.octets.copyWithin(octetOf(to), octetOf(from), octetOf(from) + count);
  }

  private grow(capacity: number): void {
    this.doubles = grown(this.doubles, new Float64Array(capacity * LEAF_DOUBLES));
    this.integers = new Int32Array(this.doubles.buffer);
    this.octets = new Uint8Array(this.doubles.buffer);
    this.length = grown(this.length, new Int32Array(capacity));
    this.firsts = grown(this.firsts, new Int32Array(capacity));
    this.next = grown(this.next, new Int32Array(capacity));
    this.previous = grown(this.previous, new Int32Array(capacity));
    this.parent = grown(this.parent, new Int32Array(capacity));
  }
}

/** Where a cell's score is among the doubles; its time stands WIDTH further. */
function doubleOf(cell: number): number {
  return (cell >>> WIDTH_BITS) * LEAF_DOUBLES + (cell & (WIDTH - 1));
}

/** Where a cell's slot is among the integers, behind the doubles of its leaf. */
function integerOf(cell: number): number {
  return (cell >>> WIDTH_BITS) * LEAF_INTEGERS + 4 * WIDTH + (cell & (WIDTH - 1));
}

/** Where a cell's mark is among the bytes, at the end of its leaf. */
function octetOf(cell: number): number {
  return (cell >>> WIDTH_BITS) * LEAF_BYTES + 20 * WIDTH + (cell & (WIDTH - 1));
}

/** What an inner node knows about one child; the entry is the child's first member, a separator that is read without leaving the node. */
export interface Child extends Entry {
  readonly node: number;
  readonly count: number;
  readonly firsts: number;
}

/** The inner nodes of a tree: for each child how much is below it and its first member. */
export class Inners {
  child = new Int32Array(WIDTH);
  count = new Int32Array(WIDTH);
  firsts = new Int32Array(WIDTH);
  slot = new Int32Array(WIDTH);
  /** Score and reachedAt of a child's first member at 2i and 2i + 1. */
  keys = new Float64Array(2 * WIDTH);
  length = new Int32Array(1);
  parent = new Int32Array(1);
  /** 1 where the children are leaves, else 0. */
  aboveLeaves = new Int32Array(1);
  private used = 0;
  private readonly free: number[] = [];

  get bytes(): number {
    return 4 * this.child.byteLength + this.keys.byteLength + 3 * this.length.byteLength;
  }

  take(aboveLeaves: number): number {
    const node = this.free.pop() ?? this.used++;
    if (node >= this.length.length) this.grow(Math.ceil(node * 1.25) + 4);
    this.length[node] = 0;
    this.parent[node] = NONE;
    this.aboveLeaves[node] = aboveLeaves;
    return node;
  }

  giveBack(node: number): void {
    this.free.push(node);
  }

  indexOf(node: number, child: number): number {
    const start = node * WIDTH;
    return this.child.indexOf(child, start) - start;
  }

  read(node: number, index: number): Child {
    const at = node * WIDTH + index;
    return {
      node: this.child[at] ?? NONE,
      count: this.count[at] ?? 0,
      firsts: this.firsts[at] ?? 0,
      slot: this.slot[at] ?? NONE,
      score: this.keys[2 * at] ?? 0,
      reachedAt: this.keys[2 * at + 1] ?? 0,
    };
  }

  write(node: number, index: number, child: Child): void {
    const at = node * WIDTH + index;
    this.child[at] = child.node;
    this.count[at] = child.count;
    this.firsts[at] = child.firsts;
    this.slot[at] = child.slot;
    this.keys[2 * at] = child.score;
    this.keys[2 * at + 1] = child.reachedAt;
  }

  insert(node: number, index: number, child: Child): void {
    const length = this.length[node] ?? 0;
    this.shift(node * WIDTH + index, node * WIDTH + length, 1);
    this.write(node, index, child);
    this.length[node] = length + 1;
  }

  remove(node: number, index: number): void {
    const length = this.length[node] ?? 0;
    this.shift(node * WIDTH + index + 1, node * WIDTH + length, -1);
    this.length[node] = length - 1;
  }

  private shift(from: number, to: number, by: number): void {
    for (const column of [this.child, this.count, this.firsts, this.slot]) column.copyWithin(from + by, from, to);
    this.keys.copyWithin(2 * (from + by), 2 * from, 2 * to);
  }

  private grow(capacity: number): void {
    this.child = grown(this.child, new Int32Array(capacity * WIDTH));
    this.count = grown(this.count, new Int32Array(capacity * WIDTH));
    this.firsts = grown(this.firsts, new Int32Array(capacity * WIDTH));
    this.slot = grown(this.slot, new Int32Array(capacity * WIDTH));
    this.keys = grown(this.keys, new Float64Array(2 * capacity * WIDTH));
    this.length = grown(this.length, new Int32Array(capacity));
    this.parent = grown(this.parent, new Int32Array(capacity));
    this.aboveLeaves = grown(this.aboveLeaves, new Int32Array(capacity));
  }
}
