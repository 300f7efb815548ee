import { describe, expect, test } from '@jest/globals';
import { activity, calendarFor, DAY, grantedInTurn, HOUR, monday, reading, ruleSet } from '../../test/builders.ts';
import { createCalendar, emptyMemberState, evaluate } from '../index.ts';

const calendar = calendarFor();
const start = { calendar, memberState: emptyMemberState, contentState: null };

describe('a decision', () => {
  test('[EV1] names rule, version, request and grant', () => {
    const { decisions } = evaluate({ ...start, ruleSet: ruleSet({}, 7), fact: activity() });
    expect(decisions).toEqual([
      {
        type: 'ACTIVITY',
        kind: 'POST',
        ruleKey: 'post',
        ruleSetVersion: 7,
        requested: 10,
        granted: 10,
        reasons: [],
        countsAt: monday,
      },
    ]);
  });

  test('[EV2] is absent for a rule that does not match', () => {
    const strict = ruleSet({ rules: [{ matches: { kinds: ['POST'], minimumEvidence: 'PEER_CONFIRMED' } }] });
    const weak = activity({ evidence: 'SELF_REPORTED' });
    expect(evaluate({ ...start, ruleSet: strict, fact: weak }).decisions).toEqual([]);
  });

  test('[EV3] of 0 points stands where a limit is full', () => {
    const capped = ruleSet({ limits: [{ scope: 'ALL', per: 'DAY', measure: 'POINTS', maximum: 10 }] });
    const first = evaluate({ ...start, ruleSet: capped, fact: activity() });
    const second = evaluate({ ...start, ruleSet: capped, memberState: first.memberState, fact: activity({ sequence: 2 }) });
    expect(second.decisions).toMatchObject([
      {
        requested: 10,
        granted: 0,
        reasons: [{ code: 'LIMIT', used: 10, before: 10, after: 0, limit: { scope: 'ALL', per: 'DAY' } }],
      },
    ]);
  });

  test('[EV6] does not change its input', () => {
    const set = ruleSet({ limits: [{ scope: 'ALL', per: 'DAY', measure: 'POINTS', maximum: 10 }] });
    const before = evaluate({ ...start, ruleSet: set, fact: activity() }).memberState;
    const copy = JSON.stringify(before);
    evaluate({ ...start, ruleSet: set, memberState: before, fact: activity({ sequence: 2 }) });
    expect(JSON.stringify(before)).toBe(copy);
  });

  test('[EV7] refuses a sequence that does not rise', () => {
    const set = ruleSet();
    const { memberState } = evaluate({ ...start, ruleSet: set, fact: activity({ sequence: 5 }) });
    expect(() => evaluate({ ...start, ruleSet: set, memberState, fact: activity({ sequence: 5 }) })).toThrow(RangeError);
  });
});

describe('limits', () => {
  test('[LI2] grant the residue', () => {
    const set = ruleSet({ limits: [{ scope: 'ALL', per: 'DAY', measure: 'POINTS', maximum: 25 }] });
    expect(grantedInTurn(set, [{}, {}, {}, {}, { occurredAt: monday + DAY }])).toEqual([10, 10, 5, 0, 10]);
  });

  test('[LI6] know one content again by the item that is passed on and by its text', () => {
    const set = ruleSet({ rules: [{ limits: [{ scope: 'CONTENT', per: 'SEASON', measure: 'COUNT', maximum: 1 }] }] });
    const facts = [
      { contentKey: 'a', amplifies: 'x' },
      { contentKey: 'b', amplifies: 'x' },
      { contentKey: 'a', amplifies: 'y' },
      { contentKey: 'c', amplifies: 'z' },
    ];
    expect(grantedInTurn(set, facts)).toEqual([10, 0, 0, 10]);
  });
});

describe('diminishing returns', () => {
  test('[DR2] pay the quota in full, then by the factor, then nothing', () => {
    const diminishing = { per: 'ISO_WEEK', quota: 3, factor: 5000, floor: 5000, end: 'NOTHING' };
    const set = ruleSet({ rules: [{ diminishing }] });
    expect(grantedInTurn(set, [{}, {}, {}, {}, {}, {}, { occurredAt: monday + 7 * DAY }])).toEqual([10, 10, 10, 5, 0, 0, 10]);
  });
});

describe('engagement', () => {
  const award = {
    type: 'ENGAGEMENT',
    weights: { likes: 1, comments: 3, reposts: 3, clicks: 0 },
    curve: 'SQRT',
    points: 1,
    per: 1,
    maximum: 8,
    colleagueLikes: 3,
  };

  test('[EN2] awards the difference to the highest reading so far', () => {
    const set = ruleSet({ rules: [{ award }] });
    const first = evaluate({ ...start, ruleSet: set, fact: reading({ sequence: 1, likes: 16 }) });
    expect(first.decisions).toMatchObject([{ requested: 4, granted: 4 }]);
    const bounced = evaluate({ ...start, ...first, ruleSet: set, fact: reading({ sequence: 2, likes: 3 }) });
    expect(bounced.decisions).toEqual([]);
    const higher = evaluate({ ...start, ...bounced, ruleSet: set, fact: reading({ sequence: 3, likes: 400 }) });
    expect(higher.decisions).toMatchObject([{ requested: 4, granted: 4 }]);
  });
});

describe('late facts', () => {
  test('[PE5] count where they were recorded once their day has frozen, and say so', () => {
    const recordedAt = monday + 10 * DAY;
    const { decisions } = evaluate({ ...start, ruleSet: ruleSet(), fact: activity({ recordedAt }) });
    expect(decisions).toMatchObject([{ granted: 10, countsAt: recordedAt, reasons: [{ code: 'LATE', happenedAt: monday }] }]);
  });

  test('[PE5] [LI7] do not slip past the limit of a season that ended within their day', () => {
    const seasonEnd = monday + 2 * HOUR;
    const seasons = [{ key: 'winter', start: monday - 30 * DAY, end: seasonEnd }];
    const short = createCalendar({ timeZone: 'Europe/Berlin', seasons, graceMilliseconds: DAY });
    const set = ruleSet({ limits: [{ scope: 'ALL', per: 'SEASON', measure: 'POINTS', maximum: 10 }] });
    const { memberState } = evaluate({ ...start, calendar: short, ruleSet: set, fact: activity() });
    const late = activity({ sequence: 2, occurredAt: monday + HOUR, recordedAt: seasonEnd + DAY });
    const { decisions } = evaluate({ ...start, calendar: short, ruleSet: set, memberState, fact: late });
    expect(decisions).toMatchObject([{ granted: 10, countsAt: seasonEnd + DAY, reasons: [{ code: 'LATE' }] }]);
  });

  test('[PE4] count where they happened while their day is open', () => {
    const recordedAt = monday + 6 * DAY;
    const { decisions } = evaluate({ ...start, ruleSet: ruleSet(), fact: activity({ recordedAt, occurredAt: monday + HOUR }) });
    expect(decisions).toMatchObject([{ countsAt: monday + HOUR, reasons: [] }]);
  });
});
