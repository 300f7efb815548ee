import type { Transaction } from '../../platform/database/database.ts';
import type { BoardMembership, MemberChange } from '../ambassadors/index.ts';
import { SegmentsRepository } from './segments.repository.ts';

/**
 * Keeps no signal longer than the consent to it: with the consent, and with the participation, the signals go, in the same transaction.
 * Who left has no segment either.
 */
export const signalKeeper: BoardMembership = {
  async memberChanged({ manager }: Transaction, { ambassadorId }: MemberChange): Promise<void> {
    const repository = new SegmentsRepository(manager);
    if (await repository.sharesSignals(ambassadorId)) return;
    await repository.deleteSignals(ambassadorId);
    const [row]: readonly { status: string }[] = await manager.query('SELECT status FROM ambassador WHERE id = $1', [
      ambassadorId,
    ]);
    if (row?.status === 'LEFT') await repository.deleteAssessment(ambassadorId);
  },
};
