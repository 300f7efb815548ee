export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  Date: { input: string; output: string; }
  DateTime: { input: string; output: string; }
  TimeZone: { input: string; output: string; }
  URL: { input: string; output: string; }
  JSON: { input: unknown; output: unknown; }
};

export type ProgrammeRole =
  | 'AMBASSADOR'
  | 'COMMUNICATOR'
  | 'ADMIN'
  | 'AUDITOR';

export type ApiScope =
  | 'AMBASSADORS_READ'
  | 'AMBASSADORS_WRITE'
  | 'ACTIVITIES_READ'
  | 'ACTIVITIES_WRITE'
  | 'LEADERBOARDS_READ'
  | 'POINTS_READ'
  | 'IMPORTS_WRITE'
  | 'WEBHOOKS_WRITE';

export type UserErrorCode =
  | 'REQUIRED'
  | 'INVALID'
  | 'TOO_LONG'
  | 'TOO_SHORT'
  | 'OUT_OF_RANGE'
  | 'TAKEN'
  | 'NOT_FOUND'
  | 'NOT_ALLOWED'
  | 'CONFLICT'
  | 'IDEMPOTENCY_CONFLICT'
  | 'DUPLICATE_WITH_DIFFERENCE'
  | 'LIMIT_REACHED'
  | 'STATE';

export type JoinProgrammeInput = {
  readonly programme: Scalars['ID']['input'];
  readonly displayName: Scalars['String']['input'];
  readonly department?: InputMaybe<Scalars['ID']['input']>;
  readonly visibility?: InputMaybe<Visibility>;
  readonly consentVersion: Scalars['String']['input'];
};

export type CancelImportInput = {
  readonly id: Scalars['ID']['input'];
};

export type IssueApiTokenInput = {
  readonly programme: Scalars['ID']['input'];
  readonly name: Scalars['String']['input'];
  readonly scopes: ReadonlyArray<ApiScope>;
  readonly expiresAt: Scalars['DateTime']['input'];
};

export type RevokeApiTokenInput = {
  readonly id: Scalars['ID']['input'];
};

export type ProgrammeStatus =
  | 'PILOT'
  | 'ACTIVE'
  | 'ARCHIVED';

export type JoinPolicy =
  | 'OPEN'
  | 'INVITATION';

export type Language =
  | 'GERMAN'
  | 'ENGLISH';

export type Segment =
  | 'FREQUENT'
  | 'STEADY'
  | 'OCCASIONAL'
  | 'HESITANT'
  | 'LAPSED'
  | 'SILENT'
  | 'NEW'
  | 'SEPARATOR';

export type AmbassadorFilter = {
  readonly search?: InputMaybe<Scalars['String']['input']>;
  readonly status?: InputMaybe<ReadonlyArray<ParticipationStatus>>;
  readonly departmentId?: InputMaybe<Scalars['ID']['input']>;
  readonly visibility?: InputMaybe<ReadonlyArray<Visibility>>;
};

export type AmbassadorOrderField =
  | 'NAME'
  | 'JOINED_AT';

export type OrderDirection =
  | 'ASCENDING'
  | 'DESCENDING';

export type AmbassadorOrder = {
  readonly field: AmbassadorOrderField;
  readonly direction?: OrderDirection;
};

export type Visibility =
  | 'NAMED'
  | 'PSEUDONYM'
  | 'HIDDEN';

export type ParticipationStatus =
  | 'ACTIVE'
  | 'PAUSED'
  | 'LEFT';

export type Channel =
  | 'LINKEDIN'
  | 'MASTODON'
  | 'BLUESKY'
  | 'INSTAGRAM'
  | 'XING'
  | 'X'
  | 'FACEBOOK'
  | 'THREADS'
  | 'YOUTUBE'
  | 'TIKTOK'
  | 'BLOG'
  | 'IN_PERSON'
  | 'OTHER';

export type ActivityKind =
  | 'POST'
  | 'SHARE'
  | 'COMMENT'
  | 'ARTICLE'
  | 'VIDEO'
  | 'EVENT_ATTENDED'
  | 'TALK_GIVEN'
  | 'TRAINING_COMPLETED'
  | 'PROFILE_IMPROVED'
  | 'PEER_CONFIRMED';

export type EvidenceTier =
  | 'SELF_REPORTED'
  | 'PEER_CONFIRMED'
  | 'CHANNEL_VERIFIED';

export type ConsentKind =
  | 'PARTICIPATION'
  | 'NAME_ON_BOARDS'
  | 'POSTING_SIGNALS';

export type ActivityStatus =
  | 'COUNTED'
  | 'WITHDRAWN';

export type LedgerEntryKind =
  | 'GRANT'
  | 'REVERSAL'
  | 'ADJUSTMENT'
  | 'EXCHANGE';

export type BoardScope =
  | 'PROGRAMME'
  | 'DEPARTMENT';

export type BoardPeriod =
  | 'SEASON'
  | 'ALL_TIME';

export type RankKind =
  | 'COMPETITION'
  | 'DENSE'
  | 'ORDINAL';

export type BoardInput = {
  readonly programme: Scalars['ID']['input'];
  readonly scope?: BoardScope;
  readonly scopeId?: InputMaybe<Scalars['ID']['input']>;
  readonly period?: BoardPeriod;
  readonly periodStart?: InputMaybe<Scalars['Date']['input']>;
};

export type LeaderboardUpdateKind =
  | 'FULL'
  | 'CHANGES';

export type StandingChangeKind =
  | 'ENTERED'
  | 'MOVED'
  | 'CHANGED'
  | 'LEFT';

export type ImportStatus =
  | 'RUNNING'
  | 'COMPLETED'
  | 'INTERRUPTED'
  | 'FAILED'
  | 'CANCELLED';
