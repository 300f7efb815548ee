import type { Calendar, Period } from '../periods/calendar.ts';
import type { Reason } from './decision.ts';

/** In which periods something counts, and the note that says so when they are not its own. */
export interface Timing {
  readonly countsAt: number;
  /** Day, ISO week, month and season around `countsAt`. */
  readonly periods: readonly Period[];
  readonly notes: readonly Reason[];
}

const NO_NOTES: readonly Reason[] = [];

/**
 * What happened counts when it happened, unless that day, or a season that ended within it, has frozen by the time of recording, or the
 * day has not yet come: then it counts when it was recorded. One instant decides for all units, so that days always add up to weeks,
 * months and seasons.
 */
export function timingOf(moment: { calendar: Calendar; happenedAt: number; recordedAt: number }): Timing {
  const { calendar, happenedAt, recordedAt } = moment;
  const periods = calendar.periodsAt(happenedAt);
  const code = hasFrozen(calendar, periods, recordedAt)
    ? 'LATE'
    : recordedAt < (periods[0]?.start ?? recordedAt)
      ? 'AHEAD'
      : null;
  if (code === null) return { countsAt: happenedAt, periods, notes: NO_NOTES };
  return { countsAt: recordedAt, periods: calendar.periodsAt(recordedAt), notes: [{ code, happenedAt, recordedAt }] };
}

/** Whether one of these periods no longer accepts facts. Weeks and months end with a day; a season may end within one. */
export function hasFrozen(calendar: Calendar, periods: readonly Period[], recordedAt: number): boolean {
  const [day, , , season] = periods;
  return (
    (day !== undefined && calendar.isFrozen(day, recordedAt)) || (season !== undefined && calendar.isFrozen(season, recordedAt))
  );
}
