/**
 * A tandem, as a state machine:
 *
 *     (a run is released) --> PROPOSED -- everybody accepts --> ACCEPTED -- somebody begins --> ACTIVE -- done --> COMPLETED
 *     PROPOSED -- somebody declines --> DECLINED
 *     PROPOSED -- not everybody has answered in time --> EXPIRED
 *     ACCEPTED, ACTIVE -- somebody pauses the participation --> SUSPENDED -- everybody is back --> as before
 *     SUSPENDED -- not everybody is back within twelve weeks --> ENDED
 *     PROPOSED, ACCEPTED, ACTIVE, SUSPENDED -- somebody ends it, leaves, or is no longer to be asked --> ENDED
 *
 * A third person who declines, goes or pauses leaves the two others as they are. A rest counts for nothing: what was left of the time to
 * begin is left after it. A tandem that replaces running ones lets them go on until everybody has accepted. Why somebody is no longer
 * available is nobody's business: the partner learns only that it is so.
 */
export type TandemState = 'PROPOSED' | 'ACCEPTED' | 'ACTIVE' | 'SUSPENDED' | 'COMPLETED' | 'ENDED' | 'DECLINED' | 'EXPIRED';

export type TandemSide = 'FREQUENT' | 'HESITANT' | 'THIRD';
export type TandemAnswer = 'ACCEPTED' | 'DECLINED';
export type DeclineReason = 'NO_TIME' | 'NOT_A_FIT' | 'KNOW_EACH_OTHER' | 'NEVER_WITH_THIS_PERSON' | 'OTHER';
export type TandemEndReason =
  | 'NOT_A_FIT'
  | 'NO_TIME'
  | 'GOALS_CHANGED'
  | 'NO_LONGER_AVAILABLE'
  | 'NEVER_BEGUN'
  | 'MATCHED_ANEW';
/** What a person may give as the reason for ending; the others are the system's own. */
export type OwnEndReason = Extract<TandemEndReason, 'NOT_A_FIT' | 'NO_TIME' | 'GOALS_CHANGED'>;

/** What makes two people fit, as the schema spells it. */
export type TandemFactor =
  | 'TOPICS'
  | 'CHANNELS'
  | 'STRENGTHS'
  | 'DEPARTMENT'
  | 'TIME_ZONE'
  | 'AVAILABILITY'
  | 'SENIORITY'
  | 'WISHES';

/** One factor's part in an affinity. */
export interface AffinityFactorRecord {
  readonly factor: TandemFactor;
  readonly points: number;
  readonly maxPoints: number;
}

export interface TandemMemberRecord {
  readonly ambassadorId: string;
  readonly side: TandemSide;
  readonly answer: TandemAnswer | null;
  readonly answeredAt: Date | null;
  readonly declineReason: DeclineReason | null;
  /** Whether the tandem still asks something of this person. */
  readonly isOpen: boolean;
  /** Whether this person, a third, left the others to go on: declined, went, or never answered. It stays so after the end. */
  readonly hasGone: boolean;
  readonly fit: number | null;
  readonly wouldAgain: boolean | null;
  readonly feedbackComment: string | null;
  readonly feedbackAt: Date | null;
}

export interface TandemRecord {
  readonly id: string;
  readonly programmeId: string;
  readonly runId: string;
  readonly state: TandemState;
  readonly suspendedFrom: 'ACCEPTED' | 'ACTIVE' | null;
  readonly suspendedAt: Date | null;
  readonly endReason: TandemEndReason | null;
  readonly affinity: number;
  readonly factors: readonly AffinityFactorRecord[];
  /** How well the third fits who accompanies; null in tandems that began without one. */
  readonly third: { readonly affinity: number; readonly factors: readonly AffinityFactorRecord[] } | null;
  /** Running tandems that make way once everybody has accepted this one. */
  readonly replacedIds: readonly string[];
  readonly proposedAt: Date;
  /** Until when to answer, and once accepted to begin. */
  readonly expiresAt: Date;
  /** Since when the present phase counts, rests left out. */
  readonly countsFrom: Date;
  readonly acceptedAt: Date | null;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly version: number;
  /** The frequent poster first. */
  readonly members: readonly TandemMemberRecord[];
}

export type TandemAct =
  | { readonly kind: 'ACCEPT'; readonly by: string }
  | { readonly kind: 'DECLINE'; readonly by: string; readonly reason: DeclineReason }
  | { readonly kind: 'BEGIN'; readonly by: string }
  | { readonly kind: 'COMPLETE'; readonly by: string }
  | { readonly kind: 'END'; readonly by: string; readonly reason: OwnEndReason }
  /** Somebody pauses, leaves, separates or does not want to be asked any more. */
  | { readonly kind: 'GO'; readonly by: string }
  | { readonly kind: 'SUSPEND'; readonly by: string }
  | { readonly kind: 'RESUME' }
  | { readonly kind: 'EXPIRE' }
  | { readonly kind: 'MATCH_ANEW' };

