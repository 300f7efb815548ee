import type { EntityManager } from 'typeorm';
import type { LedgerSource } from './ledger-followers.ts';

/** Finds in the ledger whom new lines concern. */
export function ledgerSource(database: { readonly manager: EntityManager }): LedgerSource {
  return {
    async end(programmeId) {
      const [row]: readonly { number: string }[] = await database.manager.query(
        'SELECT ledger_number AS number FROM programme_head WHERE programme_id = $1',
        [programmeId],
      );
      return Number(row?.number ?? 0);
    },
    async concerned({ programmeId, after, ambassadorIds }) {
      // One statement, so one snapshot: what it has looked through is what it says.
      const rows: readonly { upTo: string; ids: readonly string[] }[] = await database.manager.query(
        `SELECT ledger_number AS "upTo", array(
            SELECT DISTINCT ambassador_id FROM ledger_entry
             WHERE programme_id = $1 AND number > $2 AND ambassador_id = ANY ($3::uuid[])) AS ids
           FROM programme_head WHERE programme_id = $1`,
        [programmeId, after, ambassadorIds],
      );
      const [row] = rows;
      return { ambassadorIds: new Set(row?.ids ?? []), upTo: Number(row?.upTo ?? after) };
    },
  };
}
