import type { MemberTable } from './member-table.ts';
import { type Inners, type Leaves, NONE, WIDTH } from './nodes.ts';
import { type Entry, TreeShape } from './tree-shape.ts';

/**
 * A counted B+tree over the slots of a member table, in board order (Knuth, The Art of Computer Programming 3, 6.2.4; order statistics by
 * counts of subtrees). Beside the members it counts the "firsts", members with another score than the one before them, which gives dense
 * and competition ranks. Inserting, removing, position and selection take O(log n). A member's place is a cell: leaf times WIDTH plus the
 * index in the leaf.
 */
export class RankTree {
  private readonly members: MemberTable;
  private readonly shape: TreeShape;
  private readonly leaves: Leaves;
  private readonly inners: Inners;

  constructor(members: MemberTable) {
    this.members = members;
    this.shape = new TreeShape(members);
    this.leaves = this.shape.leaves;
    this.inners = this.shape.inners;
  }

  get bytes(): number {
    return this.leaves.bytes + this.inners.bytes;
  }

  /** Adds a member that is not in the tree. */
  insert(entry: Entry): void {
    let leaf = this.leafFor(entry);
    let index = this.placeIn(leaf, entry);
    if (this.leaves.length[leaf] === WIDTH) {
      const isEnd = index === WIDTH && this.leaves.next[leaf] === NONE;
      const kept = isEnd ? WIDTH - 1 : WIDTH / 2;
      const right = this.shape.splitLeaf(leaf, kept);
      if (index > kept) {
        leaf = right;
        index -= kept;
      }
    }
    const before = this.cellBefore(leaf, index);
    const after = this.cellHere(leaf, index);
    const isFirst = before === NONE || this.leaves.scores[before] !== entry.score;
    const takesMark = isFirst && after !== NONE && this.leaves.scores[after] === entry.score;
    if (takesMark) this.mark(after, 0);
    this.shape.place(leaf, index, entry);
    this.leaves.marks[leaf * WIDTH + index] = isFirst ? 1 : 0;
    this.shape.adjust(leaf, 1, isFirst ? 1 : 0);
    if (index === 0) this.shape.renewSeparator(leaf);
  }

  remove(slot: number): void {
    const cell = this.cellOf(slot);
    const leaf = Math.floor(cell / WIDTH);
    const index = cell % WIDTH;
    const after = this.cellHere(leaf, index + 1);
    const wasFirst = this.leaves.marks[cell] ?? 0;
    if (wasFirst === 1 && after !== NONE && this.leaves.marks[after] === 0) this.mark(after, 1);
    this.shape.displace(leaf, index);
    this.shape.adjust(leaf, -1, -wasFirst);
    if (this.leaves.length[leaf] === 0) this.shape.removeLeaf(leaf);
    else {
      if (index === 0) this.shape.renewSeparator(leaf);
      this.shape.joinLeaf(leaf);
    }
  }

  /** The cell of a member; changes to the tree move it. */
  cellOf(slot: number): number {
    return this.leaves.slots.indexOf(slot, (this.members.leafOf[slot] ?? NONE) * WIDTH);
  }

  entryAt(cell: number): Entry {
    const { slots, scores, times } = this.leaves;
    return { slot: slots[cell] ?? NONE, score: scores[cell] ?? 0, reachedAt: times[cell] ?? 0 };
  }

  /** How many members stand before a cell. */
  position(cell: number): number {
    return (cell % WIDTH) + this.sumBefore(Math.floor(cell / WIDTH), this.inners.count);
  }

  /** How many different scores stand from the top to a cell, its own included. */
  scoresUpTo(cell: number): number {
    const leaf = Math.floor(cell / WIDTH);
    let firsts = this.sumBefore(leaf, this.inners.firsts);
    for (let at = leaf * WIDTH; at <= cell; at += 1) firsts += this.leaves.marks[at] ?? 0;
    return firsts;
  }

  /** How many members have a higher score than the one at a cell. */
  higherThan(cell: number): number {
    const start = cell - (cell % WIDTH);
    for (let at = cell; at >= start; at -= 1) if (this.leaves.marks[at] === 1) return this.position(at);
    return this.countHigher(this.leaves.scores[cell] ?? 0);
  }

