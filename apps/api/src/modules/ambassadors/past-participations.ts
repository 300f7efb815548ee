import type { EntityManager } from 'typeorm';
import type { AmbassadorRecord } from './ambassador.ts';
import { mayRecordAt } from './participation-guard.ts';

/** A part that somebody took and that has ended; half-open. */
export interface PastParticipation {
  readonly joinedAt: Date;
  readonly leftAt: Date;
}

/** What somebody's participation was before they left and came back, by ambassador; who never left is not in the answer. */
export type PastParticipations = ReadonlyMap<string, readonly PastParticipation[]>;

interface EventRow {
  readonly ambassadorId: string;
  readonly isEnd: boolean;
  readonly happenedAt: Date;
}

/** As the history of participation tells it. */
export async function readPastParticipations(
  manager: Pick<EntityManager, 'query'>,
  ambassadorIds: readonly string[],
): Promise<PastParticipations> {
  if (ambassadorIds.length === 0) return new Map();
  const events: readonly EventRow[] = await manager.query(
    `SELECT ambassador_id AS "ambassadorId", kind <> 'JOINED' AS "isEnd", happened_at AS "happenedAt" FROM participation_event
      WHERE ambassador_id = ANY ($1::uuid[]) AND kind IN ('JOINED', 'LEFT', 'ERASED') ORDER BY happened_at, id`,
    [ambassadorIds],
  );
  const past = new Map<string, PastParticipation[]>();
  const begun = new Map<string, Date>();
  for (const { ambassadorId, isEnd, happenedAt } of events) {
    const joinedAt = begun.get(ambassadorId);
    if (!isEnd) begun.set(ambassadorId, happenedAt);
    else if (joinedAt !== undefined) {
      past.set(ambassadorId, [...(past.get(ambassadorId) ?? []), { joinedAt, leftAt: happenedAt }]);
      begun.delete(ambassadorId);
    }
  }
  return past;
}

/** Whether somebody took part at a time, be it before they left and came back. */
export function tookPartAt(
  ambassador: Pick<AmbassadorRecord, 'id' | 'joinedAt' | 'leftAt'>,
  { past, at }: { readonly past: PastParticipations; readonly at: Date },
): boolean {
  const parts = [ambassador, ...(past.get(ambassador.id) ?? [])];
  return parts.some((part) => mayRecordAt(part, at) === undefined);
}
