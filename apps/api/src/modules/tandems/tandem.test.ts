import { describe, expect, test } from '@jest/globals';
import { decide, type TandemAct, type TandemMemberRecord, type TandemRecord, type TandemState } from './tandem.ts';

const proposedAt = new Date('2026-09-01T08:00:00Z');
const expiresAt = new Date('2026-09-15T08:00:00Z');
const now = new Date('2026-09-03T08:00:00Z');
const late = new Date('2026-09-15T08:00:00Z');

function member(ambassadorId: string, side: TandemMemberRecord['side']): TandemMemberRecord {
  return {
    ...{ ambassadorId, side, answer: null, answeredAt: null, declineReason: null, isOpen: true, hasGone: false },
    ...{ fit: null, wouldAgain: null, feedbackComment: null, feedbackAt: null },
  };
}

const proposed: TandemRecord = {
  ...{ id: 't', programmeId: 'p', runId: 'r', state: 'PROPOSED', suspendedFrom: null, suspendedAt: null, endReason: null },
  ...{
    affinity: 5000,
    factors: [],
    third: null,
    replacedIds: [],
    countsFrom: proposedAt,
    proposedAt,
    expiresAt,
    acceptedAt: null,
    startedAt: null,
    endedAt: null,
    version: 1,
  },
  members: [member('frequent', 'FREQUENT'), member('hesitant', 'HESITANT')],
};
const trio: TandemRecord = { ...proposed, members: [...proposed.members, member('third', 'THIRD')] };

/** Does acts one after the other; each must change something. */
function after(start: TandemRecord, ...acts: readonly TandemAct[]): TandemRecord {
  return acts.reduce((tandem, act) => {
    const decision = decide(tandem, act, now);
    if (decision.kind !== 'change') throw new Error(`${act.kind} in ${tandem.state} is ${decision.kind}`);
    return decision.tandem;
  }, start);
}

const by = (id: string) => ({ by: id });
const accepted = after(proposed, { kind: 'ACCEPT', ...by('frequent') }, { kind: 'ACCEPT', ...by('hesitant') });
const active = after(accepted, { kind: 'BEGIN', ...by('hesitant') });
const tandems: Readonly<Record<TandemState, TandemRecord>> = {
  PROPOSED: proposed,
  ACCEPTED: accepted,
  ACTIVE: active,
  SUSPENDED: after(active, { kind: 'SUSPEND', ...by('frequent') }),
  COMPLETED: after(active, { kind: 'COMPLETE', ...by('frequent') }),
  ENDED: after(active, { kind: 'END', ...by('hesitant'), reason: 'NO_TIME' }),
  DECLINED: after(proposed, { kind: 'DECLINE', ...by('hesitant'), reason: 'OTHER' }),
  EXPIRED: { ...proposed, state: 'EXPIRED', endedAt: late },
};

const acts: Readonly<Record<string, TandemAct>> = {
  ACCEPT: { kind: 'ACCEPT', ...by('frequent') },
  DECLINE: { kind: 'DECLINE', ...by('frequent'), reason: 'OTHER' },
  BEGIN: { kind: 'BEGIN', ...by('frequent') },
  COMPLETE: { kind: 'COMPLETE', ...by('frequent') },
  END: { kind: 'END', ...by('frequent'), reason: 'NOT_A_FIT' },
  GO: { kind: 'GO', ...by('frequent') },
  SUSPEND: { kind: 'SUSPEND', ...by('frequent') },
  RESUME: { kind: 'RESUME' },
  EXPIRE: { kind: 'EXPIRE' },
  MATCH_ANEW: { kind: 'MATCH_ANEW' },
};

