import { activityKinds, channels } from '@fanfare/contracts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bursts, quantileOf, shareOfTop } from '../../test/skew-figures.ts';
import type { GeneratedActivity } from './activities.ts';
import { departments } from './company.ts';
import { generateHistory } from './history.ts';
import { dealOf } from './skew.ts';

const now = new Date('2026-11-22T12:00:00Z');
const large = generateHistory({ now, ambassadors: 4000 });
const largeActivities = [...large.activities()];
const demo = generateHistory({ now });

const authored = (activities: Iterable<GeneratedActivity>) =>
  [...activities].map(({ ambassador, occurredAt }) => ({ author: ambassador, at: Date.parse(occurredAt) }));

function countsOf(activities: Iterable<GeneratedActivity>): readonly number[] {
  const counts = new Map<string, number>();
  for (const { ambassador } of activities) counts.set(ambassador, (counts.get(ambassador) ?? 0) + 1);
  return [...counts.values()];
}

describe('the skew of real histories', () => {
  test('the top 1 % make about 29 % of everything, the top 10 % about 69 %', () => {
    const posts = authored(largeActivities);
    expect(Math.abs(shareOfTop(0.01, posts) - 0.29)).toBeLessThan(0.06);
    expect(Math.abs(shareOfTop(0.1, posts) - 0.69)).toBeLessThan(0.05);
  });

  test('a demo of 240 has it too: a few post daily, most rarely', () => {
    const counts = countsOf(demo.activities());
    expect(Math.abs(shareOfTop(0.1, authored(demo.activities())) - 0.69)).toBeLessThan(0.1);
    expect(counts.filter((count) => count >= 70).length).toBeGreaterThanOrEqual(2);
    expect(counts.filter((count) => count >= 70).length).toBeLessThanOrEqual(12);
    expect(quantileOf(counts, 0.5)).toBeLessThanOrEqual(4);
  });

  test('likes of own posts are heavy-tailed: p50 about 3, p90 about 15, p99 about 75', () => {
    const likes = largeActivities
      .filter(({ readings }) => readings.length === 4)
      .map(({ readings }) => readings.at(-1)?.likes ?? 0);
    expect(Math.abs(quantileOf(likes, 0.5) - 3)).toBeLessThanOrEqual(1);
    expect(Math.abs(quantileOf(likes, 0.9) - 15)).toBeLessThanOrEqual(4);
    expect(Math.abs(quantileOf(likes, 0.99) - 75)).toBeLessThanOrEqual(25);
  });

  test('posts come in bursts: between 22 % and 60 % of the gaps of one person are under an hour', () => {
    const share = bursts(authored(largeActivities));
    expect(share).toBeGreaterThan(0.22);
    expect(share).toBeLessThan(0.6);
  });

  test('mornings are busier than nights', () => {
    const inHours = (from: number, until: number) =>
      largeActivities.filter(({ occurredAt }) => {
        const hour = new Date(occurredAt).getUTCHours();
        return hour >= from && hour < until;
      }).length;
    expect(inHours(7, 11)).toBeGreaterThan(3 * inHours(0, 4));
  });
});

