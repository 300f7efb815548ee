import type { EntityManager } from 'typeorm';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { bookFacts, closeBooking } from '../points/index.ts';
import { lockProgrammeHead } from '../programmes/index.ts';
import { ActivitiesRepository } from './activities.repository.ts';
import type { ActivityDraft, RecordOutcome } from './activity-draft.ts';
import { membershipsOf, readKnownFacts } from './known-facts.ts';
import { planRecording } from './recording.ts';

export interface RecordingRequest {
  readonly programmeId: string;
  readonly drafts: readonly ActivityDraft[];
  readonly importId: string | null;
  /** Runs inside the same transaction, with what became of the drafts: for whoever keeps a checkpoint beside the facts. */
  readonly alongside?: (manager: EntityManager, outcomes: readonly RecordOutcome[]) => Promise<void>;
}

/** The one door through which facts come into a programme, whatever brought them: GraphQL, an import, a connector. */
export class ActivitiesRecorder {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { readonly database: Database; readonly clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Records the drafts in their order, all in one transaction; a refused draft stops none of the others. */
  async record(request: RecordingRequest): Promise<readonly RecordOutcome[]> {
    return this.#database.transaction(async (transaction) => {
      const { manager } = transaction;
      const head = await lockProgrammeHead(manager, request.programmeId);
      const known = await readKnownFacts(manager, { ...request, now: this.#clock.now() });
      const plan = planRecording(request.drafts, known, head.factSequence);
      const repository = new ActivitiesRepository(manager);
      await repository.insert(plan.activities);
      await repository.insertReadings(plan.readings);
      head.factSequence = plan.lastSequence;
      const memberships = membershipsOf(known.members);
      const booking = await bookFacts({ manager, head, memberships, now: known.now }, plan.facts);
      await closeBooking(transaction, { head, booking });
      await request.alongside?.(manager, plan.outcomes);
      return plan.outcomes;
    });
  }
}
