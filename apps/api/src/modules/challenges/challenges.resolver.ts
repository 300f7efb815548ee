import type { Language } from '@fanfare/contracts';
import { challengeTemplateKeys, describeChallenge, drawBadge } from '@fanfare/gamification';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { membershipIn } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import { connectionFrom, ForwardPageArguments } from '../../platform/graphql/connection.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaderKey } from '../../platform/graphql/loaders.ts';
import { readPageRequest } from '../../platform/graphql/pagination.ts';
import { LanguageEnum } from '../../platform/graphql/vocabulary.types.ts';
import { Programme } from '../programmes/index.ts';
import type { EntrantRecord } from './challenge-entrants.repository.ts';
import { type ChallengeEntryService, isIn } from './challenge-entry.service.ts';
import { challengeEntrants, challengeMakers, challengeReaders } from './challenges.access.ts';
import { ChallengeFilter } from './challenges.inputs.ts';
import { toChallenge, toTemplate } from './challenges.mapper.ts';
import type { ChallengesService } from './challenges.service.ts';
import { Challenge, ChallengeConnection, ChallengeEntrance, ChallengeTemplate } from './challenges.types.ts';

const position: z.ZodType<readonly [string, string]> = z.tuple([z.iso.date(), z.uuid()]);
const entrancesOfViewer = loaderKey<string, readonly EntrantRecord[]>('the viewer’s part in challenges');

const languageOption = { nullable: true, description: 'The language; the reader’s unless told.' } as const;

/** Reading challenges. */
@Resolver(() => Challenge)
export class ChallengesResolver {
  readonly #challenges: ChallengesService;
  readonly #entry: ChallengeEntryService;

  constructor(dependencies: { readonly challenges: ChallengesService; readonly entry: ChallengeEntryService }) {
    this.#challenges = dependencies.challenges;
    this.#entry = dependencies.entry;
  }

  @Query(() => Challenge, { nullable: true, description: 'One challenge; null where there is none for who asks.' })
  @Access(challengeReaders)
  async challenge(
    @Arg('id', () => ID, { description: 'The challenge.' }) id: string,
    @Ctx() { viewer }: RequestContext,
  ): Promise<Challenge | null> {
    const record = await this.#challenges.find(viewer, id);
    return record === null ? null : toChallenge(record);
  }

  @FieldResolver(() => String, { description: 'Its name.' })
  name(
    @Root() { record }: Challenge,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, languageOption) language?: Language | null,
  ): string {
    return inLanguage(record.document.name, language ?? context.language);
  }

  @FieldResolver(() => String, { description: 'What people are asked, in the words of its makers.' })
  callText(
    @Root() { record }: Challenge,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, languageOption) language?: Language | null,
  ): string {
    return inLanguage(record.document.call, language ?? context.language);
  }

  @FieldResolver(() => [String], { description: 'Goal and rules in whole sentences, as the engine understands them.' })
  sentences(
    @Root() { record }: Challenge,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, languageOption) language?: Language | null,
  ): readonly string[] {
    return describeChallenge(record.document, language ?? context.language);
  }

  @FieldResolver(() => String, { description: 'Its picture, as an SVG document.' })
  pictureSvg(@Root() { record }: Challenge, @Ctx() { language }: RequestContext): string {
    return drawBadge(record.picture, inLanguage(record.document.name, language));
  }

  @FieldResolver(() => ChallengeEntrance, {
    nullable: true,
    description: 'The reader’s own part; null for who takes no part in the programme.',
  })
  @Access(challengeEntrants)
  async entrance(@Root() { record }: Challenge, @Ctx() { viewer, loaders }: RequestContext): Promise<ChallengeEntrance | null> {
    const own = membershipIn(viewer, record.programmeId)?.ambassadorId ?? null;
    if (own === null) return null;
    const [entrant] = (await loaders.get(entrancesOfViewer, () => this.#entry.entrancesOf(own)).load(record.id)) ?? [];
    return { isIn: isIn(record, entrant), invitedAt: entrant?.invitedAt ?? null };
  }
}

function inLanguage(words: { readonly german: string; readonly english: string }, language: Language): string {
  return language === 'GERMAN' ? words.german : words.english;
}

@ArgsType()
class ChallengeListArguments extends ForwardPageArguments {
  @Field(() => ChallengeFilter, { nullable: true, description: 'Which ones; all that the reader may see unless told.' })
  filter?: ChallengeFilter | null;
}

/** The challenges of a programme. */
@Resolver(() => Programme)
export class ProgrammeChallengesResolver {
  readonly #challenges: ChallengesService;

  constructor(challenges: ChallengesService) {
    this.#challenges = challenges;
  }

  @FieldResolver(() => ChallengeConnection, { description: 'The challenges of the programme, the latest first.' })
  @Access(challengeReaders)
  async challenges(
    @Root() programme: Programme,
    @Args(() => ChallengeListArguments) { filter = null, ...page }: ChallengeListArguments,
    @Ctx() { viewer }: RequestContext,
  ) {
    const wanted = { programmeId: programme.id, filter };
    const found = await this.#challenges.page(viewer, wanted, readPageRequest(page, position));
    const items = found.items.map(({ node, cursor }) => ({ node: toChallenge(node), cursor }));
    return connectionFrom({ ...found, items });
  }

  @FieldResolver(() => [ChallengeTemplate], { description: 'Challenges to begin with. Admins.' })
  @Access(challengeMakers)
  challengeTemplates(): readonly ChallengeTemplate[] {
    return challengeTemplateKeys.map(toTemplate);
  }
}
