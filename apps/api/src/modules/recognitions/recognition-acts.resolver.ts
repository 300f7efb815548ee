import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import { ownRequests, recognitionMakers } from './recognitions.access.ts';
import {
  ContributeToRecognitionInput,
  CreateRecognitionInput,
  DecideRecognitionInput,
  DrawRecognitionInput,
  GiveRecognitionInput,
  RequestRecognitionInput,
  ShareRecognitionRequestInput,
  UpdateRecognitionInput,
} from './recognitions.inputs.ts';
import { toDraw, toRecognition, toRequest } from './recognitions.mapper.ts';
import type { RecognitionServices } from './recognitions.resolver.ts';
import {
  ContributeToRecognitionPayload,
  CreateRecognitionPayload,
  DecideRecognitionPayload,
  DrawRecognitionPayload,
  GiveRecognitionPayload,
  RequestRecognitionPayload,
  ShareRecognitionRequestPayload,
  UpdateRecognitionPayload,
} from './recognitions.types.ts';

/** What people do with recognitions. */
@Resolver()
export class RecognitionActsResolver {
  readonly #services: Omit<RecognitionServices, 'ambassadors'>;

  constructor(services: Omit<RecognitionServices, 'ambassadors'>) {
    this.#services = services;
  }

  @Mutation(() => CreateRecognitionPayload, { description: 'Puts a thank-you into the catalogue.' })
  @Access(recognitionMakers)
  async createRecognition(
    @Arg('input', () => CreateRecognitionInput) input: CreateRecognitionInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<CreateRecognitionPayload>> {
    const outcome = await this.#services.catalogue.create(viewer, input);
    return payloadOf(outcome, { language, shape: (record) => ({ recognition: toRecognition(record) }) });
  }

  @Mutation(() => UpdateRecognitionPayload, { description: 'Changes a thank-you, or takes it out of the catalogue.' })
  @Access(recognitionMakers)
  async updateRecognition(
    @Arg('input', () => UpdateRecognitionInput) input: UpdateRecognitionInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<UpdateRecognitionPayload>> {
    const outcome = await this.#services.catalogue.update(viewer, input);
    return payloadOf(outcome, { language, shape: (record) => ({ recognition: toRecognition(record) }) });
  }

  @Mutation(() => RequestRecognitionPayload, {
    description: 'Asks for a recognition for oneself; it holds a place until a person decides.',
  })
  @Access(ownRequests)
  async requestRecognition(
    @Arg('input', () => RequestRecognitionInput) input: RequestRecognitionInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<RequestRecognitionPayload>> {
    const outcome = await this.#services.requests.request(viewer, input);
    return payloadOf(outcome, { language, shape: (record) => ({ request: toRequest(record) }) });
  }

  @Mutation(() => ShareRecognitionRequestPayload, {
    description: 'Asks colleagues for points for an own request, or does so no more. What they gave stays.',
  })
  @Access(ownRequests)
  async shareRecognitionRequest(
    @Arg('input', () => ShareRecognitionRequestInput) input: ShareRecognitionRequestInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<ShareRecognitionRequestPayload>> {
    const outcome = await this.#services.requests.share(viewer, input);
    return payloadOf(outcome, { language, shape: (record) => ({ request: toRequest(record) }) });
  }

  @Mutation(() => GiveRecognitionPayload, { description: 'Gives a recognition to somebody who did not ask.' })
  @Access(recognitionMakers)
  async giveRecognition(
    @Arg('input', () => GiveRecognitionInput) input: GiveRecognitionInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<GiveRecognitionPayload>> {
    const outcome = await this.#services.requests.give(viewer, input);
    return payloadOf(outcome, { language, shape: (record) => ({ request: toRequest(record) }) });
  }

  @Mutation(() => DecideRecognitionPayload, {
    description:
      'Takes a step in the life of a recognition for somebody. Points that were given for what comes to nothing go back.',
  })
  @Access({ to: ['SELF', 'ADMIN'] })
  async decideRecognition(
    @Arg('input', () => DecideRecognitionInput) input: DecideRecognitionInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<DecideRecognitionPayload>> {
    const outcome = await this.#services.requests.decide(viewer, input);
    return payloadOf(outcome, { language, shape: (record) => ({ request: toRequest(record) }) });
  }

  @Mutation(() => ContributeToRecognitionPayload, {
    description: 'Gives some of one’s own points for a request: one’s own, or that of a colleague who shares it.',
  })
  @Access(ownRequests)
  async contributeToRecognition(
    @Arg('input', () => ContributeToRecognitionInput) input: ContributeToRecognitionInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<ContributeToRecognitionPayload>> {
    const outcome = await this.#services.requests.contribute(viewer, input);
    const bound = outcome.ok ? await this.#services.requests.boundTo([outcome.value.id]) : new Map<string, number>();
    return payloadOf(outcome, { language, shape: ({ id }) => ({ pointsCollected: bound.get(id) ?? 0 }) });
  }

  @Mutation(() => DrawRecognitionPayload, {
    description: 'Draws who gets a recognition from the final standing of a season; nobody is drawn twice in a season.',
  })
  @Access(recognitionMakers)
  async drawRecognition(
    @Arg('input', () => DrawRecognitionInput) input: DrawRecognitionInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<DrawRecognitionPayload>> {
    const outcome = await this.#services.draws.draw(viewer, input);
    return payloadOf(outcome, { language, shape: (record) => ({ draw: toDraw(record) }) });
  }
}
