import type { RuleSetChange as ChangeInWords, RuleSetProblem as ProblemInWords, Words } from '@fanfare/gamification';
import { Field, Int, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { ruleReaders } from './rule-sets.access.ts';

const RuleSetChangeKindEnum = graphqlEnum<ChangeInWords['kind']>({
  name: 'RuleSetChangeKind',
  description: 'How one version says something otherwise than another.',
  values: {
    ADDED: 'Only the later one says it.',
    REMOVED: 'Only the earlier one said it.',
    CHANGED: 'Both say it, differently.',
    MOVED: 'A rule stands elsewhere in the order in which rules take from common limits.',
  },
});

const RuleSetPartEnum = graphqlEnum<ChangeInWords['part']>({
  name: 'RuleSetPart',
  description: 'What a rule set is made of.',
  values: {
    NAME: 'Its name.',
    RULE: 'A rule.',
    LIMIT: 'A limit of the whole set.',
    MIX: 'The mix of private and work.',
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'One difference between two versions, in words. Whoever may read what it stands in.',
})
@Access({ to: ['EVERYBODY'] })
export class RuleSetChange {
  @Field(() => RuleSetChangeKindEnum, { description: 'How it differs.' })
  kind!: ChangeInWords['kind'];

  @Field(() => RuleSetPartEnum, { description: 'What differs.' })
  part!: ChangeInWords['part'];

  @Field(() => String, { nullable: true, description: 'The key of the rule; null for what is no rule.' })
  ruleKey!: string | null;

  @Field(() => String, { description: 'JSONPath into the later document; for what was removed, into the earlier one.' })
  path!: string;

  /** Shown in one language by the resolver. */
  beforeWords!: Words | null;
  afterWords!: Words | null;
}

export function toChange({ before, after, ...change }: ChangeInWords): RuleSetChange {
  return { ...change, beforeWords: before, afterWords: after };
}

@ObjectType({
  simpleResolvers: true,
  description: 'The sentence for one part of a rule set. Whoever may read what it stands in.',
})
@Access({ to: ['EVERYBODY'] })
export class RuleSetSentence {
  @Field(() => RuleSetPartEnum, { description: 'What it is about.' })
  part!: ChangeInWords['part'];

  @Field(() => String, { description: 'JSONPath into the document.' })
  path!: string;

  /** Shown in one language by the resolver. */
  words!: Words;

  @Field(() => Boolean, { description: 'Whether the part can be read as it stands; a draft may hold parts that cannot.' })
  isReadable!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description: 'One mistake in the rules, with where it stands. Whoever may read what it stands in.',
})
@Access({ to: ['EVERYBODY'] })
export class RuleSetProblem {
  @Field(() => String, { description: 'JSONPath into the document, such as "$.rules[2].award.points".' })
  path!: string;

  @Field(() => String, {
    description:
      'The stable reason: MISSING, WRONG_TYPE, TOO_SMALL, TOO_LARGE, NOT_ALLOWED, UNKNOWN_KEY, WRONG_FORMAT, DUPLICATE_KEY, CONTRADICTION or ONLY_WORK.',
  })
  code!: string;

  @Field(() => String, { description: 'What stands there, as JSON, shortened; empty where nothing stands.' })
  found!: string;

  /** Shown in one language by the resolver. */
  problem!: ProblemInWords;
}

export function toProblem(problem: ProblemInWords): RuleSetProblem {
  const { path, code, found } = problem;
  return { path, code, found, problem };
}

@ObjectType({
  simpleResolvers: true,
  description: 'Rules as they are judged, saved or not. Whoever may read what it stands in.',
})
@Access({ to: ['EVERYBODY'] })
export class RuleSetValidation {
  @Field(() => Boolean, { description: 'Whether they could come into force.' })
  isValid!: boolean;

  @Field(() => [RuleSetProblem], { description: 'Every mistake that was found; mistakes in the form hide contradictions.' })
  problems!: readonly RuleSetProblem[];

  @Field(() => [RuleSetSentence], { description: 'What they say, part by part, as far as they can be read.' })
  parts!: readonly RuleSetSentence[];
}

@ObjectType({ simpleResolvers: true, description: 'The difference between two versions. Whoever may read the rules.' })
@Access(ruleReaders)
export class RuleSetDifference {
  @Field(() => Int, { description: 'The earlier version.' })
  fromVersion!: number;

  @Field(() => Int, { description: 'The later version.' })
  toVersion!: number;

  @Field(() => [RuleSetChange], {
    description: 'What the later one says new or otherwise, in its order, then what it no longer says.',
  })
  changes!: readonly RuleSetChange[];
}
