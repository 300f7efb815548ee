import type { MemberTable } from './member-table.ts';
import { type Entry, type Inners, type Leaves, NONE, WIDTH, WIDTH_BITS } from './nodes.ts';
import { TreeShape } from './tree-shape.ts';

/**
 * A counted B+tree over the slots of a member table, in board order (Knuth, The Art of Computer Programming 3, 6.2.4; order statistics by
 * counts of subtrees). Beside the members it counts the "firsts", members with another score than the one before them, which gives dense
 * and competition ranks. Inserting, removing, position and selection take O(log n).
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
    const isFirst = before === NONE || this.leaves.score(before) !== entry.score;
    const takesMark = isFirst && after !== NONE && this.leaves.score(after) === entry.score;
    if (takesMark) this.mark(after, 0);
    this.shape.place(leaf, index, entry);
    this.leaves.setMark(leaf * WIDTH + index, isFirst ? 1 : 0);
    this.shape.adjust(leaf, 1, isFirst ? 1 : 0);
    if (index === 0) this.shape.renewSeparator(leaf);
  }

  remove(slot: number): void {
    const cell = this.cellOf(slot);
    const leaf = cell >>> WIDTH_BITS;
    const index = cell & (WIDTH - 1);
    const after = this.cellHere(leaf, index + 1);
    const wasFirst = this.leaves.mark(cell);
    if (wasFirst === 1 && after !== NONE && this.leaves.mark(after) === 0) this.mark(after, 1);
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
    return this.leaves.find(this.members.leafOf[slot] ?? NONE, slot);
  }

  entryAt(cell: number): Entry {
    return this.leaves.entry(cell);
  }

  /** How many members stand before a cell. */
  position(cell: number): number {
    return (cell & (WIDTH - 1)) + this.sumBefore(cell >>> WIDTH_BITS, this.inners.count);
  }

  /** How many different scores stand from the top to a cell, its own included. */
  scoresUpTo(cell: number): number {
    const leaf = cell >>> WIDTH_BITS;
    let firsts = this.sumBefore(leaf, this.inners.firsts);
    for (let at = leaf * WIDTH; at <= cell; at += 1) firsts += this.leaves.mark(at);
    return firsts;
  }

  /** How many members have a higher score than the one at a cell. */
  higherThan(cell: number): number {
    const start = cell - (cell & (WIDTH - 1));
    for (let at = cell; at >= start; at -= 1) if (this.leaves.mark(at) === 1) return this.position(at);
    return this.countHigher(this.leaves.score(cell));
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
    return this.cellHere(cell >>> WIDTH_BITS, (cell & (WIDTH - 1)) + 1);
  }

  /** For a score whose first member stands in another leaf: descends to it. */
  private countHigher(score: number): number {
    let node = this.shape.root;
    let higher = 0;
    for (let level = this.shape.height; level > 0; level -= 1) {
      const { keys, length, count } = this.inners;
      const start = node * WIDTH;
      const child = Math.max(0, firstNotAbove(length[node] ?? 0, (index) => (keys[2 * (start + index)] ?? 0) > score) - 1);
      for (let at = start; at < start + child; at += 1) higher += count[at] ?? 0;
      node = this.inners.child[start + child] ?? NONE;
    }
    const leaf = node * WIDTH;
    return higher + firstNotAbove(this.leaves.length[node] ?? 0, (index) => this.leaves.score(leaf + index) > score);
  }

  private mark(cell: number, value: 0 | 1): void {
    this.leaves.setMark(cell, value);
    this.shape.adjust(cell >>> WIDTH_BITS, 0, value === 1 ? 1 : -1);
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
    const { leaves } = this;
    let low = 0;
    let high = this.leaves.length[leaf] ?? 0;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = leaf * WIDTH + middle;
      if (this.isBefore(entry, leaves.slot(at), leaves.score(at), leaves.reachedAt(at))) high = middle;
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

/** The least index of so many that is not above a score; those above come first. */
function firstNotAbove(length: number, isAbove: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAbove(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
