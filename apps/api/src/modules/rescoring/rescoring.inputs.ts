import { Field, ID, InputType } from 'type-graphql';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';

@InputType({ description: 'What would change if a version had been in force from an earlier time on?' })
export class PreviewRescoringInput {
  @Field(() => ID, { description: 'The version that is applied; it is in force, or was.' })
  ruleSet!: string;

  @Field(() => DateTimeScalar, {
    description: 'What happened from then on is judged by it. Periods that have closed stay as they are.',
  })
  from!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'What happened from then on is judged as before: the time at which a version came into force by itself. Unless told, the version that is applied, or where that was earlier the next one after `from`.',
  })
  until?: Date | null;
}

@InputType({ description: 'Which previewed rescoring is booked.' })
export class StartRescoringInput {
  @Field(() => ID, { description: 'The rescoring that was previewed.' })
  preview!: string;

  @Field(() => String, { description: 'Why, 1 to 500 characters: everybody reads it beside the points that are taken back.' })
  reason!: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Also when facts about this time were recorded since the preview (FACTS). They are judged with the others; the preview did not know them.',
  })
  acceptNewFacts?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'A key of your own; the same input with the same key starts nothing twice and gives the first answer again.',
  })
  clientMutationId?: string | null;
}

@InputType({ description: 'Which rescoring is stopped.' })
export class CancelRescoringInput {
  @Field(() => ID, { description: 'The rescoring.' })
  id!: string;
}
