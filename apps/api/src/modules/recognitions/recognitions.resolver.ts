import type { Language } from '@fanfare/contracts';
import { drawBadge } from '@fanfare/gamification';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { Access } from '../../platform/graphql/access.ts';
import { connectionFrom, ForwardPageArguments } from '../../platform/graphql/connection.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { byOwner, loaderKey } from '../../platform/graphql/loaders.ts';
import { readPageRequest } from '../../platform/graphql/pagination.ts';
import { LanguageEnum } from '../../platform/graphql/vocabulary.types.ts';
import { Ambassador, type AmbassadorLoader } from '../ambassadors/index.ts';
import { Programme } from '../programmes/index.ts';
import type { CatalogueService } from './catalogue.service.ts';
import { explainDraw } from './draw.ts';
import type { DrawsService } from './draws.service.ts';
import type { DrawRecord, RecognitionRecord, RequestRecord, RequestState } from './recognition.ts';
import { recognitionReaders, requestDeciders, requestReaders } from './recognitions.access.ts';
import { RequestStateEnum } from './recognitions.enums.ts';
import { toDraw, toRecognition, toRequest, toShared } from './recognitions.mapper.ts';
import {
  Recognition,
  RecognitionDraw,
  RecognitionRequest,
  RecognitionRequestConnection,
  SharedRecognitionRequest,
} from './recognitions.types.ts';
import type { RequestsService } from './requests.service.ts';

const recognitionsById = loaderKey<string, RecognitionRecord>('recognitions by id');
const requestsByAmbassador = loaderKey<string, readonly RequestRecord[]>('what somebody asked for and got');
const drawsByRecognition = loaderKey<string, readonly DrawRecord[]>('the draws of a recognition');
const sharedByRecognition = loaderKey<string, readonly RequestRecord[]>('what people ask colleagues for points for');
const pointsByRequest = loaderKey<string, number>('points collected for a request');

const languageOption = { nullable: true, description: 'The language; the reader’s unless told.' } as const;
const position: z.ZodType<readonly [string, string]> = z.tuple([z.iso.datetime(), z.uuid()]);

export interface RecognitionServices {
  readonly catalogue: CatalogueService;
  readonly requests: RequestsService;
  readonly draws: DrawsService;
  readonly ambassadors: AmbassadorLoader;
}

@Resolver(() => Recognition)
export class RecognitionsResolver {
  readonly #services: RecognitionServices;

  constructor(services: RecognitionServices) {
    this.#services = services;
  }

  @Query(() => Recognition, { nullable: true, description: 'One recognition; null where there is none for who asks.' })
  @Access(recognitionReaders)
  async recognition(
    @Arg('id', () => ID, { description: 'The recognition.' }) id: string,
    @Ctx() { viewer }: RequestContext,
  ): Promise<Recognition | null> {
    const record = await this.#services.catalogue.find(viewer, id);
    return record === null ? null : toRecognition(record);
  }

