import { describe, expect, test } from '@jest/globals';
import type { Step } from '../../test/arbitraries.ts';
import { activity, calendarFor, DAY, HOUR, monday, reading, ruleSet } from '../../test/builders.ts';
import { Programme } from '../../test/programme.ts';
import {
  type CompiledRuleSet,
  correct,
  emptyMemberState,
  evaluate,
  reverse,
  reverseEntries,
  type StoredDecision,
} from '../index.ts';

const calendar = calendarFor();
const start = { calendar, memberState: emptyMemberState, contentState: null };
const stored = (decisions: readonly object[]) =>
  decisions.map((decision, index) => ({ ...decision, entryId: `entry-${index}`, origin: 1 }) as StoredDecision);

describe('reversals', () => {
  const limits = [{ scope: 'ALL', per: 'DAY', measure: 'POINTS', maximum: 10 }];
  const set = ruleSet({ limits });
  const taking = (evaluation: ReturnType<typeof evaluate>) => ({
    ...start,
    ruleSet: set,
    memberState: evaluation.memberState,
    activityId: 'fact-1',
    activity: activity(),
    decisions: stored(evaluation.decisions),
    sequence: 2,
  });

  test('[RV1] [RV2] negate the entry and give the room back', () => {
    const first = evaluate({ ...start, ruleSet: set, fact: activity() });
    const reversed = reverse({ ...taking(first), recordedAt: monday + HOUR, cause: 'WITHDRAWN' });
    expect(reversed.reversals).toMatchObject([
      { reverses: 'entry-0', granted: -10, countsAt: monday, reasons: [{ code: 'REVERSED', cause: 'WITHDRAWN' }] },
    ]);
    const next = evaluate({ ...start, ruleSet: set, memberState: reversed.memberState, fact: activity({ sequence: 3 }) });
    expect(next.decisions).toMatchObject([{ granted: 10 }]);
  });

  test('[RV3] count where the withdrawal was recorded once the day has frozen', () => {
    const first = evaluate({ ...start, ruleSet: set, fact: activity() });
    const recordedAt = monday + 30 * DAY;
    expect(reverse({ ...taking(first), recordedAt, cause: 'DELETED' }).reversals).toMatchObject([
      { granted: -10, countsAt: recordedAt },
    ]);
  });

  test('[RV4] a withdrawn post earns nothing more', () => {
    const award = {
      type: 'ENGAGEMENT',
      weights: { likes: 1, comments: 0, reposts: 0, clicks: 0 },
      curve: 'LINEAR',
      points: 1,
      per: 1,
      maximum: 9,
      colleagueLikes: 0,
    };
    const both = ruleSet({ rules: [{}, { award }] });
    const first = evaluate({ ...start, ruleSet: both, fact: activity() });
    const { contentState, memberState } = reverse({
      ...taking(first),
      ruleSet: both,
      recordedAt: monday + HOUR,
      cause: 'REJECTED',
    });
    const read = evaluate({ ...start, ruleSet: both, memberState, contentState, fact: reading({ sequence: 3, likes: 5 }) });
    expect(read.decisions).toEqual([]);
  });

  test('[RV5] a correction finds the room that it gave back', () => {
    const first = evaluate({ ...start, ruleSet: set, fact: activity() });
    const corrected = activity({ sequence: 2, channel: 'BLOG', recordedAt: monday + HOUR });
    const correction = correct({
      ...taking(first),
      recordedAt: monday + HOUR,
      cause: 'CORRECTED',
      corrected,
      correctedRuleSet: set,
    });
    expect(correction.reversals).toMatchObject([{ granted: -10 }]);
    expect(correction.decisions).toMatchObject([{ granted: 10 }]);
    expect(correction.memberState).toEqual({ ...first.memberState, sequence: 2, recordedAt: monday + HOUR });
  });

  test('[RV6] a correction of a comeback is a comeback', () => {
    const back = ruleSet({ rules: [{ boosts: [{ type: 'COMEBACK', silentDays: 14, factor: 15_000 }] }] });
    const before = evaluate({ ...start, ruleSet: back, fact: activity() });
    const occurredAt = monday + 20 * DAY;
    const fact = activity({ sequence: 2, occurredAt });
    const comeback = evaluate({ ...start, ruleSet: back, memberState: before.memberState, fact });
    expect(comeback.decisions).toMatchObject([{ granted: 15 }]);
    const correction = correct({
      ...taking(comeback),
      ruleSet: back,
      activityId: fact.factId,
      activity: fact,
      sequence: 3,
      recordedAt: occurredAt,
      cause: 'CORRECTED',
      corrected: { ...fact, sequence: 3 },
      correctedRuleSet: back,
    });
    expect(correction.decisions).toMatchObject([{ granted: 15 }]);
  });
});

