import { CronExpressionParser } from 'cron-parser';

/** When a job runs by itself: at the times of a cron expression in an IANA time zone, or every so many seconds of the epoch. */
export type Schedule = { readonly cron: string; readonly timeZone: string } | { readonly everySeconds: number };

/**
 * The first time of the schedule after `moment`. A time that the change to summer time leaves out is taken an hour later; one that
 * occurs twice in autumn is taken once, at first. Throws for a cron expression that means nothing.
 */
export function nextRun(schedule: Schedule, moment: Date): Date {
  if ('everySeconds' in schedule) {
    const interval = schedule.everySeconds * 1000;
    return new Date((Math.floor(moment.getTime() / interval) + 1) * interval);
  }
  return CronExpressionParser.parse(schedule.cron, { currentDate: moment, tz: schedule.timeZone }).next().toDate();
}

/** In words for operators; equal for equal schedules. */
export function describeSchedule(schedule: Schedule): string {
  return 'everySeconds' in schedule ? `every ${schedule.everySeconds} s` : `${schedule.cron} (${schedule.timeZone})`;
}
