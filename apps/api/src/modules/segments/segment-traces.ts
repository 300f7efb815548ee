import type { PersonalTraces } from '../erasure/index.ts';
import { SegmentsRepository } from './segments.repository.ts';

/** Forgets what somebody said about themselves and what was concluded. Facts keep the segment they were recorded under. */
export const segmentTraces: PersonalTraces = {
  async erase(manager, { ambassadorId }) {
    const repository = new SegmentsRepository(manager);
    await repository.deleteDeclaration(ambassadorId);
    await repository.deleteSignals(ambassadorId);
    await repository.deleteAssessment(ambassadorId);
  },
};
