import type { EntityManager } from 'typeorm';
import type { Database } from '../../platform/database/database.ts';

/** Runs are compared and released within days; so long after their end nobody needs to know any more whom they looked at. */
export const daysOfKeeping = 90;
const dayInMilliseconds = 86_400_000;

/**
 * Deletes what ended runs found out about single people; their figures, certificates and tandems stay. Those that nobody was asked by are
 * put aside. Gives back how many runs were forgotten.
 */
export async function forgetOldRuns(database: Database, now: Date): Promise<number> {
  return database.transaction(async ({ manager }) => {
    const before = new Date(now.getTime() - daysOfKeeping * dayInMilliseconds);
    const rows: readonly { id: string }[] = await manager.query(
      `SELECT id FROM tandem_run
        WHERE forgotten_at IS NULL AND status <> 'RUNNING' AND greatest(created_at, finished_at, released_at) < $1
        ORDER BY id FOR NO KEY UPDATE`,
      [before],
    );
    const ids = rows.map(({ id }) => id);
    for (const table of ['tandem_proposal', 'tandem_unmatched', 'tandem_run_lock'])
      await manager.query(`DELETE FROM ${table} WHERE run_id = ANY ($1::uuid[])`, [ids]);
    await manager.query(
      `UPDATE tandem_run SET people_id = NULL, forgotten_at = $2, status = CASE status WHEN 'RELEASED' THEN status ELSE 'DISCARDED' END
        WHERE id = ANY ($1::uuid[])`,
      [ids, now],
    );
    await deleteUnusedPeople(manager);
    return ids.length;
  });
}

async function deleteUnusedPeople(manager: EntityManager): Promise<void> {
  await manager.query(
    'DELETE FROM tandem_run_people AS people WHERE NOT EXISTS (SELECT FROM tandem_run WHERE people_id = people.id)',
  );
}
