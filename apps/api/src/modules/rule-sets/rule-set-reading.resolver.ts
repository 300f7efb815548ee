import type { Language } from '@fanfare/contracts';
import { compileRuleSet, partsOf, ruleSetJsonSchema } from '@fanfare/gamification';
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { badUserInput } from '../../platform/graphql/errors.ts';
import { loaderKey } from '../../platform/graphql/loaders.ts';
import { JsonScalar } from '../../platform/graphql/scalars.ts';
import { LanguageEnum } from '../../platform/graphql/vocabulary.types.ts';
import { Programme } from '../programmes/index.ts';
import { mostDocumentCharacters } from './draft-document.ts';
import type { RuleSetStepRow } from './rule-set-history.ts';
import { RuleSetDifference, RuleSetValidation, toProblem } from './rule-set-words.types.ts';
import { ruleAuditors, ruleReaders } from './rule-sets.access.ts';
import type { RuleSetsReader } from './rule-sets.reader.ts';
import { RuleSet, RuleSetStep } from './rule-sets.types.ts';

const stepsOf = loaderKey<string, readonly RuleSetStepRow[]>('steps in the life of a rule set');
const languageArgument = { nullable: true, description: 'The language; that of the request unless told.' } as const;

/** Versions of the rules, and the rule language itself, as people and editors read them. */
@Resolver(() => RuleSet)
export class RuleSetReadingResolver {
  readonly reader: RuleSetsReader;

  constructor(reader: RuleSetsReader) {
    this.reader = reader;
  }

  @Query(() => RuleSet, { nullable: true, description: 'One version of the rules; null where there is none for who asks.' })
  @Access(ruleReaders)
  async ruleSet(
    @Arg('id', () => ID, { description: 'The version.' }) id: string,
    @Ctx() { viewer }: RequestContext,
  ): Promise<RuleSet | null> {
    return this.reader.find(viewer, id);
  }

  @Query(() => RuleSetDifference, {
    nullable: true,
    description:
      'What one version says otherwise than another of the same programme; null where one is not there for who asks.',
  })
  @Access(ruleReaders)
  async ruleSetDifference(
    @Arg('from', () => ID, { description: 'The earlier version.' }) from: string,
    @Arg('to', () => ID, { description: 'The later version.' }) to: string,
    @Ctx() { viewer }: RequestContext,
  ): Promise<RuleSetDifference | null> {
    return this.reader.difference(viewer, { from, to });
  }

  @Query(() => RuleSetValidation, {
    description:
      'Judges rules without saving them, for editors: every mistake with its path, and what they say so far. Every person who signed in.',
  })
  @Access({ to: ['SIGNED_IN'] })
  ruleSetValidation(@Arg('rules', () => JsonScalar, { description: 'The rules as data.' }) rules: unknown): RuleSetValidation {
    if (JSON.stringify(rules).length > mostDocumentCharacters) {
      throw badUserInput(`"rules" is too long; it takes at most ${mostDocumentCharacters} characters of JSON.`);
    }
    return validationOf(rules);
  }

  @Query(() => JsonScalar, { description: 'The JSON Schema (draft 2020-12) of rules as data.' })
  @Access({ to: ['EVERYBODY'] })
  ruleSetSchema(): unknown {
    return ruleSetJsonSchema();
  }

  @FieldResolver(() => [String], { description: 'The rules in words, a sentence each.' })
  sentences(
    @Root() ruleSet: RuleSet,
    @Arg('language', () => LanguageEnum, languageArgument) language: Language | null,
    @Ctx() context: RequestContext,
  ): readonly string[] {
    return sentencesOf(ruleSet.rules, language ?? context.language);
  }

  @FieldResolver(() => RuleSetValidation, {
    description: 'The mistakes that keep a draft from being scheduled, and what it says part by part.',
  })
  validation(@Root() ruleSet: RuleSet): RuleSetValidation {
    return validationOf(ruleSet.rules);
  }

  @FieldResolver(() => [RuleSetStep], {
    description: 'Who did what with this version and when, oldest first. Admins and auditors.',
  })
  @Access(ruleAuditors)
  async history(@Root() ruleSet: RuleSet, @Ctx() { loaders }: RequestContext): Promise<readonly RuleSetStep[]> {
    const steps = await loaders.get(stepsOf, () => (ids) => this.reader.steps(ids)).load(ruleSet.id);
    return this.reader.history(ruleSet, steps ?? []);
  }
}

@Resolver(() => Programme)
export class ProgrammeRuleSetsResolver {
  readonly reader: RuleSetsReader;

  constructor(reader: RuleSetsReader) {
    this.reader = reader;
  }

  @FieldResolver(() => [RuleSet], { description: 'All versions of the rules, newest first; drafts only for admins. Members.' })
  @Access(ruleReaders)
  async ruleSets(@Root() programme: Programme, @Ctx() { viewer }: RequestContext): Promise<readonly RuleSet[]> {
    return this.reader.ofProgramme(viewer, programme.id);
  }

  @FieldResolver(() => RuleSet, { nullable: true, description: 'The version that decides about what happens now. Members.' })
  @Access(ruleReaders)
  async ruleSetInForce(@Root() programme: Programme, @Ctx() { viewer }: RequestContext): Promise<RuleSet | null> {
    const ruleSets = await this.reader.ofProgramme(viewer, programme.id);
    return ruleSets.find(({ status }) => status === 'IN_FORCE') ?? null;
  }
}

function validationOf(rules: unknown): RuleSetValidation {
  const compiled = compileRuleSet(rules);
  return { isValid: compiled.ok, problems: compiled.ok ? [] : compiled.problems.map(toProblem), parts: partsOf(rules) };
}

/** The name of a set is no rule. */
export function sentencesOf(rules: unknown, language: Language): readonly string[] {
  return partsOf(rules).flatMap(({ part, words }) => (part === 'NAME' ? [] : [words[language]]));
}
