import { badgeMotifs, badgeShapes, drawBadge } from '@fanfare/contracts';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CountedFact } from '../challenges/counting.ts';
import { createCalendar } from '../periods/calendar.ts';
import { earnedBadges } from './award.ts';
import { compileBadge, compileLadder } from './compile.ts';
import type { BadgeCriterion, BadgeDraft } from './document.ts';
import { levelAt } from './level.ts';
import { streakOf } from './streak.ts';
import { describeCriterion } from './words.ts';

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const monday = Date.parse('2026-01-05T00:00:00Z');
const seasons = [
  { key: 'first', start: monday, end: monday + 10 * WEEK },
  { key: 'second', start: monday + 12 * WEEK, end: monday + 20 * WEEK },
];
const calendar = createCalendar({ timeZone: 'UTC', seasons, graceMilliseconds: 0 });
const artwork = { shape: 'HEXAGON' as const, motif: 'SPARK' as const, hue: 200, rings: 2 };

function criterion(changes: Partial<BadgeDraft['criterion']>): BadgeCriterion {
  const compiled = compileBadge({
    format: 1,
    name: { german: 'Abzeichen', english: 'Badge' },
    description: { german: 'Ein Abzeichen', english: 'A badge' },
    criterion: { measure: 'FACTS', target: 3, mostPerWeek: 100, ...changes },
    artwork,
  });
  if (!compiled.ok) throw new Error('the badge of the test is wrong');
  return compiled.badge.criterion;
}

function fact(sequence: number, changes: Partial<CountedFact> = {}): CountedFact {
  const occurredAt = changes.occurredAt ?? monday + sequence * DAY;
  return {
    factId: `fact-${sequence}`,
    sequence,
    memberId: 'ada',
    kind: 'POST',
    channel: 'LINKEDIN',
    evidence: 'CHANNEL_VERIFIED',
    campaign: null,
    hashtags: [],
    contentKey: null,
    amplifies: null,
    storyId: null,
    occurredAt,
    recordedAt: occurredAt,
    grants: [],
    readings: [],
    ...changes,
  };
}

const earned = (wanted: BadgeCriterion, facts: readonly CountedFact[]) =>
  earnedBadges({ criterion: wanted, calendar, facts, pauses: [] }).map(({ factId, seasonStart }) => [factId, seasonStart]);

