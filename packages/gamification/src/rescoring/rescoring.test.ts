import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { histories, ledgerHistories, ruleSetDocuments, type Step } from '../../test/arbitraries.ts';
import { activity, calendarFor, compiled, DAY, monday, ruleSet, sharedCalendar } from '../../test/builders.ts';
import type { Published } from '../../test/programme.ts';
import { RescoredLedger } from '../../test/rescored-ledger.ts';
import { firstOpenInstant, type Takeover, withTakeover } from '../index.ts';

const RUNS = { numRuns: 200 };
const startsAt = Date.parse('2026-03-22T10:00:00Z');
const seasons = [
  { key: 'winter', start: startsAt - 60 * DAY, end: startsAt + 5 * DAY },
  { key: 'spring', start: startsAt + 15 * DAY, end: startsAt + 40 * DAY },
];
const openForEver = 4000 * DAY;
const drawings = fc.record({
  first: ruleSetDocuments(),
  second: ruleSetDocuments(),
  history: ledgerHistories,
  at: fc.nat(40),
  /** When the second version takes effect, and from when it is applied instead. */
  effective: fc.integer({ min: 0, max: 60 * DAY }),
  back: fc.integer({ min: 0, max: 60 * DAY }),
  graceMilliseconds: fc.constantFrom(0, 2 * DAY, 7 * DAY),
});
type Drawn = typeof drawings extends fc.Arbitrary<infer Value> ? Value : never;

function versionsOf({ first, second, effective }: Drawn): readonly Published[] {
  return [
    { version: 1, effectiveFrom: 0, ruleSet: compiled(first, 1) },
    { version: 2, effectiveFrom: startsAt + effective, ruleSet: compiled(second, 2) },
  ];
}

function ledgerOf(drawn: Drawn, graceMilliseconds: number, versions = versionsOf(drawn)): RescoredLedger {
  const calendar = sharedCalendar({ timeZone: 'Europe/Berlin', seasons, graceMilliseconds });
  return new RescoredLedger({ calendar, versions, startsAt });
}

/** The versions as if the takeover had been in force by itself. */
function knownFromTheStart(drawn: Drawn): readonly Published[] {
  const timeline = versionsOf(drawn).map(({ ruleSet: one, ...version }) => ({ ...version, compiled: one }));
  return withTakeover(timeline, takeoverOf(drawn)).map(({ compiled: one, ...version }) => ({ ...version, ruleSet: one }));
}

/** A calendar that changes with a fact: another time zone, another grace. Nothing freezes. */
const changes = fc.record({
  zones: fc.constantFrom(
    ['Europe/Berlin', 'Pacific/Auckland'],
    ['Pacific/Auckland', 'America/Los_Angeles'],
    ['UTC', 'Europe/Berlin'],
  ),
  graces: fc.constantFrom([openForEver, openForEver + DAY], [openForEver + DAY, openForEver]),
  from: fc.nat(30),
});
type Change = typeof changes extends fc.Arbitrary<infer Value> ? Value : never;

function changingLedger(versions: readonly Published[], { zones, graces, from }: Change): RescoredLedger {
  const calendarOf = (index: 0 | 1) =>
    sharedCalendar({ timeZone: zones[index] ?? 'UTC', seasons, graceMilliseconds: graces[index] ?? openForEver });
  const calendarAt = (sequence: number) => calendarOf(sequence < from ? 0 : 1);
  return new RescoredLedger({ calendar: calendarOf(1), calendarAt, versions, startsAt });
}

function takeoverOf(drawn: Drawn): Takeover {
  const from = startsAt + drawn.effective - drawn.back;
  return { compiled: compiled(drawn.second, 2), from, until: startsAt + drawn.effective };
}

function sums(ledger: RescoredLedger): readonly string[] {
  const byInstant = new Map<number, number>();
  for (const { granted, countsAt } of ledger.lines) byInstant.set(countsAt, (byInstant.get(countsAt) ?? 0) + granted);
  return [...byInstant].flatMap(([instant, sum]) => (sum === 0 ? [] : [`${instant} ${sum}`])).sort();
}