type Attributes = (Step & { type: 'ACTIVITY' })['attributes'];

/** One person under one version of the rules, from Monday on. */
function personUnder(set: CompiledRuleSet, graceDays = 7) {
  const versions = [{ version: set.version, effectiveFrom: 0, ruleSet: set }];
  const programme = new Programme({ calendar: calendarFor('Europe/Berlin', graceDays), versions, startsAt: monday });
  const apply = (step: Step) => {
    const fact = programme.factOf(step);
    if (fact === null) throw new Error('there is no such activity');
    const { decisions, reversals } = programme.apply(step, fact);
    return { granted: decisions.map(({ granted }) => granted), reversals, decisions };
  };
  return {
    programme,
    /** What each rule grants for a post of another text than all before. */
    post: (changes: Partial<Attributes> = {}, wait = 0, lag = 0) =>
      apply({ type: 'ACTIVITY', wait, lag, of: 0, attributes: { ...attributesOfPost(), ...changes } }).granted,
    read: (of: number, likes: number) =>
      apply({
        type: 'READING',
        wait: HOUR,
        lag: 0,
        of,
        reading: { likes, comments: 0, reposts: 0, clicks: 0, colleagueLikes: [] },
      }).granted,
    takeBack: (of: number, entry: number, wait = 0) => apply({ type: 'ENTRY_WITHDRAWAL', wait, lag: 0, of, entry }).reversals,
    withdraw: (of: number, wait = 0) => apply({ type: 'WITHDRAWAL', wait, lag: 0, of }).reversals,
    correct: (of: number, changes: Partial<Attributes> = {}) =>
      apply({ type: 'CORRECTION', wait: 0, lag: 0, of, attributes: { ...attributesOfPost(), ...changes } }),
  };
}

function attributesOfPost(): Attributes {
  const {
    type: _,
    factId: __,
    sequence: ___,
    memberId: ____,
    occurredAt: _____,
    recordedAt: ______,
    ...attributes
  } = activity();
  return { ...attributes, contentKey: null };
}

const sumOf = (granted: readonly number[]) => granted.reduce((sum, points) => sum + points, 0);

describe('shared places', () => {
  const twoRules = [{}, {}];
  const oneADay = ruleSet({ rules: twoRules, limits: [{ scope: 'ALL', per: 'DAY', measure: 'COUNT', maximum: 1 }] });

  test('[RV2] an activity keeps its place in a limit by count while one of its entries stands', () => {
    const { post, takeBack } = personUnder(oneADay);
    expect(post()).toEqual([10, 10]);
    takeBack(0, 0);
    expect(post()).toEqual([0, 0]);
    takeBack(0, 0);
    expect(post()).toEqual([10, 10]);
  });

  test('[RV2] the place is given back once, not for every entry', () => {
    const limits = [{ scope: 'ALL', per: 'DAY', measure: 'COUNT', maximum: 2 }];
    const { post, takeBack, withdraw } = personUnder(ruleSet({ rules: twoRules, limits }));
    expect([post(), post(), post()]).toEqual([
      [10, 10],
      [10, 10],
      [0, 0],
    ]);
    takeBack(0, 1);
    withdraw(0);
    expect([post(), post()]).toEqual([
      [10, 10],
      [0, 0],
    ]);
  });

  test('[RV2] [MX2] an activity keeps its place in the mix while one of its entries stands', () => {
    const mix = { per: 'ISO_WEEK', free: 1, perOther: 0, factor: 0 };
    const { post, takeBack } = personUnder(ruleSet({ rules: twoRules, mix }));
    expect(post({ disclosed: true })).toEqual([10, 10]);
    takeBack(0, 0);
    expect(post({ disclosed: true })).toEqual([0, 0]);
    takeBack(0, 0);
    expect(post({ disclosed: true })).toEqual([10, 10]);
  });
});

