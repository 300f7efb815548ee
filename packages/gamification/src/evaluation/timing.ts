import type { Calendar } from '../periods/calendar.ts';
import type { Reason } from './decision.ts';

/** In which periods something counts, and the note that says so when they are not its own. */
export interface Timing {
  readonly countsAt: number;
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
  if (hasFrozen(calendar, happenedAt, recordedAt))
    return { countsAt: recordedAt, notes: [{ code: 'LATE', happenedAt, recordedAt }] };
  if (recordedAt < calendar.periodAt('DAY', happenedAt).start) {
    return { countsAt: recordedAt, notes: [{ code: 'AHEAD', happenedAt, recordedAt }] };
  }
  return { countsAt: happenedAt, notes: NO_NOTES };
}

/** Whether a period that an instant lies in no longer accepts facts. Weeks and months end with a day; a season may end within one. */
export function hasFrozen(calendar: Calendar, instant: number, recordedAt: number): boolean {
  const isFrozen = (unit: 'DAY' | 'SEASON') => calendar.isFrozen(calendar.periodAt(unit, instant), recordedAt);
  return isFrozen('DAY') || isFrozen('SEASON');
}
