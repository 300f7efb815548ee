import type { Language } from '@fanfare/contracts';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import { ruleEditors } from './rule-sets.access.ts';
import {
  DiscardRuleSetDraftInput,
  DraftRuleSetInput,
  ScheduleRuleSetInput,
  UnscheduleRuleSetInput,
  UpdateRuleSetDraftInput,
} from './rule-sets.inputs.ts';
import type { ChangeOutcome, RuleSetsService } from './rule-sets.service.ts';
import {
  DiscardRuleSetDraftPayload,
  DraftRuleSetPayload,
  RuleSet,
  ScheduleRuleSetPayload,
  UnscheduleRuleSetPayload,
  UpdateRuleSetDraftPayload,
} from './rule-sets.types.ts';

/** Changes of the rules. */
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

  @Mutation(() => UpdateRuleSetDraftPayload, {
    description:
      'Saves a draft as a whole. Where somebody else has changed it since it was read, nothing is saved and both versions come back.',
  })
  @Access(ruleEditors)
  async updateRuleSetDraft(
    @Arg('input', () => UpdateRuleSetDraftInput) input: UpdateRuleSetDraftInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<UpdateRuleSetDraftPayload>> {
    return revisedPayload(await this.service.update(viewer, input), language);
  }

  @Mutation(() => DiscardRuleSetDraftPayload, { description: 'Gives a draft up. It stays readable for admins.' })
  @Access(ruleEditors)
  async discardRuleSetDraft(
    @Arg('input', () => DiscardRuleSetDraftInput) input: DiscardRuleSetDraftInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<DiscardRuleSetDraftPayload>> {
    return revisedPayload(await this.service.discard(viewer, input), language);
  }

  @Mutation(() => ScheduleRuleSetPayload, {
    description: 'Sets the time from which a draft without mistakes decides; from that time on it never changes.',
  })
  @Access(ruleEditors)
  async scheduleRuleSet(
    @Arg('input', () => ScheduleRuleSetInput) input: ScheduleRuleSetInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<ScheduleRuleSetPayload>> {
    return revisedPayload(await this.service.schedule(viewer, input), language);
  }

  @Mutation(() => UnscheduleRuleSetPayload, {
    description: 'Takes a scheduled version back before it has come into force: it is a draft again.',
  })
  @Access(ruleEditors)
  async unscheduleRuleSet(
    @Arg('input', () => UnscheduleRuleSetInput) input: UnscheduleRuleSetInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<UnscheduleRuleSetPayload>> {
    return revisedPayload(await this.service.unschedule(viewer, input), language);
  }
}

function revisedPayload(outcome: ChangeOutcome, language: Language) {
  const { conflict = null } = outcome;
  return { ...payloadOf(outcome, { language, shape: (ruleSet) => ({ ruleSet }) }), conflict };
}
