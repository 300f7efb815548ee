import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createCalendar } from '../periods/calendar.ts';
import { challengeActs, challengeStates, dueAct, nextChallengeState } from './challenge-state.ts';
import { compileChallenge } from './compile.ts';
import { type ContributionInput, contributionOf } from './contribution.ts';
import type { CountedFact } from './counting.ts';
import type { ChallengeDocument, ChallengeDraft } from './document.ts';
import { compareChallengeStandings, progressOf } from './progress.ts';
import { instantsOf, occurrenceOf, scheduleProblem } from './schedule.ts';
import { challengeTemplateKeys, challengeTemplates } from './templates.ts';
import { describeChallenge, explainVerdict } from './words.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const calendar = createCalendar({ timeZone: 'Europe/Berlin', seasons: [], graceMilliseconds: 3 * DAY });
const { opensAt, closesAt } = instantsOf({ opensOn: '2026-03-02', closesOn: '2026-03-29' }, 'Europe/Berlin');
const window = { opensAt, closesAt, graceMilliseconds: 2 * DAY };

function challenge(goal: Partial<ChallengeDraft['goal']>, scope: ChallengeDraft['scope'] = 'EVERYBODY'): ChallengeDocument {
  const compiled = compileChallenge({
    format: 1,
    name: { german: 'Challenge', english: 'Challenge' },
    call: { german: 'Machen Sie mit.', english: 'Join in.' },
    scope,
    goal: { measure: 'FACTS', target: 10, mostPerPersonAndWeek: 100, ...goal },
  });
  if (!compiled.ok) throw new Error(compiled.problems.map(({ path, problem }) => `${path} ${problem.ENGLISH}`).join());
  return compiled.challenge;
}

