import type { Findings } from './findings.ts';
import type { Snapshot } from './snapshot.ts';

/** The tables of which no row may ever change or go. */
const historyTables = [
  ...['activity', 'engagement_reading', 'activity_withdrawal', 'activity_correction', 'entry_withdrawal', 'rescoring_step'],
  ...['ledger_entry', 'ledger_reversal'],
  ...['rule_set_step', 'programme_calendar', 'final_standing', 'final_place'],
];

/** Tables whose guard lets one change pass: what leads to a person who was erased goes from their facts. */
const forgettingTables = ['activity', 'activity_correction'];

/** In pg_trigger.tgtype: BEFORE; and DELETE, UPDATE and TRUNCATE together. */
const beforeBit = 2;
const changeBits = 8 + 16 + 32;

/** Every table of history, and every partition of one, has its guard against changes, switched on. */
export async function checkGuards(snapshot: Snapshot, findings: Findings): Promise<void> {
  const tables = await snapshot.query<{ name: string; isGuarded: boolean }>(
    `WITH RECURSIVE history AS (
       SELECT name::regclass::oid AS id FROM unnest($1::text[]) AS name
       UNION SELECT inhrelid FROM pg_inherits JOIN history ON inhparent = history.id
     )
     SELECT history.id::regclass::text AS name,
            coalesce((SELECT bit_or(tgtype) & $3 = $3 FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
                       WHERE tgrelid = history.id AND tgenabled IN ('O', 'A') AND tgtype & $2 = $2
                         AND (proname = 'refuse_change_of_history'
                              OR (proname = 'guard_erasure' AND history.id = ANY ($4::regclass[]::oid[])))), false) AS "isGuarded"
       FROM history ORDER BY name`,
    [[...historyTables], beforeBit, changeBits, forgettingTables],
  );
  for (const { name, isGuarded } of tables) {
    findings.checked('GUARDS');
    findings.compare({
      ...{ check: 'GUARDS', programme: null, subject: 'TABLE', id: name, field: 'trigger refuse_change_of_history' },
      ...{ expected: true, found: isGuarded },
    });
  }
}
