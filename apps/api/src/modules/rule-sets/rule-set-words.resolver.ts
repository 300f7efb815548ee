import type { Language } from '@fanfare/contracts';
import { describeProblem, presets } from '@fanfare/gamification';
import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { LanguageEnum } from '../../platform/graphql/vocabulary.types.ts';
import { type PresetName, presetNames, RuleSetPresetDescription } from './presets.types.ts';
import { sentencesOf } from './rule-set-reading.resolver.ts';
import { RuleSetChange, RuleSetProblem, RuleSetSentence } from './rule-set-words.types.ts';

const languageArgument = { nullable: true, description: 'The language; that of the request unless told.' } as const;

@Resolver(() => RuleSetChange)
export class RuleSetChangeResolver {
  @FieldResolver(() => String, { nullable: true, description: 'The sentence in the earlier version; null for what was added.' })
  before(
    @Root() change: RuleSetChange,
    @Arg('language', () => LanguageEnum, languageArgument) language: Language | null,
    @Ctx() context: RequestContext,
  ): string | null {
    return change.beforeWords?.[language ?? context.language] ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'The sentence in the later version; null for what was removed.' })
  after(
    @Root() change: RuleSetChange,
    @Arg('language', () => LanguageEnum, languageArgument) language: Language | null,
    @Ctx() context: RequestContext,
  ): string | null {
    return change.afterWords?.[language ?? context.language] ?? null;
  }
}

@Resolver(() => RuleSetSentence)
export class RuleSetSentenceResolver {
  @FieldResolver(() => String, { description: 'The sentence.' })
  sentence(
    @Root() part: RuleSetSentence,
    @Arg('language', () => LanguageEnum, languageArgument) language: Language | null,
    @Ctx() context: RequestContext,
  ): string {
    return part.words[language ?? context.language];
  }
}

@Resolver(() => RuleSetProblem)
export class RuleSetProblemResolver {
  @FieldResolver(() => String, { description: 'Where it is, what is wrong and what would be right, as a sentence.' })
  message(
    @Root() { problem }: RuleSetProblem,
    @Arg('language', () => LanguageEnum, languageArgument) language: Language | null,
    @Ctx() context: RequestContext,
  ): string {
    return describeProblem(problem, language ?? context.language);
  }
}

@Resolver(() => RuleSetPresetDescription)
export class RuleSetPresetsResolver {
  @Query(() => [RuleSetPresetDescription], { description: 'The rule sets to start from, with their words.' })
  @Access({ to: ['SIGNED_IN'] })
  ruleSetPresets(): readonly RuleSetPresetDescription[] {
    const names = Object.keys(presetNames) as PresetName[];
    return names.map((preset) => ({ preset, rules: presets[presetNames[preset]] }));
  }

  @FieldResolver(() => String, { description: 'Its name.' })
  name(
    @Root() { preset }: RuleSetPresetDescription,
    @Arg('language', () => LanguageEnum, languageArgument) language: Language | null,
    @Ctx() context: RequestContext,
  ): string {
    const { german, english } = presets[presetNames[preset]].name;
    return (language ?? context.language) === 'GERMAN' ? german : english;
  }

  @FieldResolver(() => [String], { description: 'Its rules in words, a sentence each.' })
  sentences(
    @Root() { rules }: RuleSetPresetDescription,
    @Arg('language', () => LanguageEnum, languageArgument) language: Language | null,
    @Ctx() context: RequestContext,
  ): readonly string[] {
    return sentencesOf(rules, language ?? context.language);
  }
}
