import type { EntityManager } from 'typeorm';
import type { Happening, HappeningKind, SubjectType } from './happening.ts';

/** Who passes happenings on, each on its own: into feeds, to webhooks. */
export type HappeningConsumer = 'FEED' | 'WEBHOOKS';

/** A happening as it is kept. */
export interface HappeningRecord {
  /** Counts up over all programmes; of two about one subject the later one has the higher. */
  readonly number: string;
  /** The same for whoever hears of it, however often. */
  readonly id: string;
  readonly programmeId: string;
  readonly kind: HappeningKind;
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  /** Null for all who take part. */
  readonly audience: readonly string[] | null;
  readonly actorId: string | null;
  readonly details: Happening['details'];
  readonly happenedAt: Date;
}

const doneAt: Readonly<Record<HappeningConsumer, string>> = { FEED: 'fed_at', WEBHOOKS: 'dispatched_at' };

/**
 * What the consumer has not passed on yet, oldest first, locked to the end of the caller's transaction and noted as done in it. One
 * transaction at a time gets any, so that nothing overtakes anything. Their numbers are an array: a table that has grown since it was
 * looked at last would be searched through for each of them.
 */
export async function takeHappenings(
  manager: EntityManager,
  { consumer, limit, now }: { readonly consumer: HappeningConsumer; readonly limit: number; readonly now: Date },
): Promise<readonly HappeningRecord[]> {
  const [lock]: readonly { readonly held: boolean }[] = await manager.query(
    'SELECT pg_try_advisory_xact_lock(hashtext($1)) AS held',
    [`happenings:${consumer}`],
  );
  if (lock?.held !== true) return [];
  const column = doneAt[consumer];
  return manager.query(
    `WITH taken AS (
       UPDATE happening SET ${column} = $2
        WHERE number = ANY (ARRAY(SELECT number FROM happening WHERE ${column} IS NULL ORDER BY number LIMIT $1))
       RETURNING *
     )
     SELECT number::text, id, programme_id AS "programmeId", kind, subject_type AS "subjectType", subject_id AS "subjectId", audience,
            actor_id AS "actorId", details, happened_at AS "happenedAt"
       FROM taken ORDER BY taken.number`,
    [limit, now],
  );
}

/** Deletes what everybody has passed on and nobody tells again. Gives back how many. */
export async function forgetHappenings(manager: EntityManager, before: Date): Promise<number> {
  const [, deleted]: readonly [unknown, number] = await manager.query(
    'DELETE FROM happening WHERE fed_at < $1 AND dispatched_at < $1',
    [before],
  );
  return deleted;
}

/**
 * Forgets what leads to somebody: what concerned nobody else or came from them goes. All that is kept is looked through: an index over
 * audiences would cost every happening more than the few erasures gain.
 */
export const happeningTraces = {
  async erase(manager: EntityManager, { ambassadorId }: { readonly programmeId: string; readonly ambassadorId: string }) {
    await manager.query('DELETE FROM happening WHERE actor_id = $1 OR audience = ARRAY[$1]::uuid[]', [ambassadorId]);
    await manager.query(
      'UPDATE happening SET audience = array_remove(audience, $1::uuid) WHERE audience @> ARRAY[$1]::uuid[]',
      [ambassadorId],
    );
  },
};
