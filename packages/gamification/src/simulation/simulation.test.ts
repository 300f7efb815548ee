import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { activity, calendarFor, DAY, monday, reading, ruleSet } from '../../test/builders.ts';
import {
  concentrationOf,
  type Group,
  type HistoryEvent,
  histogramOf,
  judgedAt,
  MemberReplay,
  type RuleShare,
  type RuleVersion,
  readPostOf,
  shownBins,
  shownGroups,
  shownRules,
  simulateMember,
  withTakeover,
} from '../index.ts';

const calendar = calendarFor();
const versionOf = (version: number, points: number, effectiveFrom = 0): RuleVersion => {
  const compiled = { ...ruleSet({ rules: [{ award: { type: 'FIXED', points } }] }), version };
  return { version, effectiveFrom, compiled };
};
const posted = (sequence: number, at: number, isTakenBack = false): HistoryEvent => ({
  type: 'FACT',
  fact: activity({ factId: `fact ${sequence}`, sequence, occurredAt: at, recordedAt: at }),
  isTakenBack,
});
const withdrawn = (of: HistoryEvent, sequence: number, recordedAt: number): HistoryEvent => {
  if (of.type !== 'FACT' || of.fact.type !== 'ACTIVITY') throw new Error('only activities are withdrawn');
  const { factId: activityId, ...attributes } = of.fact;
  return { type: 'WITHDRAWAL', activityId, attributes, judgedAt: judgedAt(of.fact), sequence, recordedAt, cause: 'WITHDRAWN' };
};

describe('[SM2] another version from an instant on', () => {
  const old = versionOf(1, 10);
  const present = versionOf(2, 20, monday + 10 * DAY);
  const draft = versionOf(3, 30).compiled;

  test('takes the place of what was in force, until a version takes over as it was scheduled', () => {
    const open = withTakeover([old, present], { compiled: draft, from: monday, until: null });
    expect(open.map(({ version, effectiveFrom }) => [version, effectiveFrom])).toEqual([
      [1, 0],
      [3, monday],
    ]);
    const until = withTakeover([old, present], { compiled: draft, from: monday, until: present.effectiveFrom });
    expect(until.map(({ version }) => version)).toEqual([1, 2, 3]);
  });

  test('decides about what happened from then on; the history before is one', () => {
    const simulation = {
      ...{ calendar, before: [old], after: withTakeover([old], { compiled: draft, from: monday, until: null }) },
      ...{ from: monday, to: monday + 7 * DAY },
    };
    const events = [posted(1, monday - DAY), posted(2, monday), posted(3, monday + DAY), posted(4, monday + 8 * DAY)];
    expect(simulateMember(simulation, events)).toMatchObject({ facts: 2, before: 20, after: 60 });
    expect(simulateMember(simulation, events).byRule).toEqual(new Map([['post', { before: 20, after: 60 }]]));
  });

  test('goes on with the limits where they stood', () => {
    const limited = (version: number, maximum: number) => ({
      ...ruleSet({ limits: [{ scope: 'ALL', per: 'MONTH', measure: 'POINTS', maximum }] }),
      version,
    });
    const before = [{ version: 1, effectiveFrom: 0, compiled: limited(1, 25) }];
    const after = withTakeover(before, { compiled: limited(2, 35), from: monday + DAY, until: null });
    const simulation = { calendar, before, after, from: monday + DAY, to: monday + 9 * DAY };
    const events = [posted(1, monday), posted(2, monday + DAY), posted(3, monday + 2 * DAY), posted(4, monday + 3 * DAY)];
    expect(simulateMember(simulation, events)).toMatchObject({ before: 15, after: 25 });
  });
});

