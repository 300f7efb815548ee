import type { Calendar } from '../periods/calendar.ts';
import type { Reason } from './decision.ts';

/** In which periods something counts, and the note that says so when they are not its own. */
export interface Timing {
  readonly countsAt: number;
  readonly notes: readonly Reason[];
}

const NO_NOTES: readonly Reason[] = [];

/**
 * What happened counts when it happened, unless that day has frozen by the time of recording or has not yet come: then it counts when it
 * was recorded. The day decides for all units, so that days always add up to weeks, months and seasons.
 */
export function timingOf(moment: { calendar: Calendar; happenedAt: number; recordedAt: number }): Timing {
  const { calendar, happenedAt, recordedAt } = moment;
  const day = calendar.periodAt('DAY', happenedAt);
  if (calendar.isFrozen(day, recordedAt)) return { countsAt: recordedAt, notes: [{ code: 'LATE', happenedAt, recordedAt }] };
  if (recordedAt < day.start) return { countsAt: recordedAt, notes: [{ code: 'AHEAD', happenedAt, recordedAt }] };
  return { countsAt: happenedAt, notes: NO_NOTES };
}