export type TandemDecision =
  | { readonly kind: 'change'; readonly tandem: TandemRecord }
  /** It is already as wanted. */
  | { readonly kind: 'unchanged' }
  /** Not in this state, or not by this person. */
  | { readonly kind: 'refused' };

/** How long an accepted tandem may take to begin. */
export const daysToBegin = 28;
/** How long a tandem waits for who rests, whether an end was told or not: then the other is free to find somebody else. */
export const daysToRest = 84;
const dayInMilliseconds = 86_400_000;

const unchanged: TandemDecision = { kind: 'unchanged' };
const refused: TandemDecision = { kind: 'refused' };

/** Who helps or is helped at present; a third who declined or went is no part of it any more. */
export function presentMembers(tandem: TandemRecord): readonly TandemMemberRecord[] {
  return tandem.members.filter(({ hasGone }) => !hasGone);
}

/** Who is helped: the hesitant one, and the third. */
export function helpedMembers(tandem: TandemRecord): readonly TandemMemberRecord[] {
  return presentMembers(tandem).filter(({ side }) => side !== 'FREQUENT');
}

export function isOpenState(state: TandemState): boolean {
  return state === 'PROPOSED' || state === 'ACCEPTED' || state === 'ACTIVE' || state === 'SUSPENDED';
}

/** What an act does to a tandem at a time. Acts of people who are no members are refused. */
export function decide(tandem: TandemRecord, act: TandemAct, now: Date): TandemDecision {
  const member = 'by' in act ? tandem.members.find(({ ambassadorId }) => ambassadorId === act.by) : undefined;
  if ('by' in act && member === undefined) return refused;
  switch (act.kind) {
    case 'ACCEPT':
      return accept(tandem, act.by, now);
    case 'DECLINE':
      return decline(tandem, act, now);
    case 'BEGIN':
      if (tandem.state === 'ACTIVE') return unchanged;
      return tandem.state === 'ACCEPTED' && member?.isOpen
        ? to(tandem, { state: 'ACTIVE', startedAt: now, countsFrom: now })
        : refused;
    case 'COMPLETE':
      if (tandem.state === 'COMPLETED') return unchanged;
      return tandem.state === 'ACTIVE' && member?.isOpen ? close(tandem, { state: 'COMPLETED' }, now) : refused;
    case 'END':
      return tandem.state === 'ACCEPTED' || tandem.state === 'ACTIVE' || tandem.state === 'SUSPENDED'
        ? leave(tandem, { by: act.by, reason: act.reason }, now)
        : refused;
    case 'GO':
      return isOpenState(tandem.state) ? leave(tandem, { by: act.by, reason: 'NO_LONGER_AVAILABLE' }, now) : unchanged;
    case 'SUSPEND':
      return suspend(tandem, act.by, now);
    case 'RESUME':
      return resume(tandem, now);
    case 'EXPIRE':
      return expire(tandem, now);
    case 'MATCH_ANEW':
      return isOpenState(tandem.state) ? close(tandem, { state: 'ENDED', endReason: 'MATCHED_ANEW' }, now) : unchanged;
  }
}

function accept(tandem: TandemRecord, by: string, now: Date): TandemDecision {
  const member = tandem.members.find(({ ambassadorId }) => ambassadorId === by);
  if (member?.answer === 'ACCEPTED') return unchanged;
  if (tandem.state !== 'PROPOSED' || member?.answer !== null || now >= tandem.expiresAt) return refused;
  return whenAllAccepted(withMember(tandem, by, { answer: 'ACCEPTED', answeredAt: now }), now);
}

function whenAllAccepted(tandem: TandemRecord, now: Date): TandemDecision {
  const everybody = presentMembers(tandem).every(({ answer }) => answer === 'ACCEPTED');
  if (!everybody) return to(tandem, {});
  const expiresAt = new Date(now.getTime() + daysToBegin * dayInMilliseconds);
  return to(tandem, { state: 'ACCEPTED', acceptedAt: now, countsFrom: now, expiresAt });
}