describe('every act in every state', () => {
  /** The state after the act; - leaves it as it is, x refuses. EXPIRE comes when the time is over. */
  const table = `
    act         PROPOSED  ACCEPTED   ACTIVE     SUSPENDED  COMPLETED  ENDED  DECLINED  EXPIRED
    ACCEPT      PROPOSED  -          -          -          -          -      x         x
    DECLINE     DECLINED  x          x          x          x          x      x         x
    BEGIN       x         ACTIVE     -          x          x          x      x         x
    COMPLETE    x         x          COMPLETED  x          -          x      x         x
    END         x         ENDED      ENDED      ENDED      x          x      x         x
    GO          ENDED     ENDED      ENDED      ENDED      -          -      -         -
    SUSPEND     ENDED     SUSPENDED  SUSPENDED  -          -          -      -         -
    RESUME      -         -          -          ACTIVE     -          -      -         -
    EXPIRE      EXPIRED   ENDED      -          -          -          -      -         -
    MATCH_ANEW  ENDED     ENDED      ENDED      ENDED      -          -      -         -`;
  const [header = [], ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const cases = rows.flatMap(([act = '', ...results]) =>
    results.map((result, index) => [act, header[index + 1] as TandemState, result] as const),
  );

  test.each(cases)('%s of a tandem that is %s: %s', (name, state, result) => {
    const act = acts[name];
    if (act === undefined) throw new Error(`there is no act ${name}`);
    const decision = decide(tandems[state], act, name === 'EXPIRE' ? tandems[state].expiresAt : now);
    const shown = decision.kind === 'change' ? decision.tandem.state : decision.kind === 'refused' ? 'x' : '-';
    expect(shown).toBe(result);
  });
});

test('nobody from outside acts', () => {
  for (const act of Object.values(acts).filter((one) => 'by' in one)) {
    expect(decide(proposed, { ...act, by: 'somebody' } as TandemAct, now).kind).toBe('refused');
  }
});

test('one yes is not enough, two are, and a proposal that is over takes none', () => {
  const half = after(proposed, { kind: 'ACCEPT', ...by('frequent') });
  expect(half).toMatchObject({ state: 'PROPOSED', acceptedAt: null });
  expect(after(half, { kind: 'ACCEPT', ...by('hesitant') })).toMatchObject({ state: 'ACCEPTED', acceptedAt: now });
  expect(decide(half, { kind: 'ACCEPT', ...by('hesitant') }, late).kind).toBe('refused');
});

test('when it is over it asks nothing of anybody any more', () => {
  for (const tandem of [tandems.COMPLETED, tandems.ENDED, tandems.DECLINED]) {
    expect(tandem.members.every(({ isOpen }) => !isOpen)).toBe(true);
    expect(tandem.endedAt).toEqual(now);
  }
});

describe('a third', () => {
  const yes = (id: string): TandemAct => ({ kind: 'ACCEPT', ...by(id) });

  test('who declines leaves the two as they are, who are agreed on once both have said yes', () => {
    const declined = after(trio, { kind: 'DECLINE', ...by('third'), reason: 'OTHER' });
    expect(declined.state).toBe('PROPOSED');
    expect(after(declined, yes('frequent'), yes('hesitant')).state).toBe('ACCEPTED');
    expect(after(trio, yes('frequent'), yes('hesitant'), { kind: 'DECLINE', ...by('third'), reason: 'OTHER' }).state).toBe(
      'ACCEPTED',
    );
  });

  test('who does not answer is not waited for longer than the proposal', () => {
    const waiting = after(trio, yes('frequent'), yes('hesitant'));
    expect(waiting.state).toBe('PROPOSED');
    expect(decide(waiting, { kind: 'EXPIRE' }, late)).toMatchObject({ kind: 'change', tandem: { state: 'ACCEPTED' } });
  });

  test('who pauses leaves the two as they are, and so does coming back', () => {
    const three = after(trio, yes('frequent'), yes('hesitant'), yes('third'));
    expect(decide(three, { kind: 'SUSPEND', ...by('third') }, now).kind).toBe('unchanged');
    const running = after(three, { kind: 'BEGIN', ...by('third') });
    expect(decide(running, { kind: 'SUSPEND', ...by('third') }, now).kind).toBe('unchanged');
    expect(after(running, { kind: 'SUSPEND', ...by('hesitant') }).state).toBe('SUSPENDED');
  });

  test('who pauses before answering is not waited for', () => {
    const others = after(trio, yes('frequent'), yes('hesitant'));
    expect(after(others, { kind: 'SUSPEND', ...by('third') })).toMatchObject({ state: 'ACCEPTED' });
  });

  /** What every act of a third does in every state: the state after it, - where nothing changes, x where it is refused. */
  const agreed = after(trio, yes('frequent'), yes('hesitant'), yes('third'));
  const running = after(agreed, { kind: 'BEGIN', ...by('frequent') });
  const end: TandemAct = { kind: 'END', ...by('hesitant'), reason: 'NO_TIME' };
  const trios = {
    PROPOSED: trio,
    ACCEPTED: agreed,
    ACTIVE: running,
    SUSPENDED: after(running, { kind: 'SUSPEND', ...by('frequent') }),
    COMPLETED: after(running, { kind: 'COMPLETE', ...by('frequent') }),
    ENDED: after(running, end),
    GONE: after(running, { kind: 'GO', ...by('third') }),
  };
  const table = `
    act       PROPOSED  ACCEPTED  ACTIVE     SUSPENDED  COMPLETED  ENDED  GONE
    ACCEPT    PROPOSED  -         -          -          -          -      -
    DECLINE   PROPOSED  x         x          x          x          x      x
    BEGIN     x         ACTIVE    -          x          x          x      -
    COMPLETE  x         x         COMPLETED  x          -          x      x
    END       x         ACCEPTED  ACTIVE     SUSPENDED  x          x      -
    GO        PROPOSED  ACCEPTED  ACTIVE     SUSPENDED  -          -      -
    SUSPEND   PROPOSED  -         -          -          -          -      -`;
  const [header = [], ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const cases = rows.flatMap(([name = '', ...results]) =>
    results.map((result, index) => [name, header[index + 1] as keyof typeof trios, result] as const),
  );
  test.each(cases)('%s of a third in a tandem that is %s: %s', (name, state, result) => {
    const act = acts[name];
    if (act === undefined) throw new Error(`there is no act ${name}`);
    const decision = decide(trios[state], { ...act, ...by('third') } as TandemAct, now);
    const shown = decision.kind === 'change' ? decision.tandem.state : decision.kind === 'refused' ? 'x' : '-';
    expect(shown).toBe(result);
  });

  test('who goes ends nothing', () => {
    const three = after(trio, yes('frequent'), yes('hesitant'), yes('third'));
    expect(after(three, { kind: 'GO', ...by('third') })).toMatchObject({ state: 'ACCEPTED', endedAt: null });
    expect(after(three, { kind: 'GO', ...by('hesitant') })).toMatchObject({ state: 'ENDED', endReason: 'NO_LONGER_AVAILABLE' });
  });
});

describe('a rest', () => {
  const day = 86_400_000;
  const at = (days: number) => new Date(now.getTime() + days * day);

  test('gives the time to begin back: what was left before it is left after it', () => {
    expect(accepted.expiresAt).toEqual(at(28));
    const resting = decide(accepted, { kind: 'SUSPEND', ...by('frequent') }, at(20));
    if (resting.kind !== 'change') throw new Error(resting.kind);
    expect(resting.tandem).toMatchObject({ suspendedFrom: 'ACCEPTED', suspendedAt: at(20) });
    expect(decide(resting.tandem, { kind: 'EXPIRE' }, at(50)).kind).toBe('unchanged');
    const back = decide(resting.tandem, { kind: 'RESUME' }, at(60));
    if (back.kind !== 'change') throw new Error(back.kind);
    expect(back.tandem).toMatchObject({ state: 'ACCEPTED', suspendedAt: null, expiresAt: at(68), countsFrom: at(40) });
    expect(decide(back.tandem, { kind: 'EXPIRE' }, at(60)).kind).toBe('unchanged');
    expect(decide(back.tandem, { kind: 'EXPIRE' }, at(68))).toMatchObject({ tandem: { endReason: 'NEVER_BEGUN' } });
  });

  test('without an end holds nobody for ever: after twelve weeks the tandem is over, and nobody reads why', () => {
    const resting = after(accepted, { kind: 'SUSPEND', ...by('frequent') });
    expect(decide(resting, { kind: 'EXPIRE' }, new Date(at(84).getTime() - 1)).kind).toBe('unchanged');
    expect(decide(resting, { kind: 'EXPIRE' }, at(84))).toMatchObject({
      tandem: { state: 'ENDED', endReason: 'NO_LONGER_AVAILABLE', suspendedFrom: null, suspendedAt: null, endedAt: at(84) },
    });
  });

  test('that ends by the end of the tandem leaves nothing suspended', () => {
    const ended = after(tandems.SUSPENDED, { kind: 'GO', ...by('hesitant') });
    expect(ended).toMatchObject({ state: 'ENDED', suspendedFrom: null, suspendedAt: null });
  });
});
