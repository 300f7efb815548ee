import type { Language } from '@fanfare/contracts';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { LanguageEnum } from '../../platform/graphql/vocabulary.types.ts';
import { Ambassador, type AmbassadorLoader } from '../ambassadors/index.ts';
import { proposalWords, thirdWords } from './tandem-runs.mapper.ts';
import {
  TandemAlternative,
  TandemLock,
  TandemOverrideCost,
  TandemProposal,
  TandemRunChange,
  TandemThird,
  UnmatchedAmbassador,
} from './tandem-runs.types.ts';

const languageOfWords = 'The language; the reader’s unless told.';

/** The people of a proposal, and why they are proposed. */
@Resolver(() => TandemProposal)
export class TandemProposalResolver {
  readonly #ambassadors: AmbassadorLoader;

  constructor(ambassadors: AmbassadorLoader) {
    this.#ambassadors = ambassadors;
  }

  @FieldResolver(() => Ambassador, { nullable: true, description: 'Who accompanies.' })
  frequent(@Root() { frequentId }: TandemProposal, @Ctx() context: RequestContext) {
    return this.#ambassadors.load(context, frequentId);
  }

  @FieldResolver(() => Ambassador, { nullable: true, description: 'Who is accompanied.' })
  hesitant(@Root() { hesitantId }: TandemProposal, @Ctx() context: RequestContext) {
    return this.#ambassadors.load(context, hesitantId);
  }

  @FieldResolver(() => [String], { description: 'Why, in sentences: the factors, and what either could have had instead.' })
  explanation(
    @Root() proposal: TandemProposal,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, { nullable: true, description: languageOfWords }) language?: Language | null,
  ): readonly string[] {
    return proposalWords(proposal, language ?? context.language);
  }
}

/** Who joins a tandem, and why there. */
@Resolver(() => TandemThird)
export class TandemThirdResolver {
  readonly #ambassadors: AmbassadorLoader;

  constructor(ambassadors: AmbassadorLoader) {
    this.#ambassadors = ambassadors;
  }

  @FieldResolver(() => Ambassador, { nullable: true, description: 'The person.' })
  ambassador(@Root() { thirdId }: TandemThird, @Ctx() context: RequestContext) {
    return this.#ambassadors.load(context, thirdId);
  }

  @FieldResolver(() => [String], { description: 'Why, in sentences: the factors, and whom they could have had instead.' })
  explanation(
    @Root() third: TandemThird,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, { nullable: true, description: languageOfWords }) language?: Language | null,
  ): readonly string[] {
    return thirdWords(third, language ?? context.language);
  }
}

/** What an override costs, in words. */
@Resolver(() => TandemOverrideCost)
export class TandemOverrideCostResolver {
  @FieldResolver(() => String, { description: 'What it costs, in a sentence.' })
  text(
    @Root() { words }: TandemOverrideCost,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, { nullable: true, description: languageOfWords }) language?: Language | null,
  ): string {
    return words[language ?? context.language];
  }
}

/** Whom somebody could have had instead. */
@Resolver(() => TandemAlternative)
export class TandemAlternativeResolver {
  readonly #ambassadors: AmbassadorLoader;

  constructor(ambassadors: AmbassadorLoader) {
    this.#ambassadors = ambassadors;
  }

  @FieldResolver(() => Ambassador, { nullable: true, description: 'The other person.' })
  ambassador(@Root() { otherId }: TandemAlternative, @Ctx() context: RequestContext) {
    return this.#ambassadors.load(context, otherId);
  }
}

/** Who stayed without a partner. */
@Resolver(() => UnmatchedAmbassador)
export class UnmatchedAmbassadorResolver {
  readonly #ambassadors: AmbassadorLoader;

  constructor(ambassadors: AmbassadorLoader) {
    this.#ambassadors = ambassadors;
  }

  @FieldResolver(() => Ambassador, { nullable: true, description: 'The person.' })
  ambassador(@Root() { unmatchedId }: UnmatchedAmbassador, @Ctx() context: RequestContext) {
    return this.#ambassadors.load(context, unmatchedId);
  }

  @FieldResolver(() => String, { description: 'The true reason, in a sentence.' })
  reason(
    @Root() { reasonText }: UnmatchedAmbassador,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, { nullable: true, description: languageOfWords }) language?: Language | null,
  ): string {
    return reasonText[language ?? context.language];
  }
}

/** The people of a fixed pair. */
@Resolver(() => TandemLock)
export class TandemLockResolver {
  readonly #ambassadors: AmbassadorLoader;

  constructor(ambassadors: AmbassadorLoader) {
    this.#ambassadors = ambassadors;
  }

  @FieldResolver(() => Ambassador, { nullable: true, description: 'Who accompanies.' })
  frequent(@Root() { frequentId }: TandemLock, @Ctx() context: RequestContext) {
    return this.#ambassadors.load(context, frequentId);
  }

  @FieldResolver(() => Ambassador, { nullable: true, description: 'Who is accompanied.' })
  hesitant(@Root() { hesitantId }: TandemLock, @Ctx() context: RequestContext) {
    return this.#ambassadors.load(context, hesitantId);
  }
}

/** For whom something differs between two runs. */
@Resolver(() => TandemRunChange)
export class TandemRunChangeResolver {
  readonly #ambassadors: AmbassadorLoader;

  constructor(ambassadors: AmbassadorLoader) {
    this.#ambassadors = ambassadors;
  }

  @FieldResolver(() => Ambassador, { nullable: true, description: 'Who is accompanied.' })
  hesitant(@Root() { hesitantId }: TandemRunChange, @Ctx() context: RequestContext) {
    return this.#ambassadors.load(context, hesitantId);
  }

  @FieldResolver(() => Ambassador, { nullable: true, description: 'The partner in the other run; null where they had nobody.' })
  before(@Root() { beforeId }: TandemRunChange, @Ctx() context: RequestContext) {
    return beforeId === null ? null : this.#ambassadors.load(context, beforeId);
  }

  @FieldResolver(() => Ambassador, { nullable: true, description: 'The partner in this run; null where they have nobody.' })
  after(@Root() { afterId }: TandemRunChange, @Ctx() context: RequestContext) {
    return afterId === null ? null : this.#ambassadors.load(context, afterId);
  }
}
