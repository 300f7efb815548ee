import type { Transaction } from '../../platform/database/database.ts';
import { programmeUpdated } from './programmes.events.ts';

/** Allows or forbids prizes of monetary value. Who may, and after what, is the reward policy's. */
export async function changeMonetary(
  { manager, announce }: Transaction,
  { programmeId, monetary, now }: { readonly programmeId: string; readonly monetary: boolean; readonly now: Date },
): Promise<void> {
  await manager.query('UPDATE programme SET monetary = $2, version = version + 1, updated_at = $3 WHERE id = $1', [
    programmeId,
    monetary,
    now,
  ]);
  announce(programmeUpdated.event({ programmeId }));
}
