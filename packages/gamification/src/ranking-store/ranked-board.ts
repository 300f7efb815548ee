import type { RankKind } from '@fanfare/contracts';
import type { RankedStanding, Standing } from '../ranking/standings.ts';
import { MemberTable } from './member-table.ts';
import { NONE } from './nodes.ts';
import { RankTree } from './rank-tree.ts';

/**
 * One board in memory. Setting and removing a standing, its rank of any kind, and the standings from any position take O(log n). At a
 * million members it costs at most 64 bytes a member beside the id's own string (`pnpm bench` measures it).
 */
export class RankedBoard {
  private readonly members = new MemberTable();
  private readonly tree = new RankTree(this.members);

  get size(): number {
    return this.members.size;
  }

  /** Bytes of everything but the id strings. */
  get bytes(): number {
    return this.members.bytes + this.tree.bytes;
  }

  /** Puts a member on the board or moves it. Throws RangeError where score or time is no safe whole number. */
  set({ memberId, score, reachedAt }: Standing): void {
    if (!Number.isSafeInteger(score)) throw new RangeError(`a score of ${score} is no whole number that is exact`);
    if (!Number.isSafeInteger(reachedAt)) throw new RangeError(`${reachedAt} is no time in whole milliseconds`);
    const known = this.members.find(memberId);
    if (known !== NONE) {
      const present = this.tree.entryAt(this.tree.cellOf(known));
      if (present.score === score && present.reachedAt === reachedAt) return;
      this.tree.remove(known);
    }
    const slot = known === NONE ? this.members.add(memberId) : known;
    // Adding 0 turns -0 into 0: the two compare as equal and must read alike.
    this.tree.insert({ slot, score: score + 0, reachedAt: reachedAt + 0 });
  }

  /** Whether the member was on the board. */
  remove(memberId: string): boolean {
    const slot = this.members.find(memberId);
    if (slot === NONE) return false;
    this.tree.remove(slot);
    this.members.remove(memberId);
    return true;
  }

  /** From 1; null for a member that is not on the board. */
  rank(memberId: string, kind: RankKind): number | null {
    const slot = this.members.find(memberId);
    return slot === NONE ? null : this.rankAt(this.tree.cellOf(slot), kind);
  }

  /** From 0; null for a member that is not on the board. */
  position(memberId: string): number | null {
    const slot = this.members.find(memberId);
    return slot === NONE ? null : this.tree.position(this.tree.cellOf(slot));
  }

  /** At most `limit` standings from a position on, with their shown ranks. */
  standingsFrom(offset: number, limit: number, kind: RankKind): readonly RankedStanding[] {
    const first = Math.max(0, offset);
    const length = Math.min(limit, this.size - first);
    const standings: RankedStanding[] = [];
    if (length <= 0) return standings;
    let cell = this.tree.select(first);
    let rank = this.rankAt(cell, kind);
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

  private rankAt(cell: number, kind: RankKind): number {
    if (kind === 'ORDINAL') return this.tree.position(cell) + 1;
    return kind === 'DENSE' ? this.tree.scoresUpTo(cell) : this.tree.higherThan(cell) + 1;
  }

  private standingAt(cell: number): Standing {
    const { slot, score, reachedAt } = this.tree.entryAt(cell);
    return { memberId: this.members.idOf(slot), score, reachedAt };
  }
}
