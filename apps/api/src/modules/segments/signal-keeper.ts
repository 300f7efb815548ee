import type { Transaction } from '../../platform/database/database.ts';
import type { BoardMembership, MemberChange } from '../ambassadors/index.ts';
import type { SegmentsAssessor } from './segments.assessor.ts';
import { SegmentsRepository } from './segments.repository.ts';

/**
 * Keeps no signal longer than the consent to it: with the consent, and with the participation, the signals go, in the same transaction, and
 * with them what was concluded from them. Who left has no segment either.
 */
export class SignalKeeper implements BoardMembership {
  readonly #assessor: SegmentsAssessor;

  constructor(assessor: SegmentsAssessor) {
    this.#assessor = assessor;
  }

  async memberChanged({ manager }: Transaction, { ambassadorId, programmeId }: MemberChange): Promise<void> {
    const repository = new SegmentsRepository(manager);
    if (await repository.sharesSignals(ambassadorId)) return;
    await repository.deleteSignals(ambassadorId);
    const [member]: readonly { status: string; timeZone: string }[] = await manager.query(
      `SELECT ambassador.status, time_zone AS "timeZone" FROM ambassador JOIN programme ON programme.id = programme_id
        WHERE ambassador.id = $1`,
      [ambassadorId],
    );
    if (member === undefined || member.status === 'LEFT') return repository.deleteAssessment(ambassadorId);
    const [known] = await repository.findAssessments([ambassadorId]);
    if (known === undefined || known.signals.length === 0) return;
    await repository.deleteAssessment(ambassadorId);
    const programme = { id: programmeId, timeZone: member.timeZone };
    await this.#assessor.assessOne(manager, { programme, ambassadorId });
  }
}
