import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { naiveEndOfDay, naivePeriod } from '../../test/naive/naive-calendar.ts';
import { createCalendar, latestInstant, type PeriodUnit, periodUnits } from './calendar.ts';

const HOUR = 3_600_000;
const instant = (text: string) => Date.parse(text);
const calendarIn = (timeZone: string) => createCalendar({ timeZone, seasons: [], graceMilliseconds: 0 });
const hoursOf = (timeZone: string, text: string, unit: PeriodUnit = 'DAY') => {
  const { start, end } = calendarIn(timeZone).periodAt(unit, instant(text));
  return (end - start) / HOUR;
};

describe('[PE1] days follow the wall clock of the zone', () => {
  test('begin at local midnight and are half-open', () => {
    const calendar = calendarIn('Europe/Berlin');
    const day = calendar.periodAt('DAY', instant('2026-07-01T12:00:00Z'));
    expect(day).toEqual({ unit: 'DAY', start: instant('2026-06-30T22:00:00Z'), end: instant('2026-07-01T22:00:00Z') });
    expect(calendar.periodAt('DAY', day.start)).toEqual(day);
    expect(calendar.periodAt('DAY', day.end).start).toBe(day.end);
    expect(calendar.periodAt('DAY', day.start - 1).end).toBe(day.start);
  });

  test('have 23 and 25 hours when the clocks change, and the weeks with them', () => {
    expect(hoursOf('Europe/Berlin', '2026-03-29T12:00:00Z')).toBe(23);
    expect(hoursOf('Europe/Berlin', '2026-10-25T12:00:00Z')).toBe(25);
    expect(hoursOf('Europe/Berlin', '2026-10-25T12:00:00Z', 'ISO_WEEK')).toBe(169);
    expect(hoursOf('Australia/Lord_Howe', '2026-04-04T20:00:00Z')).toBe(24.5);
  });

  test('[PE3] begin with the first instant after midnight where midnight is skipped', () => {
    const day = calendarIn('America/Sao_Paulo').periodAt('DAY', instant('2018-11-04T15:00:00Z'));
    expect(day).toMatchObject({ start: instant('2018-11-04T03:00:00Z'), end: instant('2018-11-05T02:00:00Z') });
  });

  test('leave out a day that the zone skipped', () => {
    const calendar = calendarIn('Pacific/Apia');
    const before = calendar.periodAt('DAY', instant('2011-12-30T09:00:00Z'));
    expect(calendar.periodAt('DAY', before.end)).toMatchObject({
      start: instant('2011-12-30T10:00:00Z'),
      end: instant('2011-12-31T10:00:00Z'),
    });
  });
});

describe('weeks, months and seasons', () => {
  test('[PE1] an ISO week begins on Monday, also over the turn of the year', () => {
    const week = calendarIn('UTC').periodAt('ISO_WEEK', instant('2027-01-02T00:00:00Z'));
    expect(week).toMatchObject({ start: instant('2026-12-28T00:00:00Z'), end: instant('2027-01-04T00:00:00Z') });
  });

  test('[PE1] a month ends with its last local day', () => {
    const month = calendarIn('America/New_York').periodAt('MONTH', instant('2028-02-29T12:00:00Z'));
    expect(month).toMatchObject({ start: instant('2028-02-01T05:00:00Z'), end: instant('2028-03-01T05:00:00Z') });
  });

  test('[PE2] the time between two seasons is a period of its own', () => {
    const seasons = [
      { key: 'b', start: 3000, end: 4000 },
      { key: 'a', start: 1000, end: 2000 },
    ];
    const calendar = createCalendar({ timeZone: 'UTC', seasons, graceMilliseconds: 0 });
    expect(calendar.periodAt('SEASON', 1999)).toMatchObject({ start: 1000, end: 2000 });
    expect(calendar.periodAt('SEASON', 2000)).toMatchObject({ start: 2000, end: 3000 });
    expect(calendar.seasonAt(2500)).toBeNull();
    expect(calendar.seasonAt(3000)?.key).toBe('b');
  });

  test('refuses seasons that overlap and zones that do not exist', () => {
    const overlapping = [
      { key: 'a', start: 0, end: 10 },
      { key: 'b', start: 9, end: 20 },
    ];
    expect(() => createCalendar({ timeZone: 'UTC', seasons: overlapping, graceMilliseconds: 0 })).toThrow(/overlap/);
    expect(() => calendarIn('Europe/Atlantis')).toThrow(RangeError);
  });
});

const zones = fc.constantFrom(
  'Europe/Berlin',
  'America/Sao_Paulo',
  'Asia/Beirut',
  'Africa/Casablanca',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Kiritimati',
  'America/Havana',
);
const instants = fc.integer({ min: instant('2012-06-01T00:00:00Z'), max: instant('2035-01-01T00:00:00Z') });

test('[PE2] [IN6] every instant lies in exactly one period of each unit, the one that the wall clock shows', () => {
  fc.assert(
    fc.property(zones, instants, (timeZone, at) => {
      const calendar = calendarIn(timeZone);
      for (const unit of periodUnits) {
        const { start, end } = calendar.periodAt(unit, at);
        expect(start <= at && at < end).toBe(true);
        if (end < latestInstant) expect(calendar.periodAt(unit, end).start).toBe(end);
        const place = { timeZone, seasons: [] };
        expect(naivePeriod(unit, start, place)).toBe(naivePeriod(unit, at, place));
        if (unit !== 'SEASON') expect(naivePeriod(unit, end, place)).not.toBe(naivePeriod(unit, at, place));
      }
      expect(calendar.periodAt('DAY', at).end).toBe(naiveEndOfDay(at, timeZone));
    }),
    { numRuns: 300 },
  );
});
