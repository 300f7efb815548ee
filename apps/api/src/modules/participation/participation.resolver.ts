import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { refusal } from '../../platform/graphql/errors.ts';
import { type UserFailure, userErrors, validateInput } from '../../platform/graphql/payload.ts';
import type { Outcome } from '../../platform/outcome.ts';
import type { Ambassador, AmbassadorLoader, AmbassadorRecord } from '../ambassadors/index.ts';
import type { JoiningService } from './joining.service.ts';
import {
  ChangeVisibilityInput,
  GiveConsentInput,
  JoinProgrammeInput,
  joinProgrammeSchema,
  LeaveProgrammeInput,
  PauseParticipationInput,
  ResumeParticipationInput,
  UpdateAmbassadorInput,
  updateAmbassadorSchema,
  WithdrawConsentInput,
} from './participation.inputs.ts';
import type { ParticipationService } from './participation.service.ts';
import {
  ChangeVisibilityPayload,
  GiveConsentPayload,
  JoinProgrammePayload,
  LeaveProgrammePayload,
  PauseParticipationPayload,
  ResumeParticipationPayload,
  UpdateAmbassadorPayload,
  WithdrawConsentPayload,
} from './participation.types.ts';

type AmbassadorPayload = Pick<LeaveProgrammePayload, 'errors'> & { readonly ambassador: Ambassador | null };

/** The acts by which people shape their participation. */
@Resolver()
export class ParticipationResolver {
  readonly #joining: JoiningService;
  readonly #participation: ParticipationService;
  readonly #ambassadors: AmbassadorLoader;

  constructor(services: {
    readonly joining: JoiningService;
    readonly participation: ParticipationService;
    readonly ambassadors: AmbassadorLoader;
  }) {
    this.#joining = services.joining;
    this.#participation = services.participation;
    this.#ambassadors = services.ambassadors;
  }

  @Mutation(() => JoinProgrammePayload, {
    description:
      'Joins a programme: one’s own act, which gives the consent to take part in the version named. Who left before comes back as the same ambassador; who takes part already gets that answered.',
  })
  @Access({ to: ['SIGNED_IN'] })
  async joinProgramme(
    @Arg('input', () => JoinProgrammeInput) input: JoinProgrammeInput,
    @Ctx() context: RequestContext,
  ): Promise<JoinProgrammePayload> {
    const { viewer } = context;
    if (viewer.kind !== 'person') throw refusal(viewer);
    const checked = validateInput(joinProgrammeSchema, input);
    const outcome = checked.ok
      ? await this.#joining.join(viewer, {
          programmeId: input.programme,
          invitationCode: input.invitationCode ?? null,
          name: checked.value.displayName,
          consentVersion: input.consentVersion,
          visibility: input.visibility ?? null,
          departmentId: input.department ?? null,
          language: input.language ?? null,
        })
      : checked;
    return { ...(await this.#answer(outcome, context)), programmeId: input.programme, personId: viewer.personId };
  }

  @Mutation(() => LeaveProgrammePayload, {
    description:
      'Leaves a programme: off every board at once, and every consent ends. Always possible, and undone by joining again.',
  })
  @Access({ to: ['SELF'] })
  async leaveProgramme(@Arg('input', () => LeaveProgrammeInput) input: LeaveProgrammeInput, @Ctx() context: RequestContext) {
    return this.#answer(await this.#participation.leave(context.viewer, input.ambassador), context);
  }

  @Mutation(() => PauseParticipationPayload, {
    description:
      'Rests until the end of a day or until further notice, without being nudged; a running pause gets the new end.',
  })
  @Access({ to: ['SELF'] })
  async pauseParticipation(
    @Arg('input', () => PauseParticipationInput) input: PauseParticipationInput,
    @Ctx() context: RequestContext,
  ) {
    return this.#answer(await this.#participation.pause(context.viewer, input.ambassador, input.until ?? null), context);
  }

  @Mutation(() => ResumeParticipationPayload, { description: 'Ends a pause now.' })
  @Access({ to: ['SELF'] })
  async resumeParticipation(
    @Arg('input', () => ResumeParticipationInput) input: ResumeParticipationInput,
    @Ctx() context: RequestContext,
  ) {
    return this.#answer(await this.#participation.resume(context.viewer, input.ambassador), context);
  }

  @Mutation(() => ChangeVisibilityPayload, {
    description:
      'Decides as whom to appear. NAMED gives the consent to show the name, in the same act; PSEUDONYM and HIDDEN end it. Boards follow at once.',
  })
  @Access({ to: ['SELF'] })
  async changeVisibility(
    @Arg('input', () => ChangeVisibilityInput) input: ChangeVisibilityInput,
    @Ctx() context: RequestContext,
  ) {
    const wanted = { visibility: input.visibility, consentVersion: input.consentVersion ?? null };
    return this.#answer(await this.#participation.changeVisibility(context.viewer, input.ambassador, wanted), context);
  }

  @Mutation(() => GiveConsentPayload, {
    description: 'Gives a consent in the present version of its text; an older version of the same consent is replaced.',
  })
  @Access({ to: ['SELF'] })
  async giveConsent(@Arg('input', () => GiveConsentInput) input: GiveConsentInput, @Ctx() context: RequestContext) {
    const consent = { kind: input.kind, version: input.version };
    return this.#answer(await this.#participation.giveConsent(context.viewer, input.ambassador, consent), context);
  }

  @Mutation(() => WithdrawConsentPayload, {
    description:
      'Withdraws a consent and ends what it allowed: without PARTICIPATION one leaves, without NAME_ON_BOARDS the pseudonym is shown.',
  })
  @Access({ to: ['SELF'] })
  async withdrawConsent(@Arg('input', () => WithdrawConsentInput) input: WithdrawConsentInput, @Ctx() context: RequestContext) {
    return this.#answer(await this.#participation.withdrawConsent(context.viewer, input.ambassador, input.kind), context);
  }

  @Mutation(() => UpdateAmbassadorPayload, {
    description: 'Changes name and language, which are the person’s own to change, or the department, which is an admin’s.',
  })
  @Access({ to: ['SELF', 'ADMIN'] })
  async updateAmbassador(
    @Arg('input', () => UpdateAmbassadorInput) input: UpdateAmbassadorInput,
    @Ctx() context: RequestContext,
  ): Promise<UpdateAmbassadorPayload> {
    const checked = validateInput(updateAmbassadorSchema, input);
    if (!checked.ok) return this.#answer(checked, context);
    const request = {
      ambassadorId: input.ambassador,
      name: checked.value.displayName ?? undefined,
      language: input.language ?? undefined,
      departmentId: input.department,
    };
    return this.#answer(await this.#participation.update(context.viewer, request), context);
  }

  async #answer(outcome: Outcome<AmbassadorRecord, UserFailure>, context: RequestContext): Promise<AmbassadorPayload> {
    if (!outcome.ok) return { ambassador: null, errors: userErrors(outcome.failures, context.language) };
    return { ambassador: await this.#ambassadors.show(context, outcome.value), errors: [] };
  }
}
