import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import type { DeclarableSegment, IntentKind, IntentOutcome } from './segment.ts';
import { DeclarableSegmentEnum, IntentKindEnum, IntentOutcomeEnum } from './segments.types.ts';

@InputType({ description: 'What one says about oneself.' })
export class DeclareSegmentInput {
  @Field(() => ID, { description: 'Oneself, as ambassador of the programme.' })
  ambassador!: string;

  @Field(() => DeclarableSegmentEnum, { nullable: true, description: 'The segment; null takes one’s word back.' })
  segment?: DeclarableSegment | null;

  @Field(() => String, { nullable: true, description: 'In one’s own words, 1 to 500 characters; shown to nobody else.' })
  note?: string | null;
}

export const declareSegmentSchema = z.object({ note: z.string().trim().min(1).max(500).nullish() });

@InputType({ description: 'A sign that somebody would like to post, from whom it was agreed with.' })
export class RecordIntentSignalInput {
  @Field(() => ID, { description: 'Whose sign it is.' })
  ambassador!: string;

  @Field(() => IntentKindEnum, { description: 'Its kind.' })
  kind!: IntentKind;

  @Field(() => String, {
    description: 'Its id at the source, 1 to 200 characters. The same id again replaces what was told before.',
  })
  externalId!: string;

  @Field(() => IntentOutcomeEnum, { defaultValue: 'OPEN', description: 'What came of it.' })
  outcome!: IntentOutcome;

  @Field(() => DateTimeScalar, { description: 'When it began.' })
  occurredAt!: Date;
}

export const recordIntentSignalSchema = z.object({ externalId: z.string().trim().min(1).max(200) });

@InputType({ description: 'Which programme is assessed now.' })
export class AssessSegmentsInput {
  @Field(() => ID, { description: 'The programme.' })
  programme!: string;
}
