import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { AccessRule } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import { connectionType } from '../../platform/graphql/connection.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateTimeScalar, TimeZoneScalar } from '../../platform/graphql/scalars.ts';
import type { HappeningKind, SubjectType } from '../happenings/index.ts';
import type { FeedItemRecord } from './feed.repository.ts';
import type { NotificationTopic } from './notification.ts';

/** What somebody is told is for nobody else. */
export const ownFeed = { to: ['SELF'] } as const satisfies AccessRule;

export const FeedItemKindEnum = graphqlEnum<HappeningKind>({
  name: 'FeedItemKind',
  description: 'What an item of a feed tells.',
  values: {
    POINTS_GRANTED: 'Points were granted for something that the person did.',
    POINTS_TAKEN_BACK: 'Points were taken back.',
    POINTS_RECEIVED: 'A colleague gave points away.',
    BADGE_AWARDED: 'A badge was awarded.',
    BADGE_REVOKED: 'A badge was taken back.',
    LEVEL_REACHED: 'A level was reached.',
    CHALLENGE_OPENED: 'A challenge has begun.',
    CHALLENGE_INVITED: 'The person is invited to a challenge.',
    CHALLENGE_REACHED: 'The person has reached the target of a challenge, or helped to.',
    CHALLENGE_COMPLETED: 'The result of a challenge is final.',
    CHALLENGE_CANCELLED: 'A challenge was called off.',
    TANDEM_PROPOSED: 'A tandem is proposed.',
    TANDEM_AGREED: 'Everybody has accepted a tandem.',
    TANDEM_ENDED: 'A tandem or a proposal has ended.',
    TANDEM_REMINDER: 'A tandem waits for something.',
    RECOGNITION_GIVEN: 'A recognition was given.',
    RECOGNITION_DECLINED: 'A request for a recognition could not be met.',
    KUDOS_RECEIVED: 'A colleague says thanks.',
    MONETARY_REWARDS_ALLOWED: 'Prizes of monetary value are allowed from now on, with their duties.',
    MONETARY_REWARDS_FORBIDDEN: 'Prizes of monetary value are not allowed any more.',
    SEASON_OPENED: 'A season has begun.',
    SEASON_CLOSED: 'A season is closed: its final standings and its ceremony are taken.',
    WEBHOOK_DISABLED: 'A webhook that failed for days was disabled. Admins.',
  },
});

export const FeedSubjectTypeEnum = graphqlEnum<SubjectType>({
  name: 'FeedSubjectType',
  description: 'What an item of a feed leads to.',
  values: {
    ACTIVITY: 'An activity of the person.',
    AMBASSADOR: 'An ambassador.',
    BADGE: 'A badge.',
    CHALLENGE: 'A challenge.',
    TANDEM: 'A tandem.',
    RECOGNITION: 'A recognition.',
    SEASON: 'A season.',
    WEBHOOK: 'A webhook.',
    PROGRAMME: 'A programme.',
  },
});

