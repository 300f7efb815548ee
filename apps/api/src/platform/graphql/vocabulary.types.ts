import type { ApiScope, Audience, Channel, Language, Segment, UserErrorCode } from '@fanfare/contracts';
import { graphqlEnum } from './enums.ts';

/** Enumerations of the schema that belong to no capability in particular. */

/** Only the directive @access speaks of audiences; it takes this description and builds the enumeration itself. */
export const audienceDescription = {
  name: 'Audience',
  description: 'Who may read or call something; one of them suffices.',
  values: {
    EVERYBODY: 'Everybody, without signing in.',
    SIGNED_IN: 'Every person who signed in.',
    SELF: 'The person it is about.',
    AMBASSADOR: 'Ambassadors of the programme.',
    COMMUNICATOR: 'Department communicators of the programme; what belongs to a department, only those of that department.',
    ADMIN: 'Administrators of the programme.',
    AUDITOR: 'Auditors of the programme, such as the works council: read-only.',
    OPERATOR: 'Who runs the installation.',
  } satisfies Record<Audience, string>,
};

export const apiScopeDescription = {
  name: 'ApiScope',
  description: 'What a machine client may do, inside the programme of its token.',
  values: {
    AMBASSADORS_READ: 'Read ambassadors and departments.',
    AMBASSADORS_WRITE: 'Change ambassadors where the schema says so.',
    ACTIVITIES_READ: 'Read activities.',
    ACTIVITIES_WRITE: 'Record and withdraw activities and engagement readings.',
    LEADERBOARDS_READ: 'Read leaderboards and follow them live.',
    POINTS_READ: 'Read balances and ledger entries.',
    IMPORTS_WRITE: 'Start, follow and cancel imports.',
    WEBHOOKS_WRITE: 'Register webhooks and replay their deliveries.',
  } satisfies Record<ApiScope, string>,
};

export const ApiScopeEnum = graphqlEnum<ApiScope>(apiScopeDescription);

export const ChannelEnum = graphqlEnum<Channel>({
  name: 'Channel',
  description: 'Where somebody posts, or where something happened.',
  values: {
    LINKEDIN: 'LinkedIn.',
    MASTODON: 'Mastodon.',
    BLUESKY: 'Bluesky.',
    INSTAGRAM: 'Instagram.',
    XING: 'XING.',
    X: 'X, formerly Twitter.',
    FACEBOOK: 'Facebook.',
    THREADS: 'Threads.',
    YOUTUBE: 'YouTube.',
    TIKTOK: 'TikTok.',
    BLOG: 'A blog.',
    IN_PERSON: 'Not online.',
    OTHER: 'Elsewhere.',
  },
});

export const LanguageEnum = graphqlEnum<Language>({
  name: 'Language',
  description: 'The languages in which everything a person reads exists.',
  values: { GERMAN: 'German.', ENGLISH: 'English.' },
});

export const SegmentEnum = graphqlEnum<Segment>({
  name: 'Segment',
  description: 'How an ambassador posts, by facts and the person’s own word.',
  values: {
    FREQUENT: 'Among the most frequent of the programme.',
    STEADY: 'Regularly, more often than half of the programme.',
    OCCASIONAL: 'Now and then.',
    HESITANT: 'Would like to, and holds back.',
    LAPSED: 'Was active once, and has not been for long.',
    SILENT: 'Takes part without posting.',
    NEW: 'Nothing can be said yet.',
    SEPARATOR: 'Keeps work and private life apart by own choice; is never nudged.',
  },
});

export const UserErrorCodeEnum = graphqlEnum<UserErrorCode>({
  name: 'UserErrorCode',
  description: 'Why an input was not accepted. The codes are stable; the messages beside them are for people.',
  values: {
    REQUIRED: 'Something that is needed is missing.',
    INVALID: 'The value has the wrong form.',
    TOO_LONG: 'The value is too long, or there are too many.',
    TOO_SHORT: 'The value is too short, or there are too few.',
    OUT_OF_RANGE: 'The number or date lies outside of what is allowed.',
    TAKEN: 'Somebody or something else has this value already.',
    NOT_FOUND: 'There is no such thing, or it is not visible to you.',
    NOT_ALLOWED: 'It exists, but this change is not yours to make.',
    CONFLICT: 'Somebody else changed it since you read it; read it again.',
    OUTDATED: 'What it rests on has moved on since it was computed; have it computed anew.',
    IDEMPOTENCY_CONFLICT: 'The clientMutationId was used before with another input.',
    DUPLICATE_WITH_DIFFERENCE: 'The same fact was recorded before with other content; the message names the difference.',
    LIMIT_REACHED: 'A limit of the programme or of the installation is reached.',
    STATE: 'The thing is not in a state in which this can be done.',
  },
});
