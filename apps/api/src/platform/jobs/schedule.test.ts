import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nextRun } from './schedule.ts';

function runsOf(schedule: Parameters<typeof nextRun>[0], { from, count }: { from: string; count: number }): readonly string[] {
  const runs: string[] = [];
  for (let moment = new Date(from); runs.length < count; ) {
    moment = nextRun(schedule, moment);
    runs.push(moment.toISOString());
  }
  return runs;
}

describe('nextRun', () => {
  const atHalfPastTwo = { cron: '30 2 * * *', timeZone: 'Europe/Berlin' };

  test('a time that the change to summer time leaves out is taken an hour later', () => {
    expect(runsOf(atHalfPastTwo, { from: '2026-03-28T12:00:00Z', count: 2 })).toEqual([
      '2026-03-29T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
  });

  test('a time that occurs twice in autumn is taken once, at first', () => {
    expect(runsOf(atHalfPastTwo, { from: '2026-10-24T12:00:00Z', count: 2 })).toEqual([
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
  });

  test('an interval has the same times on every node: multiples since the epoch, always in the future', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.date({ min: new Date('1960-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
        (everySeconds, moment) => {
          const next = nextRun({ everySeconds }, moment).getTime();
          expect(Number.isInteger(next / (everySeconds * 1000))).toBe(true);
          expect(next).toBeGreaterThan(moment.getTime());
          expect(next - everySeconds * 1000).toBeLessThanOrEqual(moment.getTime());
        },
      ),
    );
  });

  test('a cron expression that means nothing is refused', () => {
    expect(() => nextRun({ cron: 'at noon', timeZone: 'Europe/Berlin' }, new Date())).toThrow();
  });
});
