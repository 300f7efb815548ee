import { grown } from './member-table.ts';

export const NONE = -1;
/** Members of a leaf and children of an inner node, at most. */
export const WIDTH = 64;

/**
 * The leaves of a tree, chained left to right: of each member, in board order, its slot and beside it its key, so that searching and
 * ranking stay within the leaf.
 */
export class Leaves {
  slots = new Int32Array(WIDTH);
  scores = new Float64Array(WIDTH);
  times = new Float64Array(WIDTH);
  /** 1 for a "first": a member with another score than the one before it. */
  marks = new Uint8Array(WIDTH);
  length = new Int32Array(1);
  /** How many firsts a leaf has. */
  firsts = new Int32Array(1);
  next = new Int32Array(1);
  previous = new Int32Array(1);
  parent = new Int32Array(1);
  private used = 0;
  private readonly free: number[] = [];

  get bytes(): number {
    return (
      this.slots.byteLength +
      this.scores.byteLength +
      this.times.byteLength +
      this.marks.byteLength +
      5 * this.length.byteLength
    );
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

  /** Copies members from cell to cell; the ranges may overlap. */
  move(to: number, from: number, end: number): void {
    this.slots.copyWithin(to, from, end);
    this.scores.copyWithin(to, from, end);
    this.times.copyWithin(to, from, end);
    this.marks.copyWithin(to, from, end);
  }

  private grow(capacity: number): void {
    this.slots = grown(this.slots, new Int32Array(capacity * WIDTH));
    this.scores = grown(this.scores, new Float64Array(capacity * WIDTH));
    this.times = grown(this.times, new Float64Array(capacity * WIDTH));
    this.marks = grown(this.marks, new Uint8Array(capacity * WIDTH));
    this.length = grown(this.length, new Int32Array(capacity));
    this.firsts = grown(this.firsts, new Int32Array(capacity));
    this.next = grown(this.next, new Int32Array(capacity));
    this.previous = grown(this.previous, new Int32Array(capacity));
    this.parent = grown(this.parent, new Int32Array(capacity));
  }
}

/** What an inner node knows about one child. */
export interface Child {
  readonly node: number;
  readonly count: number;
  readonly firsts: number;
  /** The slot of the child's first member, with its key beside it: a separator that is read without leaving the node. */
  readonly slot: number;
  readonly score: number;
  readonly reachedAt: number;
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