describe('a rescoring', () => {
  test('[RE2] [RE3] [RE6] leaves what a ledger would hold that had known the version from the start', () => {
    fc.assert(
      fc.property(drawings, histories, (drawn, history) => {
        const takeover = takeoverOf(drawn);
        const expected = ledgerOf(drawn, openForEver, knownFromTheStart(drawn));
        const ledger = ledgerOf(drawn, openForEver);
        history.forEach((step, index) => {
          if (index === drawn.at) ledger.rescore(takeover);
          ledger.apply(step);
          expected.apply(step);
        });
        ledger.rescore(takeover);
        expect(ledger.standing).toEqual(expected.standing);
        expect(ledger.state).toBe(expected.state);
        expect(ledger.contents).toEqual(expected.contents);
        expect(sums(ledger)).toEqual(sums(expected));
      }),
      RUNS,
    );
  });

  test('[RE2] [RE6] [RV2] does so where the calendar has changed in between: each fact goes by the calendar of its time', () => {
    fc.assert(
      fc.property(drawings, histories, changes, (drawn, history, change) => {
        const takeover = takeoverOf(drawn);
        const expected = changingLedger(knownFromTheStart(drawn), change);
        const ledger = changingLedger(versionsOf(drawn), change);
        history.forEach((step, index) => {
          if (index === drawn.at) ledger.rescore(takeover);
          ledger.apply(step);
          expected.apply(step);
        });
        ledger.rescore(takeover);
        expect(ledger.standing).toEqual(expected.standing);
        expect(ledger.state).toBe(expected.state);
        expect(ledger.contents).toEqual(expected.contents);
        expect(sums(ledger)).toEqual(sums(expected));
      }),
      RUNS,
    );
  });

  test('[RE4] moves no point that counts in a frozen period, and is the same when it is done again', () => {
    fc.assert(
      fc.property(drawings, (drawn) => {
        const ledger = ledgerOf(drawn, drawn.graceMilliseconds);
        const takeover = takeoverOf(drawn);
        drawn.history.forEach((step, index) => {
          if (index === drawn.at) ledger.rescore(takeover);
          ledger.apply(step);
        });
        const { reversals, decisions } = ledger.rescore(takeover);
        const open = firstOpenInstant(
          sharedCalendar({ timeZone: 'Europe/Berlin', seasons, graceMilliseconds: drawn.graceMilliseconds }),
          ledger.recordedAt,
        );
        for (const { countsAt } of [...reversals, ...decisions]) expect(countsAt).toBeGreaterThanOrEqual(open);
        const before = { state: ledger.state, contents: ledger.contents, standing: ledger.standing };
        expect(ledger.rescore(takeover)).toMatchObject({ reversals: [], decisions: [] });
        expect({ state: ledger.state, contents: ledger.contents, standing: ledger.standing }).toEqual(before);
      }),
      RUNS,
    );
  });

  test('[RE5] under the rules by which everything was judged changes nothing', () => {
    fc.assert(
      fc.property(drawings, (drawn) => {
        const ledger = ledgerOf(drawn, drawn.graceMilliseconds);
        const { from, until } = takeoverOf(drawn);
        const same = { compiled: compiled(drawn.first, 1), from, until };
        for (const step of drawn.history) ledger.apply(step);
        const before = { state: ledger.state, contents: ledger.contents, standing: ledger.standing };
        expect(ledger.rescore(same)).toMatchObject({ reversals: [], decisions: [] });
        expect({ state: ledger.state, contents: ledger.contents, standing: ledger.standing }).toEqual(before);
      }),
      RUNS,
    );
  });
});

/** Posts on Monday, Tuesday ... of 10 points, of which a week pays two in full, and a version under which they are worth more. */
function weekOfPosts(days: number, points: number) {
  const diminishing = { per: 'ISO_WEEK', quota: 2, factor: 5000, floor: 5000, end: 'FLOOR' };
  const paying = (amount: number) => ({ rules: [{ award: { type: 'FIXED', points: amount }, diminishing }] });
  const versions = [{ version: 1, effectiveFrom: 0, ruleSet: ruleSet(paying(10), 1) }];
  const ledger = new RescoredLedger({ calendar: calendarFor('Europe/Berlin', 2), versions, startsAt: monday });
  for (let day = 0; day < days; day += 1) ledger.apply(posted(day === 0 ? 0 : DAY));
  const takeover = { compiled: ruleSet(paying(points), 2), from: monday - 30 * DAY, until: monday + 30 * DAY };
  return { ledger, takeover };
}

