import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { userErrors } from '../../platform/graphql/payload.ts';
import type { EnrolmentResult, EnrolmentService } from './enrolment.service.ts';
import { EnrolTestAmbassadorsInput } from './participation.inputs.ts';
import { EnrolTestAmbassadorsPayload, enrollers, type TestAmbassadorResult } from './participation.types.ts';

/** Enrolling test persons. */
@Resolver()
export class EnrolmentResolver {
  readonly #enrolment: EnrolmentService;

  constructor(enrolment: EnrolmentService) {
    this.#enrolment = enrolment;
  }

  @Mutation(() => EnrolTestAmbassadorsPayload, {
    description:
      'Enrols up to 1,000 test persons, who do not exist and are marked as such. Safe to repeat: the same reference with the same data is answered as existing, with other data it is refused and the errors name the difference.',
  })
  @Access(enrollers)
  async enrolTestAmbassadors(
    @Arg('input', () => EnrolTestAmbassadorsInput) input: EnrolTestAmbassadorsInput,
    @Ctx() context: RequestContext,
  ): Promise<EnrolTestAmbassadorsPayload> {
    const outcome = await this.#enrolment.enrol(context.viewer, { programmeId: input.programme, items: input.ambassadors });
    const results = outcome.ok ? outcome.value : [];
    const count = (wanted: EnrolmentResult['outcome']) => results.filter((result) => result.outcome === wanted).length;
    return {
      results: results.map((result, index) => shownResult(result, input.ambassadors[index]?.externalReference ?? '', context)),
      created: count('CREATED'),
      existing: count('EXISTING'),
      refused: count('REFUSED'),
      errors: outcome.ok ? [] : userErrors(outcome.failures, context.language),
    };
  }
}

function shownResult(result: EnrolmentResult, externalReference: string, context: RequestContext): TestAmbassadorResult {
  const { outcome } = result;
  if (outcome === 'REFUSED') {
    return { externalReference, outcome, ambassadorId: null, errors: userErrors(result.failures, context.language) };
  }
  return { externalReference, outcome, ambassadorId: result.ambassador.id, errors: [] };
}
