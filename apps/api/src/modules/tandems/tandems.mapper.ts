import { membershipIn, type Viewer } from '../../platform/auth/viewer.ts';
import type { TandemMemberRecord, TandemRecord } from './tandem.ts';
import { memberOf } from './tandems.service.ts';
import type { Tandem, TandemFeedback, TandemMember } from './tandems.types.ts';

/** The tandem as the reader may see it; readers have been checked before. */
export function toTandem(record: TandemRecord, viewer: Viewer): Tandem {
  const { id, programmeId, state, affinity, factors, third, proposedAt, acceptedAt, startedAt, endedAt, endReason } = record;
  const own = membershipIn(viewer, programmeId)?.ambassadorId ?? null;
  const self = own === null ? undefined : memberOf(record, own);
  const waits = state === 'PROPOSED' || state === 'ACCEPTED';
  const members = record.members.filter(isShown);
  return {
    ...{ id, programmeId, state, affinity, factors, proposedAt, acceptedAt, startedAt, endedAt, endReason },
    expiresAt: waits ? record.expiresAt : null,
    ambassadorId: self?.ambassadorId ?? null,
    third: members.some(({ side }) => side === 'THIRD') ? third : null,
    replacedIds: state === 'PROPOSED' && self !== undefined ? record.replacedIds : [],
    members: members.map((member) => toMember(member, { record, self })),
    ownDeclineReason: self?.declineReason ?? null,
    ownFeedback: self === undefined ? null : feedbackOf(self),
  };
}

/** A third who declined or went is no longer part of it. */
function isShown({ hasGone }: TandemMemberRecord): boolean {
  return !hasGone;
}

function toMember(
  member: TandemMemberRecord,
  context: { readonly record: TandemRecord; readonly self: TandemMemberRecord | undefined },
): TandemMember {
  const { record, self } = context;
  const { programmeId } = record;
  const isViewer = member === self;
  const tellsAnswer = isViewer || record.acceptedAt !== null;
  return {
    programmeId,
    ambassadorId: self?.ambassadorId ?? null,
    memberId: member.ambassadorId,
    side: member.side,
    isViewer,
    answer: tellsAnswer ? member.answer : null,
    answeredAt: tellsAnswer ? member.answeredAt : null,
    showsName: isViewer || (self !== undefined && record.acceptedAt !== null),
    isForMembers: self !== undefined,
  };
}

function feedbackOf({ fit, wouldAgain, feedbackComment, feedbackAt }: TandemMemberRecord): TandemFeedback | null {
  if (fit === null || feedbackAt === null) return null;
  return { fit, wouldAgain, comment: feedbackComment, givenAt: feedbackAt };
}
