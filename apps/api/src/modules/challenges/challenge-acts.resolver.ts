import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import type { ChallengeRecord } from './challenge.ts';
import type { ChallengeEntryService } from './challenge-entry.service.ts';
import { challengeEntrants, challengeMakers } from './challenges.access.ts';
import {
  DiscardChallengeInput,
  DraftChallengeInput,
  EnterChallengeInput,
  InviteToChallengeInput,
  LeaveChallengeInput,
  ScheduleChallengeInput,
  UnscheduleChallengeInput,
  UpdateChallengeInput,
} from './challenges.inputs.ts';
import { toChallenge } from './challenges.mapper.ts';
import {
  DiscardChallengePayload,
  DraftChallengePayload,
  EnterChallengePayload,
  InviteToChallengePayload,
  LeaveChallengePayload,
  ScheduleChallengePayload,
  UnscheduleChallengePayload,
  UpdateChallengePayload,
} from './challenges.payloads.ts';
import type { ChallengesService } from './challenges.service.ts';
import type { Challenge } from './challenges.types.ts';

/** What people do with challenges. */
@Resolver()
export class ChallengeActsResolver {
  readonly #challenges: ChallengesService;
  readonly #entry: ChallengeEntryService;

  constructor(dependencies: { readonly challenges: ChallengesService; readonly entry: ChallengeEntryService }) {
    this.#challenges = dependencies.challenges;
    this.#entry = dependencies.entry;
  }

  @Mutation(() => DraftChallengePayload, {
    description: 'Drafts a challenge. Nobody but admins sees it until it is scheduled.',
  })
  @Access(challengeMakers)
  async draftChallenge(
    @Arg('input', () => DraftChallengeInput) input: DraftChallengeInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<DraftChallengePayload>> {
    return payloadOf(await this.#challenges.draft(viewer, input), { language, shape });
  }

  @Mutation(() => UpdateChallengePayload, {
    description: 'Changes a draft; where somebody else has changed it since it was read, nothing is saved (CONFLICT).',
  })
  @Access(challengeMakers)
  async updateChallenge(
    @Arg('input', () => UpdateChallengeInput) input: UpdateChallengeInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<UpdateChallengePayload>> {
    return payloadOf(await this.#challenges.update(viewer, input), { language, shape });
  }

  @Mutation(() => DiscardChallengePayload, { description: 'Throws a draft away.' })
  @Access(challengeMakers)
  async discardChallenge(
    @Arg('input', () => DiscardChallengeInput) input: DiscardChallengeInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<DiscardChallengePayload>> {
    const outcome = await this.#challenges.discard(viewer, input);
    return payloadOf(outcome, { language, shape: (discardedId) => ({ discardedId }) });
  }

  @Mutation(() => ScheduleChallengePayload, {
    description: 'Announces a draft: everybody in the programme sees it, and it opens and closes by itself.',
  })
  @Access(challengeMakers)
  async scheduleChallenge(
    @Arg('input', () => ScheduleChallengeInput) input: ScheduleChallengeInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<ScheduleChallengePayload>> {
    return payloadOf(await this.#challenges.schedule(viewer, input), { language, shape });
  }

  @Mutation(() => UnscheduleChallengePayload, { description: 'Makes an announced challenge a draft again, before it opens.' })
  @Access(challengeMakers)
  async unscheduleChallenge(
    @Arg('input', () => UnscheduleChallengeInput) input: UnscheduleChallengeInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<UnscheduleChallengePayload>> {
    return payloadOf(await this.#challenges.unschedule(viewer, input), { language, shape });
  }

  @Mutation(() => InviteToChallengePayload, { description: 'Invites people to a challenge for invited ones.' })
  @Access(challengeMakers)
  async inviteToChallenge(
    @Arg('input', () => InviteToChallengeInput) input: InviteToChallengeInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<InviteToChallengePayload>> {
    const outcome = await this.#entry.invite(viewer, input);
    return payloadOf(outcome, { language, shape: ({ challenge, invited }) => ({ ...shape(challenge), invited }) });
  }

  @Mutation(() => EnterChallengePayload, {
    description: 'Takes part in a challenge, again or as somebody invited. Safe to repeat.',
  })
  @Access(challengeEntrants)
  async enterChallenge(
    @Arg('input', () => EnterChallengeInput) input: EnterChallengeInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<EnterChallengePayload>> {
    return payloadOf(await this.#entry.enter(viewer, input.id), { language, shape });
  }

  @Mutation(() => LeaveChallengePayload, {
    description: 'Takes no part any more: one’s activities count for nobody there. Safe to repeat.',
  })
  @Access(challengeEntrants)
  async leaveChallenge(
    @Arg('input', () => LeaveChallengeInput) input: LeaveChallengeInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<LeaveChallengePayload>> {
    return payloadOf(await this.#entry.leave(viewer, input.id), { language, shape });
  }
}

function shape(record: ChallengeRecord): { readonly challenge: Challenge } {
  return { challenge: toChallenge(record) };
}
