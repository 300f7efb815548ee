import { isSignedBy, statementText } from '../final-standings/index.ts';
import type { AuditedProgramme } from './audited-programme.ts';
import type { Findings, FindingValue } from './findings.ts';
import type { Snapshot } from './snapshot.ts';

/** A final standing beside what its places and its place in the ledger come to now. */
type FinalRow = Omit<Parameters<typeof statementText>[0], 'takenAt'> & {
  readonly takenAt: number;
  readonly publicKey: Buffer | null;
  readonly signature: Buffer | null;
  readonly presentCount: number;
  readonly presentHash: Buffer;
  /** Of the entry at the ledger position; null where there is none. */
  readonly entryHash: Buffer | null;
  readonly isFrozen: boolean;
};

const finalsSql = `
  SELECT final.board_id AS "boardId", final.programme_id AS "programmeId", scope, scope_id AS "scopeId", period,
         period_start AS "periodStart", measure, taken_at AS "takenAt", ledger_number AS "ledgerNumber",
         ledger_hash AS "ledgerHash", place_count AS "placeCount", places_hash AS "placesHash", group_size AS "groupSize",
         public_key AS "publicKey", signature, board.frozen_at IS NOT NULL AS "isFrozen", entry.hash AS "entryHash",
         places.count AS "presentCount", places.hash AS "presentHash"
    FROM final_standing AS final
    JOIN board ON board.id = final.board_id
    LEFT JOIN ledger_entry AS entry ON entry.programme_id = final.programme_id AND entry.number = final.ledger_number
    CROSS JOIN LATERAL (
      SELECT count(*)::integer AS count,
             sha256(convert_to(coalesce(string_agg(place || '|' || member_id || '|' || score || '|'
               || floor(extract(epoch FROM reached_at) * 1000)::bigint || chr(10), '' ORDER BY place), ''), 'UTF8')) AS hash
        FROM final_place WHERE final_place.board_id = final.board_id
    ) AS places
   WHERE final.programme_id = $1 ORDER BY final.board_id`;

/** A final standing is what was taken: its places, the end of the ledger that it names, its signature where there is one. */
export async function checkFinalStandings(
  snapshot: Snapshot,
  { programme, findings }: { readonly programme: AuditedProgramme; readonly findings: Findings },
): Promise<void> {
  for await (const finals of snapshot.batches<FinalRow>(finalsSql, [programme.id])) {
    findings.checked('FINAL_STANDINGS', finals.length);
    for (const final of finals) checkFinal(final, { programme, findings });
  }
}

function checkFinal(
  { takenAt, publicKey, signature, ...final }: FinalRow,
  { programme, findings }: { readonly programme: AuditedProgramme; readonly findings: Findings },
): void {
  const compare = (field: string, expected: FindingValue, found: FindingValue) =>
    findings.compare({
      ...{ check: 'FINAL_STANDINGS', programme: programme.key, subject: 'BOARD', id: final.boardId, field },
      ...{ expected, found },
    });
  compare('places', final.placeCount, final.presentCount);
  compare('placesHash', final.placesHash.toString('hex'), final.presentHash.toString('hex'));
  const position = final.ledgerNumber === 0 ? '' : (final.entryHash?.toString('hex') ?? null);
  compare('ledgerHash', final.ledgerHash.toString('hex'), position);
  compare('frozenAt', true, final.isFrozen);
  if (publicKey === null || signature === null) return;
  const statement = statementText({ ...final, takenAt: new Date(takenAt) });
  compare('signature', true, isSignedBy(statement, { publicKey, signature }));
}