  @FieldResolver(() => String, { description: 'Its name.' })
  name(
    @Root() { record }: Recognition,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, languageOption) language?: Language | null,
  ): string {
    return record.name[language ?? context.language];
  }

  @FieldResolver(() => String, { description: 'What it is.' })
  description(
    @Root() { record }: Recognition,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, languageOption) language?: Language | null,
  ): string {
    return record.description[language ?? context.language];
  }

  @FieldResolver(() => String, { description: 'Who can have it, in words.' })
  eligibility(
    @Root() { record }: Recognition,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, languageOption) language?: Language | null,
  ): string {
    return record.eligibility[language ?? context.language];
  }

  @FieldResolver(() => String, { description: 'Its picture, as an SVG document.' })
  pictureSvg(@Root() { record }: Recognition, @Ctx() { language }: RequestContext): string {
    return drawBadge(record.picture, record.name[language]);
  }

  @FieldResolver(() => [RecognitionDraw], { description: 'The draws for it, newest first.' })
  async draws(@Root() { id }: Recognition, @Ctx() { loaders }: RequestContext): Promise<readonly RecognitionDraw[]> {
    const loader = loaders.get(drawsByRecognition, () =>
      byOwner(
        (ids) => this.#services.draws.drawsOf(ids),
        ({ recognitionId }) => recognitionId,
      ),
    );
    return ((await loader.load(id)) ?? []).map(toDraw);
  }

  @FieldResolver(() => [SharedRecognitionRequest], {
    description:
      'Requests for which their people ask colleagues for points, oldest first, at most 100, as far as the reader sees who asks.',
  })
  async sharedRequests(
    @Root() { id }: Recognition,
    @Ctx() context: RequestContext,
  ): Promise<readonly SharedRecognitionRequest[]> {
    const loader = context.loaders.get(sharedByRecognition, () =>
      byOwner(
        (ids) => this.#services.requests.sharedOf(ids),
        ({ recognitionId }) => recognitionId,
      ),
    );
    const shared = (await loader.load(id)) ?? [];
    const seen = await Promise.all(shared.map(({ ambassadorId }) => this.#services.ambassadors.load(context, ambassadorId)));
    return shared.flatMap((request, index) => {
      const ambassador = seen[index] ?? null;
      return ambassador === null ? [] : [toShared(request, ambassador)];
    });
  }
}

/** What somebody asks colleagues for points for. */
@Resolver(() => SharedRecognitionRequest)
export class SharedRecognitionRequestResolver {
  readonly #requests: RequestsService;

  constructor({ requests }: Pick<RecognitionServices, 'requests'>) {
    this.#requests = requests;
  }

  @FieldResolver(() => Int, { description: 'Points that were given for it and have not gone back.' })
  pointsCollected(@Root() { id }: SharedRecognitionRequest, @Ctx() context: RequestContext): Promise<number> {
    return pointsCollectedFor(id, context, this.#requests);
  }
}

async function pointsCollectedFor(id: string, { loaders }: RequestContext, requests: RequestsService): Promise<number> {
  const loader = loaders.get(pointsByRequest, () => async (ids) => {
    const found = await requests.boundTo(ids);
    return ids.map((one) => found.get(one));
  });
  return (await loader.load(id)) ?? 0;
}

@Resolver(() => RecognitionRequest)
export class RecognitionRequestResolver {
  readonly #services: RecognitionServices;

  constructor(services: RecognitionServices) {
    this.#services = services;
  }

  @FieldResolver(() => Recognition, { description: 'What it is about.' })
  @Access(recognitionReaders)
  async recognition(@Root() { record }: RecognitionRequest, @Ctx() { loaders }: RequestContext): Promise<Recognition> {
    const loader = loaders.get(recognitionsById, () => async (ids) => {
      const found = new Map((await this.#services.catalogue.findMany(ids)).map((one) => [one.id, one]));
      return ids.map((id) => found.get(id));
    });
    const found = await loader.load(record.recognitionId);
    if (found === undefined) throw new Error(`request ${record.id} is about a recognition that is not there`);
    return toRecognition(found);
  }

  @FieldResolver(() => Ambassador, { nullable: true, description: 'Who gets it; null for whom the reader does not see.' })
  ambassador(@Root() { ambassadorId }: RecognitionRequest, @Ctx() context: RequestContext): Promise<Ambassador | null> {
    return this.#services.ambassadors.load(context, ambassadorId);
  }

  @FieldResolver(() => Int, { description: 'Points that were given for it and have not gone back.' })
  pointsCollected(@Root() { id }: RecognitionRequest, @Ctx() context: RequestContext): Promise<number> {
    return pointsCollectedFor(id, context, this.#services.requests);
  }
}

@Resolver(() => RecognitionDraw)
export class RecognitionDrawResolver {
  readonly #services: RecognitionServices;

  constructor(services: RecognitionServices) {
    this.#services = services;
  }

  @FieldResolver(() => [Ambassador], {
    description: 'Who was drawn, in the order of the tickets, as far as the reader sees them.',
  })
  async winners(@Root() { record }: RecognitionDraw, @Ctx() context: RequestContext): Promise<readonly Ambassador[]> {
    const found = await Promise.all(record.winners.map((id) => this.#services.ambassadors.load(context, id)));
    return found.filter((one) => one !== null);
  }

  @FieldResolver(() => [String], { description: 'How the draw came about, in whole sentences.' })
  explanation(
    @Root() { record }: RecognitionDraw,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, languageOption) language?: Language | null,
  ): readonly string[] {
    return explainDraw(record).map((sentence) => sentence[language ?? context.language]);
  }
}

@ArgsType()
class RequestListArguments extends ForwardPageArguments {
  @Field(() => [RequestStateEnum], {
    nullable: true,
    description: 'In which states; those that wait for a decision unless told.',
  })
  states?: readonly RequestState[] | null;
}

/** The catalogue and the requests of a programme. */
@Resolver(() => Programme)
export class ProgrammeRecognitionsResolver {
  readonly #services: RecognitionServices;

  constructor(services: RecognitionServices) {
    this.#services = services;
  }

  @FieldResolver(() => [Recognition], {
    description: 'The catalogue of thank-yous, oldest first; for administrators also what is no longer offered, last.',
  })
  @Access(recognitionReaders)
  async recognitions(@Root() { id }: Programme, @Ctx() { viewer }: RequestContext): Promise<readonly Recognition[]> {
    return (await this.#services.catalogue.list(viewer, id)).map(toRecognition);
  }

  @FieldResolver(() => RecognitionRequestConnection, {
    description: 'What people asked for and got, newest first. Admins, auditors.',
  })
  @Access(requestDeciders)
  async recognitionRequests(
    @Root() { id: programmeId }: Programme,
    @Args(() => RequestListArguments) { states, ...page }: RequestListArguments,
  ) {
    const wanted = { programmeId, states: states ?? (['REQUESTED'] as const) };
    const found = await this.#services.requests.page(wanted, readPageRequest(page, position));
    const items = found.items.map(({ node, cursor }) => ({ node: toRequest(node), cursor }));
    return connectionFrom({ ...found, items });
  }
}

/** What somebody asked for and got. */
@Resolver(() => Ambassador)
export class AmbassadorRecognitionsResolver {
  readonly #requests: RequestsService;

  constructor({ requests }: Pick<RecognitionServices, 'requests'>) {
    this.#requests = requests;
  }

  @FieldResolver(() => [RecognitionRequest], {
    description: 'The recognitions that the person asked for and got, newest first. The person, admins, auditors.',
  })
  @Access(requestReaders)
  async recognitionRequests(
    @Root() { ambassadorId }: Ambassador,
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly RecognitionRequest[]> {
    const loader = loaders.get(requestsByAmbassador, () =>
      byOwner(
        (ids) => this.#requests.requestsOf(ids),
        (request) => request.ambassadorId,
      ),
    );
    return ((await loader.load(ambassadorId)) ?? []).map(toRequest);
  }
}
