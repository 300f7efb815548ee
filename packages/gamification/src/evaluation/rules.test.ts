import { describe, expect, test } from '@jest/globals';
import { activity, calendarFor, DAY, grantedInTurn, HOUR, monday, reading, ruleSet } from '../../test/builders.ts';
import { emptyMemberState, evaluate } from '../index.ts';

const calendar = calendarFor();
const start = { calendar, memberState: emptyMemberState, contentState: null };

describe('matching', () => {
  const matching = (matches: object, fact: object) =>
    grantedInTurn(ruleSet({ rules: [{ matches }, { matches: {}, award: { type: 'FIXED', points: 1 } }] }), [fact])[0] === 11;

  test.each([
    ['[RL2] kinds', { kinds: ['SHARE'] }, { kind: 'SHARE' }, { kind: 'POST' }],
    ['[RL2] channels', { channels: ['BLOG'] }, { channel: 'BLOG' }, { channel: 'X' }],
    ['[RL2] campaigns', { campaigns: ['launch'] }, { campaign: 'launch' }, { campaign: null }],
    ['[RL2] one hashtag of several', { hashtags: ['a', 'b'] }, { hashtags: ['x', 'b'] }, { hashtags: ['x'] }],
    ['[RL2] disclosed', { disclosed: true }, { disclosed: true }, { disclosed: null }],
    ['[RL2] not disclosed', { disclosed: false }, { disclosed: false }, { disclosed: null }],
    ['[RL2] segments', { segments: ['HESITANT'] }, { segment: 'HESITANT' }, { segment: null }],
    ['[RL2] a tandem', { tandem: true }, { tandemId: 't' }, { tandemId: null }],
    ['[RL3] evidence', { minimumEvidence: 'PEER_CONFIRMED' }, { evidence: 'CHANNEL_VERIFIED' }, { evidence: 'SELF_REPORTED' }],
    ['[RL2] text length', { minimumTextLength: 40 }, { textLength: 40 }, { textLength: 39 }],
    [
      '[RL4] an unstated text length',
      { minimumTextLength: 40 },
      { textLength: null, evidence: 'CHANNEL_VERIFIED' },
      { textLength: null, evidence: 'PEER_CONFIRMED' },
    ],
  ])('%s', (_, matches, yes, no) => {
    expect(matching(matches, yes)).toBe(true);
    expect(matching(matches, no)).toBe(false);
  });
});

test('[RL5] PER_COUNT pays each unit up to the maximum; no unit asks for nothing', () => {
  const set = ruleSet({ rules: [{ award: { type: 'PER_COUNT', points: 4, maximum: 10 } }] });
  expect(grantedInTurn(set, [{ count: 2 }, { count: 3 }, { count: null }, { count: 0 }])).toEqual([8, 10, 4, 0]);
  expect(evaluate({ ...start, ruleSet: set, fact: activity({ count: 0 }) }).decisions).toEqual([]);
});

test('[FA1] [EV8] times and counts that are no whole numbers throw', () => {
  const set = ruleSet({ rules: [{ award: { type: 'PER_COUNT', points: 4, maximum: 10 } }] });
  for (const broken of [{ occurredAt: Number.NaN }, { recordedAt: 0.5 }, { count: -1 }, { count: 1.5 }, { sequence: 0 }]) {
    expect(() => evaluate({ ...start, ruleSet: set, fact: activity(broken) })).toThrow(RangeError);
  }
});

