import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { Access } from '../../platform/graphql/access.ts';
import { connectionFrom, ForwardPageArguments } from '../../platform/graphql/connection.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { readPageRequest } from '../../platform/graphql/pagination.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import { Ambassador, type AmbassadorLoader } from '../ambassadors/index.ts';
import { Programme } from '../programmes/index.ts';
import { kudosGivers, kudosModerators, kudosReaders, ownKudos } from './kudos.access.ts';
import { ChooseKudosInput, ModerateKudosInput, ReportKudosInput, SendKudosInput } from './kudos.inputs.ts';
import type { KudosService } from './kudos.service.ts';
import {
  ChooseKudosPayload,
  Kudos,
  KudosConnection,
  ModerateKudosPayload,
  ReportKudosPayload,
  SendKudosPayload,
  toKudos,
} from './kudos.types.ts';

const position: z.ZodType<readonly [string, string]> = z.tuple([z.iso.datetime(), z.uuid()]);

@Resolver(() => Kudos)
export class KudosResolver {
  readonly #kudos: KudosService;
  readonly #ambassadors: AmbassadorLoader;

  constructor(dependencies: { readonly kudos: KudosService; readonly ambassadors: AmbassadorLoader }) {
    this.#kudos = dependencies.kudos;
    this.#ambassadors = dependencies.ambassadors;
  }

  @FieldResolver(() => Ambassador, { nullable: true, description: 'Who thanks; null for whom the reader does not see.' })
  giver(@Root() { record }: Kudos, @Ctx() context: RequestContext): Promise<Ambassador | null> {
    return this.#ambassadors.load(context, record.giverId);
  }

  @FieldResolver(() => Ambassador, { nullable: true, description: 'Who is thanked; null for whom the reader does not see.' })
  receiver(@Root() { record }: Kudos, @Ctx() context: RequestContext): Promise<Ambassador | null> {
    return this.#ambassadors.load(context, record.receiverId);
  }

  @Mutation(() => SendKudosPayload, {
    description:
      'Thanks a colleague: at most 5 times a day of the programme’s zone, the same colleague once. Worth no points for anybody.',
  })
  @Access(kudosGivers)
  async sendKudos(
    @Arg('input', () => SendKudosInput) input: SendKudosInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<SendKudosPayload>> {
    const outcome = await this.#kudos.send(viewer, input);
    return payloadOf(outcome, { language, shape: (record) => ({ kudos: toKudos(record) }) });
  }

  @Mutation(() => ReportKudosPayload, { description: 'Tells a moderator that kudos are not alright. Each reports once.' })
  @Access(kudosGivers)
  async reportKudos(
    @Arg('input', () => ReportKudosInput) input: ReportKudosInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<ReportKudosPayload>> {
    return payloadOf(await this.#kudos.report(viewer, input), { language, shape: () => ({}) });
  }

  @Mutation(() => ModerateKudosPayload, { description: 'Takes kudos off the wall, or settles their reports.' })
  @Access(kudosModerators)
  async moderateKudos(
    @Arg('input', () => ModerateKudosInput) input: ModerateKudosInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<ModerateKudosPayload>> {
    const outcome = await this.#kudos.moderate(viewer, input);
    return payloadOf(outcome, { language, shape: (record) => ({ kudos: toKudos(record) }) });
  }

  @Mutation(() => ChooseKudosPayload, { description: 'Switches kudos for oneself off, or on again.' })
  @Access(ownKudos)
  async chooseKudos(
    @Arg('input', () => ChooseKudosInput) input: ChooseKudosInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<ChooseKudosPayload>> {
    const outcome = await this.#kudos.choose(viewer, input);
    return payloadOf(outcome, { language, shape: (accepts) => ({ accepts }) });
  }
}

@Resolver(() => Programme)
export class ProgrammeKudosResolver {
  readonly #kudos: KudosService;

  constructor(kudos: KudosService) {
    this.#kudos = kudos;
  }

  @FieldResolver(() => KudosConnection, {
    description: 'The wall of thanks, newest first: between people who take part and are not hidden.',
  })
  @Access(kudosReaders)
  async kudos(@Root() { id }: Programme, @Args(() => ForwardPageArguments) page: ForwardPageArguments) {
    const found = await this.#kudos.wall(id, readPageRequest(page, position));
    return connectionFrom({ ...found, items: found.items.map(({ node, cursor }) => ({ node: toKudos(node), cursor })) });
  }

  @FieldResolver(() => [Kudos], { description: 'Kudos whose reports wait for a moderator, oldest first, at most 200. Admins.' })
  @Access(kudosModerators)
  async reportedKudos(@Root() { id }: Programme): Promise<readonly Kudos[]> {
    return (await this.#kudos.reported(id)).map(toKudos);
  }
}

@Resolver(() => Ambassador)
export class AmbassadorKudosResolver {
  readonly #kudos: KudosService;

  constructor(kudos: KudosService) {
    this.#kudos = kudos;
  }

  @FieldResolver(() => Boolean, { description: 'Whether one wants kudos. The person.' })
  @Access(ownKudos)
  acceptsKudos(@Root() { ambassadorId }: Ambassador): Promise<boolean> {
    return this.#kudos.accepts(ambassadorId);
  }

  @FieldResolver(() => [Kudos], { description: 'The thanks that one received, the latest 50, newest first. The person.' })
  @Access(ownKudos)
  async receivedKudos(@Root() { ambassadorId }: Ambassador): Promise<readonly Kudos[]> {
    return (await this.#kudos.receivedBy(ambassadorId)).map(toKudos);
  }
}
