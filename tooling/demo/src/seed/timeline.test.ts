import { describe, expect, test } from '@jest/globals';
import { generateHistory } from '../generator/history.ts';
import { daysOf } from './timeline.ts';

const now = new Date('2026-11-22T12:00:00Z');
const history = generateHistory({ now, ambassadors: 80, weeks: 4 });
const days = daysOf(history);

describe('the days of a demo', () => {
  test('are as many as the weeks have, and the last ends now', () => {
    expect(days).toHaveLength(28);
    expect(days.at(-1)?.endsAt).toEqual(now);
  });

  test('hold every person and every fact once, and every reading that was taken before a withdrawal', () => {
    const activities = [...history.activities()];
    const records = days.flatMap((day) => day.reports.map(({ record }) => record));
    expect(days.flatMap(({ joined }) => joined)).toHaveLength(80);
    expect(records.filter(({ readAt }) => readAt === undefined)).toHaveLength(activities.length);
    const readings = activities.flatMap(({ readings: all, withdrawnAt = '9' }) =>
      all.filter(({ readAt }) => readAt < withdrawnAt),
    );
    expect(records.filter(({ readAt }) => readAt !== undefined)).toHaveLength(readings.length);
  });

  test('nobody acts before the day on which they join', () => {
    const joined = new Set<unknown>();
    for (const day of days) {
      for (const { externalReference } of day.joined) joined.add(externalReference);
      expect(day.reports.every(({ activity }) => joined.has(activity.ambassador))).toBe(true);
    }
  });

  test('nothing is told before it happened', () => {
    for (const day of days) {
      for (const { occurredAt, readAt } of day.reports.map(({ record }) => record))
        expect(String(readAt ?? occurredAt) <= day.endsAt.toISOString()).toBe(true);
    }
  });
});
