import { z } from 'zod';
import { may, membershipIn, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { type BatchFunction, byOwner } from '../../platform/graphql/loaders.ts';
import { notAllowed, notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { type Happening, tellHappenings } from '../happenings/index.ts';
import type { ChallengeRecord } from './challenge.ts';
import { ChallengeEntrantsRepository, type EntrantRecord } from './challenge-entrants.repository.ts';
import { challengeMakers } from './challenges.access.ts';
import * as errors from './challenges.errors.ts';
import { announceChallenge } from './challenges.events.ts';
import type { InviteToChallengeInput } from './challenges.inputs.ts';
import { ChallengesRepository } from './challenges.repository.ts';
import type { ChallengeOutcome, ChallengesService } from './challenges.service.ts';

const invitationSchema = z.object({ id: z.uuid(), ambassadors: z.array(z.uuid()).min(1).max(1000) });
const open: readonly ChallengeRecord['state'][] = ['SCHEDULED', 'RUNNING', 'GRACE'];

/** Who takes part in challenges: of their own will, and no longer when they say so. */
export class ChallengeEntryService {
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

  /** For loaders: the part of one ambassador in each challenge. */
  entrancesOf(ambassadorId: string): BatchFunction<string, readonly EntrantRecord[]> {
    return byOwner(
      (challengeIds) => new ChallengeEntrantsRepository(this.#database.manager).find({ challengeIds, ambassadorId }),
      ({ challengeId }) => challengeId,
    );
  }

  /** Invites; nobody takes part before they have accepted. */
  async invite(
    viewer: Viewer,
    input: InviteToChallengeInput,
  ): Promise<Outcome<{ readonly challenge: ChallengeRecord; readonly invited: number }, UserFailure>> {
    const checked = validateInput(invitationSchema, input);
    if (!checked.ok) return checked;
    const { id, ambassadors } = checked.value;
    const challenge = await this.#challenges.find(viewer, id);
    if (challenge === null) return fail(notFound(['id']));
    const { programmeId, state, document } = challenge;
    if (!may(viewer, { ...challengeMakers, programmeId })) return fail(notAllowed());
    if (document.entry === 'OPEN') return fail(errors.openToEverybody());
    if (state !== 'DRAFT' && !open.includes(state)) return fail(errors.notInThisState('INVITE', state));
    const known = await new ChallengeEntrantsRepository(this.#database.manager).takingPart(programmeId, ambassadors);
    const unknown = ambassadors.flatMap((ambassador, index) =>
      known.has(ambassador) ? [] : [errors.unknownAmbassador(index)],
    );
    if (unknown.length > 0) return fail(...unknown);
    const count = await this.#database.transaction(async (transaction) => {
      const invitation = { challengeId: id, programmeId, ambassadorIds: [...known], now: this.#clock.now() };
      announceChallenge(transaction, challenge);
      if (state !== 'DRAFT')
        await tellHappenings(
          transaction.manager,
          invitation.ambassadorIds.map((one) => invited(challenge, one, invitation.now)),
        );
      return new ChallengeEntrantsRepository(transaction.manager).invite(invitation);
    });
    return succeed({ challenge, invited: count });
  }

  enter(viewer: Viewer, id: string): Promise<ChallengeOutcome> {
    return this.#move(viewer, id, true);
  }

  leave(viewer: Viewer, id: string): Promise<ChallengeOutcome> {
    return this.#move(viewer, id, false);
  }

  async #move(viewer: Viewer, id: string, isIn: boolean): Promise<ChallengeOutcome> {
    const challenge = await this.#challenges.find(viewer, id);
    if (challenge === null) return fail(notFound(['id']));
    const { programmeId, state, document } = challenge;
    const ambassadorId = membershipIn(viewer, programmeId)?.ambassadorId ?? null;
    if (ambassadorId === null) return fail(notAllowed());
    if (!open.includes(state)) return fail(errors.notInThisState('ENTER', state));
    const moved = await this.#database.transaction(async (transaction) => {
      const entrants = new ChallengeEntrantsRepository(transaction.manager);
      const [present] = await entrants.find({ challengeIds: [id], ambassadorId });
      if (isIn && document.entry === 'INVITATION' && present?.invitedAt == null) return fail(errors.notInvited());
      await entrants.move({ challengeId: id, programmeId, ambassadorId, isIn, now: this.#clock.now() });
      await new ChallengesRepository(transaction.manager).countUp([id]);
      announceChallenge(transaction, challenge);
      return succeed(challenge);
    });
    return moved.ok ? succeed((await this.#challenges.find(viewer, id)) ?? challenge) : moved;
  }
}

/** Whether somebody takes part. */
export function isIn(challenge: Pick<ChallengeRecord, 'document'>, entrant: EntrantRecord | undefined): boolean {
  if (entrant?.leftAt != null) return false;
  return challenge.document.entry === 'OPEN' || entrant?.enteredAt != null;
}

/** Of a draft nobody is told: who was invited to it hears of it when it opens. */
function invited({ id, programmeId, document }: ChallengeRecord, ambassadorId: string, happenedAt: Date): Happening {
  const title = { GERMAN: document.name.german, ENGLISH: document.name.english };
  return {
    ...{ programmeId, kind: 'CHALLENGE_INVITED', key: `${id}:${ambassadorId}`, subject: { type: 'CHALLENGE', id } },
    ...{ audience: [ambassadorId], details: { title }, happenedAt },
  };
}
