import type { Language } from '@fanfare/contracts';
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Clock } from '../../platform/clock.ts';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import { LanguageEnum } from '../../platform/graphql/vocabulary.types.ts';
import { currentSeason } from './current-season.ts';
import { programmeEditors, programmeReaders } from './programmes.access.ts';
import { CreateCampaignInput, CreateProgrammeInput, CreateSeasonInput, UpdateProgrammeInput } from './programmes.inputs.ts';
import type { ProgrammeLists } from './programmes.lists.ts';
import { campaignToGraphql, programmeToGraphql, seasonToGraphql } from './programmes.mapper.ts';
import type { ProgrammesService } from './programmes.service.ts';
import {
  Campaign,
  CreateCampaignPayload,
  CreateProgrammePayload,
  CreateSeasonPayload,
  PrivacyPolicy,
  Programme,
  Season,
  UpdateProgrammePayload,
} from './programmes.types.ts';

@Resolver(() => Programme)
export class ProgrammesResolver {
  readonly #service: ProgrammesService;
  readonly #lists: ProgrammeLists;
  readonly #clock: Clock;

  constructor(dependencies: {
    readonly service: ProgrammesService;
    readonly lists: ProgrammeLists;
    readonly clock: Clock;
  }) {
    this.#service = dependencies.service;
    this.#lists = dependencies.lists;
    this.#clock = dependencies.clock;
  }

  @Query(() => [Programme], {
    description: 'My programmes and those that are open to join, by name; an operator sees all, a token its own.',
  })
  @Access(programmeReaders)
  async programmes(@Ctx() context: RequestContext): Promise<readonly Programme[]> {
    return (await this.#service.list(context.viewer)).map(programmeToGraphql);
  }

  @Query(() => Programme, {
    nullable: true,
    description: 'A programme by its key; null when there is none that I may know of.',
  })
  @Access(programmeReaders)
  async programme(
    @Arg('key', () => String, { description: 'Its short name.' }) key: string,
    @Ctx() context: RequestContext,
  ): Promise<Programme | null> {
    const programme = await this.#service.findByKey(context.viewer, key);
    return programme === undefined ? null : programmeToGraphql(programme);
  }

  @Mutation(() => CreateProgrammePayload, { description: 'Creates a programme. For who runs the installation.' })
  @Access({ to: ['OPERATOR'] })
  async createProgramme(@Arg('input', () => CreateProgrammeInput) input: CreateProgrammeInput, @Ctx() context: RequestContext) {
    const outcome = await this.#service.create(context.viewer, input);
    return payloadOf(outcome, { ...context, shape: (programme) => ({ programme: programmeToGraphql(programme) }) });
  }

  @Mutation(() => UpdateProgrammePayload, {
    description: 'Changes a programme, as long as nobody else changed it since it was read.',
  })
  @Access(programmeEditors)
  async updateProgramme(@Arg('input', () => UpdateProgrammeInput) input: UpdateProgrammeInput, @Ctx() context: RequestContext) {
    const outcome = await this.#service.update(context.viewer, input);
    return payloadOf(outcome, {
      ...context,
      shape: ({ programme, invitationCode }) => ({ programme: programmeToGraphql(programme), invitationCode }),
    });
  }

  @Mutation(() => CreateSeasonPayload, { description: 'Adds a season to a programme.' })
  @Access(programmeEditors)
  async createSeason(@Arg('input', () => CreateSeasonInput) input: CreateSeasonInput, @Ctx() context: RequestContext) {
    const outcome = await this.#service.createSeason(context.viewer, input);
    return payloadOf(outcome, { ...context, shape: (season) => ({ season: seasonToGraphql(season) }) });
  }

  @Mutation(() => CreateCampaignPayload, { description: 'Adds a campaign to a programme.' })
  @Access(programmeEditors)
  async createCampaign(@Arg('input', () => CreateCampaignInput) input: CreateCampaignInput, @Ctx() context: RequestContext) {
    const outcome = await this.#service.createCampaign(context.viewer, input);
    return payloadOf(outcome, { ...context, shape: (campaign) => ({ campaign: campaignToGraphql(campaign) }) });
  }

  @FieldResolver(() => [Season], { description: 'Its seasons, by the first day.' })
  async seasons(@Root() programme: Programme, @Ctx() context: RequestContext): Promise<readonly Season[]> {
    return (await this.#lists.seasons(context, programme.id)).map(seasonToGraphql);
  }

  @FieldResolver(() => Season, { nullable: true, description: 'The season that today belongs to; null between seasons.' })
  async currentSeason(@Root() programme: Programme, @Ctx() context: RequestContext): Promise<Season | null> {
    const season = currentSeason(await this.#lists.seasons(context, programme.id), {
      now: this.#clock.now(),
      timeZone: programme.timeZone,
    });
    return season === undefined ? null : seasonToGraphql(season);
  }

  @FieldResolver(() => [Campaign], { description: 'Its campaigns, by name.' })
  async campaigns(@Root() programme: Programme, @Ctx() context: RequestContext): Promise<readonly Campaign[]> {
    return (await this.#lists.campaigns(context, programme.id)).map(campaignToGraphql);
  }
}

@Resolver(() => PrivacyPolicy)
export class PrivacyPolicyResolver {
  @FieldResolver(() => String, { description: 'The text to which people consent when they join.' })
  consentText(
    @Root() policy: PrivacyPolicy,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, { nullable: true, description: 'The language of the reader unless told.' })
    language: Language | null,
  ): string {
    return policy.consentTexts[language ?? context.language];
  }
}
