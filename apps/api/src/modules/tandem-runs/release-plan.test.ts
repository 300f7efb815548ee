import type { TandemProfile } from '@fanfare/tandem-matching';
import { describe, expect, test } from '@jest/globals';
import type { OpenPair } from '../tandems/index.ts';
import { planRelease, type ReleasePlan, type ReleaseQuestion } from './release-plan.ts';
import { defaultSettings } from './run-settings.ts';
import type { StoredProposal } from './tandem-runs.repository.ts';

function profile(id: string, changes: Partial<TandemProfile> = {}): TandemProfile {
  return {
    ...{ id, programmeId: 'p', languages: ['de'], channels: ['LINKEDIN'], topics: [], strengths: [], needs: [] },
    ...{ departmentId: `department of ${id}`, utcOffsetMinutes: 0, availability: 0, seniority: 0, wishes: [], blocks: [] },
    ...{ optedOut: false, metIds: [] },
    ...changes,
  };
}

function seeker(id: string, changes: Partial<TandemProfile> = {}) {
  return { profile: profile(id, changes), waitedRounds: 0 };
}

function partner(id: string, capacity = 1, changes: Partial<TandemProfile> = {}) {
  return { profile: profile(id, changes), capacity, acceptsThird: true };
}

function proposal(hesitantId: string, frequentId: string, changes: Partial<StoredProposal> = {}): StoredProposal {
  return {
    ...{ id: `${hesitantId}-${frequentId}`, ordinal: 0, hesitantId, frequentId, third: null, timesMet: 0, affinity: 5000 },
    ...{ factors: [], nextFrequent: null, nextHesitant: null, isLocked: false, isRunning: false, skipReason: null },
    ...changes,
  };
}

function third(ambassadorId: string): NonNullable<StoredProposal['third']> {
  return { ambassadorId, affinity: 4000, factors: [], next: null, timesMet: 0 };
}

function running(hesitantId: string, frequentId: string, changes: Partial<OpenPair> = {}): OpenPair {
  return { tandemId: `${frequentId}/${hesitantId}`, state: 'ACTIVE', hesitantId, side: 'HESITANT', frequentId, ...changes };
}

function plan(question: Partial<ReleaseQuestion>): ReleasePlan {
  const nobody = { seekers: [], partners: [] };
  return planRelease({
    settings: defaultSettings,
    proposals: [],
    unmatchedIds: [],
    participants: nobody,
    open: [],
    ...question,
  });
}

const pairs = ({ tandems }: ReleasePlan) => tandems.map(({ hesitantId, frequentId }) => `${hesitantId}-${frequentId}`);
const reasons = ({ skipped }: ReleasePlan) => Object.fromEntries(skipped);

describe('[RO6] a release asks whom the run proposed, but for pairs that are no longer possible', () => {
  const proposals = [proposal('h', 'f')];
  const both = { seekers: [seeker('h')], partners: [partner('f')] };

  test('asks a pair of whom nothing has changed', () => {
    expect(plan({ proposals, participants: both })).toMatchObject({ skipped: new Map(), waitingIds: [] });
    expect(pairs(plan({ proposals, participants: both }))).toEqual(['h-f']);
  });

  const hindrances: readonly (readonly [string, Partial<TandemProfile>, Partial<TandemProfile>])[] = [
    ['a manager stated since', { managerId: 'f' }, {}],
    ['a manager stated by the other', {}, { managerId: 'h' }],
    ['a block', { blocks: ['f'] }, {}],
    ['no common language', { languages: ['en'] }, {}],
    ['no common channel', {}, { channels: ['BLOG'] }],
    ['no common time', { availability: 1 }, { availability: 2 }],
  ];
  test.each(hindrances)('not with %s', (_, ofSeeker, ofPartner) => {
    const participants = { seekers: [seeker('h', ofSeeker)], partners: [partner('f', 1, ofPartner)] };
    const released = plan({ proposals, participants });
    expect(pairs(released)).toEqual([]);
    expect(reasons(released)).toEqual({ 'h-f': 'NO_LONGER_POSSIBLE' });
    expect(released.waitingIds).toEqual(['h']);
  });

  test('not against the group rule of the run', () => {
    const same = { departmentId: 'one' };
    const participants = { seekers: [seeker('h', same)], partners: [partner('f', 1, same)] };
    const settings = { ...defaultSettings, groupRule: 'ACROSS' } as const;
    expect(reasons(plan({ proposals, participants, settings }))).toEqual({ 'h-f': 'NO_LONGER_POSSIBLE' });
  });

  test('not two who met since their people were read; who had met before that and are proposed again are asked', () => {
    const met = { seekers: [seeker('h', { metIds: ['f'] })], partners: [partner('f', 1, { metIds: ['h'] })] };
    expect(reasons(plan({ proposals, participants: met }))).toEqual({ 'h-f': 'MET_SINCE' });
    expect(pairs(plan({ proposals: [proposal('h', 'f', { timesMet: 1 })], participants: met }))).toEqual(['h-f']);
  });

  test('not who is gone, nor who has another tandem', () => {
    expect(reasons(plan({ proposals, participants: { ...both, seekers: [] } }))).toEqual({ 'h-f': 'PERSON_GONE' });
    expect(reasons(plan({ proposals, participants: { ...both, partners: [] } }))).toEqual({ 'h-f': 'PERSON_GONE' });
    const open = [running('h', 'other')];
    expect(reasons(plan({ proposals, participants: { ...both, seekers: [] }, open }))).toEqual({ 'h-f': 'MATCHED_ELSEWHERE' });
  });
});