function decline(tandem: TandemRecord, { by, reason }: Extract<TandemAct, { kind: 'DECLINE' }>, now: Date): TandemDecision {
  const member = tandem.members.find(({ ambassadorId }) => ambassadorId === by);
  if (member?.answer === 'DECLINED') return unchanged;
  if (tandem.state !== 'PROPOSED' || member === undefined) return refused;
  const declined = withMember(tandem, by, {
    answer: 'DECLINED',
    answeredAt: now,
    declineReason: reason,
    isOpen: false,
    hasGone: member.side === 'THIRD',
  });
  return member.side === 'THIRD' ? whenAllAccepted(declined, now) : close(declined, { state: 'DECLINED' }, now);
}

/** Without a third the tandem goes on; without one of the other two it is over. */
function leave(
  tandem: TandemRecord,
  { by, reason }: { readonly by: string; readonly reason: TandemEndReason },
  now: Date,
): TandemDecision {
  const member = tandem.members.find(({ ambassadorId }) => ambassadorId === by);
  if (member?.side !== 'THIRD') return close(tandem, { state: 'ENDED', endReason: reason }, now);
  if (!member.isOpen) return unchanged;
  const without = withMember(tandem, by, { isOpen: false, hasGone: true });
  return tandem.state === 'PROPOSED' ? whenAllAccepted(without, now) : to(without, {});
}

/** A proposal does not wait for who rests; a tandem does. */
function suspend(tandem: TandemRecord, by: string, now: Date): TandemDecision {
  if (tandem.state === 'PROPOSED') return leave(tandem, { by, reason: 'NO_LONGER_AVAILABLE' }, now);
  if (tandem.state !== 'ACCEPTED' && tandem.state !== 'ACTIVE') return unchanged;
  if (tandem.members.some(({ ambassadorId, side }) => ambassadorId === by && side === 'THIRD')) return unchanged;
  return to(tandem, { state: 'SUSPENDED', suspendedFrom: tandem.state, suspendedAt: now });
}

/** The time of the rest is given back. */
function resume(tandem: TandemRecord, now: Date): TandemDecision {
  const { state, suspendedFrom, suspendedAt, expiresAt, countsFrom } = tandem;
  if (state !== 'SUSPENDED') return unchanged;
  const rested = Math.max(0, now.getTime() - (suspendedAt ?? now).getTime());
  const later = (time: Date) => new Date(time.getTime() + rested);
  return to(tandem, {
    ...{ state: suspendedFrom ?? 'ACCEPTED', suspendedFrom: null, suspendedAt: null },
    ...{ expiresAt: later(expiresAt), countsFrom: later(countsFrom) },
  });
}

/** What nobody answers in time expires; what was accepted and never begun, or rests for too long, is ended. */
function expire(tandem: TandemRecord, now: Date): TandemDecision {
  if (tandem.state === 'SUSPENDED') return endLongRest(tandem, now);
  if (now < tandem.expiresAt) return unchanged;
  if (tandem.state === 'ACCEPTED') return close(tandem, { state: 'ENDED', endReason: 'NEVER_BEGUN' }, now);
  if (tandem.state !== 'PROPOSED') return unchanged;
  const third = presentMembers(tandem).find(({ side, answer }) => side === 'THIRD' && answer === null);
  const others = presentMembers(tandem).filter((member) => member !== third);
  if (third !== undefined && others.every(({ answer }) => answer === 'ACCEPTED')) {
    return whenAllAccepted(withMember(tandem, third.ambassadorId, { isOpen: false, hasGone: true }), now);
  }
  return close(tandem, { state: 'EXPIRED' }, now);
}

function endLongRest(tandem: TandemRecord, now: Date): TandemDecision {
  const restsSince = tandem.suspendedAt ?? now;
  const isTooLong = now.getTime() - restsSince.getTime() >= daysToRest * dayInMilliseconds;
  return isTooLong ? close(tandem, { state: 'ENDED', endReason: 'NO_LONGER_AVAILABLE' }, now) : unchanged;
}

function close(
  tandem: TandemRecord,
  end: { readonly state: TandemState; readonly endReason?: TandemEndReason },
  now: Date,
): TandemDecision {
  const members = tandem.members.map((member) => ({ ...member, isOpen: false }));
  return to({ ...tandem, members }, { endReason: null, ...end, suspendedFrom: null, suspendedAt: null, endedAt: now });
}

function withMember(tandem: TandemRecord, id: string, difference: Partial<TandemMemberRecord>): TandemRecord {
  const members = tandem.members.map((member) => (member.ambassadorId === id ? { ...member, ...difference } : member));
  return { ...tandem, members };
}

function to(tandem: TandemRecord, difference: Partial<TandemRecord>): TandemDecision {
  return { kind: 'change', tandem: { ...tandem, ...difference, version: tandem.version + 1 } };
}
