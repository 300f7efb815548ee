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
    await manager.query('UPDATE tandem_check_in SET note = NULL WHERE ambassador_id = $1', [ambassadorId]);
    await manager.query('UPDATE tandem_event SET detail = NULL WHERE ambassador_id = $1', [ambassadorId]);
    await manager.query(
      `UPDATE tandem_member SET decline_reason = NULL, fit = NULL, would_again = NULL, feedback_comment = NULL, feedback_at = NULL
        WHERE ambassador_id = $1`,
      [ambassadorId],
    );
    await manager.query('UPDATE tandem_run SET problem = NULL WHERE programme_id = $1', [programmeId]);
  },
};
