import type { Calendar } from '../periods/calendar.ts';

/** A pause that somebody declared: half-open, epoch milliseconds; `until` null while it lasts. */
export interface DeclaredPause {
  readonly from: number;
  readonly until: number | null;
}

/** Weeks in a row with at least one activity. */
export interface Streak {
  /** The streak that still stands, in weeks; 0 where it broke. */
  readonly weeks: number;
  readonly longest: number;
  /** The start of the last week that counted in it; null at 0. */
  readonly lastWeek: number | null;
}

export interface StreakInput {
  readonly calendar: Calendar;
  /** Instants of activities that count, in any order. */
  readonly activities: readonly number[];
  readonly pauses: readonly DeclaredPause[];
  readonly now: number;
}

/**
 * [SK1] to [SK3]: counts ISO weeks of the programme's zone. One activity makes a week, more make no more. A week of which a declared pause
 * covers any part neither counts nor breaks, unless something was done in it. The week that runs breaks nothing before it is over.
 */
export function streakOf({ calendar, activities, pauses, now }: StreakInput): Streak {
  const week = (instant: number) => calendar.periodAt('ISO_WEEK', instant);
  const active = new Set(activities.filter((instant) => instant <= now).map((instant) => week(instant).start));
  const running = week(now);
  let weeks = 0;
  let longest = 0;
  let lastWeek: number | null = null;
  const first = Math.min(...active);
  for (let at = first; at <= running.start; at = week(at).end) {
    const { start, end } = week(at);
    if (active.has(start)) {
      weeks += 1;
      longest = Math.max(longest, weeks);
      lastWeek = start;
    } else if (start !== running.start && !pauses.some(({ from, until }) => from < end && (until === null || until > start))) {
      weeks = 0;
    }
  }
  return { weeks, longest, lastWeek: weeks === 0 ? null : lastWeek };
}