describe('windows', () => {
  const tenAWeek = ruleSet({ limits: [{ scope: 'ALL', per: 'ISO_WEEK', measure: 'POINTS', maximum: 10 }] });

  test('[RV2] a reversal that counts elsewhere gives no room back in the week of its entry', () => {
    const { post, withdraw } = personUnder(tenAWeek);
    expect(post()).toEqual([10]);
    // Wednesday of the next week: Monday has frozen, its week has not.
    expect(withdraw(0, 9 * DAY)).toMatchObject([{ granted: -10, countsAt: monday + 9 * DAY }]);
    expect(post({}, 0, 3 * DAY)).toEqual([0]);
  });

  test('[RV2] within the same week it does', () => {
    const { post, withdraw } = personUnder(tenAWeek, 1);
    expect(post()).toEqual([10]);
    expect(withdraw(0, 3 * DAY)).toMatchObject([{ granted: -10, countsAt: monday + 3 * DAY }]);
    expect(post()).toEqual([10]);
  });

  test('[RV2] room comes back in the windows of the calendar under which the entry was granted', () => {
    const set = ruleSet({ limits: [{ scope: 'ALL', per: 'DAY', measure: 'POINTS', maximum: 10 }] });
    const first = evaluate({ ...start, ruleSet: set, fact: activity() });
    const auckland = calendarFor('Pacific/Auckland');
    const taking = {
      ruleSet: set,
      memberState: first.memberState,
      contentState: null,
      activityId: 'fact-1',
      activity: activity(),
    };
    const reversed = reverse({
      ...{ ...taking, calendar: auckland, calendarAt: (sequence) => (sequence === 1 ? calendar : auckland) },
      ...{ decisions: stored(first.decisions), sequence: 2, recordedAt: monday + HOUR, cause: 'WITHDRAWN' },
    });
    expect(reversed.memberState.windows).toEqual([]);
  });
});

