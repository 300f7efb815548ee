import { LEAF, LEAF_BITS, type Leaves } from './leaves.ts';
import type { MemberTable } from './member-table.ts';

/** [RK1] among the members of leaves. */
export class LeafOrder {
  private readonly leaves: Leaves;
  private readonly members: MemberTable;

  constructor(leaves: Leaves, members: MemberTable) {
    this.leaves = leaves;
    this.members = members;
  }

  /** Puts the members of a leaf in board order: by insertion, because most of them stand right. */
  order(leaf: number): void {
    const { leaves } = this;
    if (leaves.isOrdered(leaf)) return;
    const start = leaf * LEAF;
    const end = start + leaves.length(leaf);
    let moved = end;
    for (let at = start + 1; at < end; at += 1) moved = Math.min(moved, this.orderOne(start, at));
    for (let at = moved; at < end; at += 1) this.members.cellOf[leaves.slot(at)] = at;
    leaves.setOrdered(leaf, true);
  }

  /** How many members of its leaf stand before the one at a cell. */
  countBefore(cell: number): number {
    const { leaves } = this;
    const leaf = cell >>> LEAF_BITS;
    if (leaves.isOrdered(leaf)) return cell - leaf * LEAF;
    const slot = leaves.slot(cell);
    const score = leaves.score(cell);
    const reachedAt = leaves.reachedAt(cell);
    const end = leaf * LEAF + leaves.length(leaf);
    let after = 0;
    for (let at = leaf * LEAF; at < end; at += 1) if (this.isAfter(at, slot, score, reachedAt)) after += 1;
    return end - leaf * LEAF - after - 1;
  }

  /** Whether the member at a cell comes after a key; four plain arguments, because this is the innermost comparison. */
  isAfter(cell: number, slot: number, score: number, reachedAt: number): boolean {
    const { leaves, members } = this;
    const scoreHere = leaves.score(cell);
    if (scoreHere !== score) return scoreHere < score;
    const reachedHere = leaves.reachedAt(cell);
    if (reachedHere !== reachedAt) return reachedHere > reachedAt;
    const slotHere = leaves.slot(cell);
    return slotHere !== slot && members.idOf(slotHere) > members.idOf(slot);
  }

  /** Moves the member at a cell to where it belongs among those from `start` on, which are in order, and returns that cell. */
  private orderOne(start: number, cell: number): number {
    const { leaves } = this;
    const slot = leaves.slot(cell);
    const score = leaves.score(cell);
    const reachedAt = leaves.reachedAt(cell);
    if (!this.isAfter(cell - 1, slot, score, reachedAt)) return cell;
    let low = start;
    let high = cell - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.isAfter(middle, slot, score, reachedAt)) high = middle;
      else low = middle + 1;
    }
    leaves.copy(low + 1, low, cell - low);
    leaves.put(low, slot, score, reachedAt);
    return low;
  }
}
