import type { Transaction } from '../../platform/database/database.ts';
import type { Happening } from '../happenings/index.ts';
import { tellHappenings } from '../happenings/index.ts';
import { returnPoints } from '../points-exchange/index.ts';
import type { ProgrammeHead } from '../programmes/index.ts';
import { freesPoints, type RecognitionRecord, type RequestRecord, type RequestState } from './recognition.ts';
import { RecognitionsRepository } from './recognitions.repository.ts';

export interface RequestStep {
  readonly request: RequestRecord;
  readonly recognition: RecognitionRecord;
  readonly state: RequestState;
  readonly now: Date;
  readonly actor: string;
  readonly reason: string | null;
}

/**
 * Takes a step of a request, under the head of the programme and the lock of the recognition: gives back the points that were given for
 * what comes to nothing, and tells the person what was decided.
 */
export async function takeStep(
  transaction: Transaction,
  { head, ...step }: RequestStep & { readonly head: ProgrammeHead },
): Promise<void> {
  const { request, recognition, state, now, actor, reason } = step;
  const { manager } = transaction;
  await new RecognitionsRepository(manager).step({ id: request.id, state, now, actor, reason });
  if (freesPoints(state)) await returnPoints({ transaction, head, now }, request.id);
  const kind = toldAs[state];
  if (kind !== undefined) await tellHappenings(manager, [decided({ kind, request, recognition, now })]);
}

const toldAs: Readonly<Partial<Record<RequestState, 'RECOGNITION_GIVEN' | 'RECOGNITION_DECLINED'>>> = {
  GRANTED: 'RECOGNITION_GIVEN',
  DECLINED: 'RECOGNITION_DECLINED',
  REVOKED: 'RECOGNITION_DECLINED',
};

/** What the person is told of a decision; the reason stands with the request, for them alone. */
export function decided({
  kind,
  request: { id, programmeId, ambassadorId },
  recognition,
  now,
}: {
  readonly kind: 'RECOGNITION_GIVEN' | 'RECOGNITION_DECLINED';
  readonly request: Pick<RequestRecord, 'id' | 'programmeId' | 'ambassadorId'>;
  readonly recognition: RecognitionRecord;
  readonly now: Date;
}): Happening {
  return {
    ...{ programmeId, kind, key: id, subject: { type: 'RECOGNITION', id: recognition.id } },
    ...{ audience: [ambassadorId], details: { title: recognition.name }, happenedAt: now },
  };
}
