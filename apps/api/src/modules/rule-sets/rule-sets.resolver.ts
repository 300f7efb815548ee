import type { Language } from '@fanfare/contracts';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import { LanguageEnum } from '../../platform/graphql/vocabulary.types.ts';
import { Programme } from '../programmes/index.ts';
import type { RuleSetsService } from './rule-sets.service.ts';
import {
  DraftRuleSetInput,
  DraftRuleSetPayload,
  RuleSet,
  ruleEditors,
  ruleReaders,
  ScheduleRuleSetInput,
  ScheduleRuleSetPayload,
} from './rule-sets.types.ts';

@Resolver(() => RuleSet)
export class RuleSetsResolver {
  readonly service: RuleSetsService;

  constructor(service: RuleSetsService) {
    this.service = service;
  }

  @Mutation(() => DraftRuleSetPayload, {
    description: 'Drafts a new version of the rules. It decides nothing until it is scheduled.',
  })
  @Access(ruleEditors)
  async draftRuleSet(
    @Arg('input', () => DraftRuleSetInput) input: DraftRuleSetInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<DraftRuleSetPayload>> {
    return payloadOf(await this.service.draft(viewer, input), { language, shape: (ruleSet) => ({ ruleSet }) });
  }

  @Mutation(() => ScheduleRuleSetPayload, {
    description: 'Sets the time from which a draft decides; from then on it cannot be changed.',
  })
  @Access(ruleEditors)
  async scheduleRuleSet(
    @Arg('input', () => ScheduleRuleSetInput) input: ScheduleRuleSetInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<ScheduleRuleSetPayload>> {
    return payloadOf(await this.service.schedule(viewer, input), { language, shape: (ruleSet) => ({ ruleSet }) });
  }

  @FieldResolver(() => [String], { description: 'The rules in words, a sentence each.' })
  sentences(
    @Root() ruleSet: RuleSet,
    @Arg('language', () => LanguageEnum, { nullable: true, description: 'The language; that of the request unless told.' })
    language: Language | null,
    @Ctx() context: RequestContext,
  ): readonly string[] {
    return ruleSet.sentencesByLanguage[language ?? context.language];
  }
}

@Resolver(() => Programme)
export class ProgrammeRuleSetsResolver {
  readonly service: RuleSetsService;

  constructor(service: RuleSetsService) {
    this.service = service;
  }

  @FieldResolver(() => [RuleSet], { description: 'All versions of the rules, newest first; drafts only for admins. Members.' })
  @Access(ruleReaders)
  async ruleSets(@Root() programme: Programme, @Ctx() { viewer }: RequestContext): Promise<readonly RuleSet[]> {
    return this.service.ofProgramme(viewer, programme.id);
  }

  @FieldResolver(() => RuleSet, { nullable: true, description: 'The version that decides about what happens now. Members.' })
  @Access(ruleReaders)
  async ruleSetInForce(@Root() programme: Programme, @Ctx() { viewer }: RequestContext): Promise<RuleSet | null> {
    const ruleSets = await this.service.ofProgramme(viewer, programme.id);
    return ruleSets.find(({ status }) => status === 'IN_FORCE') ?? null;
  }
}
