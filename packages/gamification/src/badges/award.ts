import { byOccurrence, type CountedFact, filterMatches, WeeklyQuota } from '../challenges/counting.ts';
import type { Calendar, Period } from '../periods/calendar.ts';
import type { BadgeCriterion } from './document.ts';
import { type DeclaredPause, streakOf } from './streak.ts';

/** How a badge was earned, once and for all while the criterion holds. */
export interface EarnedBadge {
  /** The fact with which the criterion first held. */
  readonly factId: string;
  /** The recording of what made it hold. Epoch milliseconds. */
  readonly earnedAt: number;
  /** The start of the season that it was earned in; null for badges that are earned once ever. */
  readonly seasonStart: number | null;
}

export interface BadgeInput {
  readonly criterion: BadgeCriterion;
  readonly calendar: Calendar;
  /** All facts of one person that stand, in any order. */
  readonly facts: readonly CountedFact[];
  readonly pauses: readonly DeclaredPause[];
}

/**
 * [BD2] to [BD4]: with which facts a person has earned a badge: at most once ever, or once a season. Pure, so an award is revoked exactly when
 * this no longer gives it: a fact that was taken back revokes nothing while the others suffice.
 */
export function earnedBadges(input: BadgeInput): readonly EarnedBadge[] {
  const { criterion, calendar } = input;
  const facts = input.facts.filter((fact) => filterMatches(criterion.filter, fact)).sort(byRecording);
  if (criterion.per === 'EVER') return earliest(input, facts, null);
  const seasons = new Map<number, { readonly season: Period; readonly facts: CountedFact[] }>();
  for (const fact of facts) {
    const season = calendar.periodAt('SEASON', fact.occurredAt);
    // Between seasons nothing is earned for a season.
    if (calendar.seasonAt(fact.occurredAt) === null) continue;
    const known = seasons.get(season.start) ?? { season, facts: [] };
    known.facts.push(fact);
    seasons.set(season.start, known);
  }
  return [...seasons.values()].flatMap(({ season, facts: inSeason }) => earliest(input, inSeason, season.start));
}

/** The shortest beginning of the facts, as they were recorded, with which the criterion holds. */
function earliest(input: BadgeInput, facts: readonly CountedFact[], seasonStart: number | null): readonly EarnedBadge[] {
  const { measure, target } = input.criterion;
  if (measure === 'POINTS') return earliestByPoints(target, facts, seasonStart);
  const holds = (some: readonly CountedFact[]) => amountOf(measure, input, some) >= target;
  if (!holds(facts)) return [];
  const decisive = facts.find((_, index) => holds(facts.slice(0, index + 1)));
  return decisive === undefined ? [] : [{ factId: decisive.factId, earnedAt: decisive.recordedAt, seasonStart }];
}

/** Points for a post may come later than those for the next one, by its readings. */
function earliestByPoints(target: number, facts: readonly CountedFact[], seasonStart: number | null) {
  const grants = facts
    .flatMap(({ factId, sequence, grants: own }) => own.map((grant) => ({ ...grant, factId, sequence })))
    .sort((left, right) => left.recordedAt - right.recordedAt || left.sequence - right.sequence);
  let points = 0;
  for (const grant of grants) {
    points += grant.points;
    if (points >= target) return [{ factId: grant.factId, earnedAt: grant.recordedAt, seasonStart }];
  }
  return [];
}

function byRecording(left: CountedFact, right: CountedFact): number {
  return left.sequence - right.sequence;
}

function amountOf(
  measure: Exclude<BadgeCriterion['measure'], 'POINTS'>,
  { criterion, calendar, pauses }: BadgeInput,
  facts: readonly CountedFact[],
): number {
  switch (measure) {
    case 'FACTS': {
      const quota = new WeeklyQuota(calendar, criterion.mostPerWeek);
      return [...facts].sort(byOccurrence).filter((fact) => quota.take(fact) === 'COUNTED').length;
    }
    case 'DISTINCT_WEEKS':
      return new Set(facts.map(({ occurredAt }) => calendar.periodAt('ISO_WEEK', occurredAt).start)).size;
    case 'STORIES':
      return new Set(facts.flatMap(({ storyId }) => (storyId === null ? [] : [storyId]))).size;
    case 'STREAK': {
      const activities = facts.map(({ occurredAt }) => occurredAt);
      return streakOf({ calendar, activities, pauses, now: Math.max(...activities) }).longest;
    }
  }
}