describe('[SM3] what was taken back', () => {
  const version = versionOf(1, 10);
  const draft = versionOf(2, 7).compiled;

  test('counts while it stood, and is taken back with what the simulated rules had granted', () => {
    const post = posted(1, monday, true);
    const simulation = {
      ...{ calendar, before: [version], after: withTakeover([version], { compiled: draft, from: monday, until: null }) },
      ...{ from: monday, to: monday + 7 * DAY },
    };
    const replay = new MemberReplay({ calendarAt: () => calendar, timeline: [version] });
    expect(replay.apply(post)).toMatchObject([{ granted: 10 }]);
    expect(replay.apply(withdrawn(post, 2, monday + DAY))).toMatchObject([{ granted: -10 }]);
    const events = [post, withdrawn(post, 2, monday + DAY), posted(3, monday + DAY)];
    expect(simulateMember(simulation, events)).toMatchObject({ facts: 2, before: 10, after: 7 });
  });

  test('and what was corrected is granted anew as it should have been', () => {
    const post = posted(1, monday, true);
    if (post.type !== 'FACT' || post.fact.type !== 'ACTIVITY') throw new Error('a post is an activity');
    const { factId: _id, ...attributes } = post.fact;
    const corrected = { ...post.fact, kind: 'COMMENT' as const, sequence: 2, recordedAt: monday + DAY };
    const correction: HistoryEvent = { type: 'CORRECTION', corrected, attributes, judgedAt: monday, isTakenBack: false };
    const both = ruleSet({ rules: [{ key: 'post' }, { key: 'comment', matches: { kinds: ['COMMENT'] } }] });
    const replay = new MemberReplay({
      calendarAt: () => calendar,
      timeline: [{ version: 1, effectiveFrom: 0, compiled: both }],
    });
    expect(replay.apply(post)).toMatchObject([{ granted: 10, ruleKey: 'post' }]);
    expect(replay.apply(correction)).toMatchObject([
      { granted: -10, ruleKey: 'post' },
      { granted: 10, ruleKey: 'comment' },
    ]);
  });

  test('gives later readings of the post nothing', () => {
    const award = {
      type: 'ENGAGEMENT',
      ...{ weights: { likes: 1, comments: 0, reposts: 0, clicks: 0 }, curve: 'LINEAR', points: 1, per: 1, maximum: 50 },
      colleagueLikes: 0,
    };
    const compiled = ruleSet({ rules: [{ key: 'post' }, { key: 'engagement', award }] });
    const replay = new MemberReplay({ calendarAt: () => calendar, timeline: [{ version: 1, effectiveFrom: 0, compiled }] });
    const post = posted(1, monday, true);
    const read = (sequence: number, likes: number): HistoryEvent => {
      const { fact } = post as { fact: ReturnType<typeof activity> };
      const fields = { sequence, likes, readAt: monday + sequence, recordedAt: monday + sequence };
      const ofPost = reading({ ...fields, post: readPostOf(fact) });
      return { type: 'FACT', fact: ofPost, isTakenBack: true };
    };
    expect(replay.apply(post)).toHaveLength(1);
    expect(replay.apply(read(2, 5))).toMatchObject([{ granted: 5 }]);
    expect(replay.apply(withdrawn(post, 3, monday + DAY))).toMatchObject([{ granted: -10 }, { granted: -5 }]);
    expect(replay.apply(read(4, 9))).toEqual([]);
    expect(replay.contentStates.get('fact 1')?.withdrawn).toBe(true);
  });
});

test('[SM1] rules compared with themselves change nothing, whatever happened', () => {
  const version = versionOf(1, 10);
  const moments = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(moments, fc.integer({ min: 0, max: 60 }), (days, from) => {
      const events = [...days].sort((one, other) => one - other).map((day, index) => posted(index + 1, monday + day * DAY));
      const after = withTakeover([version], { compiled: version.compiled, from: monday + from * DAY, until: null });
      const window = { from: monday + from * DAY, to: monday + 61 * DAY };
      const outcome = simulateMember({ calendar, before: [version], after, ...window }, events);
      expect(outcome.after).toBe(outcome.before);
    }),
  );
});

describe('concentration', () => {
  const amounts = fc.array(fc.integer({ min: -5, max: 1_000_000 }), { minLength: 1, maxLength: 60 });

  test('[SM5] Gini is half the relative mean absolute difference', () => {
    fc.assert(
      fc.property(amounts, (points) => {
        const shares = points.map((amount) => BigInt(Math.max(0, amount)));
        const sum = shares.reduce((total, amount) => total + amount, 0n);
        let differences = 0n;
        for (const one of shares) for (const other of shares) differences += one > other ? one - other : other - one;
        const expected = sum === 0n ? 0n : (differences * 10_000n) / (2n * BigInt(shares.length) * sum);
        expect(concentrationOf(points).gini).toBe(Number(expected));
      }),
    );
  });

  test('[SM6] the top share is that of the people with the most', () => {
    fc.assert(
      fc.property(amounts, (points) => {
        const descending = points.map((amount) => Math.max(0, amount)).sort((one, other) => other - one);
        const sum = descending.reduce((total, amount) => total + amount, 0);
        const share = (percent: number) => {
          const top = descending.slice(0, Math.ceil((points.length * percent) / 100));
          const theirs = top.reduce((total, amount) => total + amount, 0);
          return sum === 0 ? 0 : Math.floor((theirs * 10_000) / sum);
        };
        const { shareOfTop1Percent, shareOfTop10Percent, total } = concentrationOf(points);
        expect({ shareOfTop1Percent, shareOfTop10Percent, total }).toEqual({
          ...{ shareOfTop1Percent: share(1), shareOfTop10Percent: share(10), total: sum },
        });
      }),
    );
  });

  test('[SM5] stays exact where sums of rank times points leave the safe whole numbers', () => {
    const many = Array.from({ length: 300_000 }, (_, index) => (index % 2 === 0 ? 0 : 1_000_000));
    expect(concentrationOf(many).gini).toBe(5000);
    expect(concentrationOf([])).toEqual({ total: 0, median: 0, gini: 0, shareOfTop1Percent: 0, shareOfTop10Percent: 0 });
    expect(concentrationOf([0, 0, 12]).gini).toBe(6666);
  });
});

