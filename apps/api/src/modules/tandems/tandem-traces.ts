import type { EntityManager } from 'typeorm';
import type { PersonalTraces } from '../erasure/index.ts';
import { deletePreferences } from '../tandem-preferences/index.ts';

/**
 * Forgets what somebody said about tandems and inside of them, and the people that runs of the programme keep for comparison. That there
 * was a tandem stays, under an id that leads to nobody.
 */
export const tandemTraces: PersonalTraces = {
  async erase(manager, { programmeId, ambassadorId }) {
    await deletePreferences(manager, ambassadorId);
    await manager.query('DELETE FROM tandem_waiting WHERE ambassador_id = $1', [ambassadorId]);
    await manager.query('DELETE FROM tandem_reminder WHERE ambassador_id = $1', [ambassadorId]);
    await manager.query('DELETE FROM tandem_check_in WHERE ambassador_id = $1', [ambassadorId]);
    await manager.query('UPDATE tandem_story SET title = NULL WHERE told_by = $1', [ambassadorId]);
    await manager.query('UPDATE tandem_event SET detail = NULL WHERE ambassador_id = $1', [ambassadorId]);
    await manager.query(
      `UPDATE tandem_member SET decline_reason = NULL, fit = NULL, would_again = NULL, feedback_comment = NULL, feedback_at = NULL
        WHERE ambassador_id = $1`,
      [ambassadorId],
    );
    await forgetInRuns(manager, { programmeId, ambassadorId });
  },
};

/**
 * Runs that go on have read the person: they are interrupted first, and nothing of that attempt is kept. After that no run of the
 * programme knows its people any more, so that none that is based on it brings the person back.
 */
async function forgetInRuns(
  manager: EntityManager,
  { programmeId, ambassadorId }: { readonly programmeId: string; readonly ambassadorId: string },
): Promise<void> {
  await manager.query(
    `UPDATE tandem_run SET status = 'INTERRUPTED', step = NULL, finished_at = heartbeat_at WHERE programme_id = $1 AND status = 'RUNNING'`,
    [programmeId],
  );
  await manager.query('UPDATE tandem_run SET people_id = NULL WHERE programme_id = $1 AND people_id IS NOT NULL', [
    programmeId,
  ]);
  await manager.query('DELETE FROM tandem_run_people WHERE programme_id = $1', [programmeId]);
  await manager.query('DELETE FROM tandem_run_lock WHERE hesitant_id = $1 OR frequent_id = $1', [ambassadorId]);
  await manager.query('DELETE FROM tandem_unmatched WHERE ambassador_id = $1', [ambassadorId]);
  await manager.query('DELETE FROM tandem_proposal WHERE hesitant_id = $1 OR frequent_id = $1', [ambassadorId]);
  await manager.query(
    `UPDATE tandem_proposal SET third_id = NULL, third_affinity = NULL, third_factors = NULL, third_next = NULL, third_times_met = NULL
      WHERE third_id = $1`,
    [ambassadorId],
  );
  for (const next of ['third_next', 'next_frequent', 'next_hesitant']) {
    await manager.query(
      `UPDATE tandem_proposal SET ${next} = NULL
        WHERE run_id IN (SELECT id FROM tandem_run WHERE programme_id = $1) AND ${next} ->> 'id' = $2`,
      [programmeId, ambassadorId],
    );
  }
}