describe('limits', () => {
  test.each([
    ['DAY', DAY],
    ['ISO_WEEK', 7 * DAY],
    ['MONTH', 30 * DAY],
    ['SEASON', 91 * DAY],
  ])('[LI1] hold for a period of %s, by points and by count', (per, later) => {
    for (const [measure, maximum] of [
      ['POINTS', 10],
      ['COUNT', 1],
    ]) {
      const set = ruleSet({ limits: [{ scope: 'ALL', per, measure, maximum }] });
      expect(grantedInTurn(set, [{}, { occurredAt: monday + 1 }, { occurredAt: monday + later }])).toEqual([10, 0, 10]);
    }
  });

  test('[EV5] leave to a later rule what an earlier one did not use', () => {
    const limits = [{ scope: 'ALL', per: 'DAY', measure: 'POINTS', maximum: 12 }];
    const set = ruleSet({ rules: [{}, { award: { type: 'FIXED', points: 5 } }], limits });
    const { decisions } = evaluate({ ...start, ruleSet: set, fact: activity() });
    expect(decisions.map(({ ruleKey, granted }) => [ruleKey, granted])).toEqual([
      ['post', 10],
      ['rule-1', 2],
    ]);
  });

  test('[LI3] hold per rule, per kind and for everything', () => {
    const limits = [{ scope: 'KIND', kind: 'SHARE', per: 'DAY', measure: 'POINTS', maximum: 15 }];
    const set = ruleSet({ rules: [{ matches: {} }], limits });
    expect(grantedInTurn(set, [{ kind: 'SHARE' }, { kind: 'POST' }, { kind: 'SHARE' }, { kind: 'POST' }])).toEqual([
      10, 10, 5, 10,
    ]);
  });

  test('[LI4] an activity that two rules pay counts once', () => {
    const limits = [{ scope: 'ALL', per: 'DAY', measure: 'COUNT', maximum: 2 }];
    const set = ruleSet({ rules: [{}, { award: { type: 'FIXED', points: 5 } }], limits });
    expect(grantedInTurn(set, [{}, {}, {}])).toEqual([15, 15, 0]);
  });

  test('[LI5] a new version goes on where the old one stood', () => {
    const limits = [{ scope: 'ALL', per: 'DAY', measure: 'POINTS', maximum: 15 }];
    const first = evaluate({ ...start, ruleSet: ruleSet({ limits }, 1), fact: activity() });
    const second = evaluate({
      ...start,
      ruleSet: ruleSet({ limits }, 2),
      memberState: first.memberState,
      fact: activity({ sequence: 2 }),
    });
    expect(second.decisions).toMatchObject([{ ruleSetVersion: 2, granted: 5 }]);
  });

  test('[LI6] a fact without item and text is a content of its own', () => {
    const set = ruleSet({ rules: [{ limits: [{ scope: 'CONTENT', per: 'SEASON', measure: 'COUNT', maximum: 1 }] }] });
    expect(grantedInTurn(set, [{ contentKey: null }, { contentKey: null }])).toEqual([10, 10]);
  });
});

test('[DR1] an item that a limit refused uses no quota', () => {
  const diminishing = { per: 'ISO_WEEK', quota: 2, factor: 5000, floor: 5000, end: 'FLOOR' };
  const limits = [{ scope: 'CONTENT', per: 'SEASON', measure: 'COUNT', maximum: 1 }];
  const set = ruleSet({ rules: [{ diminishing, limits }] });
  const facts = [{ contentKey: 'a' }, { contentKey: 'a' }, { contentKey: 'b' }, { contentKey: 'c' }, { contentKey: 'd' }];
  expect(grantedInTurn(set, facts)).toEqual([10, 0, 10, 5, 5]);
});

describe('boosts', () => {
  const boosted = (boosts: readonly object[]) => ruleSet({ rules: [{ boosts }] });

  test('[BO1] [BO2] the strongest one holds, alone', () => {
    const set = boosted([
      { type: 'SEGMENT', segments: ['HESITANT'], factor: 12_000 },
      { type: 'TANDEM_STORY', factor: 15_000 },
    ]);
    expect(grantedInTurn(set, [{}, { segment: 'HESITANT' }, { segment: 'HESITANT', tandemId: 't' }])).toEqual([10, 12, 15]);
  });

  test('[BO3] the first ones are the first ones ever', () => {
    const set = boosted([{ type: 'FIRST', count: 2, factor: 20_000 }]);
    expect(grantedInTurn(set, [{}, { occurredAt: monday + 60 * DAY }, { occurredAt: monday + 61 * DAY }])).toEqual([
      20, 20, 10,
    ]);
  });

  test('[BO4] a comeback needs a time before it', () => {
    const set = boosted([{ type: 'COMEBACK', silentDays: 14, factor: 15_000 }]);
    const facts = [{}, { occurredAt: monday + 14 * DAY - 1 }, { occurredAt: monday + 28 * DAY - 1 }];
    expect(grantedInTurn(set, facts)).toEqual([10, 10, 15]);
  });
});

test('[MX1] [MX2] [MX3] work is slowed where nothing else is said, but not for people who keep the two apart', () => {
  const set = ruleSet({ mix: { per: 'MONTH', free: 1, perOther: 1, factor: 5000 } });
  const work = { disclosed: true };
  expect(grantedInTurn(set, [work, work, {}, work, { campaign: 'launch' }])).toEqual([10, 5, 10, 5, 5]);
  expect(grantedInTurn(set, [work, {}, work, work])).toEqual([10, 10, 10, 5]);
  const separator = { ...work, segment: 'SEPARATOR' as const };
  expect(grantedInTurn(set, [separator, separator])).toEqual([10, 10]);
});

