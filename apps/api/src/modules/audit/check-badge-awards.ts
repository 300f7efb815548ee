import { type AwardRecord, changesOf, type Deeds, earnedOf, readDeeds } from '../badge-awards/index.ts';
import type { AwardableRecord } from '../badges/index.ts';
import type { AuditedProgramme } from './audited-programme.ts';
import type { Findings } from './findings.ts';
import type { Snapshot } from './snapshot.ts';

/** As the snapshot tells them: instants are numbers. */
type AwardRow = Omit<AwardRecord, 'seasonStart' | 'earnedAt' | 'awardedAt' | 'revokedAt'> & {
  readonly seasonStart: number | null;
  readonly earnedAt: number;
  readonly awardedAt: number;
  readonly revokedAt: number | null;
};
type AwardableRow = Omit<AwardableRecord, 'retiredAt'> & { readonly retiredAt: number | null };

/** Nothing is said of those who wait to be counted: their awards are those of before. */
const peopleSql = `
  SELECT id FROM ambassador
   WHERE programme_id = $1 AND erased_at IS NULL AND NOT EXISTS (SELECT FROM badge_pending WHERE ambassador_id = ambassador.id)
   ORDER BY id`;

const awardsSql = `
  SELECT id, programme_id AS "programmeId", badge_id AS "badgeId", ambassador_id AS "ambassadorId", level, season_start AS "seasonStart",
         activity_id AS "activityId", earned_at AS "earnedAt", awarded_at AS "awardedAt", revoked_at AS "revokedAt"
    FROM badge_award WHERE badge_id = $1 AND ambassador_id = ANY ($2::uuid[]) ORDER BY id`;

/** The awards of badges and levels are those that the facts tell. */
export async function checkBadgeAwards(
  snapshot: Snapshot,
  { programme, findings }: { readonly programme: AuditedProgramme; readonly findings: Findings },
): Promise<void> {
  const rows = await snapshot.query<AwardableRow>(
    `SELECT id, programme_id AS "programmeId", kind, document, retired_at AS "retiredAt" FROM badge
      WHERE programme_id = $1 AND state <> 'DRAFT' AND NOT is_stale ORDER BY id`,
    [programme.id],
  );
  if (rows.length === 0) return;
  const awardables = rows.map((row) => ({ ...row, retiredAt: dateOf(row.retiredAt) }) as AwardableRecord);
  for await (const people of snapshot.batches<{ readonly id: string }>(peopleSql, [programme.id])) {
    const ids = people.map(({ id }) => id);
    const deeds = await readDeeds(snapshot.reader(), ids);
    for (const awardable of awardables) {
      const kept = await snapshot.query<AwardRow>(awardsSql, [awardable.id, ids]);
      checkAwards({ awardable, kept: kept.map(awardOf), deeds, programme, findings });
    }
  }
}

function checkAwards(check: {
  readonly awardable: AwardableRecord;
  readonly kept: readonly AwardRecord[];
  readonly deeds: ReadonlyMap<string, Deeds>;
  readonly programme: AuditedProgramme;
  readonly findings: Findings;
}): void {
  const { awardable, kept, deeds, programme, findings } = check;
  const { calendar } = programme.present;
  const earned = new Map([...deeds].map(([id, theirs]) => [id, earnedOf(awardable, theirs, calendar)]));
  const { awarded, revised, revoked } = changesOf(earned, kept);
  findings.checked('BADGE_AWARDS', Math.max(kept.length, 1));
  const about = { check: 'BADGE_AWARDS', programme: programme.key, subject: 'AWARD' } as const;
  for (const { ambassadorId, factId, award } of awarded) {
    const id = award?.id ?? `${awardable.id}/${ambassadorId}`;
    findings.broken({ ...about, id, field: 'activity_id', expected: factId, found: null });
  }
  for (const { award, factId } of revised) {
    findings.broken({ ...about, id: award.id, field: 'activity_id', expected: factId, found: award.activityId });
  }
  for (const { id, activityId } of revoked) {
    findings.broken({ ...about, id, field: 'activity_id', expected: null, found: activityId });
  }
}

function awardOf(row: AwardRow): AwardRecord {
  const { seasonStart, earnedAt, awardedAt, revokedAt } = row;
  return {
    ...row,
    ...{ seasonStart: dateOf(seasonStart), revokedAt: dateOf(revokedAt) },
    ...{ earnedAt: new Date(earnedAt), awardedAt: new Date(awardedAt) },
  };
}

function dateOf(instant: number | null): Date | null {
  return instant === null ? null : new Date(instant);
}