describe('badges', () => {
  test('[BD3] [BD5] the fact that completed it is named, once, in whatever order facts come', () => {
    const facts = [1, 2, 3, 4, 5].map((sequence) => fact(sequence));
    expect(earned(criterion({}), facts)).toEqual([['fact-3', null]]);
    expect(earned(criterion({}), [...facts].reverse())).toEqual([['fact-3', null]]);
    expect(earned(criterion({ target: 6 }), facts)).toEqual([]);
  });

  test('[BD4] taking a fact back revokes it only if the others do not suffice', () => {
    const facts = [1, 2, 3, 4].map((sequence) => fact(sequence));
    expect(earned(criterion({}), facts.slice(1))).toEqual([['fact-4', null]]);
    expect(earned(criterion({}), facts.slice(2))).toEqual([]);
  });

  test('[BD2] once a season, and nothing between seasons', () => {
    const inSecond = monday + 13 * WEEK;
    const facts = [
      fact(1),
      fact(2, { occurredAt: monday + 11 * WEEK }),
      fact(3, { occurredAt: inSecond }),
      fact(4, { occurredAt: inSecond + DAY }),
    ];
    expect(earned(criterion({ target: 1, per: 'SEASON' }), facts)).toEqual([
      ['fact-1', seasons[0]?.start],
      ['fact-3', seasons[1]?.start],
    ]);
  });

  test('[BD3] volume wins no badge: a week counts so many, the same content once', () => {
    const oneWeek = [0, 1, 2, 3, 4].map((sequence) => fact(sequence));
    expect(earned(criterion({ mostPerWeek: 2 }), oneWeek)).toEqual([]);
    const same = [fact(1, { contentKey: 'x' }), fact(8, { contentKey: 'x' }), fact(15, { contentKey: 'x' })];
    expect(earned(criterion({}), same)).toEqual([]);
  });

  test('[BD3] points of a post that come late earn when they come', () => {
    const grant = (points: number, recordedAt: number) => ({ points, countsAt: recordedAt, recordedAt });
    const facts = [
      fact(1, { grants: [grant(4, monday), grant(6, monday + 9 * DAY)] }),
      fact(2, { grants: [grant(5, monday + DAY)] }),
    ];
    const wanted = criterion({ measure: 'POINTS', target: 10 });
    expect(earnedBadges({ criterion: wanted, calendar, facts, pauses: [] })).toEqual([
      { factId: 'fact-1', earnedAt: monday + 9 * DAY, seasonStart: null },
    ]);
  });

  test('[BD1] problems name the place', () => {
    const wrong = compileBadge({ format: 1, artwork: { ...artwork, hue: 360 } });
    expect(wrong.ok ? [] : wrong.problems.map(({ path }) => path)).toEqual([
      '$.name',
      '$.description',
      '$.criterion',
      '$.artwork.hue',
    ]);
  });

  test('[BD6] artwork is drawn from parameters alone and says its title', () => {
    for (const shape of badgeShapes) {
      for (const motif of badgeMotifs) {
        const drawn = drawBadge({ ...artwork, shape, motif }, 'Erste & <beste>');
        expect(drawn).toContain('<title>Erste &#38; &#60;beste&#62;</title>');
        expect(drawn).not.toMatch(/href|url\(|<script/);
        expect(drawBadge({ ...artwork, shape, motif }, 'Erste & <beste>')).toBe(drawn);
      }
    }
  });

  test('[BD7] how it is earned, in words', () => {
    expect(describeCriterion(criterion({ measure: 'STREAK', target: 4 }), 'ENGLISH')).toBe(
      'Awarded for 4 weeks in a row with at least one activity, declared pauses left out (what counts: activities of every kind).',
    );
    expect(describeCriterion(criterion({ target: 1, filter: { kinds: ['POST'] }, per: 'SEASON' }), 'GERMAN')).toBe(
      'Verliehen für eine Aktivität in einer Saison (es zählen: Beiträge).',
    );
  });
});

describe('levels', () => {
  test('[LV1] [LV2] rise, and the highest that is reached holds', () => {
    const level = (points: number) => ({ name: { german: 'Stufe', english: 'Level' }, points, artwork });
    const compiled = compileLadder({ format: 1, levels: [level(10), level(50)] });
    if (!compiled.ok) throw new Error('the ladder of the test is wrong');
    expect([0, 9, 10, 49, 50, 1000].map((points) => levelAt(compiled.ladder, points))).toEqual([
      { level: null, toNext: 10 },
      { level: null, toNext: 1 },
      { level: 0, toNext: 40 },
      { level: 0, toNext: 1 },
      { level: 1, toNext: null },
      { level: 1, toNext: null },
    ]);
    expect(compileLadder({ format: 1, levels: [level(10), level(10)] })).toMatchObject({
      problems: [{ path: '$.levels[1].points' }],
    });
  });
});

describe('streaks', () => {
  const streak = (weeks: readonly number[], now: number, pauses: readonly (readonly [number, number | null])[] = []) =>
    streakOf({
      calendar,
      activities: weeks.map((week) => monday + week * WEEK + DAY),
      pauses: pauses.map(([from, until]) => ({
        from: monday + from * WEEK,
        until: until === null ? null : monday + until * WEEK,
      })),
      now: monday + now * WEEK + 2 * DAY,
    });

  test('[SK1] weeks in a row; several activities a week are one', () => {
    expect(streak([0, 0, 1, 2, 4, 5], 5)).toEqual({ weeks: 2, longest: 3, lastWeek: monday + 5 * WEEK });
    expect(streak([], 5)).toEqual({ weeks: 0, longest: 0, lastWeek: null });
  });

  test('[SK3] the week that runs breaks nothing, the one before does', () => {
    expect(streak([0, 1], 2).weeks).toBe(2);
    expect(streak([0, 1], 3)).toEqual({ weeks: 0, longest: 2, lastWeek: null });
  });

  test('[SK2] a declared pause neither counts nor breaks', () => {
    expect(streak([0, 1, 4], 4, [[2, 4]]).weeks).toBe(3);
    expect(streak([0, 1, 3, 4], 4, [[2, 4]]).weeks).toBe(4);
    expect(streak([0, 1], 9, [[2, null]]).weeks).toBe(2);
    expect(streak([0, 1, 4], 4, [[2, 3]]).weeks).toBe(1);
  });

  test('[SK1] [SK2] [SK3] equal a naive walk over the weeks', () => {
    const week = fc.integer({ min: 0, max: 15 });
    fc.assert(
      fc.property(fc.array(week), fc.array(week, { maxLength: 4 }), fc.integer({ min: 0, max: 16 }), (active, paused, now) => {
        const given = streak(
          active,
          now,
          paused.map((from) => [from, from + 1] as const),
        );
        let weeks = 0;
        let longest = 0;
        for (let at = 0; at <= now; at += 1) {
          if (active.includes(at)) weeks += 1;
          else if (at < now && !paused.includes(at)) weeks = 0;
          longest = Math.max(longest, weeks);
        }
        expect([given.weeks, given.longest]).toEqual([weeks, longest]);
      }),
    );
  });
});
