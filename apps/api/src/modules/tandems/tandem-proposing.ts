import type { Transaction } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids.ts';
import type { AffinityFactorRecord, TandemMemberRecord, TandemRecord, TandemSide } from './tandem.ts';
import { announce, keepAct } from './tandem-keeping.ts';
import { TandemsRepository } from './tandems.repository.ts';

/** A pair, or three, that a run proposes. */
export interface NewTandem {
  readonly frequentId: string;
  readonly hesitantId: string;
  readonly thirdId: string | null;
  readonly affinity: number;
  readonly factors: readonly AffinityFactorRecord[];
}

export interface Proposing {
  readonly programmeId: string;
  readonly runId: string;
  readonly tandems: readonly NewTandem[];
  /** Open tandems that make way for these. */
  readonly replacedIds: readonly string[];
  /** Who stayed without a partner in this round. */
  readonly unmatchedIds: readonly string[];
  readonly now: Date;
  /** Until then everybody answers. */
  readonly expiresAt: Date;
}

/** Proposes the tandems of a round to their people, all in the caller's transaction. */
export async function proposeTandems(transaction: Transaction, proposing: Proposing): Promise<void> {
  const { programmeId, runId, now, expiresAt } = proposing;
  for (const tandemId of proposing.replacedIds) await keepAct(transaction, tandemId, { act: { kind: 'MATCH_ANEW' }, now });
  const repository = new TandemsRepository(transaction.manager);
  const tandems = proposing.tandems.map((proposed): TandemRecord => {
    const sides: readonly (readonly [TandemSide, string | null])[] = [
      ['FREQUENT', proposed.frequentId],
      ['HESITANT', proposed.hesitantId],
      ['THIRD', proposed.thirdId],
    ];
    return {
      id: newId(),
      programmeId,
      runId,
      state: 'PROPOSED',
      suspendedFrom: null,
      endReason: null,
      affinity: proposed.affinity,
      factors: proposed.factors,
      proposedAt: now,
      expiresAt,
      acceptedAt: null,
      startedAt: null,
      endedAt: null,
      version: 1,
      members: sides.flatMap(([side, id]) => (id === null ? [] : [newMember(id, side)])),
    };
  });
  await repository.insert(tandems);
  await repository.addWaitingRound(programmeId, proposing.unmatchedIds);
  announce(transaction, tandems);
}

function newMember(ambassadorId: string, side: TandemSide): TandemMemberRecord {
  return {
    ...{ ambassadorId, side, answer: null, answeredAt: null, declineReason: null, isOpen: true },
    ...{ fit: null, wouldAgain: null, feedbackComment: null, feedbackAt: null },
  };
}
