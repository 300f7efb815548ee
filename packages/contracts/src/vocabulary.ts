/**
 * The enumerations that the API, its frontends and the engines share. Values are spelled as the GraphQL schema spells them, so that
 * nothing is translated on the way from a row to a screen.
 */

/** What somebody did. A fact of any kind but the engagement of others, which arrives as readings of a post. */
export const activityKinds = [
  'POST',
  'SHARE',
  'COMMENT',
  'ARTICLE',
  'VIDEO',
  'EVENT_ATTENDED',
  'TALK_GIVEN',
  'TRAINING_COMPLETED',
  'PROFILE_IMPROVED',
  'PEER_CONFIRMED',
  'STORY',
  'CHALLENGE_REACHED',
] as const;
export type ActivityKind = (typeof activityKinds)[number];

/** The kinds that people and connectors report. A story and a challenge reached are recorded by the programme itself. */
export const reportedActivityKinds = activityKinds.filter(
  (kind): kind is Exclude<ActivityKind, 'STORY' | 'CHALLENGE_REACHED'> => kind !== 'STORY' && kind !== 'CHALLENGE_REACHED',
);

/** Where it happened; IN_PERSON is for what has no online channel. */
export const channels = [
  'LINKEDIN',
  'MASTODON',
  'BLUESKY',
  'INSTAGRAM',
  'XING',
  'X',
  'FACEBOOK',
  'THREADS',
  'YOUTUBE',
  'TIKTOK',
  'BLOG',
  'IN_PERSON',
  'OTHER',
] as const;
export type Channel = (typeof channels)[number];

/** How sure a fact is, weakest first: the order is the comparison that rules use for "at least". */
export const evidenceTiers = ['SELF_REPORTED', 'PEER_CONFIRMED', 'CHANNEL_VERIFIED'] as const;
export type EvidenceTier = (typeof evidenceTiers)[number];

/** How an ambassador posts, as the tandem engine sees it; SEPARATOR is a person's own choice and is never nudged. */
export const segments = ['FREQUENT', 'STEADY', 'OCCASIONAL', 'HESITANT', 'LAPSED', 'SILENT', 'NEW', 'SEPARATOR'] as const;
export type Segment = (typeof segments)[number];

/** How shown ranks count ties: 1,2,2,4 · 1,2,2,3 · 1,2,3,4. */
export const rankKinds = ['COMPETITION', 'DENSE', 'ORDINAL'] as const;
export type RankKind = (typeof rankKinds)[number];

/** Whose places a board ranks: everybody, one group, or what was done in one channel or campaign. */
export const boardScopes = ['PROGRAMME', 'DEPARTMENT', 'TEAM', 'TANDEM', 'CHANNEL', 'CAMPAIGN', 'CHALLENGE'] as const;
export type BoardScope = (typeof boardScopes)[number];

/** Which points a board counts, smallest period first; weeks are ISO weeks. */
export const boardPeriods = ['DAY', 'WEEK', 'MONTH', 'SEASON', 'ALL_TIME'] as const;
export type BoardPeriod = (typeof boardPeriods)[number];

/** By what a board ranks. */
export const boardMeasures = ['POINTS', 'POINTS_PER_ACTIVE_MEMBER', 'PERSONAL_BEST'] as const;
export type BoardMeasure = (typeof boardMeasures)[number];

/** The languages in which everything a person reads exists. */
export const languages = ['GERMAN', 'ENGLISH'] as const;
export type Language = (typeof languages)[number];
