import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type AmbassadorRecord, isShownToOthers, statusOn } from '../ambassadors/index.ts';
import {
  type ConsentKind,
  changeVisibility,
  consentKinds,
  type Decision,
  firstJoining,
  giveConsent,
  joinAgain,
  leave,
  pause,
  resume,
  update,
  withdrawConsent,
} from './participation.ts';

const now = new Date('2026-05-04T10:00:00.000Z');
const today = '2026-05-04';

const active: AmbassadorRecord = {
  id: 'a1',
  programmeId: 'p1',
  personId: 'person1',
  externalReference: null,
  name: 'Ada Lovelace',
  departmentId: 'd1',
  status: 'ACTIVE',
  visibility: 'NAMED',
  language: 'ENGLISH',
  isTestPerson: false,
  isSeparator: false,
  teamId: null,
  erasedAt: null,
  joinedAt: new Date('2026-01-01T00:00:00.000Z'),
  pausedUntil: null,
  leftAt: null,
  version: 1,
};
const left: AmbassadorRecord = { ...active, status: 'LEFT', leftAt: now, visibility: 'PSEUDONYM' };

function changeOf(decision: Decision) {
  if (decision.kind !== 'change') throw new Error(`expected a change, but it is ${decision.kind}`);
  return decision.change;
}

describe('leaving and coming back', () => {
  test('joining gives the consent to take part, and the one to the name to whom chose it', () => {
    const identity = { id: 'a2', programmeId: 'p1', personId: 'person2' };
    const choices = { name: 'Grace', visibility: 'NAMED', departmentId: null, language: 'GERMAN' } as const;
    const named = firstJoining(identity, choices, now);
    expect(named.ambassador).toMatchObject({ ...identity, ...choices, status: 'ACTIVE', joinedAt: now, isTestPerson: false });
    expect(named.gives).toEqual(['PARTICIPATION', 'NAME_ON_BOARDS']);
    expect(firstJoining(identity, { ...choices, visibility: 'HIDDEN' }, now).gives).toEqual(['PARTICIPATION']);
  });

  test('leaving ends every consent and with it the name', () => {
    const change = changeOf(leave(active, now));
    expect(change.ambassador).toMatchObject({ status: 'LEFT', leftAt: now, visibility: 'PSEUDONYM', version: 2 });
    expect(change.ends).toEqual(consentKinds);
    expect(change.events).toEqual([{ kind: 'LEFT', detail: null }]);
  });

  test('leaving a second time changes nothing', () => {
    expect(leave(left, now)).toEqual({ kind: 'unchanged' });
  });

  test('joining again is the same ambassador with a new participation', () => {
    const choices = { name: 'Ada', visibility: 'PSEUDONYM', departmentId: null, language: 'GERMAN' } as const;
    const change = joinAgain(left, choices, now);
    expect(change.ambassador).toMatchObject({ ...choices, id: 'a1', status: 'ACTIVE', joinedAt: now, leftAt: null });
    expect(change.events).toEqual([{ kind: 'JOINED', detail: 'again' }]);
    expect(change.gives).toEqual(['PARTICIPATION']);
  });

  test('who left can do nothing else', () => {
    const acts = [
      pause(left, { until: null, today }),
      resume(left),
      changeVisibility(left, 'HIDDEN'),
      giveConsent(left, { kind: 'POSTING_SIGNALS', version: '1' }, []),
      update(left, { name: 'Other' }),
    ];
    for (const act of acts) expect(act).toMatchObject({ kind: 'refused', failure: { code: 'STATE' } });
  });
});

describe('a pause', () => {
  test('ends by itself after its last day', () => {
    const paused = changeOf(pause(active, { until: '2026-05-10', today })).ambassador;
    expect(statusOn(paused, '2026-05-10')).toBe('PAUSED');
    expect(statusOn(paused, '2026-05-11')).toBe('ACTIVE');
  });

  test('without a last day lasts until resumed', () => {
    const paused = changeOf(pause(active, { until: null, today })).ambassador;
    expect(statusOn(paused, '2099-01-01')).toBe('PAUSED');
    expect(changeOf(resume(paused)).ambassador).toMatchObject({ status: 'ACTIVE', pausedUntil: null });
  });

  test('cannot have ended before it begins, but may last until the end of today', () => {
    expect(pause(active, { until: '2026-05-03', today })).toMatchObject({ kind: 'refused', failure: { code: 'OUT_OF_RANGE' } });
    expect(pause(active, { until: today, today }).kind).toBe('change');
  });

  test('can be prolonged; declared twice it is declared once', () => {
    const paused = changeOf(pause(active, { until: '2026-05-10', today })).ambassador;
    expect(pause(paused, { until: '2026-05-10', today })).toEqual({ kind: 'unchanged' });
    expect(changeOf(pause(paused, { until: '2026-06-10', today })).ambassador.pausedUntil).toBe('2026-06-10');
  });
});

