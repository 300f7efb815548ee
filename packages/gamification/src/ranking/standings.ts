import type { RankKind } from '@fanfare/contracts';

/** One member's place on a board before it is ranked. */
export interface Standing {
  readonly memberId: string;
  /** A safe integer; may be negative. */
  readonly score: number;
  /** When the present score was reached, in epoch milliseconds. */
  readonly reachedAt: number;
}

/** Score descending, then who reached it first, then member id in code-unit order: total, so no two members are equal. */
export function compareStandings(left: Standing, right: Standing): number {
  if (left.score !== right.score) return right.score > left.score ? 1 : -1;
  if (left.reachedAt !== right.reachedAt) return left.reachedAt > right.reachedAt ? 1 : -1;
  if (left.memberId === right.memberId) return 0;
  return left.memberId > right.memberId ? 1 : -1;
}

/** Adds points to a standing. `reachedAt` changes only when the score does. Throws RangeError where the score leaves the safe integers. */
export function addToStanding(standing: Standing, change: { points: number; at: number }): Standing {
  if (change.points === 0) return standing;
  return { memberId: standing.memberId, score: addPoints(standing.score, change.points), reachedAt: change.at };
}

/** The sum of two scores; throws RangeError rather than lose a point beyond 2^53. */
export function addPoints(score: number, points: number): number {
  const sum = score + points;
  if (!Number.isSafeInteger(sum)) throw new RangeError(`${score} and ${points} points leave the whole numbers that are exact`);
  return sum;
}

export interface RankedStanding extends Standing {
  /** From 1. */
  readonly rank: number;
}

/**
 * The ranks to show for standings in board order: COMPETITION 1,2,2,4, DENSE 1,2,2,3, ORDINAL 1,2,3,4. Standings with equal scores share
 * a rank, whenever they reached it.
 */
export function shownRanks(ordered: readonly Standing[], kind: RankKind): readonly number[] {
  const ranks: number[] = [];
  let rank = 0;
  ordered.forEach(({ score }, index) => {
    const isNewScore = index === 0 || ordered[index - 1]?.score !== score;
    if (kind === 'ORDINAL') rank = index + 1;
    else if (isNewScore) rank = kind === 'DENSE' ? rank + 1 : index + 1;
    ranks.push(rank);
  });
  return ranks;
}

/** Sorts and ranks a whole board: the reference that every faster structure must agree with. */
export function rankStandings(standings: readonly Standing[], kind: RankKind): readonly RankedStanding[] {
  const ordered = [...standings].sort(compareStandings);
  const ranks = shownRanks(ordered, kind);
  return ordered.map((standing, index) => ({ ...standing, rank: ranks[index] ?? 0 }));
}
