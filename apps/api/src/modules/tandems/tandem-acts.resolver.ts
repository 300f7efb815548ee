import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { payloadOf, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import type { Outcome } from '../../platform/outcome.ts';
import type { TandemRecord } from './tandem.ts';
import {
  AcceptTandemInput,
  BeginTandemInput,
  CheckInTandemInput,
  CompleteTandemInput,
  checkInSchema,
  DeclineTandemInput,
  EndTandemInput,
  feedbackSchema,
  GiveTandemFeedbackInput,
} from './tandems.inputs.ts';
import { toTandem } from './tandems.mapper.ts';
import type { TandemsService } from './tandems.service.ts';
import {
  AcceptTandemPayload,
  BeginTandemPayload,
  CheckInTandemPayload,
  CompleteTandemPayload,
  DeclineTandemPayload,
  EndTandemPayload,
  GiveTandemFeedbackPayload,
  type Tandem,
  tandemMembersOnly,
} from './tandems.types.ts';

/** What members do with their tandem. */
@Resolver()
export class TandemActsResolver {
  readonly #tandems: TandemsService;

  constructor(tandems: TandemsService) {
    this.#tandems = tandems;
  }

  @Mutation(() => AcceptTandemPayload, { description: 'Says yes to a proposal. The tandem is agreed on once everybody has.' })
  @Access(tandemMembersOnly)
  async acceptTandem(@Arg('input', () => AcceptTandemInput) input: AcceptTandemInput, @Ctx() context: RequestContext) {
    return answer(await this.#tandems.accept(context.viewer, input.tandem), context);
  }

  @Mutation(() => DeclineTandemPayload, {
    description: 'Says no to a proposal, which ends it. The reason is kept for the next round; nobody is told.',
  })
  @Access(tandemMembersOnly)
  async declineTandem(@Arg('input', () => DeclineTandemInput) input: DeclineTandemInput, @Ctx() context: RequestContext) {
    return answer(await this.#tandems.decline(context.viewer, input.tandem, input.reason), context);
  }

  @Mutation(() => BeginTandemPayload, {
    description: 'Begins a tandem that everybody has accepted; so does the first check-in.',
  })
  @Access(tandemMembersOnly)
  async beginTandem(@Arg('input', () => BeginTandemInput) input: BeginTandemInput, @Ctx() context: RequestContext) {
    return answer(await this.#tandems.begin(context.viewer, input.tandem), context);
  }

  @Mutation(() => CompleteTandemPayload, { description: 'Completes a running tandem.' })
  @Access(tandemMembersOnly)
  async completeTandem(@Arg('input', () => CompleteTandemInput) input: CompleteTandemInput, @Ctx() context: RequestContext) {
    return answer(await this.#tandems.complete(context.viewer, input.tandem), context);
  }

  @Mutation(() => EndTandemPayload, {
    description: 'Ends a tandem early. Both are free for the next round, which pairs them with others.',
  })
  @Access(tandemMembersOnly)
  async endTandem(@Arg('input', () => EndTandemInput) input: EndTandemInput, @Ctx() context: RequestContext) {
    return answer(await this.#tandems.end(context.viewer, input.tandem, input.reason), context);
  }

  @Mutation(() => CheckInTandemPayload, { description: 'Says how a tandem goes; the other members read it.' })
  @Access(tandemMembersOnly)
  async checkInTandem(@Arg('input', () => CheckInTandemInput) input: CheckInTandemInput, @Ctx() context: RequestContext) {
    const checked = validateInput(checkInSchema, input);
    if (!checked.ok) return answer(checked, context);
    const said = { mood: input.mood, note: checked.value.note ?? null };
    return answer(await this.#tandems.checkIn(context.viewer, input.tandem, said), context);
  }

  @Mutation(() => GiveTandemFeedbackPayload, { description: 'Says how well a tandem fits; nobody else reads it.' })
  @Access(tandemMembersOnly)
  async giveTandemFeedback(
    @Arg('input', () => GiveTandemFeedbackInput) input: GiveTandemFeedbackInput,
    @Ctx() context: RequestContext,
  ) {
    const checked = validateInput(feedbackSchema, input);
    if (!checked.ok) return answer(checked, context);
    const feedback = { fit: checked.value.fit, wouldAgain: input.wouldAgain ?? null, comment: checked.value.comment ?? null };
    return answer(await this.#tandems.giveFeedback(context.viewer, input.tandem, feedback), context);
  }
}

function answer(outcome: Outcome<TandemRecord, UserFailure>, { viewer, language }: RequestContext) {
  return payloadOf(outcome, { language, shape: (record): { tandem: Tandem } => ({ tandem: toTandem(record, viewer) }) });
}
