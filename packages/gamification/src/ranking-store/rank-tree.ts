import type { RankKind } from '@fanfare/contracts';
import { type Inners, WIDTH } from './inners.ts';
import { LeafOrder } from './leaf-order.ts';
import { type Entry, LEAF, LEAF_BITS, type Leaves, NONE } from './leaves.ts';
import type { MemberTable } from './member-table.ts';
import { TreeShape } from './tree-shape.ts';

/** How much of a full leaf stays when a member is added at the end: in a board that is filled in order every leaf has room for more. */
const KEPT_AT_END = (3 * LEAF) / 4;

/**
 * A counted B+tree over the slots of a member table, in board order (Knuth, The Art of Computer Programming 3, 6.2.4; order statistics by
 * counts of subtrees). Inserting, removing, position and selection take O(log n). Within a leaf members are put in order when somebody
 * reads them in order; "firsts", members with another score than the one before them, which give dense ranks, are counted when somebody
 * asks for such a rank, each time in the leaves that changed since.
 */
export class RankTree {
  private readonly members: MemberTable;
  private readonly shape: TreeShape;
  private readonly leaves: Leaves;
  private readonly inners: Inners;
  private readonly inLeaf: LeafOrder;

  constructor(members: MemberTable) {
    this.members = members;
    this.shape = new TreeShape(members);
    this.leaves = this.shape.leaves;
    this.inners = this.shape.inners;
    this.inLeaf = new LeafOrder(this.leaves, members);
  }

  get bytes(): number {
    return this.leaves.bytes + this.inners.bytes;
  }

  /** Grows whenever `leafFor` may give another leaf than before. */
  get changes(): number {
    return this.shape.changes;
  }

  /** Adds a member that is not in the tree to the leaf in which it belongs. */
  insert(entry: Entry, belongsIn: number): void {
    const { leaves, members } = this;
    const { slot, score, reachedAt } = entry;
    const leaf = leaves.length(belongsIn) === LEAF ? this.halfFor(entry, belongsIn) : belongsIn;
    const cell = leaf * LEAF + leaves.length(leaf);
    leaves.put(cell, slot, score, reachedAt);
    members.cellOf[slot] = cell;
    const isAppended = cell === leaf * LEAF || !this.inLeaf.isAfter(cell - 1, slot, score, reachedAt);
    if (!isAppended) leaves.setOrdered(leaf, false);
    this.shape.count(leaf, 1);
  }

  /** Takes a member out of the tree that is in it. */
  remove(slot: number): void {
    const { leaves, members } = this;
    const cell = this.cellOf(slot);
    const leaf = cell >>> LEAF_BITS;
    const last = leaf * LEAF + leaves.length(leaf) - 1;
    if (cell !== last) {
      leaves.put(cell, leaves.slot(last), leaves.score(last), leaves.reachedAt(last));
      leaves.setOrdered(leaf, false);
      members.cellOf[leaves.slot(last)] = cell;
    }
    members.cellOf[slot] = NONE;
    this.shape.count(leaf, -1);
    this.shape.tidy(leaf);
  }

  /** The key of a member that is in the tree. */
  entryOf(slot: number): Entry {
    return this.leaves.entry(this.cellOf(slot));
  }

  entryAt(cell: number): Entry {
    return this.leaves.entry(cell);
  }

  /** How many members stand before one that is in the tree. */
  position(slot: number): number {
    const cell = this.cellOf(slot);
    return this.shape.sumBefore(cell >>> LEAF_BITS, this.inners.count) + this.inLeaf.countBefore(cell);
  }

  /** Shown rank of a member that is in the tree, from 1. */
  rank(slot: number, kind: RankKind): number {
    if (kind === 'ORDINAL') return this.position(slot) + 1;
    return kind === 'DENSE' ? this.scoresUpTo(slot) : this.higherThan(this.leaves.score(this.cellOf(slot))) + 1;
  }