describe('a believable programme', () => {
  const people = [...demo.ambassadors()];

  test('has 240 people with different references in all twelve departments, in both languages and all visibilities', () => {
    expect(new Set(people.map(({ externalReference }) => externalReference)).size).toBe(240);
    expect(new Set(people.map(({ department }) => department))).toEqual(new Set(departments.map(({ key }) => key)));
    expect(new Set(people.map(({ language }) => language))).toEqual(new Set(['GERMAN', 'ENGLISH']));
    expect(new Set(people.map(({ visibility }) => visibility))).toEqual(new Set(['NAMED', 'PSEUDONYM', 'HIDDEN']));
  });

  test('has every segment, some on a pause and some who left', () => {
    expect(new Set(people.map(({ segment }) => segment)).size).toBe(8);
    expect(people.some(({ pausedUntil }) => pausedUntil !== undefined)).toBe(true);
    expect(people.some(({ leftAt }) => leftAt !== undefined)).toBe(true);
  });

  test('silent people do nothing, separators never post online', () => {
    for (const [index, { segment }] of people.entries()) {
      const activities = demo.activitiesAt(index);
      if (segment === 'SILENT') expect(activities).toEqual([]);
      if (segment === 'SEPARATOR') expect(activities.every(({ channel }) => channel === 'IN_PERSON')).toBe(true);
    }
  });

  test('uses the shared vocabulary, different ids, and reserved web addresses only', () => {
    expect(new Set(largeActivities.map(({ externalId }) => externalId)).size).toBe(largeActivities.length);
    expect(largeActivities.every(({ kind }) => activityKinds.includes(kind))).toBe(true);
    expect(largeActivities.every(({ channel }) => channels.includes(channel))).toBe(true);
    expect(largeActivities.every(({ url }) => url === undefined || new URL(url).hostname.endsWith('.example'))).toBe(true);
  });

  test('readings grow over days and never shrink', () => {
    const isRising = (values: readonly number[]) => values.every((value, position) => value >= (values[position - 1] ?? 0));
    for (const { occurredAt, readings } of largeActivities.slice(0, 5000)) {
      expect(isRising([occurredAt, ...readings.map(({ readAt }) => readAt)].map(Date.parse))).toBe(true);
      for (const count of ['likes', 'comments', 'reposts', 'clicks'] as const) {
        expect(isRising(readings.map((reading) => reading[count]))).toBe(true);
      }
    }
  });

  test('what is passed on was there before, or is a publication of the company', () => {
    const occurredAt = new Map(largeActivities.map((activity) => [activity.externalId, activity.occurredAt]));
    const shares = largeActivities.filter(({ amplifies }) => amplifies !== undefined);
    const ofColleagues = shares.filter(({ amplifies = '' }) => !amplifies.startsWith('news-'));
    expect(ofColleagues.length).toBeGreaterThan(shares.length / 10);
    for (const share of ofColleagues) expect((occurredAt.get(share.amplifies ?? '') ?? 'never') < share.occurredAt).toBe(true);
  });

  test('some facts are withdrawn, after they happened', () => {
    const withdrawn = largeActivities.filter(({ withdrawnAt }) => withdrawnAt !== undefined);
    expect(withdrawn.length).toBeGreaterThan(0);
    for (const { occurredAt, withdrawnAt = '' } of withdrawn) expect(withdrawnAt > occurredAt).toBe(true);
  });
});

describe('determinism', () => {
  const moment = fc.date({ min: new Date('2025-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });

  test('the same options give the same history, whatever is read first', () => {
    const property = fc.property(fc.string(), fc.integer({ min: 1, max: 60 }), moment, (seed, ambassadors, at) => {
      const options = { seed, ambassadors, now: at, weeks: 3 };
      const backwards = generateHistory(options);
      for (let index = ambassadors - 1; index >= 0; index -= 1) backwards.activitiesAt(index);
      expect([...backwards.activities()]).toEqual([...generateHistory(options).activities()]);
    });
    fc.assert(property, { numRuns: 25 });
  });

  test('nothing lies before somebody joined, after they left, or after now', () => {
    const property = fc.property(fc.string(), moment, (seed, at) => {
      const history = generateHistory({ seed, ambassadors: 60, now: at, weeks: 4 });
      for (const [index, { joinedAt, leftAt, pausedFrom }] of [...history.ambassadors()].entries()) {
        for (const { occurredAt } of history.activitiesAt(index)) {
          expect(occurredAt >= joinedAt).toBe(true);
          expect(occurredAt < (leftAt ?? pausedFrom ?? at.toISOString())).toBe(true);
        }
      }
    });
    fc.assert(property, { numRuns: 25 });
  });

  test('another seed gives another history', () => {
    const other = generateHistory({ now, seed: 'another' });
    expect([...other.activities()].slice(0, 20)).not.toEqual([...demo.activities()].slice(0, 20));
  });

  test('every position is dealt once, and found again', () => {
    const property = fc.property(fc.integer({ min: 1, max: 3000 }), fc.string(), (count, key) => {
      const deal = dealOf(count, key);
      const positions = Array.from({ length: count }, (_, index) => deal.positionOf(index));
      expect(new Set(positions).size).toBe(count);
      expect(positions.map((position) => deal.indexAt(position))).toEqual(positions.map((_, index) => index));
    });
    fc.assert(property, { numRuns: 50 });
  });

  test.each([{ ambassadors: 0 }, { weeks: 1.5 }, { now: new Date(Number.NaN) }])('refuses %j', (wrong) => {
    expect(() => generateHistory({ now, ...wrong })).toThrow(RangeError);
  });
});
