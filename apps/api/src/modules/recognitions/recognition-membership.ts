import type { Transaction } from '../../platform/database/database.ts';
import { type BoardMembership, findAmbassadorsByIds, type MemberChange } from '../ambassadors/index.ts';
import { lockProgrammeHead } from '../programmes/index.ts';
import { RecognitionsRepository } from './recognitions.repository.ts';
import { takeStep } from './request-steps.ts';

/** Who leaves steps back from what was asked for or granted: places are free again, and points go back to who gave them. */
export const recognitionMembership: BoardMembership = {
  async memberChanged(transaction: Transaction, { programmeId, ambassadorId, happenedAt: now }: MemberChange): Promise<void> {
    const [member] = await findAmbassadorsByIds(transaction.manager, [ambassadorId]);
    if (member?.status !== 'LEFT') return;
    const repository = new RecognitionsRepository(transaction.manager);
    const open = (await repository.requestsOf([ambassadorId])).filter(
      ({ state }) => state === 'REQUESTED' || state === 'GRANTED',
    );
    if (open.length === 0) return;
    const head = await lockProgrammeHead(transaction.manager, programmeId);
    for (const { id, recognitionId } of open) {
      const recognition = await repository.lock(recognitionId);
      const request = await repository.lockRequest(id);
      if (recognition === null || request === null || (request.state !== 'REQUESTED' && request.state !== 'GRANTED')) continue;
      const step = { state: 'WITHDRAWN', now, actor: 'system', reason: null } as const;
      await takeStep(transaction, { head, recognition, request, ...step });
    }
  },
};