  /** The cell of the member at a position; positions run from 0 to below the number of members. Any change moves cells. */
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
    this.inLeaf.order(node);
    return node * LEAF + left;
  }

  /** The next cell in board order after one that `select` or this has given, -1 beyond the last. */
  following(cell: number): number {
    const leaf = cell >>> LEAF_BITS;
    if (cell + 1 < leaf * LEAF + this.leaves.length(leaf)) return cell + 1;
    const next = this.leaves.next(leaf);
    if (next === NONE) return NONE;
    this.inLeaf.order(next);
    return next * LEAF;
  }

  /** The leaf in which a member belongs. */
  leafFor(entry: Entry): number {
    const { length, child } = this.inners;
    let node = this.shape.root;
    for (let level = this.shape.height; level > 0; level -= 1) {
      let low = node * WIDTH + 1;
      let high = node * WIDTH + (length[node] ?? 0);
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (this.isBeforeChild(entry, middle)) high = middle;
        else low = middle + 1;
      }
      node = child[low - 1] ?? NONE;
    }
    return node;
  }

  /** Whether a member is in the tree. */
  has(slot: number): boolean {
    return this.members.cellOf[slot] !== NONE;
  }

  /** Reads what removing a member needs, in two steps; what this and the next are good for says `RankedBoard.setAll`. */
  touchMember(slot: number): number {
    return this.has(slot) ? this.leaves.touchCell(this.cellOf(slot)) + this.touchLeaf(this.cellOf(slot) >>> LEAF_BITS) : NONE;
  }

  touchLast(slot: number): number {
    return this.has(slot) ? this.touchEnd(this.cellOf(slot) >>> LEAF_BITS) : NONE;
  }

  /** Reads what inserting into a leaf needs, in two steps. */
  touchLeaf(leaf: number): number {
    return this.leaves.touchHeader(leaf);
  }

  touchEnd(leaf: number): number {
    return this.leaves.touchCell(leaf * LEAF + Math.max(0, this.leaves.length(leaf) - 1));
  }

  private cellOf(slot: number): number {
    return this.members.cellOf[slot] ?? NONE;
  }

  /** Splits a full leaf and returns the part in which a member belongs. */
  private halfFor(entry: Entry, full: number): number {
    this.inLeaf.order(full);
    const { slot, score, reachedAt } = entry;
    const isEnd = this.leaves.next(full) === NONE && !this.inLeaf.isAfter(full * LEAF + LEAF - 1, slot, score, reachedAt);
    const right = this.shape.splitLeaf(full, isEnd ? KEPT_AT_END : LEAF / 2);
    return this.inLeaf.isAfter(right * LEAF, slot, score, reachedAt) ? full : right;
  }

  /** How many different scores stand from the top to a member, its own included. */
  private scoresUpTo(slot: number): number {
    this.countFirsts();
    const leaf = this.cellOf(slot) >>> LEAF_BITS;
    this.inLeaf.order(leaf);
    return this.shape.sumBefore(leaf, this.inners.firsts) + this.firstsUpTo(leaf, this.cellOf(slot));
  }

  private countFirsts(): void {
    const { leaves, shape } = this;
    const changed = shape.uncounted.filter((leaf) => !leaves.isCounted(leaf));
    shape.uncounted = [];
    for (const leaf of changed) this.inLeaf.order(leaf);
    for (const leaf of changed) {
      leaves.setCounted(leaf, true);
      for (const touched of [leaf, leaves.next(leaf)])
        if (touched !== NONE) shape.setFirsts(touched, this.firstsUpTo(touched, touched * LEAF + leaves.length(touched) - 1));
    }
  }

  /** How many firsts an ordered leaf, whose neighbour before it is ordered, has up to a cell. */
  private firstsUpTo(leaf: number, cell: number): number {
    const { leaves } = this;
    const before = leaves.previous(leaf);
    let score = before === NONE ? Number.NaN : leaves.score(before * LEAF + leaves.length(before) - 1);
    let firsts = 0;
    for (let at = leaf * LEAF; at <= cell; at += 1) {
      const scoreHere = leaves.score(at);
      if (scoreHere !== score) firsts += 1;
      score = scoreHere;
    }
    return firsts;
  }

  private higherThan(score: number): number {
    const { keys, length, count, child } = this.inners;
    let node = this.shape.root;
    let higher = 0;
    for (let level = this.shape.height; level > 0; level -= 1) {
      const end = node * WIDTH + (length[node] ?? 0);
      let at = node * WIDTH;
      while (at + 1 < end && (keys[2 * at + 2] ?? 0) > score) {
        higher += count[at] ?? 0;
        at += 1;
      }
      node = child[at] ?? NONE;
    }
    return higher + this.leaves.countHigher(node, score);
  }

  /** Whether a member belongs before the child at an offset. */
  private isBeforeChild({ slot, score, reachedAt }: Entry, at: number): boolean {
    const { keys, memberIds } = this.inners;
    const scoreThere = keys[2 * at] ?? 0;
    if (score !== scoreThere) return score > scoreThere;
    const reachedThere = keys[2 * at + 1] ?? 0;
    if (reachedAt !== reachedThere) return reachedAt < reachedThere;
    return this.members.idOf(slot) < (memberIds[at] ?? '');
  }
}