export const NotificationTopicEnum = graphqlEnum<NotificationTopic>({
  name: 'NotificationTopic',
  description: 'What people want to hear of or not, each as a whole.',
  values: {
    POINTS: 'Points granted and taken back.',
    BADGES: 'Badges and levels.',
    CHALLENGES: 'Challenges: begun, reached, over, invitations.',
    TANDEMS: 'Tandems: proposals, answers, reminders, ends.',
    RECOGNITION: 'Recognitions, thanks and gifts of colleagues.',
    SEASONS: 'Seasons that begin and end.',
    ADMINISTRATION: 'What admins have to look after.',
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'Something that happened to the reader or in the programme. The person alone.',
})
@Access(ownFeed)
export class FeedItem {
  @Field(() => ID, { description: 'Identifies the item.' })
  id!: string;

  @Field(() => FeedItemKindEnum, { description: 'What it tells.' })
  kind!: HappeningKind;

  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  happenedAt!: Date;

  @Field(() => Boolean, { description: 'Whether the person has marked it as read.' })
  isRead!: boolean;

  @Field(() => FeedSubjectTypeEnum, { description: 'What kind of thing it leads to.' })
  subjectType!: SubjectType;

  @Field(() => ID, { description: 'The thing that it leads to.' })
  subjectId!: string;

  @Field(() => Int, { nullable: true, description: 'How many points it is about; null where it is about none.' })
  points!: number | null;

  /** For access rules and sentences; not fields of the schema. */
  programmeId!: string;
  ambassadorId!: string;
  record!: FeedItemRecord;
}

export const FeedItemConnection = connectionType(FeedItem, { name: 'FeedItem', access: ownFeed });

@ObjectType({ simpleResolvers: true, description: 'What arrived in the own feed since the message before. The person alone.' })
@Access(ownFeed)
export class FeedUpdate {
  @Field(() => [FeedItem], { description: 'The new items, the oldest first; none in the first message.' })
  items!: readonly FeedItem[];

  @Field(() => Int, { description: 'How many items are unread, at most 100.' })
  unreadCount!: number;

  /** For access rules; not fields of the schema. */
  programmeId!: string;
  ambassadorId!: string;

  /** Not fields of the schema. */
  lastNumber!: number;
  hasMore!: boolean;
}

@ObjectType('NotificationSettings', {
  simpleResolvers: true,
  description: 'What somebody wants to hear of, how, and when not. The person alone.',
})
@Access(ownFeed)
export class NotificationSettingsObject {
  @Field(() => [NotificationTopicEnum], { description: 'What comes into the feed.' })
  feedTopics!: readonly NotificationTopic[];

  @Field(() => [NotificationTopicEnum], { description: 'What is told by e-mail too, at most two mails a day.' })
  mailTopics!: readonly NotificationTopic[];

  @Field(() => Boolean, { description: 'Whether a mail on Monday sums the week up, where there was anything.' })
  wantsDigest!: boolean;

  @Field(() => TimeZoneScalar, { description: 'The zone of the person’s clock, by which quiet hours and Mondays go.' })
  timeZone!: string;

  @Field(() => Int, { description: 'When quiet hours begin, in minutes of the day; no mails come in quiet hours.' })
  quietFrom!: number;

  @Field(() => Int, { description: 'When quiet hours end, in minutes of the day; the same as their beginning for none.' })
  quietUntil!: number;

  @Field(() => Boolean, { description: 'Whether no mails come on Saturdays and Sundays.' })
  restsOnWeekends!: boolean;

  @Field(() => Boolean, {
    description: 'Whether an address is known to which mails could go; it comes from the identity provider.',
  })
  hasMailAddress!: boolean;

  /** For access rules; not fields of the schema. */
  programmeId!: string;
  ambassadorId!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A mail that was not sent but kept, on an installation that only shows mails. Whom it goes to alone.',
})
@Access(ownFeed)
export class MailboxMessage {
  @Field(() => ID, { description: 'Identifies the mail.' })
  id!: string;

  @Field(() => DateTimeScalar, { description: 'When it would have been sent.' })
  sentAt!: Date;

  @Field(() => String, { description: 'Its subject.' })
  subject!: string;

  @Field(() => String, { description: 'What it says, as text.' })
  text!: string;

  @Field(() => String, { description: 'What it says, as HTML.' })
  html!: string;

  /** For access rules; not fields of the schema. */
  programmeId!: string;
  ambassadorId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to `markFeedRead`.' })
@Access(ownFeed)
export class MarkFeedReadPayload extends MutationPayload {
  @Field(() => Int, { nullable: true, description: 'How many items are unread now, at most 100. Null when refused.' })
  unreadCount!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to `updateNotificationSettings`.' })
@Access(ownFeed)
export class UpdateNotificationSettingsPayload extends MutationPayload {
  @Field(() => NotificationSettingsObject, { nullable: true, description: 'What holds now. Null when refused.' })
  settings!: NotificationSettingsObject | null;
}

/** An item as the schema shows it. */
export function toFeedItem(record: FeedItemRecord): FeedItem {
  const { id, kind, happenedAt, subjectType, subjectId, programmeId, ambassadorId, details, readAt } = record;
  const points = 'points' in details ? details.points : null;
  return { id, kind, happenedAt, subjectType, subjectId, programmeId, ambassadorId, points, isRead: readAt !== null, record };
}