function posted(wait: number): Step {
  return { type: 'ACTIVITY', wait, lag: 0, of: 0, attributes: attributesOfPost() };
}

function attributesOfPost(): Extract<Step, { type: 'ACTIVITY' }>['attributes'] {
  const {
    type: _______,
    factId: _,
    sequence: __,
    memberId: ___,
    occurredAt: ____,
    recordedAt: _____,
    ...attributes
  } = activity();
  return { ...attributes, contentKey: null };
}

const amounts = ({ granted }: { readonly granted: number }) => granted;

test('[RE3] judges every item in its own place of the quota', () => {
  const { ledger, takeover } = weekOfPosts(3, 20);
  expect(ledger.lines.map(amounts)).toEqual([10, 10, 5]);
  const { reversals, decisions } = ledger.rescore(takeover);
  expect(reversals.map(amounts)).toEqual([-10, -10, -5]);
  expect(decisions.map(amounts)).toEqual([20, 20, 10]);
  expect(decisions.every(({ ruleSetVersion }) => ruleSetVersion === 2)).toBe(true);
});

test('[RE4] what counts in a frozen period stays and goes on to use its quota', () => {
  const { ledger, takeover } = weekOfPosts(3, 20);
  const { from, reversals, decisions } = ledger.rescore(takeover, monday + 3 * DAY);
  expect(from).toBe(calendarFor().periodAt('DAY', monday + DAY).start);
  expect(reversals.map(amounts)).toEqual([-10, -5]);
  expect(decisions.map(amounts)).toEqual([20, 10]);
});

test('[RE4] nothing happens where everything has frozen', () => {
  const { ledger, takeover } = weekOfPosts(3, 20);
  const before = ledger.state;
  expect(ledger.rescore(takeover, monday + 9 * DAY)).toMatchObject({ reversals: [], decisions: [] });
  expect(ledger.state).toBe(before);
});

test('[RE6] what comes later is judged by the version that was applied', () => {
  const { ledger, takeover } = weekOfPosts(2, 20);
  ledger.rescore(takeover);
  ledger.apply(posted(DAY));
  expect(ledger.lines.map(amounts)).toEqual([10, 10, -10, -10, 20, 20, 10]);
  ledger.apply({ type: 'WITHDRAWAL', wait: 0, lag: 0, of: 0 });
  expect(ledger.lines.at(-1)?.granted).toBe(-20);
});

test('[RE7] an activity of which a person took an entry back stays as it is booked', () => {
  fc.assert(
    fc.property(drawings, (drawn) => {
      const ledger = ledgerOf(drawn, drawn.graceMilliseconds);
      for (const step of drawn.history) ledger.apply(step);
      const { reversals, decisions } = ledger.rescore(takeoverOf(drawn));
      const moved = [...reversals, ...decisions].map(({ activityId }) => activityId);
      expect(moved.filter((activityId) => ledger.decided.has(activityId))).toEqual([]);
    }),
    RUNS,
  );
});

test('[RE7] what a person took back does not return under another name of the rule', () => {
  const { ledger } = weekOfPosts(2, 20);
  ledger.apply({ type: 'ENTRY_WITHDRAWAL', wait: 0, lag: 0, of: 0, entry: 0 });
  const renamed = ruleSet({ rules: [{ key: 'renamed', award: { type: 'FIXED', points: 12 } }] }, 2);
  const { reversals, decisions } = ledger.rescore({ compiled: renamed, from: monday - 30 * DAY, until: null });
  expect([reversals.map(amounts), decisions.map(amounts)]).toEqual([[-10], [12]]);
  ledger.apply({ type: 'CORRECTION', wait: 0, lag: 0, of: 0, attributes: attributesOfPost() });
  expect(ledger.lines.at(-1)?.granted).toBe(0);
});

test('[RE7] what a person took back of one entry stays taken back', () => {
  const { ledger, takeover } = weekOfPosts(2, 20);
  ledger.apply({ type: 'ENTRY_WITHDRAWAL', wait: 0, lag: 0, of: 0, entry: 0 });
  expect(ledger.lines.map(amounts)).toEqual([10, 10, -10]);
  const { reversals, decisions } = ledger.rescore(takeover);
  expect([reversals.map(amounts), decisions.map(amounts)]).toEqual([[-10], [20]]);
});
