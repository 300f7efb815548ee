import { LEAF, type Leaves } from './leaves.ts';
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
    for (let at = start + 1; at < end; at += 1) this.orderOne(start, at);
    leaves.setOrdered(leaf, true);
  }

  /** How many members of a leaf stand before the one at a cell of it. */
  countBefore(leaf: number, cell: number): number {
    const { leaves } = this;
    const slot = leaves.slot(cell);
    const score = leaves.score(cell);
    const reachedAt = leaves.reachedAt(cell);
    const end = leaf * LEAF + leaves.length(leaf);
    let before = 0;
    for (let at = leaf * LEAF; at < end; at += 1) if (this.isAfter(at, slot, score, reachedAt)) before += 1;
    return end - leaf * LEAF - before - 1;
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

  /** Moves the member at a cell to where it belongs among those from `start` on, which are in order. */
  private orderOne(start: number, cell: number): void {
    const { leaves } = this;
    const slot = leaves.slot(cell);
    const score = leaves.score(cell);
    const reachedAt = leaves.reachedAt(cell);
    let at = cell;
    while (at > start && this.isAfter(at - 1, slot, score, reachedAt)) at -= 1;
    if (at === cell) return;
    leaves.copy(at + 1, at, cell - at);
    leaves.put(at, slot, score, reachedAt);
  }
}
