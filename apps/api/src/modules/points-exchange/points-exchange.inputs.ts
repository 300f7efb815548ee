import { Field, ID, InputType, Int } from 'type-graphql';

@InputType({ description: 'Giving points on to a colleague.' })
export class ExchangePointsInput {
  @Field(() => String, {
    nullable: true,
    description: 'Chosen by the client: a repetition with the same id and input gives the first answer again.',
  })
  clientMutationId?: string | null;

  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => ID, { description: 'The ambassador who gets the points: a colleague whom one can see.' })
  colleague!: string;

  @Field(() => Int, { description: 'How many, 1 up to one’s own spendablePoints.' })
  points!: number;

  @Field(() => String, { nullable: true, description: 'A word to it, 1 to 280 characters; the two of them read it.' })
  note?: string | null;
}