describe('[RO7] places', () => {
  test('are never more than the person has now: the worst fitting stay out, fixed pairs last', () => {
    const participants = { seekers: ['a', 'b', 'c'].map((id) => seeker(id)), partners: [partner('f', 1)] };
    const proposals = [
      proposal('a', 'f', { ordinal: 0 }),
      proposal('b', 'f', { ordinal: 1, isLocked: true }),
      proposal('c', 'f', { ordinal: 2 }),
    ];
    const released = plan({ proposals, participants });
    expect(pairs(released)).toEqual(['b-f']);
    expect(reasons(released)).toEqual({ 'a-f': 'NO_PLACE', 'c-f': 'NO_PLACE' });
    expect(released.waitingIds).toEqual(['a', 'c']);
  });

  test('that running tandems keep are not given away', () => {
    const participants = { seekers: [seeker('a'), seeker('g')], partners: [partner('f', 1)] };
    const open = [running('a', 'f')];
    const proposals = [proposal('a', 'f', { isRunning: true }), proposal('g', 'f', { ordinal: 1 })];
    const released = plan({ proposals, participants, open });
    expect(pairs(released)).toEqual([]);
    expect(released.waitingIds).toEqual(['g']);
  });

  test('of a running tandem are free where its hesitant one is asked about another, and not where that fails', () => {
    const participants = { seekers: [seeker('a'), seeker('g')], partners: [partner('f', 1), partner('e', 1)] };
    const open = [running('a', 'f')];
    const proposals = [proposal('a', 'e'), proposal('g', 'f', { ordinal: 1 })];
    const released = plan({ proposals, participants, open });
    expect(pairs(released)).toEqual(['a-e', 'g-f']);
    expect(released.tandems.map(({ replacedIds }) => replacedIds)).toEqual([['f/a'], ['f/a']]);
    const withoutE = plan({ proposals, participants: { ...participants, partners: [partner('f', 1)] }, open });
    expect(pairs(withoutE)).toEqual([]);
    expect(reasons(withoutE)).toEqual({ 'a-e': 'PERSON_GONE', 'g-f': 'NO_PLACE' });
    expect(withoutE.waitingIds).toEqual(['g']);
  });
});

describe('[RO8] thirds', () => {
  const open = [running('h', 'f'), running('t', 'f', { tandemId: 'f/h', side: 'THIRD' })];

  test('who get a partner of their own leave the trio; the two others are not touched', () => {
    const participants = { seekers: [seeker('h'), seeker('t')], partners: [partner('f', 1), partner('g', 1)] };
    const proposals = [proposal('h', 'f', { isRunning: true }), proposal('t', 'g', { ordinal: 1 })];
    const released = plan({ proposals, participants, open });
    expect(released.tandems).toMatchObject([{ hesitantId: 't', frequentId: 'g', replacedIds: ['f/h'] }]);
    expect(released.waitingIds).toEqual([]);
  });

  test('join only whom they may meet now, and wait where they cannot', () => {
    const proposals = [proposal('h', 'f', { third: third('t') })];
    const together = { seekers: [seeker('h'), seeker('t')], partners: [partner('f')] };
    expect(plan({ proposals, participants: together }).tandems).toMatchObject([
      { third: { ambassadorId: 't', affinity: 4000 } },
    ]);
    const blocked = { seekers: [seeker('h'), seeker('t', { blocks: ['f'] })], partners: [partner('f')] };
    expect(plan({ proposals, participants: blocked })).toMatchObject({ tandems: [{ third: null }], waitingIds: ['t'] });
    const refused = { ...together, partners: [{ ...partner('f'), acceptsThird: false }] };
    expect(plan({ proposals, participants: refused })).toMatchObject({ tandems: [{ third: null }], waitingIds: ['t'] });
  });
});

test('[RO2] who looked for somebody, still does and is not asked waits; who has gone or has a running tandem does not', () => {
  const participants = { seekers: ['a', 'b', 'c'].map((id) => seeker(id)), partners: [] };
  const proposals = [proposal('a', 'gone', { third: third('b') }), proposal('left', 'gone', { ordinal: 1 })];
  const open = [running('c', 'other')];
  expect(plan({ proposals, participants, open, unmatchedIds: ['c', 'away'] }).waitingIds).toEqual(['a', 'b']);
});
