import { describe, expect, test } from '@jest/globals';
import { createFormat } from './format.ts';

const berlin = { de: createFormat('de', 'Europe/Berlin'), en: createFormat('en', 'Europe/Berlin') };

describe('numbers and dates by language', () => {
  test('numbers have the reader’s separators', () => {
    expect([berlin.de.number(1234567), berlin.en.number(1234567)]).toEqual(['1.234.567', '1,234,567']);
  });

  test('points tell their sign, with a real minus', () => {
    expect([berlin.de.signed(10), berlin.de.signed(0), berlin.de.signed(-10)]).toEqual(['+10', '0', '\u221210']);
  });

  test('times are those of the programme, wherever the reader is', () => {
    const instant = '2026-03-28T23:30:00Z';
    expect(berlin.en.dateTime(instant)).toBe('29 Mar 2026, 00:30');
    expect(createFormat('en', 'America/New_York').dateTime(instant)).toBe('28 Mar 2026, 19:30');
  });

  test('a calendar day stays the day it is in every zone', () => {
    const zones = ['Pacific/Kiritimati', 'America/Adak'].map((zone) => createFormat('de', zone).day('2026-11-22'));
    expect(zones).toEqual(['22.11.2026', '22.11.2026']);
  });

  test('the past is told in the largest unit that fits', () => {
    const now = new Date('2026-11-22T12:00:00Z');
    expect(berlin.en.relative('2026-11-20T11:00:00Z', now)).toBe('2 days ago');
    expect(berlin.de.relative('2026-11-22T11:58:00Z', now)).toBe('vor 2 Minuten');
  });
});