  /** The cell of the member at a position; positions run from 0 to below the number of members. */
  select(position: number): number {
    let node = this.shape.root;
    let left = position;
    for (let level = this.shape.height; level > 0; level -= 1) {
      let at = node * WIDTH;
      while (left >= (this.inners.count[at] ?? 0)) {
        left -= this.inners.count[at] ?? 0;
        at += 1;
      }
      node = this.inners.child[at] ?? NONE;
    }
    return node * WIDTH + left;
  }

  /** The next cell in board order, -1 beyond the last. */
  following(cell: number): number {
    return this.cellHere(Math.floor(cell / WIDTH), (cell % WIDTH) + 1);
  }

  /** For a score whose first member stands in another leaf: descends to it. */
  private countHigher(score: number): number {
    let node = this.shape.root;
    let higher = 0;
    for (let level = this.shape.height; level > 0; level -= 1) {
      const child = Math.max(
        0,
        higherIn(this.inners.keys, { start: node * WIDTH, length: this.inners.length[node] ?? 0, step: 2, score }) - 1,
      );
      for (let at = 0; at < child; at += 1) higher += this.inners.count[node * WIDTH + at] ?? 0;
      node = this.inners.child[node * WIDTH + child] ?? NONE;
    }
    return (
      higher + higherIn(this.leaves.scores, { start: node * WIDTH, length: this.leaves.length[node] ?? 0, step: 1, score })
    );
  }

  private mark(cell: number, value: 0 | 1): void {
    this.leaves.marks[cell] = value;
    this.shape.adjust(Math.floor(cell / WIDTH), 0, value === 1 ? 1 : -1);
  }

  /** The leaf in which a member belongs. */
  private leafFor(entry: Entry): number {
    const { keys, slot } = this.inners;
    let node = this.shape.root;
    for (let level = this.shape.height; level > 0; level -= 1) {
      let low = 1;
      let high = this.inners.length[node] ?? 0;
      while (low < high) {
        const middle = (low + high) >>> 1;
        const at = node * WIDTH + middle;
        if (this.isBefore(entry, slot[at] ?? NONE, keys[2 * at] ?? 0, keys[2 * at + 1] ?? 0)) high = middle;
        else low = middle + 1;
      }
      node = this.inners.child[node * WIDTH + low - 1] ?? NONE;
    }
    return node;
  }

  private placeIn(leaf: number, entry: Entry): number {
    const { slots, scores, times } = this.leaves;
    let low = 0;
    let high = this.leaves.length[leaf] ?? 0;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = leaf * WIDTH + middle;
      if (this.isBefore(entry, slots[at] ?? NONE, scores[at] ?? 0, times[at] ?? 0)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** [RK1] over the columns of a node; four plain arguments, because this is the innermost comparison. */
  private isBefore(entry: Entry, slot: number, score: number, reachedAt: number): boolean {
    if (entry.score !== score) return entry.score > score;
    if (entry.reachedAt !== reachedAt) return entry.reachedAt < reachedAt;
    return this.members.idOf(entry.slot) < this.members.idOf(slot);
  }

  private cellBefore(leaf: number, index: number): number {
    if (index > 0) return leaf * WIDTH + index - 1;
    const previous = this.leaves.previous[leaf] ?? NONE;
    return previous === NONE ? NONE : previous * WIDTH + (this.leaves.length[previous] ?? 0) - 1;
  }

  /** The cell at an index that may lie just past the end of its leaf; -1 past the last. */
  private cellHere(leaf: number, index: number): number {
    if (index < (this.leaves.length[leaf] ?? 0)) return leaf * WIDTH + index;
    const next = this.leaves.next[leaf] ?? NONE;
    return next === NONE ? NONE : next * WIDTH;
  }

  private sumBefore(leaf: number, column: Int32Array): number {
    let child = leaf;
    let sum = 0;
    for (let node = this.leaves.parent[leaf] ?? NONE; node !== NONE; node = this.inners.parent[node] ?? NONE) {
      for (let at = node * WIDTH; this.inners.child[at] !== child; at += 1) sum += column[at] ?? 0;
      child = node;
    }
    return sum;
  }
}

/** How many of a node's members or children, which fall by score, stand above a score. */
function higherIn(column: Float64Array, range: { start: number; length: number; step: number; score: number }): number {
  const { start, length, step, score } = range;
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[step * (start + middle)] ?? 0) > score) low = middle + 1;
    else high = middle;
  }
  return low;
}
