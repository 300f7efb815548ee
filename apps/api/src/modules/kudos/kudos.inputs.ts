import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';
import { graphqlEnum } from '../../platform/graphql/enums.ts';

export const moderations = ['TAKE_DOWN', 'DISMISS'] as const;
export type Moderation = (typeof moderations)[number];

export const ModerationEnum = graphqlEnum<Moderation>({
  name: 'KudosModeration',
  description: 'What a moderator does with reported kudos.',
  values: { TAKE_DOWN: 'Takes them off the wall, for a reason.', DISMISS: 'Finds nothing wrong; the reports are settled.' },
});

@InputType({ description: 'Thanking a colleague.' })
export class SendKudosInput {
  @Field(() => String, {
    nullable: true,
    description: 'Chosen by the client: a repetition with the same id and input gives the first answer again.',
  })
  clientMutationId?: string | null;

  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => ID, { description: 'Who is thanked: a colleague whom one can see.' })
  colleague!: string;

  @Field(() => String, { description: 'What for, 1 to 280 characters. Everybody in the programme reads it.' })
  text!: string;
}

@InputType({ description: 'Telling a moderator that kudos are not alright.' })
export class ReportKudosInput {
  @Field(() => ID, { description: 'The kudos.' })
  kudos!: string;

  @Field(() => String, { description: 'What is wrong, 1 to 500 characters.' })
  reason!: string;
}

@InputType({ description: 'Settling reports.' })
export class ModerateKudosInput {
  @Field(() => ID, { description: 'The kudos.' })
  kudos!: string;

  @Field(() => ModerationEnum, { description: 'What is done.' })
  decision!: Moderation;

  @Field(() => String, { nullable: true, description: 'Why, 1 to 500 characters; required for taking down.' })
  reason?: string | null;
}

@InputType({ description: 'Whether one wants kudos.' })
export class ChooseKudosInput {
  @Field(() => ID, { description: 'Oneself, as ambassador.' })
  ambassador!: string;

  @Field(() => Boolean, { description: 'Switched off, nobody can send any, and those there are leave the wall.' })
  accepts!: boolean;
}

const reason = z.string().trim().min(1).max(500);

export const sendSchema = z.object({
  programme: z.uuid(),
  colleague: z.uuid(),
  text: z.string().trim().min(1).max(280),
});
export const reportSchema = z.object({ kudos: z.uuid(), reason });
export const moderateSchema = z.object({ kudos: z.uuid(), decision: z.enum(moderations), reason: reason.nullish() });
