import type { GeneratedActivity } from '../generator/activities.ts';
import type { GeneratedAmbassador } from '../generator/ambassadors.ts';
import type { History } from '../generator/history.ts';
import { type ImportRecord, importRecordOf } from '../generator/import-format.ts';

const dayLength = 86_400_000;

/** A fact or a reading, as it came to be known, with the activity that it is about. */
export interface Report {
  readonly activity: GeneratedActivity;
  readonly record: ImportRecord;
}

/** What happened in one day of a history. */
export interface DemoDay {
  /** Counts from 1. */
  readonly number: number;
  readonly endsAt: Date;
  readonly joined: readonly GeneratedAmbassador[];
  /** Facts, and readings of earlier facts, in the order in which they came to be known. */
  readonly reports: readonly Report[];
  readonly withdrawn: readonly GeneratedActivity[];
}

interface Happening {
  readonly at: number;
  readonly joined?: GeneratedAmbassador;
  readonly report?: Report;
  readonly withdrawn?: GeneratedActivity;
}

/** Cuts a history into days, oldest first, the last one ending now. Holds it in memory: for demos, not for benchmarks. */
export function daysOf(history: History): readonly DemoDay[] {
  const count = history.options.weeks * 7;
  const endsAt = history.options.now.getTime();
  const days = Array.from({ length: count }, (_, position) => ({
    number: position + 1,
    endsAt: new Date(endsAt - (count - 1 - position) * dayLength),
    joined: [] as GeneratedAmbassador[],
    reports: [] as Report[],
    withdrawn: [] as GeneratedActivity[],
  }));
  for (const { at, joined, report, withdrawn } of happeningsOf(history)) {
    const day = days[Math.min(count - 1, Math.max(0, count - 1 - Math.floor((endsAt - at - 1) / dayLength)))];
    if (joined !== undefined) day?.joined.push(joined);
    if (report !== undefined) day?.reports.push(report);
    if (withdrawn !== undefined) day?.withdrawn.push(withdrawn);
  }
  return days;
}

function happeningsOf(history: History): readonly Happening[] {
  const joinings = [...history.ambassadors()].map((joined) => ({ at: Date.parse(joined.joinedAt), joined }));
  const activities = [...history.activities()].flatMap(happeningsAround);
  return [...joinings, ...activities].sort((one, other) => one.at - other.at);
}

function happeningsAround(activity: GeneratedActivity): readonly Happening[] {
  const { readings, occurredAt, withdrawnAt } = activity;
  const told = readings.filter(({ readAt }) => withdrawnAt === undefined || readAt < withdrawnAt);
  const reportWith = (known: GeneratedActivity['readings']): Report => ({
    activity,
    record: importRecordOf({ ...activity, readings: known }),
  });
  return [
    { at: Date.parse(occurredAt), report: reportWith([]) },
    ...told.map((reading) => ({ at: Date.parse(reading.readAt), report: reportWith([reading]) })),
    ...(withdrawnAt === undefined ? [] : [{ at: Date.parse(withdrawnAt), withdrawn: activity }]),
  ];
}