describe('visibility and consent', () => {
  test('showing the name gives the consent to it, taking the name away ends it', () => {
    expect(changeOf(changeVisibility({ ...active, visibility: 'PSEUDONYM' }, 'NAMED')).gives).toEqual(['NAME_ON_BOARDS']);
    expect(changeOf(changeVisibility(active, 'HIDDEN'))).toMatchObject({ ends: ['NAME_ON_BOARDS'], gives: [] });
  });

  test('hidden and departed members are shown to nobody, paused ones are', () => {
    expect(isShownToOthers({ status: 'ACTIVE', visibility: 'HIDDEN' })).toBe(false);
    expect(isShownToOthers({ status: 'LEFT', visibility: 'NAMED' })).toBe(false);
    expect(isShownToOthers({ status: 'PAUSED', visibility: 'PSEUDONYM' })).toBe(true);
  });

  test('a newer version of a consent replaces the older one, the same one changes nothing', () => {
    const standing = [{ kind: 'POSTING_SIGNALS', version: '1' } as const];
    expect(giveConsent(active, { kind: 'POSTING_SIGNALS', version: '1' }, standing)).toEqual({ kind: 'unchanged' });
    const change = changeOf(giveConsent(active, { kind: 'POSTING_SIGNALS', version: '2' }, standing));
    expect(change).toMatchObject({ ends: ['POSTING_SIGNALS'], gives: ['POSTING_SIGNALS'] });
  });

  test('withdrawing the consent to take part is leaving', () => {
    const change = changeOf(withdrawConsent(active, 'PARTICIPATION', { standing: [], now }));
    expect(change.ambassador.status).toBe('LEFT');
  });

  test('withdrawing the consent to the name leaves the pseudonym, and a hidden member hidden', () => {
    const standing = [{ kind: 'NAME_ON_BOARDS', version: '1' } as const];
    expect(changeOf(withdrawConsent(active, 'NAME_ON_BOARDS', { standing, now })).ambassador.visibility).toBe('PSEUDONYM');
    const hidden = { ...active, visibility: 'HIDDEN' } as const;
    expect(changeOf(withdrawConsent(hidden, 'NAME_ON_BOARDS', { standing, now })).ambassador.visibility).toBe('HIDDEN');
  });

  test('whatever somebody does in whatever order: no participation and no name without a standing consent', () => {
    const acts = fc.array(
      fc.oneof(
        fc.constantFrom('NAMED' as const, 'PSEUDONYM' as const, 'HIDDEN' as const).map((visibility) => ({ visibility })),
        fc.constantFrom(...consentKinds).map((gives) => ({ gives })),
        fc.constantFrom(...consentKinds).map((withdraws) => ({ withdraws })),
        fc.constantFrom('leave' as const, 'join' as const, 'pause' as const, 'resume' as const).map((act) => ({ act })),
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(acts, (sequence) => {
        let ambassador = active;
        let consents = new Set<ConsentKind>(['PARTICIPATION', 'NAME_ON_BOARDS']);
        for (const step of sequence) {
          const standing = [...consents].map((kind) => ({ kind, version: '1' }));
          const decision = decide(ambassador, step, standing);
          if (decision.kind !== 'change') continue;
          const { change } = decision;
          ambassador = change.ambassador;
          consents = new Set([...consents].filter((kind) => !change.ends.includes(kind)).concat(change.gives));
          expect(consents.has('PARTICIPATION')).toBe(ambassador.status !== 'LEFT');
          if (ambassador.visibility === 'NAMED') expect(consents).toContain('NAME_ON_BOARDS');
          expect(ambassador.leftAt === null).toBe(ambassador.status !== 'LEFT');
          if (ambassador.pausedUntil !== null) expect(ambassador.status).toBe('PAUSED');
        }
      }),
    );
  });
});

type Step =
  | { visibility: AmbassadorRecord['visibility'] }
  | { gives: ConsentKind }
  | { withdraws: ConsentKind }
  | { act: 'leave' | 'join' | 'pause' | 'resume' };

function decide(
  ambassador: AmbassadorRecord,
  step: Step,
  standing: readonly { kind: ConsentKind; version: string }[],
): Decision {
  if ('visibility' in step) return changeVisibility(ambassador, step.visibility);
  if ('gives' in step) return giveConsent(ambassador, { kind: step.gives, version: '1' }, standing);
  if ('withdraws' in step) return withdrawConsent(ambassador, step.withdraws, { standing, now });
  const choices = { name: 'Ada', visibility: 'NAMED', departmentId: null, language: 'GERMAN' } as const;
  switch (step.act) {
    case 'leave':
      return leave(ambassador, now);
    case 'join':
      if (ambassador.status !== 'LEFT') return { kind: 'unchanged' };
      return { kind: 'change', change: joinAgain(ambassador, choices, now) };
    case 'pause':
      return pause(ambassador, { until: '2026-06-01', today });
    case 'resume':
      return resume(ambassador);
  }
}
