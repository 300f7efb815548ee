import type { BadgeCriterion, LadderDocument } from './document.ts';

/** Where somebody stands on a ladder. */
export interface LevelStanding {
  /** Index of the level that was reached, 0 being the lowest; null below the first one. */
  readonly level: number | null;
  /** Points that are missing for the next level; null at the top. */
  readonly toNext: number | null;
}

/** [LV2] The level for some points, ever or of the season, as the ladder says. */
export function levelAt({ levels }: LadderDocument, points: number): LevelStanding {
  const reached = levels.filter((level) => level.points <= points).length;
  const next = levels[reached];
  return { level: reached === 0 ? null : reached - 1, toNext: next === undefined ? null : next.points - points };
}

/** What each level asks, as the criterion of a badge: so a level is earned, named its fact and revoked by the same rules. The lowest first. */
export function levelCriteria({ per, levels }: LadderDocument): readonly BadgeCriterion[] {
  return levels.map(({ points }) => ({ measure: 'POINTS', filter: {}, target: points, per, mostPerWeek: 1 }));
}
