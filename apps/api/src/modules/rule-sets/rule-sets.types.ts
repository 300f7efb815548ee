import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateTimeScalar, JsonScalar } from '../../platform/graphql/scalars.ts';
import type { RuleSetStepKind } from './rule-set-history.ts';
import type { RuleSetStatus } from './rule-set-life.ts';
import { RuleSetChange } from './rule-set-words.types.ts';
import { ruleAuditors, ruleEditors, ruleReaders } from './rule-sets.access.ts';

export const RuleSetStatusEnum = graphqlEnum<RuleSetStatus>({
  name: 'RuleSetStatus',
  description: 'Where a version of the rules is in its life.',
  values: {
    DRAFT: 'Being written; decides nothing.',
    SCHEDULED: 'Comes into force at a time that is set; until then it can become a draft again.',
    IN_FORCE: 'Decides about facts that happen now; never changes.',
    SUPERSEDED: 'A later version is in force; it still decides about facts that happened in its time.',
    DISCARDED: 'Given up before it came into force.',
  },
});

const RuleSetStepKindEnum = graphqlEnum<RuleSetStepKind | 'CAME_INTO_FORCE' | 'SUPERSEDED'>({
  name: 'RuleSetStepKind',
  description: 'What happened to a version of the rules.',
  values: {
    DRAFTED: 'Somebody began it.',
    EDITED: 'Somebody changed the draft.',
    DISCARDED: 'Somebody gave it up.',
    SCHEDULED: 'Somebody set the time from which it decides.',
    UNSCHEDULED: 'Somebody took it back before that time: it is a draft again.',
    CAME_INTO_FORCE: 'Its time came.',
    SUPERSEDED: 'A later version came into force.',
  },
});

@ObjectType({ simpleResolvers: true, description: 'One step in the life of a version of the rules. Admins and auditors.' })
@Access(ruleAuditors)
export class RuleSetStep {
  @Field(() => RuleSetStepKindEnum, { description: 'What happened.' })
  step!: RuleSetStepKind | 'CAME_INTO_FORCE' | 'SUPERSEDED';

  @Field(() => DateTimeScalar, { description: 'When.' })
  at!: Date;

  @Field(() => String, { nullable: true, description: 'Who did it, by name; null for what the time did, and without a name.' })
  by!: string | null;

  @Field(() => Int, { nullable: true, description: 'The revision after it; null for what the time did.' })
  revision!: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'For SCHEDULED: the time that was set.' })
  effectiveFrom!: Date | null;
}

@ObjectType({ simpleResolvers: true, description: 'One version of the rules by which a programme grants points.' })
@Access(ruleReaders)
export class RuleSet {
  @Field(() => ID, { description: 'Identifies the version.' })
  id!: string;

  @Field(() => Int, { description: 'Counts the versions of a programme.' })
  version!: number;

  @Field(() => Int, { description: 'Counts the changes of the draft, from 1; an update names the revision that it changes.' })
  revision!: number;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => RuleSetStatusEnum, { description: 'Where it is in its life.' })
  status!: RuleSetStatus;

  @Field(() => DateTimeScalar, { nullable: true, description: 'From when on it decides about what happens; null for a draft.' })
  effectiveFrom!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the next scheduled version takes over; null without one.' })
  supersededAt!: Date | null;

  @Field(() => Int, { nullable: true, description: 'The version that it was copied from; null when it was not.' })
  basedOn!: number | null;

  @Field(() => JsonScalar, { description: 'The rules as data, after the published JSON Schema; a draft may hold mistakes.' })
  rules!: unknown;

  programmeId!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Two people changed the same draft: what was read, what stands now, and what was sent and not saved. Admins.',
})
@Access(ruleEditors)
export class RuleSetConflict {
  @Field(() => RuleSet, { description: 'The draft as it stands now.' })
  present!: RuleSet;

  @Field(() => String, { nullable: true, description: 'Who changed it last, by name.' })
  changedBy!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was changed last.' })
  changedAt!: Date;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'The rules as they were sent and not saved; null where none were sent.',
  })
  yours!: unknown;

  @Field(() => [RuleSetChange], { description: 'What others changed since the revision that was read.' })
  theirChanges!: readonly RuleSetChange[];

  @Field(() => [RuleSetChange], { description: 'What was to be changed against the revision that was read.' })
  yourChanges!: readonly RuleSetChange[];
}

/** A payload with the version that was changed. */
@ObjectType({ simpleResolvers: true, description: 'The answer to a change of the rules.' })
abstract class RuleSetPayload extends MutationPayload {
  @Field(() => RuleSet, { nullable: true, description: 'The version as it is now; null when there are errors.' })
  ruleSet!: RuleSet | null;
}

/** A payload of who names the revision that was read. */
@ObjectType({ simpleResolvers: true, description: 'The answer to a change of a draft.' })
abstract class RevisedPayload extends RuleSetPayload {
  @Field(() => RuleSetConflict, { nullable: true, description: 'With the error CONFLICT: what two people did at once.' })
  conflict!: RuleSetConflict | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to draftRuleSet.' })
@Access(ruleEditors)
export class DraftRuleSetPayload extends RuleSetPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to updateRuleSetDraft.' })
@Access(ruleEditors)
export class UpdateRuleSetDraftPayload extends RevisedPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to discardRuleSetDraft.' })
@Access(ruleEditors)
export class DiscardRuleSetDraftPayload extends RevisedPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to scheduleRuleSet.' })
@Access(ruleEditors)
export class ScheduleRuleSetPayload extends RevisedPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to unscheduleRuleSet.' })
@Access(ruleEditors)
export class UnscheduleRuleSetPayload extends RevisedPayload {}
