import type { Transaction } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids.ts';
import { tellHappenings } from '../happenings/index.ts';
import type { AffinityFactorRecord, TandemMemberRecord, TandemRecord, TandemSide } from './tandem.ts';
import { proposed } from './tandem-happenings.ts';
import { announce } from './tandem-keeping.ts';
import { TandemsRepository } from './tandems.repository.ts';

/** A pair, or three, that a run proposes. */
export interface NewTandem {
  readonly frequentId: string;
  readonly hesitantId: string;
  readonly third: ({ readonly ambassadorId: string } & Pick<NonNullable<TandemRecord['third']>, 'affinity' | 'factors'>) | null;
  readonly affinity: number;
  readonly factors: readonly AffinityFactorRecord[];
  /** Running tandems that make way once everybody has accepted. */
  readonly replacedIds: readonly string[];
}

export interface Proposing {
  readonly programmeId: string;
  readonly runId: string;
  readonly tandems: readonly NewTandem[];
  /** Who looked for a partner and is not asked in this round. */
  readonly unmatchedIds: readonly string[];
  /** When the people of the round were read. */
  readonly readAt: Date;
  readonly now: Date;
  /** Until then everybody answers. */
  readonly expiresAt: Date;
}

/** Proposes the tandems of a round to their people, all in the caller's transaction. */
export async function proposeTandems(transaction: Transaction, proposing: Proposing): Promise<void> {
  const { programmeId, runId, now, expiresAt } = proposing;
  const repository = new TandemsRepository(transaction.manager);
  const tandems = proposing.tandems.map((pair): TandemRecord => {
    const sides: readonly (readonly [TandemSide, string | null])[] = [
      ['FREQUENT', pair.frequentId],
      ['HESITANT', pair.hesitantId],
      ['THIRD', pair.third?.ambassadorId ?? null],
    ];
    return {
      id: newId(),
      programmeId,
      runId,
      state: 'PROPOSED',
      suspendedFrom: null,
      suspendedAt: null,
      endReason: null,
      affinity: pair.affinity,
      factors: pair.factors,
      third: pair.third && { affinity: pair.third.affinity, factors: pair.third.factors },
      replacedIds: pair.replacedIds,
      proposedAt: now,
      expiresAt,
      countsFrom: now,
      acceptedAt: null,
      startedAt: null,
      endedAt: null,
      version: 1,
      members: sides.flatMap(([side, id]) => (id === null ? [] : [newMember(id, side)])),
    };
  });
  await repository.insert(tandems);
  await repository.addWaitingRound(programmeId, { ambassadorIds: proposing.unmatchedIds, readAt: proposing.readAt, now });
  await tellHappenings(transaction.manager, tandems.map(proposed));
  announce(transaction, tandems);
}

function newMember(ambassadorId: string, side: TandemSide): TandemMemberRecord {
  return {
    ...{ ambassadorId, side, answer: null, answeredAt: null, declineReason: null, isOpen: true, hasGone: false },
    ...{ fit: null, wouldAgain: null, feedbackComment: null, feedbackAt: null },
  };
}
