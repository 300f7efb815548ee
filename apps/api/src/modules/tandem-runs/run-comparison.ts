import type { EntityManager } from 'typeorm';
import type { RunQuality, TandemRunRecord } from './tandem-run.ts';

/** What differs for somebody who is accompanied. */
export interface PartnerChange {
  readonly hesitantId: string;
  readonly beforeId: string | null;
  readonly afterId: string | null;
  readonly affinityBefore: number | null;
  readonly affinityAfter: number | null;
  readonly gain: number;
}

export interface Comparison {
  readonly before: RunQuality;
  readonly after: RunQuality;
  readonly gaining: number;
  readonly losing: number;
  /** The largest loss first. */
  readonly changes: readonly PartnerChange[];
}

/** More are counted, not listed. */
const mostChanges = 100;

/**
 * Two computed runs beside each other: the measures of both, and for whom the partner or the affinity differs, be it as one of two or as a
 * third. Null unless both are.
 */
export async function compareRuns(
  manager: EntityManager,
  { before, after }: { readonly before: TandemRunRecord; readonly after: TandemRunRecord },
): Promise<Comparison | null> {
  if (before.quality === null || after.quality === null) return null;
  const changes: readonly (PartnerChange & { readonly gaining: number; readonly losing: number })[] = await manager.query(
    `WITH placed AS (
       SELECT run_id, hesitant_id, frequent_id, affinity FROM tandem_proposal WHERE run_id IN ($1, $2)
       UNION ALL
       SELECT run_id, third_id, frequent_id, third_affinity FROM tandem_proposal
        WHERE run_id IN ($1, $2) AND third_id IS NOT NULL
     ), pairs AS (
       SELECT coalesce(old.hesitant_id, new.hesitant_id) AS hesitant_id, old.frequent_id AS before_id, new.frequent_id AS after_id,
              old.affinity AS affinity_before, new.affinity AS affinity_after,
              coalesce(new.affinity, 0) - coalesce(old.affinity, 0) AS gain
         FROM (SELECT * FROM placed WHERE run_id = $1) AS old
         FULL JOIN (SELECT * FROM placed WHERE run_id = $2) AS new ON new.hesitant_id = old.hesitant_id
     ), differing AS (
       SELECT * FROM pairs WHERE before_id IS DISTINCT FROM after_id OR affinity_before IS DISTINCT FROM affinity_after
     )
     SELECT hesitant_id AS "hesitantId", before_id AS "beforeId", after_id AS "afterId", affinity_before AS "affinityBefore",
            affinity_after AS "affinityAfter", gain, (count(*) FILTER (WHERE gain > 0) OVER ())::integer AS gaining,
            (count(*) FILTER (WHERE gain < 0) OVER ())::integer AS losing
       FROM differing ORDER BY gain, hesitant_id LIMIT $3`,
    [before.id, after.id, mostChanges],
  );
  const [first] = changes;
  return {
    before: before.quality,
    after: after.quality,
    gaining: first?.gaining ?? 0,
    losing: first?.losing ?? 0,
    changes,
  };
}
