import type { MemberTable } from './member-table.ts';
import { type Inners, type Leaves, NONE, WIDTH } from './nodes.ts';
import { TreeShape } from './tree-shape.ts';

/** A place in the chain of leaves. */
export interface Cursor {
  readonly leaf: number;
  readonly index: number;
}

/**
 * A counted B+tree over the slots of a member table, in board order (Knuth, The Art of Computer Programming 3, 6.2.4; order statistics by
 * counts of subtrees). Beside the members it counts the "firsts", members with another score than the one before them, which gives dense
 * ranks. Inserting, removing, position and selection take O(log n).
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

  /** Adds a slot whose key stands in the member table and is in no tree. */
  insert(slot: number): void {
    let leaf = this.leafFor(slot);
    if (this.leaves.length[leaf] === WIDTH) {
      const right = this.shape.splitLeaf(leaf);
      if (!this.isBefore(slot, this.slotAt({ leaf: right, index: 0 }))) leaf = right;
    }
    const index = this.placeIn(leaf, slot);
    const before = this.slotBefore({ leaf, index });
    const after = this.slotHere({ leaf, index });
    const isFirst = !this.sameScore(before, slot);
    this.shape.place(leaf, index, slot);
    this.shape.adjust(leaf, 1, isFirst ? 1 : 0);
    if (index === 0) this.shape.renewSeparator(leaf);
    if (isFirst && this.sameScore(slot, after)) this.shape.adjust(this.members.leafOf[after] ?? NONE, 0, -1);
  }

  /** Takes a slot out, while its key still stands in the member table. */
  remove(slot: number): void {
    const leaf = this.members.leafOf[slot] ?? NONE;
    const index = this.indexIn(leaf, slot);
    const before = this.slotBefore({ leaf, index });
    const after = this.slotHere({ leaf, index: index + 1 });
    const wasFirst = !this.sameScore(before, slot);
    if (wasFirst && this.sameScore(slot, after)) this.shape.adjust(this.members.leafOf[after] ?? NONE, 0, 1);
    this.shape.displace(leaf, index);
    this.shape.adjust(leaf, -1, wasFirst ? -1 : 0);
    if (this.leaves.length[leaf] === 0) this.shape.removeLeaf(leaf);
    else {
      if (index === 0) this.shape.renewSeparator(leaf);
      this.shape.joinLeaf(leaf);
    }
  }

  /** How many members stand before a slot. */
  position(slot: number): number {
    const leaf = this.members.leafOf[slot] ?? NONE;
    return this.indexIn(leaf, slot) + this.sumBefore(leaf, this.inners.count);
  }

  /** How many different scores stand from the top to a slot, its own included. */
  scoresUpTo(slot: number): number {
    const leaf = this.members.leafOf[slot] ?? NONE;
    const index = this.indexIn(leaf, slot);
    let firsts = 0;
    let before = this.slotBefore({ leaf, index: 0 });
    for (let at = 0; at <= index; at += 1) {
      const here = this.slotAt({ leaf, index: at });
      if (!this.sameScore(before, here)) firsts += 1;
      before = here;
    }
    return firsts + this.sumBefore(leaf, this.inners.firsts);
  }

  /** How many members have a higher score. */
  higherThan(score: number): number {
    let node = this.shape.root;
    let higher = 0;
    for (let level = this.shape.height; level > 0; level -= 1) {
      const index = Math.max(0, this.childrenBefore(node, score) - 1);
      for (let at = 0; at < index; at += 1) higher += this.inners.count[node * WIDTH + at] ?? 0;
      node = this.inners.child[node * WIDTH + index] ?? NONE;
    }
    return higher + this.higherInLeaf(node, score);
  }

  /** The place of the member at a position; positions run from 0 to below the number of members. */
  select(position: number): Cursor {
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
    return { leaf: node, index: left };
  }

  slotAt({ leaf, index }: Cursor): number {
    return this.leaves.slots[leaf * WIDTH + index] ?? NONE;
  }

  /** The next place in board order; beyond the last its leaf is -1. */
  following({ leaf, index }: Cursor): Cursor {
    if (index + 1 < (this.leaves.length[leaf] ?? 0)) return { leaf, index: index + 1 };
    return { leaf: this.leaves.next[leaf] ?? NONE, index: 0 };
  }

  private sameScore(left: number, right: number): boolean {
    const { keys } = this.members;
    return left !== NONE && right !== NONE && keys[2 * left] === keys[2 * right];
  }

  /** Below 0 where a key stands before a slot's: score descending, then reachedAt ascending; 0 where only the ids can tell. */
  private compareKey(score: number, reachedAt: number, slot: number): number {
    const { keys } = this.members;
    const otherScore = keys[2 * slot] ?? 0;
    return score !== otherScore ? otherScore - score : reachedAt - (keys[2 * slot + 1] ?? 0);
  }

  private isBefore(slot: number, other: number): boolean {
    const { keys } = this.members;
    const compared = this.compareKey(keys[2 * slot] ?? 0, keys[2 * slot + 1] ?? 0, other);
    return compared === 0 ? this.members.idOf(slot) < this.members.idOf(other) : compared < 0;
  }

  /** The leaf in which a slot belongs. */
  private leafFor(slot: number): number {
    let node = this.shape.root;
    for (let level = this.shape.height; level > 0; level -= 1) {
      let low = 1;
      let high = this.inners.length[node] ?? 0;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (this.isBeforeSeparator(slot, node * WIDTH + middle)) high = middle;
        else low = middle + 1;
      }
      node = this.inners.child[node * WIDTH + low - 1] ?? NONE;
    }
    return node;
  }

  private isBeforeSeparator(slot: number, at: number): boolean {
    const { keys, slot: slots } = this.inners;
    const { keys: own } = this.members;
    const score = own[2 * slot] ?? 0;
    const separatorScore = keys[2 * at] ?? 0;
    if (score !== separatorScore) return score > separatorScore;
    const reachedAt = own[2 * slot + 1] ?? 0;
    const separatorReachedAt = keys[2 * at + 1] ?? 0;
    if (reachedAt !== separatorReachedAt) return reachedAt < separatorReachedAt;
    return this.members.idOf(slot) < this.members.idOf(slots[at] ?? NONE);
  }

  /** How many children of a node begin with a higher score. */
  private childrenBefore(node: number, score: number): number {
    let low = 0;
    let high = this.inners.length[node] ?? 0;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.inners.keys[2 * (node * WIDTH + middle)] ?? 0) > score) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private higherInLeaf(leaf: number, score: number): number {
    let low = 0;
    let high = this.leaves.length[leaf] ?? 0;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.members.keys[2 * this.slotAt({ leaf, index: middle })] ?? 0) > score) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private placeIn(leaf: number, slot: number): number {
    let low = 0;
    let high = this.leaves.length[leaf] ?? 0;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.isBefore(slot, this.slotAt({ leaf, index: middle }))) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private indexIn(leaf: number, slot: number): number {
    const start = leaf * WIDTH;
    return this.leaves.slots.indexOf(slot, start) - start;
  }

  private slotBefore({ leaf, index }: Cursor): number {
    if (index > 0) return this.slotAt({ leaf, index: index - 1 });
    const previous = this.leaves.previous[leaf] ?? NONE;
    return previous === NONE ? NONE : this.slotAt({ leaf: previous, index: (this.leaves.length[previous] ?? 0) - 1 });
  }

  /** The slot at a place that may lie just past the end of its leaf; -1 past the last. */
  private slotHere({ leaf, index }: Cursor): number {
    if (index < (this.leaves.length[leaf] ?? 0)) return this.slotAt({ leaf, index });
    const next = this.leaves.next[leaf] ?? NONE;
    return next === NONE ? NONE : this.slotAt({ leaf: next, index: 0 });
  }

  private sumBefore(leaf: number, column: Int32Array): number {
    let child = leaf;
    let sum = 0;
    for (let node = this.leaves.parent[leaf] ?? NONE; node !== NONE; node = this.inners.parent[node] ?? NONE) {
      const start = node * WIDTH;
      for (let at = start; this.inners.child[at] !== child; at += 1) sum += column[at] ?? 0;
      child = node;
    }
    return sum;
  }
}
