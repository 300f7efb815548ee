import type { RankKind } from '@fanfare/contracts';
import type { RankedStanding, Standing } from '../ranking/standings.ts';
import { NONE } from './leaves.ts';
import { hashOf, MemberTable } from './member-table.ts';
import { RankTree } from './rank-tree.ts';

const nobody = { slot: NONE, score: 0, reachedAt: 0 };

/** How many standings are set step by step together. */
const GROUP = 32;

/**
 * One board in memory. Setting and removing a standing, its rank of any kind, and the standings from any position take O(log n). At a
 * million members it costs at most 64 bytes a member beside the id's own string (`pnpm bench` measures it).
 */
export class RankedBoard {
  private readonly members = new MemberTable();
  private readonly tree = new RankTree(this.members);
  /** Of the group that is being set: hash and slot of each member, and the leaf in which it belongs. */
  private readonly hashes = new Int32Array(GROUP);
  private readonly slots = new Int32Array(GROUP);
  private readonly leaves = new Int32Array(GROUP);
  /** Keeps what was touched from being left out as useless. */
  private readonly touched = new Float64Array(1);

  get size(): number {
    return this.members.size;
  }

  /** Bytes of everything but the id strings. */
  get bytes(): number {
    return this.members.bytes + this.tree.bytes;
  }

  /**
   * Puts members on the board or moves them, as if one after the other. Of a large board every look-up, leaf and key lies somewhere else
   * in memory, and one update at a time waits for each of them in turn. So they go in groups, step by step: what a step needs is read
   * ("touched") for the whole group first, and the processor waits for all of that together. Throws RangeError, and sets none, where a
   * score or a time is no safe whole number.
   */
  setAll(standings: readonly Standing[]): void {
    for (const { score, reachedAt } of standings) {
      if (!Number.isSafeInteger(score)) throw new RangeError(`a score of ${score} is no whole number that is exact`);
      if (!Number.isSafeInteger(reachedAt)) throw new RangeError(`${reachedAt} is no time in whole milliseconds`);
    }
    for (let from = 0; from < standings.length; from += GROUP) this.setGroup(standings.slice(from, from + GROUP));
  }

  /** Whether the member was on the board. */
  remove(memberId: string): boolean {
    const slot = this.members.find(memberId);
    if (slot === NONE) return false;
    this.tree.remove(slot);
    this.members.remove(memberId);
    return true;
  }

  private setGroup(group: readonly Standing[]): void {
    this.findSlots(group);
    this.takeOut(group);
    this.putIn(group);
  }

  /** Of each standing the slot of its member, new or known. */
  private findSlots(group: readonly Standing[]): void {
    const { members, hashes, slots } = this;
    const { length } = group;
    for (let at = 0; at < length; at += 1) hashes[at] = hashOf(group[at]?.memberId ?? '');
    let sum = 0;
    for (let at = 0; at < length; at += 1) sum += members.touchIndex(hashes[at] ?? 0);
    for (let at = 0; at < length; at += 1) sum += members.touchMember(hashes[at] ?? 0);
    this.touched[0] = sum;
    for (let at = 0; at < length; at += 1) {
      const memberId = group[at]?.memberId ?? '';
      const hash = hashes[at] ?? 0;
      const known = members.find(memberId, hash);
      slots[at] = known === NONE ? members.add(memberId, hash) : known;
    }
  }

  /** Takes out of the tree who is in it with another key. */
  private takeOut(group: readonly Standing[]): void {
    const { tree, slots } = this;
    const { length } = group;
    let sum = 0;
    for (let at = 0; at < length; at += 1) sum += tree.touchMember(slots[at] ?? NONE);
    for (let at = 0; at < length; at += 1) sum += tree.touchLast(slots[at] ?? NONE);
    this.touched[0] = sum;
    for (let at = 0; at < length; at += 1) {
      const standing = group[at];
      if (standing) this.takeOutOne(slots[at] ?? NONE, standing);
    }
  }

  private takeOutOne(slot: number, { score, reachedAt }: Pick<Standing, 'score' | 'reachedAt'>): void {
    const { tree } = this;
    if (!tree.has(slot)) return;
    const present = tree.entryOf(slot);
    if (present.score !== score || present.reachedAt !== reachedAt) tree.remove(slot);
  }

  /** Puts into the tree who is not in it. */
  private putIn(group: readonly Standing[]): void {
    const { tree, slots, leaves } = this;
    const { length } = group;
    // Adding 0 turns -0 into 0: the two compare as equal and must read alike.
    const entries = group.map(({ score, reachedAt }, at) => ({
      slot: slots[at] ?? NONE,
      score: score + 0,
      reachedAt: reachedAt + 0,
    }));
    for (let at = 0; at < length; at += 1) leaves[at] = tree.leafFor(entries[at] ?? nobody);
    let sum = 0;
    for (let at = 0; at < length; at += 1) sum += tree.touchLeaf(leaves[at] ?? 0);
    for (let at = 0; at < length; at += 1) sum += tree.touchEnd(leaves[at] ?? 0);
    this.touched[0] = sum;
    const { changes } = tree;
    for (let at = 0; at < length; at += 1) {
      const entry = entries[at] ?? nobody;
      // Who stands in a group twice is in the tree by now.
      this.takeOutOne(entry.slot, entry);
      if (tree.has(entry.slot)) continue;
      tree.insert(entry, tree.changes === changes ? (leaves[at] ?? NONE) : tree.leafFor(entry));
    }
  }

  /** From 1; null for a member that is not on the board. */
  rank(memberId: string, kind: RankKind): number | null {
    const slot = this.members.find(memberId);
    return slot === NONE ? null : this.tree.rank(slot, kind);
  }

  /** From 0; null for a member that is not on the board. */
  position(memberId: string): number | null {
    const slot = this.members.find(memberId);
    return slot === NONE ? null : this.tree.position(slot);
  }

  /** At most `limit` standings from a position on, with their shown ranks. */
  standingsFrom(offset: number, limit: number, kind: RankKind): readonly RankedStanding[] {
    const first = Math.max(0, offset);
    const length = Math.min(limit, this.size - first);
    const standings: RankedStanding[] = [];
    if (length <= 0) return standings;
    let cell = this.tree.select(first);
    let rank = this.tree.rank(this.tree.entryAt(cell).slot, kind);
    for (let index = 0; index < length; index += 1) {
      const standing = this.standingAt(cell);
      const before = standings[index - 1];
      if (before && kind === 'ORDINAL') rank += 1;
      else if (before && before.score !== standing.score) rank = kind === 'DENSE' ? rank + 1 : first + index + 1;
      standings.push({ ...standing, rank });
      cell = this.tree.following(cell);
    }
    return standings;
  }

  private standingAt(cell: number): Standing {
    const { slot, score, reachedAt } = this.tree.entryAt(cell);
    return { memberId: this.members.idOf(slot), score, reachedAt };
  }
}
