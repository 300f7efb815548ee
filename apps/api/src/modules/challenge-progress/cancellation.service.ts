import { nextChallengeState } from '@fanfare/gamification';
import { z } from 'zod';
import { actorOf } from '../../platform/auth/actor.ts';
import { may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { notAllowed, notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import {
  announceChallenge,
  type CancelChallengeInput,
  type ChallengeRecord,
  ChallengesRepository,
  type ChallengesService,
  challengeMakers,
  notInThisState,
} from '../challenges/index.ts';
import { tellChallenge } from './challenge-happenings.ts';

const cancelSchema = z.object({ id: z.uuid(), reason: z.string().trim().min(1).max(500) });

/** Calls challenges off. What they granted is taken back by the next upkeep. */
export class CancellationService {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #challenges: ChallengesService;

  constructor(dependencies: {
    readonly database: Database;
    readonly clock: Clock;
    readonly challenges: ChallengesService;
  }) {
    this.#database = dependencies.database;
    this.#clock = dependencies.clock;
    this.#challenges = dependencies.challenges;
  }

  async cancel(viewer: Viewer, input: CancelChallengeInput): Promise<Outcome<ChallengeRecord, UserFailure>> {
    const checked = validateInput(cancelSchema, input);
    if (!checked.ok) return checked;
    const { id, reason } = checked.value;
    const found = await this.#challenges.find(viewer, id);
    if (found === null) return fail(notFound(['id']));
    if (!may(viewer, { ...challengeMakers, programmeId: found.programmeId })) return fail(notAllowed());
    return this.#database.transaction(async (transaction) => {
      const repository = new ChallengesRepository(transaction.manager);
      const challenge = await repository.lock(id);
      if (challenge === null) return fail(notFound(['id']));
      const next = nextChallengeState(challenge.state, 'CANCEL');
      if (next === null) return fail(notInThisState('CANCEL', challenge.state));
      const now = this.#clock.now();
      await repository.step({ id, state: next, now, actor: actorOf(viewer), cancelReason: reason });
      if (challenge.state !== 'SCHEDULED')
        await tellChallenge(transaction.manager, challenge, { kind: 'CHALLENGE_CANCELLED', now });
      announceChallenge(transaction, challenge);
      return succeed((await repository.find(id)) ?? challenge);
    });
  }
}
