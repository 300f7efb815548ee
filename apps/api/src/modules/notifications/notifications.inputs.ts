import { Field, ID, InputType, Int } from 'type-graphql';
import { z } from 'zod';
import { TimeZoneScalar } from '../../platform/graphql/scalars.ts';
import { type NotificationTopic, notificationTopics } from './notification.ts';
import { NotificationTopicEnum } from './notifications.types.ts';

@InputType({ description: 'Items of the own feed that were read.' })
export class MarkFeedReadInput {
  @Field(() => ID, { description: 'The own part in the programme.' })
  ambassador!: string;

  @Field(() => [ID], { nullable: true, description: 'Which items, at most 100; all of them unless told.' })
  items?: string[] | null;
}

@InputType({ description: 'What one wants to hear of; what is left out stays.' })
export class UpdateNotificationSettingsInput {
  @Field(() => ID, { description: 'The own part in the programme.' })
  ambassador!: string;

  @Field(() => [NotificationTopicEnum], { nullable: true, description: 'What comes into the feed.' })
  feedTopics?: NotificationTopic[] | null;

  @Field(() => [NotificationTopicEnum], {
    nullable: true,
    description: 'What is told by e-mail too; what does not come into the feed is not mailed.',
  })
  mailTopics?: NotificationTopic[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a mail on Monday sums the week up.' })
  wantsDigest?: boolean | null;

  @Field(() => TimeZoneScalar, { nullable: true, description: 'The zone of one’s clock; null for that of the programme.' })
  timeZone?: string | null;

  @Field(() => Int, { nullable: true, description: 'When quiet hours begin, in minutes of the day: 0 to 1439.' })
  quietFrom?: number | null;

  @Field(() => Int, { nullable: true, description: 'When quiet hours end, in minutes of the day: 0 to 1439.' })
  quietUntil?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether no mails come on Saturdays and Sundays.' })
  restsOnWeekends?: boolean | null;
}

export const markFeedReadSchema = z.object({ items: z.array(z.uuid()).min(1).max(100).nullish() });

const topics = z
  .array(z.enum(notificationTopics))
  .transform((chosen) => notificationTopics.filter((topic) => chosen.includes(topic)));
const minuteOfDay = z.int().min(0).max(1439);

export const updateNotificationSettingsSchema = z.object({
  feedTopics: topics.nullish(),
  mailTopics: topics.nullish(),
  wantsDigest: z.boolean().nullish(),
  timeZone: z.string().nullish(),
  quietFrom: minuteOfDay.nullish(),
  quietUntil: minuteOfDay.nullish(),
  restsOnWeekends: z.boolean().nullish(),
});
