import { viewerChanged } from '../../platform/auth/viewer-changed.ts';
import type { Transaction } from '../../platform/database/database.ts';
import {
  AmbassadorChanged,
  type AmbassadorRecord,
  type BoardMembership,
  isShownToOthers,
  type MemberChange,
  updateAmbassador,
} from '../ambassadors/index.ts';
import * as repository from './participation.repository.ts';
import type { ParticipationChange } from './participation.ts';

export interface ChangeToKeep {
  /** As it was; undefined for a new ambassador, who is inserted already. */
  readonly before: AmbassadorRecord | undefined;
  readonly change: ParticipationChange;
  /** Of the consents that the change gives. */
  readonly consentVersion: string;
  readonly now: Date;
}

/**
 * Keeps a change with everything that follows from it: history, consents, boards, and the announcement once it is committed. Beside
 * `keepEnrolments` the one way by which ambassadors change.
 */
export async function keepChange(
  transaction: Transaction,
  boards: readonly BoardMembership[],
  { before, change, consentVersion, now }: ChangeToKeep,
): Promise<void> {
  const { manager } = transaction;
  const { ambassador, events, ends, gives } = change;
  const ambassadorId = ambassador.id;
  if (before !== undefined) await updateAmbassador(manager, ambassador);
  await repository.insertParticipationEvents(
    manager,
    events.map((event) => ({ ...event, ambassadorId, happenedAt: now })),
  );
  await repository.endConsents(manager, { ambassadorId, kinds: ends, at: now });
  await repository.insertConsents(manager, { ambassadorId, kinds: gives, version: consentVersion, at: now });
  await tellOthers(transaction, boards, { before, ambassador, now });
  if (before === undefined) await tellOfGrowth(transaction, boards, [ambassador]);
}

/** Keeps what follows from new test persons, who are inserted already; their history in one statement. */
export async function keepEnrolments(
  transaction: Transaction,
  boards: readonly BoardMembership[],
  { ambassadors, now }: { readonly ambassadors: readonly AmbassadorRecord[]; readonly now: Date },
): Promise<void> {
  await repository.insertParticipationEvents(
    transaction.manager,
    ambassadors.map(({ id, joinedAt }) => ({ ambassadorId: id, kind: 'JOINED', detail: 'test person', happenedAt: joinedAt })),
  );
  for (const ambassador of ambassadors) await tellOthers(transaction, boards, { before: undefined, ambassador, now });
  await tellOfGrowth(transaction, boards, ambassadors);
}

/** Groups that grow may become large enough to be shown, and share their points among more. */
async function tellOfGrowth(
  transaction: Transaction,
  boards: readonly BoardMembership[],
  ambassadors: readonly AmbassadorRecord[],
): Promise<void> {
  const [first] = ambassadors;
  const groupIds = new Set(
    ambassadors.flatMap(({ departmentId, teamId }) => [departmentId, teamId]).filter((id) => id !== null),
  );
  if (first === undefined || groupIds.size === 0) return;
  for (const board of boards)
    await board.membersJoined?.(transaction, { programmeId: first.programmeId, groupIds: [...groupIds] });
}

async function tellOthers(
  transaction: Transaction,
  boards: readonly BoardMembership[],
  {
    before,
    ambassador,
    now,
  }: { readonly before: AmbassadorRecord | undefined; readonly ambassador: AmbassadorRecord; readonly now: Date },
): Promise<void> {
  const { id: ambassadorId, programmeId, departmentId, teamId } = ambassador;
  const change: MemberChange = {
    programmeId,
    ambassadorId,
    isShown: isShownToOthers(ambassador),
    departmentId,
    previousDepartmentId: before === undefined ? departmentId : before.departmentId,
    teamId,
    previousTeamId: before === undefined ? teamId : before.teamId,
    happenedAt: now,
  };
  // Who is new stands on no board yet.
  if (before !== undefined) for (const board of boards) await board.memberChanged(transaction, change);
  transaction.announce(AmbassadorChanged.event({ programmeId, ambassadorId }));
  // Who is erased is no longer to be found by the row as it is now.
  const personId = ambassador.personId ?? before?.personId ?? null;
  if (personId !== null) transaction.announce(viewerChanged.event({ personId }));
}