let nextFact = 0;
function fact(changes: Partial<CountedFact> = {}): CountedFact {
  nextFact += 1;
  const occurredAt = changes.occurredAt ?? opensAt + nextFact * HOUR;
  return {
    factId: `fact-${String(nextFact).padStart(4, '0')}`,
    sequence: nextFact,
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

function verdicts(document: ChallengeDocument, facts: readonly CountedFact[], changes: Partial<ContributionInput> = {}) {
  const input = { challenge: document, window, calendar, facts, lastActivityBefore: null, ...changes };
  return contributionOf(input).map(({ verdict, value }) => [verdict, value]);
}

function progress(document: ChallengeDocument, facts: readonly CountedFact[], activeMembers = 0) {
  const members = [...new Set(facts.map(({ memberId }) => memberId))];
  const contributed = members.flatMap((memberId) =>
    contributionOf({
      challenge: document,
      window,
      calendar,
      facts: facts.filter((one) => one.memberId === memberId),
      lastActivityBefore: null,
    }),
  );
  return progressOf({ challenge: document, facts: contributed, activeMembers });
}

describe('what counts', () => {
  test('[CH3] the window is half-open; late within the grace counts and says so, later does not and says so', () => {
    const facts = [
      fact({ occurredAt: opensAt - 1 }),
      fact({ occurredAt: opensAt }),
      fact({ occurredAt: closesAt - 1, recordedAt: closesAt - 1 }),
      fact({ occurredAt: closesAt }),
      fact({ occurredAt: closesAt - 1, recordedAt: closesAt }),
      fact({ occurredAt: closesAt - 1, recordedAt: closesAt + window.graceMilliseconds }),
    ];
    expect(verdicts(challenge({}), facts)).toEqual([
      ['COUNTED', 1],
      ['COUNTED', 1],
      ['COUNTED_IN_GRACE', 1],
      ['TOO_LATE', 0],
    ]);
  });

  test('[CH3] every stated condition of the filter must hold, of its values one is enough', () => {
    const filter = {
      kinds: ['POST' as const, 'VIDEO' as const],
      channels: ['BLOG' as const],
      campaigns: ['launch'],
      hashtags: ['team', 'work'],
      minimumEvidence: 'PEER_CONFIRMED' as const,
    };
    const right = { channel: 'BLOG' as const, campaign: 'launch', hashtags: ['work', 'spring'] };
    const wrong: readonly Partial<CountedFact>[] = [
      { kind: 'SHARE' },
      { channel: 'X' },
      { campaign: null },
      { hashtags: ['spring'] },
      { evidence: 'SELF_REPORTED' },
    ];
    expect(verdicts(challenge({ filter }), [fact(right)])).toEqual([['COUNTED', 1]]);
    for (const change of wrong) expect(verdicts(challenge({ filter }), [fact({ ...right, ...change })])).toEqual([]);
  });

  test('[CH4] of a week the earliest count, whatever the order of recording, and a content counts once', () => {
    const facts = [
      fact({ occurredAt: opensAt + 3 * HOUR }),
      fact({ occurredAt: opensAt + 2 * HOUR }),
      fact({ occurredAt: opensAt + HOUR }),
      fact({ occurredAt: opensAt + 8 * DAY, contentKey: 'same' }),
      fact({ occurredAt: opensAt + 9 * DAY, contentKey: 'same' }),
      fact({ occurredAt: opensAt + 10 * DAY, amplifies: 'item' }),
      fact({ occurredAt: opensAt + 11 * DAY, amplifies: 'item', contentKey: 'other' }),
    ];
    const contributed = contributionOf({
      challenge: challenge({ mostPerPersonAndWeek: 2 }),
      window,
      calendar,
      facts,
      lastActivityBefore: null,
    });
    expect(contributed.map(({ sequence, verdict }) => [sequence - (facts[0]?.sequence ?? 0), verdict])).toEqual([
      [2, 'COUNTED'],
      [1, 'COUNTED'],
      [0, 'QUOTA'],
      [3, 'COUNTED'],
      [4, 'SAME_CONTENT'],
      [5, 'COUNTED'],
      [6, 'SAME_CONTENT'],
    ]);
  });

  test('[CH5] points that stand and count in the window, and none for challenges', () => {
    const grant = (points: number, at: number) => ({ points, countsAt: at, recordedAt: at });
    const facts = [
      fact({ grants: [grant(8, opensAt), grant(2, opensAt + DAY), grant(5, closesAt)] }),
      fact({ kind: 'CHALLENGE_REACHED', grants: [grant(100, opensAt)] }),
      fact(),
    ];
    expect(verdicts(challenge({ measure: 'POINTS' }), facts)).toEqual([
      ['COUNTED', 10],
      ['NOTHING_YET', 0],
    ]);
  });

  test('[CH5] reactions are those of the highest reading in the window', () => {
    const reading = (total: number, readAt: number, recordedAt = readAt) => ({ total, readAt, recordedAt });
    const bouncing = fact({ readings: [reading(3, opensAt), reading(9, opensAt + DAY), reading(4, opensAt + 2 * DAY)] });
    const late = fact({ readings: [reading(7, closesAt - 1, closesAt + HOUR), reading(50, closesAt)] });
    expect(verdicts(challenge({ measure: 'ENGAGEMENT' }), [bouncing, late])).toEqual([
      ['COUNTED', 9],
      ['COUNTED_IN_GRACE', 7],
    ]);
  });

  test('[CH13] quiet voices are those who did nothing for so long, newcomers too', () => {
    const document = challenge({ quietDaysBefore: 28 });
    const facts = [fact()];
    expect(verdicts(document, facts, { lastActivityBefore: opensAt - 28 * DAY })).toEqual([['COUNTED', 1]]);
    expect(verdicts(document, facts, { lastActivityBefore: opensAt - 28 * DAY + 1 })).toEqual([['NOT_QUIET', 0]]);
    expect(verdicts(document, facts, { lastActivityBefore: null })).toEqual([['COUNTED', 1]]);
  });
});

describe('progress', () => {
  test('[CH6] a department of five that does as much each is as far as one of fifty', () => {
    const department = (size: number) =>
      Array.from({ length: size }, (_, member) => [0, 1, 2].map(() => fact({ memberId: `m${member}` }))).flat();
    const document = challenge({ target: 300 }, 'EACH_DEPARTMENT');
    for (const size of [5, 50]) {
      expect(progress(document, department(size), size)).toMatchObject({ value: 300, isReached: true, people: size });
    }
    expect(progress(document, department(5), 7)).toMatchObject({ value: Math.floor(1500 / 7), isReached: false });
    expect(progress(document, department(5), 0)).toMatchObject({ value: 0, isReached: false });
  });

  test('[CH6] people of a department are a percentage of its active members', () => {
    const document = challenge({ measure: 'DISTINCT_PEOPLE', target: 50 }, 'EACH_DEPARTMENT');
    const facts = [fact({ memberId: 'a' }), fact({ memberId: 'a' }), fact({ memberId: 'b' })];
    expect(progress(document, facts, 4)).toMatchObject({ value: 50, isReached: true });
  });

  test('[CH5] weeks and stories count once for a tandem, however many tell of them', () => {
    const story = { kind: 'STORY' as const, storyId: 'story' };
    const facts = [fact({ memberId: 'a', ...story }), fact({ memberId: 'b', ...story })];
    expect(progress(challenge({ measure: 'STORIES', target: 1 }, 'EACH_TANDEM'), facts).value).toBe(1);
    expect(progress(challenge({ measure: 'DISTINCT_WEEKS', target: 1 }, 'EACH_TANDEM'), facts).value).toBe(1);
  });

  test('[CH7] a mark names the fact and the time by which it was reached, and may be lost again', () => {
    const facts = [fact(), fact(), fact()];
    const document = challenge({ target: 3, milestones: [2] });
    expect(progress(document, facts).marks).toEqual([
      { value: 2, isTarget: false, reachedAt: facts[1]?.recordedAt, reachedBy: facts[1]?.factId },
      { value: 3, isTarget: true, reachedAt: facts[2]?.recordedAt, reachedBy: facts[2]?.factId },
    ]);
    expect(progress(document, facts.slice(1)).marks).toEqual([
      { value: 2, isTarget: false, reachedAt: facts[2]?.recordedAt, reachedBy: facts[2]?.factId },
      { value: 3, isTarget: true, reachedAt: null, reachedBy: null },
    ]);
  });

  test('[CH7] is the same in any order and equals a naive count', () => {
    const facts = fc.array(
      fc.record({
        memberId: fc.constantFrom('a', 'b', 'c'),
        day: fc.integer({ min: -2, max: 30 }),
        lag: fc.integer({ min: 0, max: 40 }),
        contentKey: fc.constantFrom(null, null, 'x', 'y'),
      }),
      { maxLength: 30 },
    );
    const measure = fc.constantFrom('FACTS' as const, 'DISTINCT_PEOPLE' as const, 'DISTINCT_WEEKS' as const);
    fc.assert(
      fc.property(facts, measure, fc.integer({ min: 1, max: 3 }), fc.infiniteStream(fc.nat()), (drawn, kind, most, order) => {
        const given = drawn.map(({ memberId, day, lag, contentKey }) => {
          const occurredAt = opensAt + day * DAY;
          return fact({ memberId, occurredAt, recordedAt: occurredAt + lag * DAY, contentKey });
        });
        const document = challenge({ measure: kind, target: 5, milestones: [1, 3], mostPerPersonAndWeek: most });
        const shuffled = given
          .map((one) => ({ one, at: order.next().value ?? 0 }))
          .sort((left, right) => left.at - right.at)
          .map(({ one }) => one);
        expect(progress(document, shuffled)).toEqual(progress(document, given));
        expect(progress(document, given).value).toBe(naiveCount(given, kind, most));
      }),
    );
  });

  test('[CH9] further, then earlier, then by id', () => {
    const standing = (subjectId: string, value: number, reachedAt: number | null) => {
      return { subjectId, value, reachedAt, isReached: false, people: 1, marks: [] };
    };
    const ordered = [
      standing('c', 9, 5),
      standing('b', 7, 1),
      standing('a', 7, 2),
      standing('d', 7, 2),
      standing('e', 0, null),
    ];
    expect([...ordered].reverse().sort(compareChallengeStandings)).toEqual(ordered);
  });
});

/** Day by day in UTC-free arithmetic: March 2026 in Berlin begins its weeks on the Mondays 2, 9, 16, 23 and has no change of clocks before the 29th. */
function naiveCount(
  facts: readonly CountedFact[],
  measure: 'FACTS' | 'DISTINCT_PEOPLE' | 'DISTINCT_WEEKS',
  most: number,
): number {
  const inTime = facts
    .filter(({ occurredAt }) => occurredAt >= opensAt && occurredAt < closesAt)
    .filter(({ recordedAt }) => recordedAt < closesAt + window.graceMilliseconds)
    .sort((left, right) => left.occurredAt - right.occurredAt || left.sequence - right.sequence);
  const weekOf = ({ occurredAt }: CountedFact) => Math.floor((occurredAt - opensAt) / (7 * DAY));
  if (measure === 'DISTINCT_PEOPLE') return new Set(inTime.map(({ memberId }) => memberId)).size;
  if (measure === 'DISTINCT_WEEKS') return new Set(inTime.map(weekOf)).size;
  const counted: CountedFact[] = [];
  for (const one of inTime) {
    const mine = counted.filter(({ memberId }) => memberId === one.memberId);
    if (one.contentKey !== null && mine.some(({ contentKey }) => contentKey === one.contentKey)) continue;
    if (mine.filter((other) => weekOf(other) === weekOf(one)).length < most) counted.push(one);
  }
  return counted.length;
}

describe('life', () => {
  test('[CH8] every transition, allowed and refused', () => {
    const allowed = challengeStates.flatMap((state) =>
      challengeActs.flatMap((act) => {
        const next = nextChallengeState(state, act);
        return next === null ? [] : [`${state} ${act} ${next}`];
      }),
    );
    expect(allowed).toEqual([
      'DRAFT SCHEDULE SCHEDULED',
      'SCHEDULED UNSCHEDULE DRAFT',
      'SCHEDULED OPEN RUNNING',
      'SCHEDULED CANCEL CANCELLED',
      'RUNNING CLOSE GRACE',
      'RUNNING CANCEL CANCELLED',
      'GRACE COMPLETE COMPLETED',
      'GRACE CANCEL CANCELLED',
    ]);
  });

  test('[CH8] who slept through a window catches up act by act, and only then', () => {
    const end = closesAt + window.graceMilliseconds;
    expect([dueAct('SCHEDULED', window, end), dueAct('RUNNING', window, end), dueAct('GRACE', window, end)]).toEqual([
      'OPEN',
      'CLOSE',
      'COMPLETE',
    ]);
    expect([
      dueAct('SCHEDULED', window, opensAt - 1),
      dueAct('RUNNING', window, closesAt - 1),
      dueAct('GRACE', window, end - 1),
    ]).toEqual([null, null, null]);
    for (const state of ['DRAFT', 'COMPLETED', 'CANCELLED'] as const) expect(dueAct(state, window, end)).toBeNull();
  });

  test('[CH10] whole days of the zone, over the change of clocks', () => {
    expect(instantsOf({ opensOn: '2026-03-29', closesOn: '2026-03-29' }, 'Europe/Berlin')).toEqual({
      opensAt: Date.parse('2026-03-29T00:00:00+01:00'),
      closesAt: Date.parse('2026-03-30T00:00:00+02:00'),
    });
    expect(() => instantsOf({ opensOn: '2026-02-30', closesOn: '2026-03-01' }, 'Europe/Berlin')).toThrow(RangeError);
  });

  test('[CH11] weeks and months recur without drifting, until their last day', () => {
    const weekly = { unit: 'WEEK' as const, every: 2, until: '2026-02-01' };
    const week = { opensOn: '2026-01-05', closesOn: '2026-01-11' };
    expect([0, 1, 2].map((index) => occurrenceOf(week, weekly, index))).toEqual([
      week,
      { opensOn: '2026-01-19', closesOn: '2026-01-25' },
      null,
    ]);
    const monthly = { unit: 'MONTH' as const, every: 1, until: null };
    const lastDays = { opensOn: '2026-01-31', closesOn: '2026-02-02' };
    expect([1, 2, 13].map((index) => occurrenceOf(lastDays, monthly, index)?.opensOn)).toEqual([
      '2026-02-28',
      '2026-03-31',
      '2027-02-28',
    ]);
    expect(scheduleProblem({ opensOn: '2026-01-02', closesOn: '2026-01-01' }, null)).toBe('ENDS_BEFORE_START');
    expect(scheduleProblem({ opensOn: '2026-01-01', closesOn: '2026-01-08' }, { ...weekly, every: 1 })).toBe('OVERLAPS_ITSELF');
    expect(scheduleProblem({ opensOn: '2026-01-01', closesOn: '2026-01-28' }, monthly)).toBeNull();
  });
});

describe('documents', () => {
  test('[CH1] [CH2] problems name the place, in both languages', () => {
    const wrong = { ...challengeTemplates.FIRST_POST.document, goal: { measure: 'LIKES', target: 0 } };
    const shape = compileChallenge(wrong);
    expect(shape.ok ? [] : shape.problems.map(({ path, code }) => [path, code])).toEqual([
      ['$.goal.measure', 'NOT_ALLOWED'],
      ['$.goal.target', 'TOO_SMALL'],
    ]);
    const goal = { measure: 'DISTINCT_PEOPLE', target: 5, milestones: [2, 2, 5] };
    const contradicting = compileChallenge({ ...challengeTemplates.FIRST_POST.document, goal });
    expect(contradicting.ok ? [] : contradicting.problems.map(({ path, expected }) => [path, expected.GERMAN])).toEqual([
      ['$.goal.milestones[1]', 'mehr als 2'],
      ['$.goal.milestones[2]', 'höchstens 4'],
      ['$.goal.measure', 'ein anderes Maß, oder ein Ziel für Tandems, Abteilungen oder alle'],
    ]);
    const stories = { measure: 'STORIES', target: 1, filter: { kinds: ['POST'] } };
    expect(compileChallenge({ ...challengeTemplates.FIRST_POST.document, goal: stories })).toMatchObject({
      problems: [{ path: '$.goal.filter.kinds' }],
    });
  });

  test('[CH14] the templates compile', () => {
    for (const key of challengeTemplateKeys)
      expect(compileChallenge(challengeTemplates[key].document)).toMatchObject({ ok: true });
  });

  test('[CH12] goals and verdicts in words', () => {
    const compiled = compileChallenge(challengeTemplates.HASHTAG_WEEK.document);
    const document = compiled.ok ? compiled.challenge : challenge({});
    expect(describeChallenge(document, 'ENGLISH')).toEqual([
      'Each department together: 50 % of the active members take part.',
      'What counts: posts, articles, videos and shares with #team.',
    ]);
    expect(
      describeChallenge(challenge({ target: 150, mostPerPersonAndWeek: 3, quietDaysBefore: 28 }, 'EACH_DEPARTMENT'), 'GERMAN'),
    ).toEqual([
      'Jede Abteilung gemeinsam: 1,5 Aktivitäten je aktivem Mitglied.',
      'Es zählen: Aktivitäten jeder Art.',
      'Je Person und Woche zählen höchstens 3, derselbe Inhalt einmal.',
      'Es zählt, wer in den 28 Tagen davor nichts veröffentlicht hat.',
    ]);
    expect(explainVerdict('TOO_LATE', 'ENGLISH')).toContain('no longer counts');
  });
});
