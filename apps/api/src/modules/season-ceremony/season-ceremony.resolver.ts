import type { Language } from '@fanfare/contracts';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaderKey } from '../../platform/graphql/loaders.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import { LanguageEnum } from '../../platform/graphql/vocabulary.types.ts';
import { boardReaders } from '../leaderboards/index.ts';
import { programmeEditors, Season, seasonToGraphql } from '../programmes/index.ts';
import type { CarryOver } from './carry-over.ts';
import type { ThemeRecord } from './ceremonies.repository.ts';
import { SetSeasonThemeInput } from './season-ceremony.inputs.ts';
import type { SeasonCeremonyService, TakenCeremony } from './season-ceremony.service.ts';
import { SeasonCarryOver, SeasonCeremony, SeasonTheme, SetSeasonThemePayload, themeReaders } from './season-ceremony.types.ts';

const themes = loaderKey<string, ThemeRecord>('themes of seasons');
const carryOvers = loaderKey<string, (language: Language) => readonly CarryOver[]>('what seasons hand on, by programme');
const ceremonies = loaderKey<string, TakenCeremony>('ceremonies of seasons');

const language = { nullable: true, description: 'The language of the reader unless told.' } as const;

/** What seasons are about, what they hand on, and whom they honour. */
@Resolver(() => Season)
export class SeasonCeremonyResolver {
  readonly #service: SeasonCeremonyService;

  constructor(service: SeasonCeremonyService) {
    this.#service = service;
  }

  @FieldResolver(() => SeasonTheme, { nullable: true, description: 'What it is about; null where nobody said.' })
  @Access(themeReaders)
  async theme(
    @Root() { id, programmeId }: Season,
    @Arg('language', () => LanguageEnum, language) wanted: Language | null,
    @Ctx() context: RequestContext,
  ): Promise<SeasonTheme | null> {
    const theme = await context.loaders.get(themes, () => (ids) => this.#service.themesOf(ids)).load(id);
    if (theme === undefined) return null;
    const { revision, name, callText, picture } = theme;
    const spoken = wanted ?? context.language;
    return { programmeId, revision, name: name[spoken], callText: callText[spoken], picture };
  }

  @FieldResolver(() => [SeasonCarryOver], { description: 'What goes on when it ends, and what begins anew.' })
  async carryOver(
    @Root() { programmeId }: Season,
    @Arg('language', () => LanguageEnum, language) wanted: Language | null,
    @Ctx() context: RequestContext,
  ): Promise<readonly SeasonCarryOver[]> {
    const tell = await context.loaders.get(carryOvers, () => (ids) => this.#service.carryOversOf(ids)).load(programmeId);
    return (tell?.(wanted ?? context.language) ?? []).map((one) => ({ ...one, programmeId }));
  }

  @FieldResolver(() => SeasonCeremony, {
    nullable: true,
    description: 'Whom it honours; null until its final standings are taken, and in a pilot. Everybody in the programme.',
  })
  @Access(boardReaders)
  async ceremony(
    @Root() { id }: Season,
    @Arg('language', () => LanguageEnum, language) wanted: Language | null,
    @Ctx() context: RequestContext,
  ): Promise<SeasonCeremony | null> {
    const taken = await context.loaders.get(ceremonies, () => (ids) => this.#service.ceremoniesOf(ids)).load(id);
    if (taken === undefined) return null;
    return this.#service.show(taken, { viewer: context.viewer, language: wanted ?? context.language });
  }

  @Mutation(() => SetSeasonThemePayload, { description: 'Says what a season is about, or says it anew.' })
  @Access(programmeEditors)
  async setSeasonTheme(
    @Arg('input', () => SetSeasonThemeInput) input: SetSeasonThemeInput,
    @Ctx() context: RequestContext,
  ): Promise<Partial<SetSeasonThemePayload>> {
    const outcome = await this.#service.setTheme(context.viewer, input);
    return payloadOf(outcome, { ...context, shape: (season) => ({ season: seasonToGraphql(season) }) });
  }
}
