import type { EntityManager } from 'typeorm';
import { type Happening, happeningDetails } from './happening.ts';

/**
 * Tells what happened, in the transaction in which it happens: rolled back, it was never told. It reaches the feeds, mails and webhooks
 * of those whom it concerns after the commit, each once; what was told before under the same key is left alone. Who tells about a
 * subject holds a lock on it, so that the order of telling is the order of what happened. Throws where details do not fit the kind.
 */
export async function tellHappenings(manager: EntityManager, happenings: readonly Happening[]): Promise<void> {
  if (happenings.length === 0) return;
  const rows = happenings.map(toRow);
  await manager.query(
    `INSERT INTO happening (programme_id, kind, key, subject_type, subject_id, audience, actor_id, details, happened_at)
     SELECT programme_id, kind, key, subject_type, subject_id, audience, actor_id, details, happened_at
       FROM ROWS FROM (json_to_recordset($1) AS (
              programme_id uuid, kind text, key text, subject_type text, subject_id uuid, audience uuid[], actor_id uuid, details json,
              happened_at timestamptz)) WITH ORDINALITY AS told
         (programme_id, kind, key, subject_type, subject_id, audience, actor_id, details, happened_at, position)
      ORDER BY position
     ON CONFLICT (programme_id, kind, key) DO NOTHING`,
    [JSON.stringify(rows)],
  );
}

function toRow({ programmeId, kind, key, subject, audience, actorId = null, details, happenedAt }: Happening) {
  return {
    programme_id: programmeId,
    ...{ kind, key },
    subject_type: subject.type,
    subject_id: subject.id,
    audience: audience === 'EVERYBODY' ? null : audience,
    actor_id: actorId,
    details: happeningDetails[kind].parse(details),
    happened_at: happenedAt,
  };
}
