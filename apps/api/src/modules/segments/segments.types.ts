import type { Segment } from '@fanfare/contracts';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { AccessRule } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { SegmentEnum } from '../../platform/graphql/vocabulary.types.ts';
import type { LocalisedText } from '../../platform/localised-text.ts';
import type { DeclarableSegment, IntentKind, IntentOutcome } from './segment.ts';

/** A segment is told to the person only. */
const ownSegment = { to: ['SELF'] } as const satisfies AccessRule;

export const segmentCountReaders = { to: ['ADMIN', 'AUDITOR'] } as const satisfies AccessRule;

/** Who may tell signs of intent: the person's own client, and machines that record. */
export const signalRecorders = { to: ['SELF'], scopes: ['ACTIVITIES_WRITE'] } as const satisfies AccessRule;

export const DeclarableSegmentEnum = graphqlEnum<DeclarableSegment>({
  name: 'DeclarableSegment',
  description: 'What a person may say about themselves.',
  values: {
    FREQUENT: '“I post a lot.”',
    STEADY: '“I post regularly.”',
    OCCASIONAL: '“I post now and then.”',
    HESITANT: '“I would like to, but ...”',
    SILENT: '“I would rather not post.”',
    SEPARATOR: '“I keep work and private life apart.” Is never reminded of anything and never matched.',
  },
});

export const IntentKindEnum = graphqlEnum<IntentKind>({
  name: 'IntentKind',
  description: 'A sign that somebody would like to post.',
  values: {
    DRAFT: 'A draft was begun.',
    APPROVAL: 'An approval was asked for.',
    SHARE_OPENED: 'Something ready to share was read.',
    COMMENT: 'A comment was written; follows from recorded activities by itself.',
  },
});

export const IntentOutcomeEnum = graphqlEnum<IntentOutcome>({
  name: 'IntentOutcome',
  description: 'What came of a sign.',
  values: { OPEN: 'Nothing yet.', FOLLOWED_THROUGH: 'A post.', ABANDONED: 'It was given up.' },
});

@ObjectType({ simpleResolvers: true, description: 'How probable each reading of one’s own posting is. The person.' })
@Access(ownSegment)
export class SegmentProbabilities {
  @Field(() => Float, { description: 'To post more often than the frequent part of the programme begins; 0 to 1.' })
  frequent!: number;

  @Field(() => Float, { description: 'To post more often than half of the programme; 0 to 1.' })
  aboveMedian!: number;

  @Field(() => Float, { description: 'To be still active; 0 to 1, and 1 for who never posted.' })
  active!: number;

  @Field(() => Float, { nullable: true, description: 'To hold back more often than not; null without shared signs.' })
  withholding!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'Shared signs of one kind. The person.' })
@Access(ownSegment)
export class IntentSignalCount {
  @Field(() => IntentKindEnum, { description: 'The kind.' })
  kind!: IntentKind;

  @Field(() => Int, { description: 'How often it was begun.' })
  opportunities!: number;

  @Field(() => Int, { description: 'How often a post came of it.' })
  followedThrough!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A person’s own word about themselves. The person.' })
@Access(ownSegment)
export class SegmentDeclaration {
  @Field(() => DeclarableSegmentEnum, { description: 'What it says.' })
  segment!: DeclarableSegment;

  @Field(() => String, { nullable: true, description: 'In the person’s own words; shown to nobody else.' })
  note!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was given.' })
  declaredAt!: Date;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'How somebody posts, as far as it can be said, with the reasons. The person only; everybody else learns counts, above the minimum group size.',
})
@Access(ownSegment)
export class SegmentAssessment {
  @Field(() => SegmentEnum, { description: 'The segment: the person’s own word where there is one.' })
  segment!: Segment;

  @Field(() => Float, {
    nullable: true,
    description: 'How probable it is, 0 to 1; null where nothing is calculated: an own word, no post at all, too little time.',
  })
  probability!: number | null;

  @Field(() => Boolean, { description: 'Whether it is the person’s own word.' })
  declared!: boolean;

  @Field(() => SegmentProbabilities, { description: 'What it was decided by.' })
  probabilities!: SegmentProbabilities;

  @Field(() => Float, { description: 'Posts to be expected in a week.' })
  expectedPostsPerWeek!: number;

  @Field(() => [IntentSignalCount], {
    description: 'The shared signs that were looked at; empty without the consent to that (POSTING_SIGNALS).',
  })
  signals!: readonly IntentSignalCount[];

  @Field(() => DateTimeScalar, { description: 'When it was decided.' })
  assessedAt!: Date;

  /** For access rules and field resolvers; not fields of the schema. */
  programmeId!: string;
  ambassadorId!: string;
  reasonTexts!: readonly LocalisedText[];
  changeTexts!: readonly LocalisedText[];
}

@ObjectType({ simpleResolvers: true, description: 'How many ambassadors are in a segment. Admins and auditors.' })
@Access(segmentCountReaders)
export class SegmentCount {
  @Field(() => SegmentEnum, { description: 'The segment.' })
  segment!: Segment;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many take part; null below the programme’s minimum group size, and where it would tell such a number by subtraction.',
  })
  count!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to declareSegment.' })
@Access(ownSegment)
export class DeclareSegmentPayload extends MutationPayload {
  @Field(() => SegmentAssessment, { nullable: true, description: 'The segment that follows; null when there are errors.' })
  segment?: SegmentAssessment | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to recordIntentSignal.' })
@Access(signalRecorders)
export class RecordIntentSignalPayload extends MutationPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to assessSegments.' })
@Access({ to: ['ADMIN'] })
export class AssessSegmentsPayload extends MutationPayload {
  @Field(() => [SegmentCount], { nullable: true, description: 'What came of it; null when there are errors.' })
  segmentCounts?: readonly SegmentCount[] | null;
}