describe('engagement', () => {
  const award = {
    type: 'ENGAGEMENT',
    weights: { likes: 1, comments: 3, reposts: 3, clicks: 0 },
    curve: 'LINEAR',
    points: 1,
    per: 1,
    maximum: 100,
    colleagueLikes: 3,
  };
  const set = ruleSet({ rules: [{ award, limits: [{ scope: 'RULE', per: 'DAY', measure: 'POINTS', maximum: 10 }] }] });

  test('[EN3] what a limit refused cannot be fetched by a later reading', () => {
    const first = evaluate({ ...start, ruleSet: set, fact: reading({ likes: 25 }) });
    expect(first.decisions).toMatchObject([{ requested: 25, granted: 10 }]);
    const again = evaluate({
      ...start,
      ...first,
      ruleSet: set,
      fact: reading({ sequence: 2, likes: 25, readAt: monday + 2 * DAY }),
    });
    expect(again.decisions).toEqual([]);
  });

  test('[EN4] likes of colleagues count once per person, the author never, and only so many', () => {
    const ring = ['member-1', 'a', 'b', 'c', 'd'].map((memberId) => ({ memberId, likes: 5 }));
    const { decisions } = evaluate({ ...start, ruleSet: set, fact: reading({ likes: 27, colleagueLikes: ring }) });
    expect(decisions).toMatchObject([{ requested: 5 }]);
  });

  test('[FA4] [EN6] what is remembered of a post does not depend on the order of its totals', () => {
    const like = (memberId: string) => ({ memberId, likes: 1 });
    const readings = [
      { likes: 9, comments: 1 },
      { likes: 4, comments: 3, colleagueLikes: [like('b')] },
      { likes: 12, reposts: 2, colleagueLikes: [like('c'), like('b'), like('a')] },
    ];
    const remembered = (order: readonly number[]) => {
      let state = { memberState: emptyMemberState, contentState: null } as Omit<ReturnType<typeof evaluate>, 'decisions'>;
      order.forEach((index, at) => {
        state = evaluate({ ...start, ...state, ruleSet: set, fact: reading({ sequence: at + 1, ...readings[index] }) });
      });
      const { rules: _, ...totals } = state.contentState ?? { rules: [] };
      return totals;
    };
    expect(remembered([2, 0, 1])).toEqual(remembered([0, 1, 2]));
    expect(remembered([1, 2, 0])).toMatchObject({ likes: 9, comments: 3, reposts: 2, colleagues: ['a', 'b', 'c'] });
  });

  test('[EN5] a reading counts when it was read, never before its post', () => {
    const early = reading({ likes: 1, readAt: monday - DAY, recordedAt: monday + HOUR });
    expect(evaluate({ ...start, ruleSet: set, fact: early }).decisions).toMatchObject([{ countsAt: monday }]);
  });
});

describe('recording', () => {
  test('[PE6] what claims to be of a later day counts when it was recorded, and says so', () => {
    const ahead = activity({ occurredAt: monday + 2 * DAY, recordedAt: monday });
    expect(evaluate({ ...start, ruleSet: ruleSet(), fact: ahead }).decisions).toMatchObject([
      { countsAt: monday, reasons: [{ code: 'AHEAD' }] },
    ]);
  });

  test('[PE7] time of recording never runs backwards', () => {
    const first = evaluate({ ...start, ruleSet: ruleSet(), fact: activity({ occurredAt: monday + 30 * DAY }) });
    const fact = activity({ sequence: 2, recordedAt: monday });
    const { decisions, memberState } = evaluate({ ...start, ruleSet: ruleSet(), memberState: first.memberState, fact });
    expect(decisions).toMatchObject([{ countsAt: monday + 30 * DAY }]);
    expect(memberState.recordedAt).toBe(monday + 30 * DAY);
  });

  test('[EV9] a window is forgotten once its grace has ended', () => {
    const set = ruleSet({ limits: [{ scope: 'ALL', per: 'DAY', measure: 'POINTS', maximum: 10 }] });
    const first = evaluate({ ...start, ruleSet: set, fact: activity() });
    const later = activity({ sequence: 2, occurredAt: monday + 40 * DAY });
    const second = evaluate({ ...start, ruleSet: set, memberState: first.memberState, fact: later });
    expect(second.memberState.windows).toHaveLength(first.memberState.windows.length);
  });
});