test('[SM7] a histogram counts everybody once on each side, in at most twenty bins of one width', () => {
  const people = fc.array(fc.record({ before: fc.integer({ min: -50, max: 9000 }), after: fc.integer({ min: 0, max: 40 }) }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(people, (all) => {
      const bins = histogramOf(all);
      const width = (bins[0]?.to ?? 0) - (bins[0]?.from ?? 0);
      expect(bins.length).toBeLessThanOrEqual(20);
      expect([1, 2, 5]).toContain(width / 10 ** Math.floor(Math.log10(width)));
      for (const { from, to, before, after } of bins) {
        expect(before).toBe(all.filter((person) => person.before >= from && person.before < to).length);
        expect(after).toBe(all.filter((person) => person.after >= from && person.after < to).length);
      }
      for (const side of ['before', 'after'] as const) {
        expect(bins.reduce((sum, bin) => sum + bin[side], 0)).toBe(all.length);
      }
    }),
  );
  expect(histogramOf([])).toEqual([]);
});

describe('[SM8] too few people are told of by', () => {
  const minimum = fc.integer({ min: 1, max: 8 });
  const someGroup = fc.record({ members: fc.integer({ min: 0, max: 12 }), active: fc.integer({ min: 0, max: 12 }) });

  test('no group, neither by those who belong to it nor by those who did something, and by no difference to the total', () => {
    fc.assert(
      fc.property(fc.array(someGroup, { maxLength: 12 }), minimum, (sizes, least) => {
        const all = sizes.map(({ members, active }, key): Group<number> => {
          const count = Math.min(members, active);
          return { key, members, active: count, before: count * 3, after: count * 5, gainers: count, losers: 0 };
        });
        const { groups, rest } = shownGroups(all, least);
        const shown = [...groups, ...(rest === null ? [] : [rest])];
        for (const group of shown) expect(Math.min(group.members, group.active)).toBeGreaterThanOrEqual(least);
        const sum = (of: readonly { readonly active: number }[]) => of.reduce((total, { active }) => total + active, 0);
        const isEnough = sum(all) >= least;
        expect(sum(shown)).toBe(isEnough ? sum(all) : 0);
      }),
    );
  });

  test('no rule, on either side, and by no difference to the total', () => {
    const share = fc.record({ peopleBefore: fc.integer({ min: 0, max: 12 }), peopleAfter: fc.integer({ min: 0, max: 12 }) });
    fc.assert(
      fc.property(fc.array(share, { maxLength: 12 }), minimum, (people, least) => {
        const all = people.map(
          ({ peopleBefore, peopleAfter }, index): RuleShare => ({
            ...{ key: `rule ${index}`, peopleBefore, peopleAfter },
            ...{ before: peopleBefore * 3, after: peopleAfter * 5 },
          }),
        );
        const { rules, rest } = shownRules(all, least);
        const isEnough = (count: number) => count === 0 || count >= least;
        for (const rule of rules) expect([rule.peopleBefore, rule.peopleAfter].every(isEnough)).toBe(true);
        const left = all.filter(({ key }) => !rules.some((rule) => rule.key === key));
        const total = (side: 'before' | 'after') => left.reduce((sum, rule) => sum + rule[side], 0);
        if (rest === null) return expect(left.length === 0 || rules.length === 0).toBe(true);
        expect(rest).toEqual({ before: total('before'), after: total('after') });
        for (const side of ['peopleBefore', 'peopleAfter'] as const) {
          expect(isEnough(Math.max(...left.map((rule) => rule[side])))).toBe(true);
        }
      }),
    );
  });

  test('a rule that paid one person: it is added to the smallest of the others', () => {
    const share = (key: string, people: number): RuleShare => {
      return { key, before: people * 10, after: people * 20, peopleBefore: people, peopleAfter: people };
    };
    const { rules, rest } = shownRules([share('talk', 6), share('post', 20), share('video', 1)], 5);
    expect({ rules: rules.map(({ key }) => key), rest }).toEqual({ rules: ['post'], rest: { before: 70, after: 140 } });
    expect(shownRules([share('post', 3), share('video', 1)], 5)).toEqual({ rules: [], rest: null });
  });

  test('no bin: neighbours are joined, without gap, and everybody stays counted', () => {
    const people = fc.array(fc.record({ before: fc.integer({ min: 0, max: 90 }), after: fc.integer({ min: 0, max: 90 }) }));
    fc.assert(
      fc.property(people, minimum, (all, least) => {
        const bins = histogramOf(all);
        const shown = shownBins(bins, least);
        if (all.length < least) return expect(shown).toEqual([]);
        for (const { before, after } of shown) {
          for (const count of [before, after]) expect(count === 0 || count >= least).toBe(true);
        }
        expect(shown.map(({ from }) => from).slice(1)).toEqual(shown.map(({ to }) => to).slice(0, -1));
        expect([shown[0]?.from, shown.at(-1)?.to]).toEqual([bins[0]?.from, bins.at(-1)?.to]);
        for (const side of ['before', 'after'] as const) {
          expect(shown.reduce((sum, bin) => sum + bin[side], 0)).toBe(all.length);
        }
      }),
    );
  });
});
