import type { Transaction } from '../../platform/database/database.ts';
import type { BoardMembership, MemberChange } from '../ambassadors/index.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import type { SegmentsAssessor } from './segments.assessor.ts';
import { SegmentsRepository } from './segments.repository.ts';

/**
 * Keeps no signal longer than the consent to it: with the consent, and with the participation, the signals go, in the same transaction, and
 * with them what was concluded from them. Who left has no segment either.
 */
export class SignalKeeper implements BoardMembership {
  readonly #assessor: SegmentsAssessor;
  readonly #programmes: ProgrammeDirectory;

  constructor({ assessor, programmes }: { readonly assessor: SegmentsAssessor; readonly programmes: ProgrammeDirectory }) {
    this.#assessor = assessor;
    this.#programmes = programmes;
  }

  async memberChanged({ manager }: Transaction, { ambassadorId, programmeId }: MemberChange): Promise<void> {
    const repository = new SegmentsRepository(manager);
    if (await repository.sharesSignals(ambassadorId)) return;
    await repository.deleteSignals(ambassadorId);
    const [known] = await repository.findAssessments([ambassadorId]);
    const [row]: readonly { status: string }[] = await manager.query('SELECT status FROM ambassador WHERE id = $1', [
      ambassadorId,
    ]);
    const hasLeft = row?.status === 'LEFT';
    if (!hasLeft && (known === undefined || known.signals.length === 0)) return;
    await repository.deleteAssessment(ambassadorId);
    const programme = hasLeft ? undefined : await this.#programmes.byId(programmeId);
    if (programme !== undefined) await this.#assessor.assessOne(manager, { programme, ambassadorId });
  }
}
