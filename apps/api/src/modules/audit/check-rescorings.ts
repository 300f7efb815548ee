import type { AuditedProgramme } from './audited-programme.ts';
import type { Findings, FindingValue } from './findings.ts';
import type { Snapshot } from './snapshot.ts';

interface DifferenceRow {
  readonly id: string;
  readonly field: string;
  readonly expected: FindingValue;
  readonly found: FindingValue;
}

const started = `rescoring_step AS step
  LEFT JOIN rescoring AS run ON run.id = step.rescoring_id AND run.programme_id = step.programme_id AND run.started_at IS NOT NULL`;

const stepsSql = `
  SELECT step.sequence::text AS id, field, expected, found
    FROM ${started}, LATERAL (VALUES
           ('rescoring_id', run.id::text, step.rescoring_id::text),
           ('rule_set_version', run.rule_set_version::text, step.rule_set_version::text),
           ('reaches_from', run.reaches_from::text, step.reaches_from::text),
           ('reaches_until', run.reaches_until::text, step.reaches_until::text),
           ('reason', run.reason, step.reason)) AS compared (field, expected, found)
   WHERE step.programme_id = $1 AND expected IS DISTINCT FROM found AND (run.id IS NOT NULL OR field = 'rescoring_id')
   ORDER BY step.sequence, field`;

const previewsSql = `
  SELECT run.id, field, expected::float8 AS expected, found::float8 AS found
    FROM (SELECT id, result->'everybody' AS everybody FROM rescoring WHERE programme_id = $1 AND result IS NOT NULL) AS run
    LEFT JOIN (SELECT rescoring_id, count(*) AS members, sum(points_after - points_before) AS difference,
                      count(*) FILTER (WHERE points_after > points_before) AS gainers,
                      count(*) FILTER (WHERE points_after < points_before) AS losers
                 FROM rescoring_member JOIN rescoring ON rescoring.id = rescoring_id
                WHERE programme_id = $1 GROUP BY rescoring_id) AS people ON people.rescoring_id = run.id,
         LATERAL (VALUES
           ('members', coalesce(people.members, 0), (everybody->>'members')::numeric),
           ('difference', coalesce(people.difference, 0), (everybody->>'after')::numeric - (everybody->>'before')::numeric),
           ('gainers', coalesce(people.gainers, 0), (everybody->>'gainers')::numeric),
           ('losers', coalesce(people.losers, 0), (everybody->>'losers')::numeric)) AS compared (field, expected, found)
   WHERE expected <> found ORDER BY run.id, field`;

/**
 * Every step of a rescoring is one of a run that was started, and says of rules, time and reason what was asked for there. What a preview
 * says of everybody is the sum of its people.
 */
export async function checkRescorings(
  snapshot: Snapshot,
  { programme, findings }: { readonly programme: AuditedProgramme; readonly findings: Findings },
): Promise<void> {
  const [counted] = await snapshot.query<{ readonly steps: number; readonly previews: number }>(
    `SELECT (SELECT count(*) FROM rescoring_step WHERE programme_id = $1) AS steps,
            (SELECT count(*) FROM rescoring WHERE programme_id = $1 AND result IS NOT NULL) AS previews`,
    [programme.id],
  );
  findings.checked('RESCORINGS', (counted?.steps ?? 0) + (counted?.previews ?? 0));
  const about = { check: 'RESCORINGS', programme: programme.key } as const;
  for (const row of await snapshot.query<DifferenceRow>(stepsSql, [programme.id])) {
    findings.broken({ ...about, subject: 'FACT', ...row });
  }
  for (const row of await snapshot.query<DifferenceRow>(previewsSql, [programme.id])) {
    findings.broken({ ...about, subject: 'RESCORING', ...row });
  }
}