describe('what a person took back', () => {
  const engagement = {
    matches: {},
    award: {
      type: 'ENGAGEMENT',
      weights: { likes: 1, comments: 0, reposts: 0, clicks: 0 },
      ...{ curve: 'LINEAR', points: 1, per: 1, maximum: 50, colleagueLikes: 0 },
    },
  };

  test('[RV7] does not come back with a correction, and the decision says so', () => {
    const { post, takeBack, correct: correcting } = personUnder(ruleSet({ rules: [{}, {}] }));
    post();
    takeBack(0, 0);
    const { decisions, reversals } = correcting(0, { channel: 'BLOG' });
    expect(reversals).toMatchObject([{ granted: -10 }]);
    expect(decisions).toMatchObject([
      { granted: 0, reasons: [{ code: 'TAKEN_BACK', before: 10, after: 0 }] },
      { granted: 10, reasons: [] },
    ]);
    expect(correcting(0, { channel: 'X' }).granted).toEqual([0, 10]);
  });

  test('[RV7] uses no limit and no quota when it is decided again', () => {
    const limits = [{ scope: 'ALL', per: 'DAY', measure: 'COUNT', maximum: 1 }];
    const { post, takeBack, correct: correcting } = personUnder(ruleSet({ limits }));
    post();
    takeBack(0, 0);
    correcting(0);
    expect(post()).toEqual([10]);
  });

  test('[RV7] of readings the points that were taken back are left out, what others granted comes again', () => {
    const { post, read, takeBack, correct: correcting } = personUnder(ruleSet({ rules: [{}, engagement] }));
    post();
    expect([read(0, 5), read(0, 8)]).toEqual([[5], [3]]);
    takeBack(0, 2);
    expect(read(0, 12)).toEqual([4]);
    expect(sumOf(correcting(0, { channel: 'BLOG' }).granted)).toBe(10 + 9);
    expect(read(0, 20)).toEqual([8]);
    expect(sumOf(correcting(0, { channel: 'X' }).granted)).toBe(10 + 17);
  });

  test('[RV7] leaves the activity standing: no comeback follows from it', () => {
    const set = ruleSet({ rules: [{ boosts: [{ type: 'COMEBACK', silentDays: 14, factor: 15_000 }] }] });
    const { post, takeBack } = personUnder(set);
    post();
    expect(post({}, 20 * DAY)).toEqual([15]);
    takeBack(1, 0);
    expect(post({}, DAY)).toEqual([10]);
  });

  test('[RV9] a limit that the taking back gave room in lets no correction fetch what it had refused before', () => {
    const limits = [{ scope: 'CONTENT', per: 'SEASON', measure: 'POINTS', maximum: 4 }];
    const { read, post, takeBack, correct: correcting } = personUnder(ruleSet({ rules: [{ ...engagement, limits }] }));
    post();
    expect([read(0, 4), read(0, 8)]).toEqual([[4], [0]]);
    takeBack(0, 0);
    const { decisions } = correcting(0, { channel: 'BLOG' });
    expect(decisions).toMatchObject([
      {
        ...{ requested: 8, granted: 0 },
        reasons: [
          { code: 'ENGAGEMENT' },
          { code: 'TAKEN_BACK', before: 8, after: 4 },
          { code: 'REMAINDER', before: 4, after: 0 },
        ],
      },
    ]);
    expect(read(0, 10)).toEqual([2]);
    expect(correcting(0).granted).toEqual([2]);
  });

  test('[RV9] nor does another rule that had found no room', () => {
    const limits = [{ scope: 'ALL', per: 'DAY', measure: 'POINTS', maximum: 10 }];
    const { post, takeBack, correct: correcting } = personUnder(ruleSet({ rules: [{}, {}], limits }));
    expect(post()).toEqual([10, 0]);
    takeBack(0, 0);
    expect(correcting(0, { channel: 'BLOG' }).granted).toEqual([0, 0]);
  });

  test('[RV9] nor a rule of another name; a wrong correction can be put right', () => {
    const kinds = (kind: string) => ({ matches: { kinds: [kind] } });
    const {
      post,
      takeBack,
      correct: correcting,
    } = personUnder(
      ruleSet({ rules: [kinds('POST'), { ...kinds('POST'), award: { type: 'FIXED', points: 3 } }, kinds('ARTICLE')] }),
    );
    expect(post()).toEqual([10, 3]);
    takeBack(0, 0);
    expect(correcting(0, { kind: 'ARTICLE' }).granted).toEqual([3]);
    expect(correcting(0, { kind: 'TRAINING_COMPLETED' }).granted).toEqual([]);
    expect(correcting(0, { kind: 'POST' }).granted).toEqual([0, 3]);
  });

  test('[RV6] [RV7] a comeback whose entry was taken back leaves who withdraws it as silent as before', () => {
    const set = ruleSet({ rules: [{ boosts: [{ type: 'COMEBACK', silentDays: 14, factor: 15_000 }] }] });
    const { post, takeBack, withdraw } = personUnder(set);
    post();
    expect(post({}, 20 * DAY)).toEqual([15]);
    takeBack(1, 0);
    withdraw(1);
    expect(post({}, DAY)).toEqual([15]);
  });

  test('[RV6] [RV7] so does the one who corrects it', () => {
    const set = ruleSet({
      rules: [{ matches: { kinds: ['POST'] }, boosts: [{ type: 'COMEBACK', silentDays: 14, factor: 15_000 }] }],
    });
    const { post, takeBack, correct: correcting } = personUnder(set);
    post();
    expect(post({}, 20 * DAY)).toEqual([15]);
    takeBack(1, 0);
    expect(correcting(1, { kind: 'TRAINING_COMPLETED' }).granted).toEqual([]);
    expect(post({}, DAY)).toEqual([15]);
  });

  test('[RV7] says that the entry was taken back, not that the activity was', () => {
    const { post, takeBack } = personUnder(ruleSet());
    post();
    expect(takeBack(0, 0)).toMatchObject([{ reasons: [{ code: 'REVERSED', cause: 'TAKEN_BACK' }] }]);
  });
});

test('[RV1] of entries of two versions only those that granted something are looked at', () => {
  const refused = stored([{ granted: 0, ruleSetVersion: 7, type: 'ACTIVITY', ruleKey: 'gone', countsAt: monday, reasons: [] }]);
  const first = evaluate({ ...start, ruleSet: ruleSet(), fact: activity() });
  const taken = { ruleSet: ruleSet(), memberState: first.memberState, activityId: 'fact-1', activity: activity() };
  const step = { ...start, ...taken, sequence: 2, recordedAt: monday };
  expect(reverse({ ...step, decisions: [...refused, ...stored(first.decisions)], cause: 'WITHDRAWN' }).reversals).toHaveLength(
    1,
  );
  expect(reverseEntries({ ...step, decisions: stored(first.decisions), kept: refused }).reversals).toHaveLength(1);
});
