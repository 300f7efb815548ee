import { languages } from '@fanfare/contracts';
import { z } from 'zod';

const text = z.string().min(1).max(300);
const title = z.object(
  Object.fromEntries(languages.map((language) => [language, text])) as Record<'GERMAN' | 'ENGLISH', typeof text>,
);
const nothing = z.object({});
const named = z.object({ title });
const amount = z.object({ points: z.int().min(1) });

/**
 * What is worth telling, by kind, with what is to be said of it in no language: texts come as pairs of both, people as ids. What people wrote
 * to each other does not belong here, and no name of a person does.
 */
export const happeningDetails = {
  POINTS_GRANTED: amount,
  POINTS_TAKEN_BACK: amount,
  POINTS_RECEIVED: amount,
  BADGE_AWARDED: named,
  BADGE_REVOKED: named,
  LEVEL_REACHED: named,
  CHALLENGE_OPENED: named,
  CHALLENGE_INVITED: named,
  CHALLENGE_REACHED: named,
  CHALLENGE_COMPLETED: named,
  CHALLENGE_CANCELLED: named,
  TANDEM_PROPOSED: nothing,
  TANDEM_AGREED: nothing,
  TANDEM_ENDED: nothing,
  TANDEM_REMINDER: z.object({ reminder: z.enum(['ANSWER_PROPOSAL', 'BEGIN_TANDEM', 'CHECK_IN']) }),
  RECOGNITION_GIVEN: named,
  RECOGNITION_DECLINED: named,
  KUDOS_RECEIVED: nothing,
  MONETARY_REWARDS_ALLOWED: nothing,
  MONETARY_REWARDS_FORBIDDEN: nothing,
  SEASON_OPENED: named,
  SEASON_CLOSED: named,
  WEBHOOK_DISABLED: named,
} as const;

export type HappeningKind = keyof typeof happeningDetails;
export const happeningKinds = Object.keys(happeningDetails) as readonly HappeningKind[];

/** What a happening is about. Those about one subject are told in the order in which they happened. */
export const subjectTypes = [
  'ACTIVITY',
  'AMBASSADOR',
  'BADGE',
  'CHALLENGE',
  'TANDEM',
  'RECOGNITION',
  'SEASON',
  'WEBHOOK',
  'PROGRAMME',
] as const;
export type SubjectType = (typeof subjectTypes)[number];

interface HappeningOf<Kind extends HappeningKind> {
  readonly programmeId: string;
  readonly kind: Kind;
  /** Once in a programme and kind: telling it again changes nothing. Such as `<challenge>:<ambassador>`. */
  readonly key: string;
  readonly subject: { readonly type: SubjectType; readonly id: string };
  /** The ambassadors whom it concerns, or all who take part. */
  readonly audience: readonly string[] | 'EVERYBODY';
  /** The colleague who did it, where the audience may know of whom it comes. */
  readonly actorId?: string | null;
  readonly details: z.output<(typeof happeningDetails)[Kind]>;
  readonly happenedAt: Date;
}

/** Something that happened to people or in their programme. */
export type Happening = { readonly [Kind in HappeningKind]: HappeningOf<Kind> }[HappeningKind];
