import type { HappeningKind } from '../happenings/index.ts';

/** What people decide about together: by which of these they say what they want to hear of, and how. */
export const notificationTopics = [
  'POINTS',
  'BADGES',
  'CHALLENGES',
  'TANDEMS',
  'RECOGNITION',
  'SEASONS',
  'ADMINISTRATION',
] as const;
export type NotificationTopic = (typeof notificationTopics)[number];

export const topicOf: Readonly<Record<HappeningKind, NotificationTopic>> = {
  POINTS_GRANTED: 'POINTS',
  POINTS_TAKEN_BACK: 'POINTS',
  POINTS_RECEIVED: 'RECOGNITION',
  BADGE_AWARDED: 'BADGES',
  BADGE_REVOKED: 'BADGES',
  LEVEL_REACHED: 'BADGES',
  CHALLENGE_OPENED: 'CHALLENGES',
  CHALLENGE_INVITED: 'CHALLENGES',
  CHALLENGE_REACHED: 'CHALLENGES',
  CHALLENGE_COMPLETED: 'CHALLENGES',
  CHALLENGE_CANCELLED: 'CHALLENGES',
  TANDEM_PROPOSED: 'TANDEMS',
  TANDEM_AGREED: 'TANDEMS',
  TANDEM_ENDED: 'TANDEMS',
  TANDEM_REMINDER: 'TANDEMS',
  RECOGNITION_GIVEN: 'RECOGNITION',
  RECOGNITION_DECLINED: 'RECOGNITION',
  KUDOS_RECEIVED: 'RECOGNITION',
  MONETARY_REWARDS_ALLOWED: 'RECOGNITION',
  MONETARY_REWARDS_FORBIDDEN: 'RECOGNITION',
  SEASON_OPENED: 'SEASONS',
  SEASON_CLOSED: 'SEASONS',
  WEBHOOK_DISABLED: 'ADMINISTRATION',
};

/** What somebody wants to hear of, how, and when not. */
export interface NotificationSettings {
  readonly ambassadorId: string;
  readonly programmeId: string;
  readonly feedTopics: readonly NotificationTopic[];
  readonly mailTopics: readonly NotificationTopic[];
  readonly wantsDigest: boolean;
  /** Null for that of the programme. */
  readonly timeZone: string | null;
  /** Minutes of the day on the person's clock, from and until; the same for none. */
  readonly quietFrom: number;
  readonly quietUntil: number;
  readonly restsOnWeekends: boolean;
}

/** What holds for who has said nothing: a mail for what waits for an answer or is meant as thanks, in working hours; once a week the rest. */
export const unsaidSettings = {
  feedTopics: notificationTopics,
  mailTopics: ['TANDEMS', 'RECOGNITION', 'ADMINISTRATION'],
  wantsDigest: true,
  timeZone: null,
  quietFrom: 18 * 60,
  quietUntil: 8 * 60,
  restsOnWeekends: true,
} as const satisfies Omit<NotificationSettings, 'ambassadorId' | 'programmeId'>;

/** What keeps mails few. docs/operations.md tells the same. */
export const mailBounds = {
  /** What arrives within this time shares a mail. */
  batchMinutes: 10,
  /** Beside the weekly digest; what is more waits for the next day. */
  mostADay: 2,
  /** What could not be mailed for so long is left to the feed and the digest. */
  staleHours: 72,
  /** Attempts to hand a mail over, half an hour apart at first, twice as long each time. */
  attempts: 5,
  retryMinutes: 30,
} as const;

/** When digests are sent on the person's clock: on Mondays from this hour on, or within two days where nothing could be sent. */
export const digestHour = 8;
