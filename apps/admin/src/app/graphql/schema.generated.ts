export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A calendar day in the form YYYY-MM-DD, such as 2026-09-01. */
  Date: { input: string; output: string; }
  /** A date-time string at UTC, such as 2007-12-03T10:15:30Z, compliant with the `date-time` format outlined in section 5.6 of the RFC 3339 profile of the ISO 8601 standard for representation of dates and times using the Gregorian calendar. */
  DateTime: { input: string; output: string; }
  /** The `JSON` scalar type represents JSON values as specified by [ECMA-404](http://www.ecma-international.org/publications/files/ECMA-ST/ECMA-404.pdf). */
  JSON: { input: unknown; output: unknown; }
  /** A field whose value exists in the standard IANA Time Zone Database: https://www.iana.org/time-zones */
  TimeZone: { input: string; output: string; }
  /** A field whose value conforms to the standard URL format as specified in RFC3986: https://www.ietf.org/rfc/rfc3986.txt. */
  URL: { input: string; output: string; }
};

/** Saying yes to a proposal. */
export type AcceptTandemInput = {
  /** The tandem. */
  readonly tandem: Scalars['ID']['input'];
};

/** An activity as it is reported. */
export type ActivityInput = {
  /** Its id at the source, 1 to 200 characters. The same id again counts once; with other content it is refused. */
  readonly externalId: Scalars['String']['input'];
  /** What was done. */
  readonly kind: ActivityKind;
  /** Where. */
  readonly channel: Channel;
  /** When it happened: while the person took part, at most a day ahead. */
  readonly occurredAt: Scalars['DateTime']['input'];
  /** How sure it is. What people report themselves is always SELF_REPORTED. */
  readonly evidence?: EvidenceTier;
  /** The key of the campaign. */
  readonly campaign?: InputMaybe<Scalars['String']['input']>;
  /** Hashtags, with or without #, at most 50. */
  readonly hashtags?: ReadonlyArray<Scalars['String']['input']>;
  /** Its address, http or https, at most 2,000 characters. */
  readonly url?: InputMaybe<Scalars['String']['input']>;
  /** Whether it is marked as said for the employer. */
  readonly disclosed?: InputMaybe<Scalars['Boolean']['input']>;
  /** The length of its text in characters; never the text itself. */
  readonly textLength?: InputMaybe<Scalars['Int']['input']>;
  /** The id of the item that it passes on or answers. */
  readonly amplifies?: InputMaybe<Scalars['String']['input']>;
  /** A digest of its normalised text, equal for equal content. */
  readonly contentKey?: InputMaybe<Scalars['String']['input']>;
  /** How many units it stands for, such as the hours of a training. */
  readonly quantity?: InputMaybe<Scalars['Int']['input']>;
  /** A reading of its engagement. */
  readonly engagement?: InputMaybe<EngagementInput>;
};

/** What somebody did. */
export type ActivityKind =
  /** Published a post. */
  | 'POST'
  /** Passed on somebody’s post. */
  | 'SHARE'
  /** Answered a post. */
  | 'COMMENT'
  /** Published an article. */
  | 'ARTICLE'
  /** Published a video. */
  | 'VIDEO'
  /** Attended an event. */
  | 'EVENT_ATTENDED'
  /** Gave a talk. */
  | 'TALK_GIVEN'
  /** Completed a training. */
  | 'TRAINING_COMPLETED'
  /** Improved a social profile. */
  | 'PROFILE_IMPROVED'
  /** Confirmed what a colleague reported. */
  | 'PEER_CONFIRMED'
  /** Told a joint story with the tandem; recorded when all of them have confirmed it. */
  | 'STORY'
  /** Contributed to a challenge that reached its target; recorded by the programme itself, never reported. */
  | 'CHALLENGE_REACHED';

/** Whether an activity counts. */
export type ActivityStatus =
  /** It counts. */
  | 'COUNTED'
  /** It was taken back, and so were its points. */
  | 'WITHDRAWN'
  /** An administrator did not recognise it, and its points were taken back. */
  | 'REJECTED';

/** Adding a profile. */
export type AddSocialProfileInput = {
  /** Oneself, as ambassador of the programme; an admin may name a test person. */
  readonly ambassador: Scalars['ID']['input'];
  /** Where the profile is. */
  readonly channel: Channel;
  /** The name of the profile there, 1 to 200 characters; a leading @ is left out. */
  readonly handle: Scalars['String']['input'];
  /** The address of the profile, http or https. */
  readonly url?: InputMaybe<Scalars['URL']['input']>;
};

/** Which ambassadors; what is left out does not narrow. */
export type AmbassadorFilter = {
  /** Part of the name, of those whose name the reader may see; pseudonyms are not searched. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** One of these. */
  readonly status?: InputMaybe<ReadonlyArray<ParticipationStatus>>;
  /** One of these. */
  readonly visibility?: InputMaybe<ReadonlyArray<Visibility>>;
  /** Of this department. */
  readonly departmentId?: InputMaybe<Scalars['ID']['input']>;
  /** Only test persons, or only others. */
  readonly isTestPerson?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The order of a list of ambassadors. */
export type AmbassadorOrder = {
  /** By what. */
  readonly field: AmbassadorOrderField;
  /** Which end comes first. */
  readonly direction?: OrderDirection;
};

/** By what ambassadors are ordered. */
export type AmbassadorOrderField =
  /** The name, of those whose name the reader may see; all others after them. */
  | 'NAME'
  /** The time of joining. */
  | 'JOINED_AT';

/** What a machine client may do, inside the programme of its token. */
export type ApiScope =
  /** Read ambassadors and departments. */
  | 'AMBASSADORS_READ'
  /** Change ambassadors where the schema says so. */
  | 'AMBASSADORS_WRITE'
  /** Read activities. */
  | 'ACTIVITIES_READ'
  /** Record and withdraw activities and engagement readings. */
  | 'ACTIVITIES_WRITE'
  /** Read leaderboards and follow them live. */
  | 'LEADERBOARDS_READ'
  /** Read balances and ledger entries. */
  | 'POINTS_READ'
  /** Start, follow and cancel imports. */
  | 'IMPORTS_WRITE'
  /** Register webhooks and replay their deliveries. */
  | 'WEBHOOKS_WRITE';

/** Which team is to be archived. */
export type ArchiveTeamInput = {
  /** The team. */
  readonly id: Scalars['ID']['input'];
};

/** The picture of a challenge, drawn from parameters. */
export type ArtworkInput = {
  /** Its outline. */
  readonly shape: BadgeShape;
  /** What it shows. */
  readonly motif: BadgeMotif;
  /** Its colour, in degrees on the colour wheel, 0 to 359. */
  readonly hue: Scalars['Int']['input'];
  /** How many rings lie around the motif, 1 to 3. */
  readonly rings: Scalars['Int']['input'];
};

/** Which programme is assessed now. */
export type AssessSegmentsInput = {
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
};

/** Who belongs to which team from now on. */
export type AssignTeamInput = {
  /** The ambassador. */
  readonly ambassador: Scalars['ID']['input'];
  /** The team; null for none. */
  readonly team?: InputMaybe<Scalars['ID']['input']>;
};

/** Who may read or call something; one of them suffices. */
export type Audience =
  /** Everybody, without signing in. */
  | 'EVERYBODY'
  /** Every person who signed in. */
  | 'SIGNED_IN'
  /** The person it is about. */
  | 'SELF'
  /** Ambassadors of the programme. */
  | 'AMBASSADOR'
  /** Department communicators of the programme; what belongs to a department, only those of that department. */
  | 'COMMUNICATOR'
  /** Administrators of the programme. */
  | 'ADMIN'
  /** Auditors of the programme, such as the works council: read-only. */
  | 'AUDITOR'
  /** Who runs the installation. */
  | 'OPERATOR';

/** Which badges. */
export type BadgeFilter = {
  /** In these states; in all unless told. Drafts are for admins. */
  readonly states?: InputMaybe<ReadonlyArray<BadgeState>>;
};

/** What a drawn picture shows. */
export type BadgeMotif =
  /** A speech bubble. */
  | 'SPEECH'
  /** A spark. */
  | 'SPARK'
  /** A handshake. */
  | 'HANDSHAKE'
  /** A leaf. */
  | 'LEAF'
  /** A flame. */
  | 'FLAME'
  /** A book. */
  | 'BOOK'
  /** A megaphone. */
  | 'MEGAPHONE'
  /** A heart. */
  | 'HEART'
  /** Steps. */
  | 'STEPS';

/** The outline of a drawn picture. */
export type BadgeShape =
  /** A circle. */
  | 'CIRCLE'
  /** A hexagon. */
  | 'HEXAGON'
  /** A shield. */
  | 'SHIELD'
  /** A rosette. */
  | 'ROSETTE'
  /** A star. */
  | 'STAR';

/** Where a badge or a ladder of levels is in its life. */
export type BadgeState =
  /** Being written; nobody but admins sees it. */
  | 'DRAFT'
  /** Known to everybody and earned by whoever meets it; it does not change any more. */
  | 'PUBLISHED'
  /** Earned by nobody any more; whoever has it keeps it. */
  | 'RETIRED';

/** Badges to begin with. */
export type BadgeTemplateKey =
  /** The first post. */
  | 'FIRST_STEP'
  /** Posts in ten different weeks. */
  | 'OWN_VOICE'
  /** Thirteen weeks in a row. */
  | 'STEADY_QUARTER'
  /** Three stories told together. */
  | 'GOOD_COMPANY'
  /** Twelve comments, few a week. */
  | 'CONVERSATION'
  /** Three challenges reached in a season. */
  | 'CHALLENGE_TAKER'
  /** Two trainings completed. */
  | 'LEARNER';

/** Beginning a tandem that everybody has accepted. */
export type BeginTandemInput = {
  /** The tandem. */
  readonly tandem: Scalars['ID']['input'];
};

/** Which board is meant. */
export type BoardInput = {
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** Whom it ranks. */
  readonly scope?: BoardScope;
  /** The id of the department, team, campaign or challenge, or the name of the channel; for no other scope, and not where groups stand against each other. */
  readonly scopeId?: InputMaybe<Scalars['ID']['input']>;
  /** Which points it counts. */
  readonly period?: BoardPeriod;
  /** The first day of the period; the present one unless told. */
  readonly periodStart?: InputMaybe<Scalars['Date']['input']>;
  /** By what it ranks. */
  readonly measure?: BoardMeasure;
};

/** A kind of board. */
export type BoardKindInput = {
  /** Whom it ranks. */
  readonly scope: BoardScope;
  /** Which points it counts. */
  readonly period: BoardPeriod;
  /** By what it ranks. */
  readonly measure?: BoardMeasure;
};

/** By what a board ranks. */
export type BoardMeasure =
  /** The points of a member. */
  | 'POINTS'
  /** Groups against each other: the points of a group for each active member, so that five can beat fifty. Who joined within the period counts for the days since. */
  | 'POINTS_PER_ACTIVE_MEMBER'
  /** By how many points a member is beyond the own last period; who had none stands on no such board. */
  | 'PERSONAL_BEST';

/** Which points a board counts, by when they count, in the time zone of the programme. */
export type BoardPeriod =
  /** Those of one day. */
  | 'DAY'
  /** Those of one ISO week, from Monday on. */
  | 'WEEK'
  /** Those of one month. */
  | 'MONTH'
  /** Those of one season. */
  | 'SEASON'
  /** All. */
  | 'ALL_TIME';

/** Whom a board ranks. */
export type BoardScope =
  /** Everybody in the programme. */
  | 'PROGRAMME'
  /** The members of one department, when it has at least the minimum group size; or departments against each other. */
  | 'DEPARTMENT'
  /** The members of one team, when it has at least the minimum group size; or teams against each other. */
  | 'TEAM'
  /** Tandems against each other. */
  | 'TANDEM'
  /** Everybody, by the points of one channel. */
  | 'CHANNEL'
  /** Everybody, by the points of one campaign. */
  | 'CAMPAIGN'
  /** Who entered one challenge, by the points earned in it. */
  | 'CHALLENGE';

/** Calling a challenge off. */
export type CancelChallengeInput = {
  /** The challenge. */
  readonly id: Scalars['ID']['input'];
  /** Why, for those who took part; 1 to 500 characters. */
  readonly reason: Scalars['String']['input'];
};

/** Which import is stopped. */
export type CancelImportInput = {
  /** The import. */
  readonly id: Scalars['ID']['input'];
};

/** Which rescoring is stopped. */
export type CancelRescoringInput = {
  /** The rescoring. */
  readonly id: Scalars['ID']['input'];
};

/** Which simulation is stopped. */
export type CancelRuleSimulationInput = {
  /** The simulation. */
  readonly id: Scalars['ID']['input'];
};

/** Stopping a run. */
export type CancelTandemRunInput = {
  /** The run. */
  readonly run: Scalars['ID']['input'];
};

/** How people come to take part. */
export type ChallengeEntry =
  /** Everybody in the programme takes part, and may step out. */
  | 'OPEN'
  /** Who was invited and accepted. */
  | 'INVITATION';

/** Which challenges. */
export type ChallengeFilter = {
  /** In these states; in all unless told. Drafts are for admins. */
  readonly states?: InputMaybe<ReadonlyArray<ChallengeState>>;
};

/** What a goal counts. */
export type ChallengeMeasure =
  /** Activities. */
  | 'FACTS'
  /** Points that activities earned by the rules. */
  | 'POINTS'
  /** Different people. */
  | 'DISTINCT_PEOPLE'
  /** Different weeks with an activity. */
  | 'DISTINCT_WEEKS'
  /** Joint stories of tandems. */
  | 'STORIES'
  /** Reactions of others. */
  | 'ENGAGEMENT';

/** Who reaches a goal. */
export type ChallengeScope =
  /** Each person for themselves. */
  | 'EACH_PERSON'
  /** Each tandem together. */
  | 'EACH_TANDEM'
  /** Each department together, counted per active member. */
  | 'EACH_DEPARTMENT'
  /** Everybody together. */
  | 'EVERYBODY';

/** Where a challenge is in its life. */
export type ChallengeState =
  /** Being written; nobody but its makers sees it. */
  | 'DRAFT'
  /** Announced; it can become a draft again. */
  | 'SCHEDULED'
  /** The window is open. */
  | 'RUNNING'
  /** The window has closed; what happened in it may still be told. */
  | 'GRACE'
  /** The result stands and never changes. */
  | 'COMPLETED'
  /** Called off; what it had granted was taken back. */
  | 'CANCELLED';

/** Challenges to begin with. */
export type ChallengeTemplateKey =
  /** Each person posts once, in their own words. */
  | 'FIRST_POST'
  /** A week in which departments use one hashtag. */
  | 'HASHTAG_WEEK'
  /** Everybody together finds a number of reactions. */
  | 'COLLECTIVE_REACH'
  /** Each tandem tells a story. */
  | 'TANDEM_STORY_MONTH'
  /** A week for those of whom little was read of late. */
  | 'QUIET_VOICES_WEEK'
  /** Each person improves their profile. */
  | 'PROFILE_TIDY_UP';

/** What became of an activity in a challenge. */
export type ChallengeVerdict =
  /** It counts. */
  | 'COUNTED'
  /** It was told after the window but within the grace period, and counts. */
  | 'COUNTED_IN_GRACE'
  /** It was told after the grace period and does not count. */
  | 'TOO_LATE'
  /** The same content has counted already. */
  | 'SAME_CONTENT'
  /** As much as the challenge provides for per person and week has counted already. */
  | 'QUOTA'
  /** The challenge is for those who did nothing for a while. */
  | 'NOT_QUIET'
  /** There is nothing yet that the challenge counts. */
  | 'NOTHING_YET';

/** Deciding as whom to appear. */
export type ChangeVisibilityInput = {
  /** Oneself, as ambassador of the programme. */
  readonly ambassador: Scalars['ID']['input'];
  /** How to appear to others from now on. */
  readonly visibility: Visibility;
  /** For NAMED: the version of the consent text that the person read and agrees to. */
  readonly consentVersion?: InputMaybe<Scalars['String']['input']>;
};

/** Where somebody posts, or where something happened. */
export type Channel =
  /** LinkedIn. */
  | 'LINKEDIN'
  /** Mastodon. */
  | 'MASTODON'
  /** Bluesky. */
  | 'BLUESKY'
  /** Instagram. */
  | 'INSTAGRAM'
  /** XING. */
  | 'XING'
  /** X, formerly Twitter. */
  | 'X'
  /** Facebook. */
  | 'FACEBOOK'
  /** Threads. */
  | 'THREADS'
  /** YouTube. */
  | 'YOUTUBE'
  /** TikTok. */
  | 'TIKTOK'
  /** A blog. */
  | 'BLOG'
  /** Not online. */
  | 'IN_PERSON'
  /** Elsewhere. */
  | 'OTHER';

/** How a tandem goes. */
export type CheckInMood =
  /** Well. */
  | 'GOING_WELL'
  /** It needs time. */
  | 'NEEDS_TIME'
  /** It is stuck. */
  | 'STUCK';

/** Saying how a tandem goes. */
export type CheckInTandemInput = {
  /** The tandem. */
  readonly tandem: Scalars['ID']['input'];
  /** How it goes. */
  readonly mood: CheckInMood;
  /** In words, 1 to 1,000 characters; the members read it. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
};

/** Whether one wants kudos. */
export type ChooseKudosInput = {
  /** Oneself, as ambassador. */
  readonly ambassador: Scalars['ID']['input'];
  /** Switched off, nobody can send any, and those there are leave the wall. */
  readonly accepts: Scalars['Boolean']['input'];
};

/** The side of a tandem on which one would like to be. */
export type ChosenTandemSide =
  /** Who posts, and accompanies somebody. */
  | 'FREQUENT'
  /** Who hesitates, and is accompanied. */
  | 'HESITANT';

/** The likes that a colleague left on a post, over all of their profiles. */
export type ColleagueLikesInput = {
  /** The id or the external reference of an ambassador. Of somebody who took no part when the post was read nothing is kept: theirs are likes like others. */
  readonly colleague: Scalars['String']['input'];
  /** How many, 1 to 1,000. */
  readonly likes?: Scalars['Int']['input'];
};

/** Completing a tandem. */
export type CompleteTandemInput = {
  /** The tandem. */
  readonly tandem: Scalars['ID']['input'];
};

/** Confirming a story. */
export type ConfirmStoryInput = {
  /** The story. */
  readonly story: Scalars['ID']['input'];
};

/** What somebody agrees to. */
export type ConsentKind =
  /** To take part; without it one leaves. */
  | 'PARTICIPATION'
  /** To be shown by name; without it one appears under a pseudonym. */
  | 'NAME_ON_BOARDS'
  /** That the name, where it is shown at all, is shown on screens that everybody can see, too; without it a pseudonym stands there. */
  | 'NAME_ON_PUBLIC_DISPLAYS'
  /** That posting habits are used to find a tandem partner. */
  | 'POSTING_SIGNALS';

/** Giving some of one’s own points for a request: one’s own or that of a colleague. */
export type ContributeToRecognitionInput = {
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The request, which waits for a decision. */
  readonly request: Scalars['ID']['input'];
  /** How many points, 1 up to what the goal lacks and one’s own spendablePoints. */
  readonly points: Scalars['Int']['input'];
};

/** An activity as it should have been told. */
export type CorrectActivityInput = {
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** The source under which the activity is known. */
  readonly source: Scalars['String']['input'];
  /** The whole activity as it should have been told, under the external id by which it is known; without engagement. */
  readonly activity: ActivityInput;
  /** Why, 1 to 500 characters; stands in the ledger for good. */
  readonly reason: Scalars['String']['input'];
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** A new campaign. */
export type CreateCampaignInput = {
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** Its short name, unique in the programme. */
  readonly key: Scalars['String']['input'];
  /** Its name for people, at most 200 characters. */
  readonly name: Scalars['String']['input'];
};

/** A new department. */
export type CreateDepartmentInput = {
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** Its short name: lower-case letters, digits and hyphens; unique in the programme. */
  readonly key: Scalars['String']['input'];
  /** Its name for people, at most 200 characters. */
  readonly name: Scalars['String']['input'];
};

/** A new programme. Privacy and reward policy begin strict and are changed by its administrators. */
export type CreateProgrammeInput = {
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** Its short name: lower-case letters, digits and hyphens, at most 63 characters. */
  readonly key: Scalars['String']['input'];
  /** Its name for people, at most 200 characters. */
  readonly name: Scalars['String']['input'];
  /** The time zone in which its days begin. */
  readonly timeZone: Scalars['TimeZone']['input'];
  /** Its language. */
  readonly language: Language;
  /** The hashtags by which posts belong to it, with or without #; at most 50. */
  readonly hashtags: ReadonlyArray<Scalars['String']['input']>;
  /** Who may join. */
  readonly joinPolicy?: JoinPolicy;
  /** Where it is in its life. */
  readonly status?: ProgrammeStatus;
};

/** A new thank-you of the catalogue. */
export type CreateRecognitionInput = {
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** The season it is for; every season unless told. */
  readonly season?: InputMaybe<Scalars['ID']['input']>;
  /** Its name, at most 100 characters. */
  readonly name: WordsInput;
  /** What it is, at most 2000 characters. */
  readonly description: WordsInput;
  /** Who can have it, at most 500 characters. */
  readonly eligibility: WordsInput;
  /** Its picture; a golden star unless told. */
  readonly picture?: InputMaybe<ArtworkInput>;
  /** How many places there are, 1 to 1,000,000; no limit unless told. */
  readonly capacity?: InputMaybe<Scalars['Int']['input']>;
  /** Points that have to come together before it can be granted on request; none unless told. */
  readonly pointsGoal?: InputMaybe<Scalars['Int']['input']>;
  /** Whether it has a monetary value; refused while the programme’s reward policy is non-monetary. */
  readonly isMonetary?: Scalars['Boolean']['input'];
};

/** A new season; the seasons of a programme do not overlap. */
export type CreateSeasonInput = {
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** Its name, at most 200 characters. */
  readonly name: Scalars['String']['input'];
  /** Its first day. */
  readonly startsOn: Scalars['Date']['input'];
  /** Its last day, included. */
  readonly endsOn: Scalars['Date']['input'];
};

/** A new team. */
export type CreateTeamInput = {
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** The department that it is part of; none for a team across departments. */
  readonly department?: InputMaybe<Scalars['ID']['input']>;
  /** Its name, at most 200 characters, unique among the teams that are not archived. */
  readonly name: Scalars['String']['input'];
};

/** A step in the life of a recognition for somebody. */
export type DecideRecognitionInput = {
  /** The request. */
  readonly request: Scalars['ID']['input'];
  /** The step. */
  readonly act: RecognitionAct;
  /** Why, 1 to 1000 characters; required for declining and revoking. The person reads it. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** Deciding about prizes of monetary value. */
export type DecideRewardPolicyInput = {
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** What is done. */
  readonly decision: RewardPolicyDecision;
  /** When the proposal was made that the decision is about; where another one waits by now, the answer is CONFLICT. */
  readonly proposedAt?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What a person may say about themselves. */
export type DeclarableSegment =
  /** “I post a lot.” */
  | 'FREQUENT'
  /** “I post regularly.” */
  | 'STEADY'
  /** “I post now and then.” */
  | 'OCCASIONAL'
  /** “I would like to, but ...” */
  | 'HESITANT'
  /** “I would rather not post.” */
  | 'SILENT'
  /** “I keep work and private life apart.” Is never reminded of anything and never matched. */
  | 'SEPARATOR';

/** What one says about oneself. */
export type DeclareSegmentInput = {
  /** Oneself, as ambassador of the programme. */
  readonly ambassador: Scalars['ID']['input'];
  /** The segment; null takes one’s word back. */
  readonly segment?: InputMaybe<DeclarableSegment>;
  /** In one’s own words, 1 to 500 characters; shown to nobody else. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
};

/** With whom one would like a tandem, and with whom not. Both lists take the place of those before. */
export type DeclareWishesInput = {
  /** Oneself, as ambassador of the programme. */
  readonly ambassador: Scalars['ID']['input'];
  /** With whom one would like a tandem, at most 20; left out, they stay. */
  readonly wishes?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** With whom one never wants a tandem, at most 100; left out, they stay. Nobody else learns of it. */
  readonly blocks?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** Saying no to a proposal. */
export type DeclineTandemInput = {
  /** The tandem. */
  readonly tandem: Scalars['ID']['input'];
  /** Why; only the next round knows it. */
  readonly reason?: TandemDeclineReason;
};

/** Throwing the draft of a badge away. */
export type DiscardBadgeInput = {
  /** The badge, or the levels. */
  readonly id: Scalars['ID']['input'];
  /** The revision that was read: nobody overwrites or publishes what somebody else has just changed. */
  readonly revision: Scalars['Int']['input'];
};

/** Throwing the draft of a challenge away. */
export type DiscardChallengeInput = {
  /** The challenge. */
  readonly id: Scalars['ID']['input'];
  /** The revision that was read: nobody announces or discards what somebody else has just changed. */
  readonly revision: Scalars['Int']['input'];
};

/** Throwing the draft of levels away. */
export type DiscardLadderInput = {
  /** The badge, or the levels. */
  readonly id: Scalars['ID']['input'];
  /** The revision that was read: nobody overwrites or publishes what somebody else has just changed. */
  readonly revision: Scalars['Int']['input'];
};

/** Which draft is given up. */
export type DiscardRuleSetDraftInput = {
  /** The draft. */
  readonly id: Scalars['ID']['input'];
  /** The revision that was read: nobody discards what somebody else has just changed. */
  readonly revision: Scalars['Int']['input'];
};

/** Putting a run aside. */
export type DiscardTandemRunInput = {
  /** The run. */
  readonly run: Scalars['ID']['input'];
};

/** A new badge, from a template or written from scratch. */
export type DraftBadgeInput = {
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** The template to begin with. */
  readonly template?: InputMaybe<BadgeTemplateKey>;
  /** The badge as data. */
  readonly document?: InputMaybe<Scalars['JSON']['input']>;
};

/** A new challenge, from a template or written from scratch. */
export type DraftChallengeInput = {
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** The template to begin with. */
  readonly template?: InputMaybe<ChallengeTemplateKey>;
  /** The challenge as data, after the published JSON Schema. */
  readonly document?: InputMaybe<Scalars['JSON']['input']>;
  /** The first day, in the programme’s zone. */
  readonly opensOn: Scalars['Date']['input'];
  /** The last day; with a template, its usual length unless told. */
  readonly closesOn?: InputMaybe<Scalars['Date']['input']>;
  /** How often it comes again; once unless told. */
  readonly recurrence?: InputMaybe<RecurrenceInput>;
  /** Its picture; one that suits the goal unless told. */
  readonly picture?: InputMaybe<ArtworkInput>;
};

/** New levels of a programme. */
export type DraftLadderInput = {
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** The levels as data; the usual ones unless told. */
  readonly document?: InputMaybe<Scalars['JSON']['input']>;
};

/** A new version of the rules: from a preset, from an earlier version, from own rules, or empty. */
export type DraftRuleSetInput = {
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** A name for people, 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** The preset to start from. */
  readonly preset?: InputMaybe<RuleSetPreset>;
  /** The earlier version to start from, of the same programme. */
  readonly from?: InputMaybe<Scalars['ID']['input']>;
  /** The rules as data, after the published JSON Schema. A draft may hold mistakes: its `validation` tells them. */
  readonly rules?: InputMaybe<Scalars['JSON']['input']>;
};

/** A new run, not started yet. */
export type DraftTandemRunInput = {
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** Its name for people, 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** What it is told. */
  readonly settings?: InputMaybe<TandemRunSettingsInput>;
  /** Pairs that are fixed; unless told those of `basedOn`. */
  readonly locks?: InputMaybe<ReadonlyArray<TandemLockInput>>;
  /** A run that was computed: the new one looks at the same people as they were then and begins with its settings, so that the two can be compared. */
  readonly basedOn?: InputMaybe<Scalars['ID']['input']>;
};

/** Why somebody on the final standing was not in a draw. */
export type DrawExclusion =
  /** Fewer points than asked for. */
  | 'BELOW_MINIMUM'
  /** Left the programme or hid. */
  | 'NOT_SHOWN'
  /** Was drawn in this season before. */
  | 'DRAWN_BEFORE'
  /** Has this recognition or asked for it. */
  | 'HAS_IT_ALREADY';

/** Drawing who gets a recognition, from the final standing of a season. */
export type DrawRecognitionInput = {
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The recognition. */
  readonly recognition: Scalars['ID']['input'];
  /** A season whose final standing was taken. */
  readonly season: Scalars['ID']['input'];
  /** How many are drawn, 1 to 1000; fewer where there are fewer candidates. */
  readonly places: Scalars['Int']['input'];
  /** From how many points on somebody is in the draw; all of them have equal chances. */
  readonly minimumPoints?: Scalars['Int']['input'];
};

/** Ending a tandem early. */
export type EndTandemInput = {
  /** The tandem. */
  readonly tandem: Scalars['ID']['input'];
  /** Why; the partner is told. */
  readonly reason: OwnTandemEndReason;
};

/** The likes, comments, reposts and clicks of a post as read at one time: totals, never differences. */
export type EngagementInput = {
  /** When they were read; not before the activity. */
  readonly readAt: Scalars['DateTime']['input'];
  /** Likes in total. */
  readonly likes?: Scalars['Int']['input'];
  /** Comments in total. */
  readonly comments?: Scalars['Int']['input'];
  /** Reposts in total. */
  readonly reposts?: Scalars['Int']['input'];
  /** Clicks in total. */
  readonly clicks?: Scalars['Int']['input'];
  /** Those of `likes` that colleagues in the programme are known to have left, at most 1000: each counts once for a post, one’s own never. Only connectors say so, not people of themselves. */
  readonly colleagueLikes?: ReadonlyArray<ColleagueLikesInput>;
};

/** A reading of an activity that is known. */
export type EngagementOfActivityInput = {
  /** When they were read; not before the activity. */
  readonly readAt: Scalars['DateTime']['input'];
  /** Likes in total. */
  readonly likes?: Scalars['Int']['input'];
  /** Comments in total. */
  readonly comments?: Scalars['Int']['input'];
  /** Reposts in total. */
  readonly reposts?: Scalars['Int']['input'];
  /** Clicks in total. */
  readonly clicks?: Scalars['Int']['input'];
  /** Those of `likes` that colleagues in the programme are known to have left, at most 1000: each counts once for a post, one’s own never. Only connectors say so, not people of themselves. */
  readonly colleagueLikes?: ReadonlyArray<ColleagueLikesInput>;
  /** The id of the activity at the source. */
  readonly externalId: Scalars['String']['input'];
};

/** Enrolling people who do not exist, to try a programme out or to import a history. */
export type EnrolTestAmbassadorsInput = {
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** The test persons, 1 to 1,000. */
  readonly ambassadors: ReadonlyArray<TestAmbassadorInput>;
};

/** What became of one test person. */
export type EnrolmentOutcome =
  /** Enrolled now. */
  | 'CREATED'
  /** Enrolled before with the same data; nothing changed. */
  | 'EXISTING'
  /** Not enrolled; the errors say why. */
  | 'REFUSED';

/** Taking part in a challenge. */
export type EnterChallengeInput = {
  /** The challenge. */
  readonly id: Scalars['ID']['input'];
};

/** Who is to be erased. There is no way back. */
export type EraseAmbassadorInput = {
  /** The ambassador. */
  readonly ambassador: Scalars['ID']['input'];
};

/** How sure a fact is. */
export type EvidenceTier =
  /** The person says so. */
  | 'SELF_REPORTED'
  /** A colleague confirmed it. */
  | 'PEER_CONFIRMED'
  /** The channel itself says so. */
  | 'CHANNEL_VERIFIED';

/** Giving points on to a colleague. */
export type ExchangePointsInput = {
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** The ambassador who gets the points: a colleague whom one can see. */
  readonly colleague: Scalars['ID']['input'];
  /** How many, 1 up to one’s own spendablePoints. */
  readonly points: Scalars['Int']['input'];
  /** A word to it, 1 to 280 characters; the two of them read it. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
};

/** What an item of a feed tells. */
export type FeedItemKind =
  /** Points were granted for something that the person did. */
  | 'POINTS_GRANTED'
  /** Points were taken back. */
  | 'POINTS_TAKEN_BACK'
  /** A colleague gave points away. */
  | 'POINTS_RECEIVED'
  /** A badge was awarded. */
  | 'BADGE_AWARDED'
  /** A badge was taken back. */
  | 'BADGE_REVOKED'
  /** A level was reached. */
  | 'LEVEL_REACHED'
  /** A challenge has begun. */
  | 'CHALLENGE_OPENED'
  /** The person is invited to a challenge. */
  | 'CHALLENGE_INVITED'
  /** The person has reached the target of a challenge, or helped to. */
  | 'CHALLENGE_REACHED'
  /** The result of a challenge is final. */
  | 'CHALLENGE_COMPLETED'
  /** A challenge was called off. */
  | 'CHALLENGE_CANCELLED'
  /** A tandem is proposed. */
  | 'TANDEM_PROPOSED'
  /** Everybody has accepted a tandem. */
  | 'TANDEM_AGREED'
  /** A tandem or a proposal has ended. */
  | 'TANDEM_ENDED'
  /** A tandem waits for something. */
  | 'TANDEM_REMINDER'
  /** A recognition was given. */
  | 'RECOGNITION_GIVEN'
  /** A request for a recognition could not be met. */
  | 'RECOGNITION_DECLINED'
  /** A colleague says thanks. */
  | 'KUDOS_RECEIVED'
  /** Prizes of monetary value are allowed from now on, with their duties. */
  | 'MONETARY_REWARDS_ALLOWED'
  /** Prizes of monetary value are not allowed any more. */
  | 'MONETARY_REWARDS_FORBIDDEN'
  /** A season has begun. */
  | 'SEASON_OPENED'
  /** A season is closed: its final standings and its ceremony are taken. */
  | 'SEASON_CLOSED'
  /** A webhook that failed for days was disabled. Admins. */
  | 'WEBHOOK_DISABLED';

/** What an item of a feed leads to. */
export type FeedSubjectType =
  /** An activity of the person. */
  | 'ACTIVITY'
  /** An ambassador. */
  | 'AMBASSADOR'
  /** A badge. */
  | 'BADGE'
  /** A challenge. */
  | 'CHALLENGE'
  /** A tandem. */
  | 'TANDEM'
  /** A recognition. */
  | 'RECOGNITION'
  /** A season. */
  | 'SEASON'
  /** A webhook. */
  | 'WEBHOOK'
  /** A programme. */
  | 'PROGRAMME';

/** Giving a consent. */
export type GiveConsentInput = {
  /** Oneself, as ambassador of the programme. */
  readonly ambassador: Scalars['ID']['input'];
  /** What is agreed to. */
  readonly kind: ConsentKind;
  /** The version of the consent text that the person read. */
  readonly version: Scalars['String']['input'];
};

/** Giving a recognition to somebody who did not ask. */
export type GiveRecognitionInput = {
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The recognition. */
  readonly recognition: Scalars['ID']['input'];
  /** The ambassador who gets it. */
  readonly ambassador: Scalars['ID']['input'];
  /** What for, 1 to 1000 characters; the person reads it. */
  readonly reason: Scalars['String']['input'];
};

/** Saying how well a tandem fits. */
export type GiveTandemFeedbackInput = {
  /** The tandem. */
  readonly tandem: Scalars['ID']['input'];
  /** How well it fits, 1 (not at all) to 5 (very well). */
  readonly fit: Scalars['Int']['input'];
  /** Whether one would do it again. */
  readonly wouldAgain?: InputMaybe<Scalars['Boolean']['input']>;
  /** In words, 1 to 1,000 characters; nobody else reads it. */
  readonly comment?: InputMaybe<Scalars['String']['input']>;
};

/** A role for somebody. Name the person by id, or by subject when they have never signed in. */
export type GrantRoleInput = {
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** The person, when known here. */
  readonly person?: InputMaybe<Scalars['ID']['input']>;
  /** The person’s subject (sub) at the identity provider, instead of the id. */
  readonly subject?: InputMaybe<Scalars['String']['input']>;
  /** The role; AMBASSADOR cannot be granted, people join by themselves. */
  readonly role: ProgrammeRole;
  /** The department of a COMMUNICATOR; none for the other roles. */
  readonly department?: InputMaybe<Scalars['ID']['input']>;
};

/** Where an import is. */
export type ImportStatus =
  /** It is being read. */
  | 'RUNNING'
  /** The whole file was read; lines with errors are in the report. */
  | 'COMPLETED'
  /** The upload or the server stopped; send the same file again with the importId to go on. */
  | 'INTERRUPTED'
  /** The file cannot be read at all. */
  | 'FAILED'
  /** Somebody stopped it; what it had recorded stays. */
  | 'CANCELLED';

/** A sign that somebody would like to post. */
export type IntentKind =
  /** A draft was begun. */
  | 'DRAFT'
  /** An approval was asked for. */
  | 'APPROVAL'
  /** Something ready to share was read. */
  | 'SHARE_OPENED'
  /** A comment was written; follows from recorded activities by itself. */
  | 'COMMENT';

/** What came of a sign. */
export type IntentOutcome =
  /** Nothing yet. */
  | 'OPEN'
  /** A post. */
  | 'FOLLOWED_THROUGH'
  /** It was given up. */
  | 'ABANDONED';

/** Inviting people to a challenge. */
export type InviteToChallengeInput = {
  /** The challenge. */
  readonly id: Scalars['ID']['input'];
  /** The ambassadors, 1 to 1,000; who was invited before stays so. */
  readonly ambassadors: ReadonlyArray<Scalars['ID']['input']>;
};

/** A new token. There is no clientMutationId: a secret is told once. Who lost the answer revokes the token and asks for another. */
export type IssueApiTokenInput = {
  /** The programme in which it works. */
  readonly programme: Scalars['ID']['input'];
  /** What it is for, at most 200 characters. */
  readonly name: Scalars['String']['input'];
  /** What it may do; at least one. */
  readonly scopes: ReadonlyArray<ApiScope>;
  /** When it stops working: in the future, within 366 days. */
  readonly expiresAt: Scalars['DateTime']['input'];
};

/** Making a credential of an own award. */
export type IssueCredentialInput = {
  /** The award. */
  readonly award: Scalars['ID']['input'];
  /** Whether the own name stands in it, and on its public page. */
  readonly withName: Scalars['Boolean']['input'];
};

/** A new link. */
export type IssueWallBoardLinkInput = {
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** Where it will hang, at most 200 characters. */
  readonly label: Scalars['String']['input'];
  /** Whom the board ranks. */
  readonly scope?: BoardScope;
  /** The group, channel or campaign, for scopes that need one. */
  readonly scopeId?: InputMaybe<Scalars['ID']['input']>;
  /** Which points it counts, always of the present period. */
  readonly period?: BoardPeriod;
  /** By what it ranks. */
  readonly measure?: BoardMeasure;
};

/** How a run of a job ended. */
export type JobOutcome =
  /** It did its work. */
  | 'SUCCEEDED'
  /** It failed, or its time was over. */
  | 'FAILED';

/** Who may join a programme; joining is always an act of one’s own. */
export type JoinPolicy =
  /** Everybody who can sign in. */
  | 'OPEN'
  /** Who has the invitation code of the programme. */
  | 'INVITATION';

/** Joining a programme, by one’s own will. */
export type JoinProgrammeInput = {
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** The programme’s invitation code, where joining takes one. */
  readonly invitationCode?: InputMaybe<Scalars['String']['input']>;
  /** The name as the person wants to be called, 1 to 200 characters. */
  readonly displayName: Scalars['String']['input'];
  /** The version of the consent text that the person read and agrees to (`privacy.consentVersion` of the programme). With the visibility NAMED it covers showing the name. */
  readonly consentVersion: Scalars['String']['input'];
  /** How the person appears to others. Unless told, as the programme proposes, though never by name: that takes the person’s own choice. */
  readonly visibility?: InputMaybe<Visibility>;
  /** The department that the person belongs to. */
  readonly department?: InputMaybe<Scalars['ID']['input']>;
  /** The language of messages to the person; the programme’s unless told. */
  readonly language?: InputMaybe<Language>;
};

/** What a moderator does with reported kudos. */
export type KudosModeration =
  /** Takes them off the wall, for a reason. */
  | 'TAKE_DOWN'
  /** Finds nothing wrong; the reports are settled. */
  | 'DISMISS';

/** The languages in which everything a person reads exists. */
export type Language =
  /** German. */
  | 'GERMAN'
  /** English. */
  | 'ENGLISH';

/** How an update of a leaderboard is to be read. */
export type LeaderboardUpdateKind =
  /** A page that stands for itself: earlier messages do not matter. */
  | 'FULL'
  /** What changed since the version `since`: apply the changes to the places of that version. */
  | 'CHANGES';

/** No longer taking part in a challenge. */
export type LeaveChallengeInput = {
  /** The challenge. */
  readonly id: Scalars['ID']['input'];
};

/** Leaving a programme. */
export type LeaveProgrammeInput = {
  /** Oneself, as ambassador of the programme. */
  readonly ambassador: Scalars['ID']['input'];
};

/** What a ledger entry is. */
export type LedgerEntryKind =
  /** What a rule granted for a fact; may be 0 when a limit left nothing. */
  | 'GRANT'
  /** The opposite of an earlier entry. */
  | 'REVERSAL'
  /** A correction after rules were applied anew. */
  | 'ADJUSTMENT'
  /** Points given to a colleague or for a recognition. */
  | 'EXCHANGE';

/** Fixing a pair, whether it is proposed or not. */
export type LockTandemProposalInput = {
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The run. */
  readonly run: Scalars['ID']['input'];
  /** Who is accompanied. */
  readonly hesitant: Scalars['ID']['input'];
  /** Who accompanies. */
  readonly frequent: Scalars['ID']['input'];
};

/** Items of the own feed that were read. */
export type MarkFeedReadInput = {
  /** The own part in the programme. */
  readonly ambassador: Scalars['ID']['input'];
  /** Which items, at most 100; all of them unless told. */
  readonly items?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** Settling reports. */
export type ModerateKudosInput = {
  /** The kudos. */
  readonly kudos: Scalars['ID']['input'];
  /** What is done. */
  readonly decision: KudosModeration;
  /** Why, 1 to 500 characters; required for taking down. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** What people want to hear of or not, each as a whole. */
export type NotificationTopic =
  /** Points granted and taken back. */
  | 'POINTS'
  /** Badges and levels. */
  | 'BADGES'
  /** Challenges: begun, reached, over, invitations. */
  | 'CHALLENGES'
  /** Tandems: proposals, answers, reminders, ends. */
  | 'TANDEMS'
  /** Recognitions, thanks and gifts of colleagues. */
  | 'RECOGNITION'
  /** Seasons that begin and end. */
  | 'SEASONS'
  /** What admins have to look after. */
  | 'ADMINISTRATION';

/** Which end comes first. */
export type OrderDirection =
  /** The smallest, earliest or alphabetically first. */
  | 'ASCENDING'
  /** The largest, latest or alphabetically last. */
  | 'DESCENDING';

/** Why one ends a tandem. */
export type OwnTandemEndReason =
  /** It does not fit: somebody else next time. */
  | 'NOT_A_FIT'
  /** There is no time for it. */
  | 'NO_TIME'
  /** One wants something else now. */
  | 'GOALS_CHANGED';

/** Where somebody stands in a programme. */
export type ParticipationStatus =
  /** Takes part. */
  | 'ACTIVE'
  /** Takes part, but rests: is never nudged. */
  | 'PAUSED'
  /** Has left: on no board, in no list and in no count. */
  | 'LEFT';

/** Resting for a while. */
export type PauseParticipationInput = {
  /** Oneself, as ambassador of the programme. */
  readonly ambassador: Scalars['ID']['input'];
  /** The last day of the pause, in the programme’s time zone; none means until further notice. */
  readonly until?: InputMaybe<Scalars['Date']['input']>;
};

/** By what a season honours people. */
export type PodiumMeasure =
  /** To whom the most different colleagues said thank you, or with whom they told a story. */
  | 'MOST_HELPFUL'
  /** Who came back after a long silence and stayed; in weeks. */
  | 'BEST_COMEBACK'
  /** Which tandem told the most stories. */
  | 'BEST_TANDEM'
  /** Who joined in the season and was active in the most of the first weeks. */
  | 'BEST_NEWCOMER'
  /** Which department has the most points for each active member, in hundredths of a point. */
  | 'BEST_DEPARTMENT'
  /** Who has the most points. */
  | 'POINTS';

/** What would change if a version had been in force from an earlier time on? */
export type PreviewRescoringInput = {
  /** The version that is applied; it is in force, or was. */
  readonly ruleSet: Scalars['ID']['input'];
  /** What happened from then on is judged by it. Periods that have closed stay as they are. */
  readonly from: Scalars['DateTime']['input'];
  /** What happened from then on is judged as before: the time at which a version came into force by itself. Unless told, the version that is applied, or where that was earlier the next one after `from`. */
  readonly until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Changes of the privacy policy; what is left out stays. */
export type PrivacyPolicyInput = {
  /** Groups with fewer members show nothing, 1 to 1000. */
  readonly minimumGroupSize?: InputMaybe<Scalars['Int']['input']>;
  /** How new ambassadors appear until they choose. */
  readonly defaultVisibility?: InputMaybe<Visibility>;
  /** The version of the consent text, at most 50 characters. */
  readonly consentVersion?: InputMaybe<Scalars['String']['input']>;
  /** The consent text in German, at most 20,000 characters. */
  readonly consentTextGerman?: InputMaybe<Scalars['String']['input']>;
  /** The consent text in English, at most 20,000 characters. */
  readonly consentTextEnglish?: InputMaybe<Scalars['String']['input']>;
};

/** What somebody is in one programme. */
export type ProgrammeRole =
  /** Takes part; follows from having joined and is never granted. */
  | 'AMBASSADOR'
  /** Carries the programme into one department. */
  | 'COMMUNICATOR'
  /** Configures the programme and keeps its roles. */
  | 'ADMIN'
  /** Reads what is stored and which rules run, such as the works council; changes nothing. */
  | 'AUDITOR';

/** Where a programme is in its life. */
export type ProgrammeStatus =
  /** Being tried out: no period freezes, so that history can be brought in. Nothing becomes a pilot again. */
  | 'PILOT'
  /** In full operation. */
  | 'ACTIVE'
  /** Over: readable, but nothing new happens in it. */
  | 'ARCHIVED';

/** Proposing that prizes of monetary value be allowed, with the duties that come with them. */
export type ProposeMonetaryRewardsInput = {
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** How the value of prizes is taxed. */
  readonly taxTreatment: TaxTreatment;
  /** Who sees to the tax, such as a department, 1 to 200 characters. */
  readonly taxResponsible: Scalars['String']['input'];
  /** How posts for a contest with prizes are labelled in German, 1 to 100 characters. */
  readonly labelGerman: Scalars['String']['input'];
  /** The same in English. */
  readonly labelEnglish: Scalars['String']['input'];
};

/** Making a badge known and earnable. */
export type PublishBadgeInput = {
  /** The badge, or the levels. */
  readonly id: Scalars['ID']['input'];
  /** The revision that was read: nobody overwrites or publishes what somebody else has just changed. */
  readonly revision: Scalars['Int']['input'];
};

/** Showing a credential to whoever knows its address, or to nobody any more. */
export type PublishCredentialInput = {
  /** The award. */
  readonly award: Scalars['ID']['input'];
  /** Whether there is a public page from now on; published again it has another address. */
  readonly isPublished: Scalars['Boolean']['input'];
};

/** Putting levels into force. */
export type PublishLadderInput = {
  /** The badge, or the levels. */
  readonly id: Scalars['ID']['input'];
  /** The revision that was read: nobody overwrites or publishes what somebody else has just changed. */
  readonly revision: Scalars['Int']['input'];
};

/** How equal scores are ranked. */
export type RankKind =
  /** Equal scores share a rank, and the next one counts everybody before it: 1, 2, 2, 4. */
  | 'COMPETITION'
  /** Equal scores share a rank, and the next one follows at once: 1, 2, 2, 3. */
  | 'DENSE'
  /** Everybody has a rank of their own; who reached the score first comes first: 1, 2, 3, 4. */
  | 'ORDINAL';

/** A step in the life of a recognition for somebody. */
export type RecognitionAct =
  /** Grants what was asked for. Administrators, not for themselves. */
  | 'GRANT'
  /** Declines what was asked for. Administrators. */
  | 'DECLINE'
  /** Steps back from what was asked for or granted. The person. */
  | 'WITHDRAW'
  /** Notes that it has taken place. Administrators. */
  | 'FULFIL'
  /** Takes back what was granted. Administrators. */
  | 'REVOKE';

/** How somebody came to a recognition. */
export type RecognitionOrigin =
  /** By asking for it. */
  | 'REQUESTED'
  /** It was given by an administrator. */
  | 'GIVEN'
  /** By a draw from the final standing of a season. */
  | 'DRAWN';

/** Where a recognition is in its life for somebody. */
export type RecognitionRequestState =
  /** Asked for; a person decides. */
  | 'REQUESTED'
  /** Granted; it will take place. */
  | 'GRANTED'
  /** Declined, with a reason. */
  | 'DECLINED'
  /** The person stepped back. */
  | 'WITHDRAWN'
  /** It has taken place. */
  | 'FULFILLED'
  /** It cannot take place, for the reason that is given. */
  | 'REVOKED';

/** Activities of others, from one source. */
export type RecordActivitiesInput = {
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** Names the connector or system, 1 to 100 characters; one half of the identity of a fact. */
  readonly source: Scalars['String']['input'];
  /** The activities, 1 to 1000. */
  readonly activities: ReadonlyArray<ReportedActivityInput>;
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** An activity of one’s own. */
export type RecordActivityInput = {
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** What was done. */
  readonly activity: ActivityInput;
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** Engagement readings of known activities, from the source that reported them. */
export type RecordEngagementInput = {
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** The source under which the activities are known. */
  readonly source: Scalars['String']['input'];
  /** The readings, 1 to 1000. */
  readonly readings: ReadonlyArray<EngagementOfActivityInput>;
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** A sign that somebody would like to post, from whom it was agreed with. */
export type RecordIntentSignalInput = {
  /** Whose sign it is. */
  readonly ambassador: Scalars['ID']['input'];
  /** Its kind. */
  readonly kind: IntentKind;
  /** Its id at the source, 1 to 200 characters. The same id again replaces what was told before. */
  readonly externalId: Scalars['String']['input'];
  /** What came of it. */
  readonly outcome?: IntentOutcome;
  /** When it began. */
  readonly occurredAt: Scalars['DateTime']['input'];
};

/** What became of one report. */
export type RecordOutcome =
  /** It is new and was recorded. */
  | 'RECORDED'
  /** It was recorded before with the same content; a new engagement reading in it was recorded. */
  | 'DUPLICATE'
  /** It was not recorded; the errors say why. */
  | 'REFUSED';

/** How often a challenge comes again. */
export type RecurrenceInput = {
  /** Weeks or months. */
  readonly unit: RecurrenceUnit;
  /** How many of them lie between two beginnings, 1 to 26. */
  readonly every: Scalars['Int']['input'];
  /** The last day on which one may open; without end unless told. */
  readonly until?: InputMaybe<Scalars['Date']['input']>;
};

/** By what the beginnings of a recurring challenge lie apart. */
export type RecurrenceUnit =
  /** Weeks. */
  | 'WEEK'
  /** Months, on the day of the first, or the last of a shorter month. */
  | 'MONTH';

/** A new endpoint. There is no clientMutationId: a secret is told once. Who lost the answer rotates the secret. */
export type RegisterWebhookInput = {
  /** The programme of which it is told. */
  readonly programme: Scalars['ID']['input'];
  /** Where events are sent: https, in a public network. */
  readonly url: Scalars['String']['input'];
  /** What it is for, at most 200 characters. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** What it is told; at least one, and nothing beyond its scope. */
  readonly eventTypes: ReadonlyArray<FeedItemKind>;
  /** What it may learn about people. It cannot be changed. */
  readonly scope: WebhookScope;
};

/** Which activity is not recognised, and why. */
export type RejectActivityInput = {
  /** The activity. */
  readonly activity: Scalars['ID']['input'];
  /** Why, 1 to 500 characters; stands in the ledger for good. */
  readonly reason: Scalars['String']['input'];
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** Asking the people. */
export type ReleaseTandemRunInput = {
  /** The run. */
  readonly run: Scalars['ID']['input'];
};

/** Removing a profile. */
export type RemoveSocialProfileInput = {
  /** The profile. */
  readonly socialProfile: Scalars['ID']['input'];
};

/** A webhook that is to be told nothing more. */
export type RemoveWebhookInput = {
  /** The webhook. */
  readonly id: Scalars['ID']['input'];
};

/** Dead deliveries that are to be tried again. */
export type ReplayWebhookDeliveriesInput = {
  /** The webhook. */
  readonly webhook: Scalars['ID']['input'];
  /** One of its deliveries; all of them that are dead unless told. */
  readonly delivery?: InputMaybe<Scalars['ID']['input']>;
};

/** Telling a moderator that kudos are not alright. */
export type ReportKudosInput = {
  /** The kudos. */
  readonly kudos: Scalars['ID']['input'];
  /** What is wrong, 1 to 500 characters. */
  readonly reason: Scalars['String']['input'];
};

/** An activity of a known or referenced ambassador; exactly one of ambassador and ambassadorReference. */
export type ReportedActivityInput = {
  /** Its id at the source, 1 to 200 characters. The same id again counts once; with other content it is refused. */
  readonly externalId: Scalars['String']['input'];
  /** What was done. */
  readonly kind: ActivityKind;
  /** Where. */
  readonly channel: Channel;
  /** When it happened: while the person took part, at most a day ahead. */
  readonly occurredAt: Scalars['DateTime']['input'];
  /** How sure it is. What people report themselves is always SELF_REPORTED. */
  readonly evidence?: EvidenceTier;
  /** The key of the campaign. */
  readonly campaign?: InputMaybe<Scalars['String']['input']>;
  /** Hashtags, with or without #, at most 50. */
  readonly hashtags?: ReadonlyArray<Scalars['String']['input']>;
  /** Its address, http or https, at most 2,000 characters. */
  readonly url?: InputMaybe<Scalars['String']['input']>;
  /** Whether it is marked as said for the employer. */
  readonly disclosed?: InputMaybe<Scalars['Boolean']['input']>;
  /** The length of its text in characters; never the text itself. */
  readonly textLength?: InputMaybe<Scalars['Int']['input']>;
  /** The id of the item that it passes on or answers. */
  readonly amplifies?: InputMaybe<Scalars['String']['input']>;
  /** A digest of its normalised text, equal for equal content. */
  readonly contentKey?: InputMaybe<Scalars['String']['input']>;
  /** How many units it stands for, such as the hours of a training. */
  readonly quantity?: InputMaybe<Scalars['Int']['input']>;
  /** A reading of its engagement. */
  readonly engagement?: InputMaybe<EngagementInput>;
  /** The id of the ambassador. */
  readonly ambassador?: InputMaybe<Scalars['ID']['input']>;
  /** The external reference of the ambassador. */
  readonly ambassadorReference?: InputMaybe<Scalars['String']['input']>;
};

/** Asking for a recognition. */
export type RequestRecognitionInput = {
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The recognition. */
  readonly recognition: Scalars['ID']['input'];
  /** A word to those who decide, 1 to 1000 characters. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
};

/** In which order people stand in the preview of a rescoring. */
export type RescoredAmbassadorOrder =
  /** Who gains most first. */
  | 'GAINS'
  /** Who loses most first. */
  | 'LOSSES';

/** What makes a preview out of date. */
export type RescoringChangeKind =
  /** The versions of the rules that were in force have become others. */
  | 'RULES'
  /** The time zone, the grace or the seasons were changed. */
  | 'CALENDAR'
  /** Further days have closed. */
  | 'FROZEN'
  /** Another rescoring was booked. */
  | 'RESCORED'
  /** Something about the time was recorded, corrected or taken back. */
  | 'FACTS';

/** Where a rescoring is. */
export type RescoringStatus =
  /** What it would change is being found out. */
  | 'PREVIEWING'
  /** What it would change is known; it can be started. */
  | 'PREVIEWED'
  /** The preview was stopped; nothing was changed. */
  | 'CANCELLED'
  /** The preview went wrong on our side; nothing was changed. */
  | 'FAILED'
  /** It was started: people are booked one after the other. */
  | 'BOOKING'
  /** Everybody has been booked. */
  | 'COMPLETED'
  /** The booking was stopped, by somebody or because the preview no longer held (`changes`): who was booked is rescored, everybody else is not. A new preview shows what is left. */
  | 'STOPPED';

/** Ending a pause. */
export type ResumeParticipationInput = {
  /** Oneself, as ambassador of the programme. */
  readonly ambassador: Scalars['ID']['input'];
};

/** Ending that a badge can be earned. */
export type RetireBadgeInput = {
  /** The badge, or the levels. */
  readonly id: Scalars['ID']['input'];
  /** The revision that was read: nobody overwrites or publishes what somebody else has just changed. */
  readonly revision: Scalars['Int']['input'];
};

/** Ending that there are levels. */
export type RetireLadderInput = {
  /** The badge, or the levels. */
  readonly id: Scalars['ID']['input'];
  /** The revision that was read: nobody overwrites or publishes what somebody else has just changed. */
  readonly revision: Scalars['Int']['input'];
};

/** Which entry is taken back, and why. */
export type ReverseLedgerEntryInput = {
  /** The entry. */
  readonly entry: Scalars['ID']['input'];
  /** Why, 1 to 500 characters; stands in the ledger for good. */
  readonly reason: Scalars['String']['input'];
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** A job whose failed runs shall be tried again. */
export type ReviveJobInput = {
  /** The name of the job. */
  readonly name: Scalars['ID']['input'];
};

/** A token that shall no longer work. */
export type RevokeApiTokenInput = {
  /** The token. */
  readonly id: Scalars['ID']['input'];
};

/** A role that somebody shall no longer have. */
export type RevokeRoleInput = {
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** The grant, as roleHolders shows it. */
  readonly roleHolder: Scalars['ID']['input'];
};

/** Which link is to end. */
export type RevokeWallBoardLinkInput = {
  /** The link. */
  readonly id: Scalars['ID']['input'];
};

/** What was done with the reward policy. */
export type RewardPolicyAct =
  /** An administrator proposed to allow prizes of monetary value. */
  | 'PROPOSED'
  /** A second one confirmed it; from then on it holds. */
  | 'CONFIRMED'
  /** Another one rejected it. */
  | 'REJECTED'
  /** Who proposed it took it back. */
  | 'WITHDRAWN'
  /** Prizes of monetary value were forbidden again. */
  | 'SWITCHED_OFF';

/** What is done with a proposal, or with a policy in force. */
export type RewardPolicyDecision =
  /** Confirms the proposal of somebody else. */
  | 'CONFIRM'
  /** Rejects the proposal of somebody else, or takes one’s own back. */
  | 'REJECT'
  /** Forbids prizes of monetary value again; one administrator is enough. */
  | 'SWITCH_OFF';

/** A webhook. */
export type RotateWebhookSecretInput = {
  /** The webhook. */
  readonly id: Scalars['ID']['input'];
};

/** How one version says something otherwise than another. */
export type RuleSetChangeKind =
  /** Only the later one says it. */
  | 'ADDED'
  /** Only the earlier one said it. */
  | 'REMOVED'
  /** Both say it, differently. */
  | 'CHANGED'
  /** A rule stands elsewhere in the order in which rules take from common limits. */
  | 'MOVED';

/** What a rule set is made of. */
export type RuleSetPart =
  /** Its name. */
  | 'NAME'
  /** A rule. */
  | 'RULE'
  /** A limit of the whole set. */
  | 'LIMIT'
  /** The mix of private and work. */
  | 'MIX';

/** Rule sets to start from. */
export type RuleSetPreset =
  /** For most programmes: every voice counts, volume does not. */
  | 'BALANCED'
  /** For the first weeks: first steps count most. */
  | 'ONBOARDING'
  /** Points as a memory of what to thank for, without any board. */
  | 'RECOGNITION_ONLY'
  /** For a school project. */
  | 'SCHOOL';

/** Where a version of the rules is in its life. */
export type RuleSetStatus =
  /** Being written; decides nothing. */
  | 'DRAFT'
  /** Comes into force at a time that is set; until then it can become a draft again. */
  | 'SCHEDULED'
  /** Decides about facts that happen now; never changes. */
  | 'IN_FORCE'
  /** A later version is in force; it still decides about facts that happened in its time. */
  | 'SUPERSEDED'
  /** Given up before it came into force. */
  | 'DISCARDED';

/** What happened to a version of the rules. */
export type RuleSetStepKind =
  /** Somebody began it. */
  | 'DRAFTED'
  /** Somebody changed the draft. */
  | 'EDITED'
  /** Somebody gave it up. */
  | 'DISCARDED'
  /** Somebody set the time from which it decides. */
  | 'SCHEDULED'
  /** Somebody took it back before that time: it is a draft again. */
  | 'UNSCHEDULED'
  /** Its time came. */
  | 'CAME_INTO_FORCE'
  /** A later version came into force. */
  | 'SUPERSEDED';

/** Where a simulation is. */
export type RuleSimulationStatus =
  /** It is being computed. */
  | 'RUNNING'
  /** The result is there. */
  | 'COMPLETED'
  /** Somebody stopped it. */
  | 'CANCELLED'
  /** The server stopped; start it again. */
  | 'INTERRUPTED'
  /** Something went wrong on our side. */
  | 'FAILED';

/** A job that shall run now. */
export type RunJobInput = {
  /** The name of a job with a schedule. */
  readonly name: Scalars['ID']['input'];
};

/** Announcing a challenge. */
export type ScheduleChallengeInput = {
  /** The challenge. */
  readonly id: Scalars['ID']['input'];
  /** The revision that was read: nobody announces or discards what somebody else has just changed. */
  readonly revision: Scalars['Int']['input'];
};

/** When a draft comes into force. */
export type ScheduleRuleSetInput = {
  /** The draft. */
  readonly id: Scalars['ID']['input'];
  /** The revision that was read: nobody puts into force what somebody else has just changed. */
  readonly revision: Scalars['Int']['input'];
  /** From when on it decides; at once unless told, else at least 15 minutes from now. A time in the past is accepted only while no fact has happened since then, to bring history in: rules never change the past by themselves. */
  readonly effectiveFrom?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What a season may hand on to the next one. */
export type SeasonCarriedThing =
  /** Points. */
  | 'POINTS'
  /** The boards of the season. */
  | 'BOARDS'
  /** Levels; only where the programme has them. */
  | 'LEVEL'
  /** Badges. */
  | 'BADGES'
  /** Streaks. */
  | 'STREAK'
  /** Challenges that run. */
  | 'CHALLENGES'
  /** Tandems. */
  | 'TANDEMS'
  /** Requests for recognitions. */
  | 'RECOGNITIONS'
  /** Pseudonyms. */
  | 'PSEUDONYM';

/** How an ambassador posts, by facts and the person’s own word. */
export type Segment =
  /** Among the most frequent of the programme. */
  | 'FREQUENT'
  /** Regularly, more often than half of the programme. */
  | 'STEADY'
  /** Now and then. */
  | 'OCCASIONAL'
  /** Would like to, and holds back. */
  | 'HESITANT'
  /** Was active once, and has not been for long. */
  | 'LAPSED'
  /** Takes part without posting. */
  | 'SILENT'
  /** Nothing can be said yet. */
  | 'NEW'
  /** Keeps work and private life apart by own choice; is never nudged. */
  | 'SEPARATOR';

/** Thanking a colleague. */
export type SendKudosInput = {
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** Who is thanked: a colleague whom one can see. */
  readonly colleague: Scalars['ID']['input'];
  /** What for, 1 to 280 characters. Everybody in the programme reads it. */
  readonly text: Scalars['String']['input'];
};

/** What a season is about. */
export type SetSeasonThemeInput = {
  /** The season. */
  readonly season: Scalars['ID']['input'];
  /** The revision of the theme that was read; 0 where there was none. */
  readonly revision: Scalars['Int']['input'];
  /** Its name for people, at most 100 characters. */
  readonly name: WordsInput;
  /** What people are called on to do, at most 500 characters. */
  readonly callText: WordsInput;
  /** Its picture and colour, drawn from parameters. */
  readonly picture: ArtworkInput;
};

/** Showing colleagues that points are collected for an own request, or showing it no more. */
export type ShareRecognitionRequestInput = {
  /** The own request, which waits for a decision. */
  readonly request: Scalars['ID']['input'];
  /** Whether colleagues see it from now on. */
  readonly isShared: Scalars['Boolean']['input'];
};

/** In which order people stand in the result of a simulation. */
export type SimulatedAmbassadorOrder =
  /** Who gains most first. */
  | 'GAINS'
  /** Who loses most first. */
  | 'LOSSES';

/** Resting from tandems. */
export type SnoozeTandemsInput = {
  /** Oneself, as ambassador of the programme. */
  readonly ambassador: Scalars['ID']['input'];
  /** The last day of the rest; null ends it. Open proposals are taken back, running tandems go on. */
  readonly until?: InputMaybe<Scalars['Date']['input']>;
};

/** What happened to a place since the update before. */
export type StandingChangeKind =
  /** It is new among the places followed. */
  | 'ENTERED'
  /** Its rank changed. */
  | 'MOVED'
  /** Its score or name changed, not its rank. */
  | 'CHANGED'
  /** It is no longer among the places followed. */
  | 'LEFT';

/** Which previewed rescoring is booked. */
export type StartRescoringInput = {
  /** The rescoring that was previewed. */
  readonly preview: Scalars['ID']['input'];
  /** Why, 1 to 500 characters: everybody reads it beside the points that are taken back. */
  readonly reason: Scalars['String']['input'];
  /** Also when facts about this time were recorded since the preview (FACTS). They are judged with the others; the preview did not know them. */
  readonly acceptNewFacts?: InputMaybe<Scalars['Boolean']['input']>;
  /** A key of your own; the same input with the same key starts nothing twice and gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What would this version have granted? */
export type StartRuleSimulationInput = {
  /** The version that is tried, as a rule a draft. */
  readonly ruleSet: Scalars['ID']['input'];
  /** The revision that was read; when given and no longer the present one, nothing is started. */
  readonly revision?: InputMaybe<Scalars['Int']['input']>;
  /** Over the last so many weeks of days, today included, 1 to 104. */
  readonly weeks: Scalars['Int']['input'];
  /** The version to compare with; unless told, what was in force at each time. */
  readonly against?: InputMaybe<Scalars['ID']['input']>;
};

/** Starting a run. */
export type StartTandemRunInput = {
  /** The run. */
  readonly run: Scalars['ID']['input'];
};

/** Exchanging who accompanies, between two proposals of one run. */
export type SwapTandemProposalsInput = {
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** One proposal. */
  readonly first: Scalars['ID']['input'];
  /** The other proposal. */
  readonly second: Scalars['ID']['input'];
};

/** Taking a story back. */
export type TakeBackStoryInput = {
  /** The story. */
  readonly story: Scalars['ID']['input'];
};

/** The answer to a proposal. */
export type TandemAnswer =
  /** Yes. */
  | 'ACCEPTED'
  /** No. */
  | 'DECLINED';

/** Why somebody says no. Only the next round knows it; nobody is told. */
export type TandemDeclineReason =
  /** Not now: no proposals for 30 days. */
  | 'NO_TIME'
  /** It does not fit: somebody else next time. */
  | 'NOT_A_FIT'
  /** We know each other already: somebody else next time. */
  | 'KNOW_EACH_OTHER'
  /** Never with this person. */
  | 'NEVER_WITH_THIS_PERSON'
  /** Another reason, which stays one’s own. */
  | 'OTHER';

/** Why a tandem ended early. */
export type TandemEndReason =
  /** It does not fit. */
  | 'NOT_A_FIT'
  /** There is no time for it. */
  | 'NO_TIME'
  /** Somebody wants something else now. */
  | 'GOALS_CHANGED'
  /** Somebody is no longer available; why is nobody’s business. */
  | 'NO_LONGER_AVAILABLE'
  /** It was agreed on and never begun. */
  | 'NEVER_BEGUN'
  /** A later round found another tandem. */
  | 'MATCHED_ANEW';

/** What makes two people fit. */
export type TandemFactor =
  /** Shared topics. */
  | 'TOPICS'
  /** Shared channels. */
  | 'CHANNELS'
  /** Strengths of one that the other needs. */
  | 'STRENGTHS'
  /** Different departments. */
  | 'DEPARTMENT'
  /** Nearness of time zones. */
  | 'TIME_ZONE'
  /** Common times. */
  | 'AVAILABILITY'
  /** Distance in experience. */
  | 'SENIORITY'
  /** Personal wishes. */
  | 'WISHES';

/** Which tandems; what is left out does not narrow. */
export type TandemFilter = {
  /** In one of these states. */
  readonly states?: InputMaybe<ReadonlyArray<TandemState>>;
};

/** Whom departments keep apart or together. */
export type TandemGroupRule =
  /** Nobody. */
  | 'ANY'
  /** Only people of different departments. */
  | 'ACROSS'
  /** Only people of one department. */
  | 'WITHIN';

/** A pair that a person fixes. */
export type TandemLockInput = {
  /** Who is accompanied. */
  readonly hesitant: Scalars['ID']['input'];
  /** Who accompanies. */
  readonly frequent: Scalars['ID']['input'];
};

/** What comes first. */
export type TandemObjective =
  /** As many people as possible, who waited longest first; then the worst fit; then the sum. */
  | 'MOST_PEOPLE'
  /** The sum of how well people fit; then as many as possible. */
  | 'BEST_FIT';

/** What bringing two people together by hand would cost, by the first level of the objective that pays for it. */
export type TandemOverrideKind =
  /** Nothing: they are proposed already. */
  | 'CHOSEN'
  /** Nothing all together: others fit as well with it. Single people may gain or lose, see `changes`. */
  | 'FREE'
  /** The sum of affinities falls by `points`. */
  | 'AFFINITY'
  /** No points, but more running tandems end: `runningEnding`. */
  | 'INERTIA'
  /** Not everybody would reach the worst affinity that all reach now. */
  | 'WORST'
  /** Somebody stays without a partner, or somebody who has waited longer gives way. */
  | 'COVERAGE'
  /** The two fit less than the least that the run asks for; fixing them is possible all the same. */
  | 'BELOW_FLOOR'
  /** The hesitant one is fixed with somebody else, which would be undone. */
  | 'LOCKED'
  /** The frequent one has no place left that is not taken or fixed. */
  | 'NO_PLACE'
  /** It is not possible; what hinders it is not told, for it may be what one of them said. */
  | 'IMPOSSIBLE';

/** What a run is told; what is left out stays as it is, at first the defaults. */
export type TandemRunSettingsInput = {
  /** What comes first; MOST_PEOPLE at first. */
  readonly objective?: InputMaybe<TandemObjective>;
  /** Whom departments keep apart or together; ANY at first. */
  readonly groupRule?: InputMaybe<TandemGroupRule>;
  /** The least affinity of a proposal, 0 to 10000; 2000 at first. */
  readonly floor?: InputMaybe<Scalars['Int']['input']>;
  /** Steps at which the worst affinity is raised, ascending, 1 to 20 of them. */
  readonly grades?: InputMaybe<ReadonlyArray<Scalars['Int']['input']>>;
  /** Points for a tandem that goes on, 0 to 10000; 200 at first. */
  readonly runningBonus?: InputMaybe<Scalars['Int']['input']>;
  /** Whether running tandems may make way for better ones; not at first. */
  readonly rematchRunning?: InputMaybe<Scalars['Boolean']['input']>;
  /** How many days people have to answer, 1 to 60; 14 at first. */
  readonly answerWithinDays?: InputMaybe<Scalars['Int']['input']>;
  /** How much each factor weighs. */
  readonly weights?: InputMaybe<TandemWeightsInput>;
};

/** Where a search for tandems is. */
export type TandemRunStatus =
  /** It is being prepared. */
  | 'DRAFT'
  /** It is being computed. */
  | 'RUNNING'
  /** Its proposals can be looked at; nobody was asked yet. */
  | 'COMPLETED'
  /** The people were asked. */
  | 'RELEASED'
  /** It was put aside. */
  | 'DISCARDED'
  /** Somebody stopped it; it can be started again. */
  | 'CANCELLED'
  /** It could not be solved; `failure` says why. */
  | 'FAILED'
  /** Its node stopped; it can be started again. */
  | 'INTERRUPTED';

/** What a running search does at the moment. */
export type TandemRunStep =
  /** People are read. */
  | 'READING'
  /** Another run goes first. */
  | 'WAITING'
  /** Everybody is compared with everybody. */
  | 'COMPARING'
  /** The best tandems are found. */
  | 'MATCHING'
  /** The proof is checked independently. */
  | 'CHECKING'
  /** The reasons are written down. */
  | 'EXPLAINING';

/** What somebody is in a tandem. */
export type TandemSide =
  /** Who accompanies. */
  | 'FREQUENT'
  /** Who is accompanied. */
  | 'HESITANT'
  /** Who joined the two. */
  | 'THIRD';

/** What somebody is good at, or would like help with. */
export type TandemSkill =
  /** Writing. */
  | 'WRITING'
  /** Finding and telling stories. */
  | 'STORYTELLING'
  /** Photos. */
  | 'PHOTO'
  /** Videos. */
  | 'VIDEO'
  /** Graphics and layout. */
  | 'DESIGN'
  /** Speaking to people. */
  | 'SPEAKING'
  /** Finding and keeping contacts. */
  | 'NETWORKING'
  /** Knowing how a channel works. */
  | 'CHANNEL_KNOWLEDGE'
  /** Knowing a field well. */
  | 'EXPERTISE'
  /** The courage to begin. */
  | 'CONFIDENCE';

/** Why a release did not ask a pair. */
export type TandemSkipReason =
  /** One of the two left, pauses, rests from tandems, or looks for something else now. */
  | 'PERSON_GONE'
  /** One of the two got another tandem meanwhile. */
  | 'MATCHED_ELSEWHERE'
  /** Who accompanies has no place left. */
  | 'NO_PLACE'
  /** The two were a tandem, or asked in vain, since their people were read. */
  | 'MET_SINCE'
  /** What one of the two has said since makes it impossible; what it is, is theirs to tell. */
  | 'NO_LONGER_POSSIBLE';

/** A half-day of the week, in the person’s own time zone. */
export type TandemSlot =
  /** Monday morning. */
  | 'MONDAY_MORNING'
  /** Monday afternoon. */
  | 'MONDAY_AFTERNOON'
  /** Monday evening. */
  | 'MONDAY_EVENING'
  /** Tuesday morning. */
  | 'TUESDAY_MORNING'
  /** Tuesday afternoon. */
  | 'TUESDAY_AFTERNOON'
  /** Tuesday evening. */
  | 'TUESDAY_EVENING'
  /** Wednesday morning. */
  | 'WEDNESDAY_MORNING'
  /** Wednesday afternoon. */
  | 'WEDNESDAY_AFTERNOON'
  /** Wednesday evening. */
  | 'WEDNESDAY_EVENING'
  /** Thursday morning. */
  | 'THURSDAY_MORNING'
  /** Thursday afternoon. */
  | 'THURSDAY_AFTERNOON'
  /** Thursday evening. */
  | 'THURSDAY_EVENING'
  /** Friday morning. */
  | 'FRIDAY_MORNING'
  /** Friday afternoon. */
  | 'FRIDAY_AFTERNOON'
  /** Friday evening. */
  | 'FRIDAY_EVENING'
  /** Saturday morning. */
  | 'SATURDAY_MORNING'
  /** Saturday afternoon. */
  | 'SATURDAY_AFTERNOON'
  /** Saturday evening. */
  | 'SATURDAY_EVENING'
  /** Sunday morning. */
  | 'SUNDAY_MORNING'
  /** Sunday afternoon. */
  | 'SUNDAY_AFTERNOON'
  /** Sunday evening. */
  | 'SUNDAY_EVENING';

/** Where a tandem is in its life. */
export type TandemState =
  /** Its people are asked. */
  | 'PROPOSED'
  /** Everybody has said yes; it has not begun. */
  | 'ACCEPTED'
  /** It is running. */
  | 'ACTIVE'
  /** It rests while somebody pauses. */
  | 'SUSPENDED'
  /** It has reached its end. */
  | 'COMPLETED'
  /** It was ended early. */
  | 'ENDED'
  /** Somebody said no. */
  | 'DECLINED'
  /** Not everybody answered in time. */
  | 'EXPIRED';

/** How much each factor weighs, 0 to 1000; what is left out stays as it is. */
export type TandemWeightsInput = {
  /** Shared topics. */
  readonly topics?: InputMaybe<Scalars['Int']['input']>;
  /** Shared channels. */
  readonly channels?: InputMaybe<Scalars['Int']['input']>;
  /** Strengths of one that the other needs. */
  readonly strengths?: InputMaybe<Scalars['Int']['input']>;
  /** Different departments. */
  readonly department?: InputMaybe<Scalars['Int']['input']>;
  /** Nearness of time zones. */
  readonly timeZone?: InputMaybe<Scalars['Int']['input']>;
  /** Common times. */
  readonly availability?: InputMaybe<Scalars['Int']['input']>;
  /** Distance in experience. */
  readonly seniority?: InputMaybe<Scalars['Int']['input']>;
  /** Personal wishes. */
  readonly wishes?: InputMaybe<Scalars['Int']['input']>;
};

/** How the value of prizes is taxed. */
export type TaxTreatment =
  /** The employer pays tax at a flat rate (in Germany § 37b EStG). */
  | 'EMPLOYER_FLAT_RATE'
  /** The value is taxed with the wages. */
  | 'PAYROLL'
  /** The value stays within the monthly allowance for benefits in kind (in Germany § 8 (2) EStG). */
  | 'WITHIN_ALLOWANCE';

/** Telling a story together. */
export type TellStoryInput = {
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The tandem. */
  readonly tandem: Scalars['ID']['input'];
  /** What it is about, 1 to 200 characters. */
  readonly title: Scalars['String']['input'];
  /** The activities that it is about, 1 to 10: of any of the members, since the tandem was agreed on. */
  readonly activities: ReadonlyArray<Scalars['ID']['input']>;
};

/** One test person. */
export type TestAmbassadorInput = {
  /** The person’s key in the system that enrols, 1 to 200 characters; unique in the programme. */
  readonly externalReference: Scalars['String']['input'];
  /** The name, 1 to 200 characters. */
  readonly name: Scalars['String']['input'];
  /** The key of the department. */
  readonly departmentKey?: InputMaybe<Scalars['String']['input']>;
  /** As the programme proposes unless told. */
  readonly visibility?: InputMaybe<Visibility>;
  /** The programme’s language unless told. */
  readonly language?: InputMaybe<Language>;
  /** When the participation began; now unless told, never in the future. */
  readonly joinedAt?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Letting a fixed pair go. */
export type UnlockTandemProposalInput = {
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
  /** The run. */
  readonly run: Scalars['ID']['input'];
  /** Who is accompanied. */
  readonly hesitant: Scalars['ID']['input'];
};

/** Why somebody stayed without a partner. */
export type UnmatchedReason =
  /** Nobody is possible: no common language, no common channel and so on. */
  | 'NOBODY_POSSIBLE'
  /** Everybody possible fits less than the least that is asked for. */
  | 'ALL_BELOW_FLOOR'
  /** Nobody possible has a place. */
  | 'NO_PLACES_OFFERED'
  /** Several people share too few places. */
  | 'TOO_FEW_PLACES'
  /** The objective puts the fit before the number of tandems. */
  | 'BEST_FIT_PREFERRED';

/** Taking the announcement of a challenge back. */
export type UnscheduleChallengeInput = {
  /** The challenge. */
  readonly id: Scalars['ID']['input'];
  /** The revision that was read: nobody announces or discards what somebody else has just changed. */
  readonly revision: Scalars['Int']['input'];
};

/** Which scheduled version becomes a draft again. */
export type UnscheduleRuleSetInput = {
  /** The scheduled version, before it has come into force. */
  readonly id: Scalars['ID']['input'];
  /** The revision that was read. */
  readonly revision: Scalars['Int']['input'];
};

/** Changing an ambassador; what is left out stays. */
export type UpdateAmbassadorInput = {
  /** The ambassador. */
  readonly ambassador: Scalars['ID']['input'];
  /** The name as the person wants to be called; the person’s own to change. */
  readonly displayName?: InputMaybe<Scalars['String']['input']>;
  /** The language of messages; the person’s own to change. */
  readonly language?: InputMaybe<Language>;
  /** The department, null for none; an admin’s to change. */
  readonly department?: InputMaybe<Scalars['ID']['input']>;
};

/** A draft of a badge as it shall read from now on. */
export type UpdateBadgeInput = {
  /** The badge, or the levels. */
  readonly id: Scalars['ID']['input'];
  /** The revision that was read: nobody overwrites or publishes what somebody else has just changed. */
  readonly revision: Scalars['Int']['input'];
  /** The whole document as it shall read from now on. */
  readonly document: Scalars['JSON']['input'];
};

/** Which boards a programme has from now on. */
export type UpdateBoardsInput = {
  /** The programme. */
  readonly programme: Scalars['ID']['input'];
  /** All of them. What is new is built from the ledger; what is missing goes; none switches boards off altogether. */
  readonly boards: ReadonlyArray<BoardKindInput>;
};

/** A draft as it shall read from now on; what is not given stays. */
export type UpdateChallengeInput = {
  /** The draft. */
  readonly id: Scalars['ID']['input'];
  /** The revision that was read and is changed. */
  readonly revision: Scalars['Int']['input'];
  /** The whole challenge as data, after the published JSON Schema. */
  readonly document?: InputMaybe<Scalars['JSON']['input']>;
  /** The first day. */
  readonly opensOn?: InputMaybe<Scalars['Date']['input']>;
  /** The last day. */
  readonly closesOn?: InputMaybe<Scalars['Date']['input']>;
  /** How often it comes again; null: once. */
  readonly recurrence?: InputMaybe<RecurrenceInput>;
  /** Its picture. */
  readonly picture?: InputMaybe<ArtworkInput>;
};

/** Changes of a department. Its key stays: files and addresses use it. */
export type UpdateDepartmentInput = {
  /** The department. */
  readonly id: Scalars['ID']['input'];
  /** Its name for people, at most 200 characters. */
  readonly name: Scalars['String']['input'];
};

/** A draft of levels as it shall read from now on. */
export type UpdateLadderInput = {
  /** The badge, or the levels. */
  readonly id: Scalars['ID']['input'];
  /** The revision that was read: nobody overwrites or publishes what somebody else has just changed. */
  readonly revision: Scalars['Int']['input'];
  /** The whole document as it shall read from now on. */
  readonly document: Scalars['JSON']['input'];
};

/** What one wants to hear of; what is left out stays. */
export type UpdateNotificationSettingsInput = {
  /** The own part in the programme. */
  readonly ambassador: Scalars['ID']['input'];
  /** What comes into the feed. */
  readonly feedTopics?: InputMaybe<ReadonlyArray<NotificationTopic>>;
  /** What is told by e-mail too; what does not come into the feed is not mailed. */
  readonly mailTopics?: InputMaybe<ReadonlyArray<NotificationTopic>>;
  /** Whether a mail on Monday sums the week up. */
  readonly wantsDigest?: InputMaybe<Scalars['Boolean']['input']>;
  /** The zone of one’s clock; null for that of the programme. */
  readonly timeZone?: InputMaybe<Scalars['TimeZone']['input']>;
  /** When quiet hours begin, in minutes of the day: 0 to 1439. */
  readonly quietFrom?: InputMaybe<Scalars['Int']['input']>;
  /** When quiet hours end, in minutes of the day: 0 to 1439. */
  readonly quietUntil?: InputMaybe<Scalars['Int']['input']>;
  /** Whether no mails come on Saturdays and Sundays. */
  readonly restsOnWeekends?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Changes of a programme; what is left out stays. */
export type UpdateProgrammeInput = {
  /** The programme. */
  readonly id: Scalars['ID']['input'];
  /** The version that is being changed; a CONFLICT when somebody was faster. */
  readonly version: Scalars['Int']['input'];
  /** Its name for people. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Where it is in its life. */
  readonly status?: InputMaybe<ProgrammeStatus>;
  /** Its language. */
  readonly language?: InputMaybe<Language>;
  /** All its hashtags, with or without #. */
  readonly hashtags?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Who may join. */
  readonly joinPolicy?: InputMaybe<JoinPolicy>;
  /** Makes a new invitation code; the one before stops working. */
  readonly renewInvitationCode?: Scalars['Boolean']['input'];
  /** Changes of the privacy policy. */
  readonly privacy?: InputMaybe<PrivacyPolicyInput>;
};

/** A thank-you as it shall read from now on; what is not given stays. */
export type UpdateRecognitionInput = {
  /** The recognition. */
  readonly id: Scalars['ID']['input'];
  /** The version that was read and is changed. */
  readonly version: Scalars['Int']['input'];
  /** Its name. */
  readonly name?: InputMaybe<WordsInput>;
  /** What it is. */
  readonly description?: InputMaybe<WordsInput>;
  /** Who can have it. */
  readonly eligibility?: InputMaybe<WordsInput>;
  /** Its picture. */
  readonly picture?: InputMaybe<ArtworkInput>;
  /** How many places there are: no fewer than are taken. */
  readonly capacity?: InputMaybe<Scalars['Int']['input']>;
  /** Whether it is no longer offered; what was granted stays. */
  readonly isArchived?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A draft as it shall read from now on. */
export type UpdateRuleSetDraftInput = {
  /** The draft. */
  readonly id: Scalars['ID']['input'];
  /** The revision that was read and is changed. */
  readonly revision: Scalars['Int']['input'];
  /** A new name, 1 to 200 characters; unchanged unless told. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** The whole rules as data; unchanged unless told. */
  readonly rules?: InputMaybe<Scalars['JSON']['input']>;
};

/** What one says about tandems; what is left out stays, null takes back. */
export type UpdateTandemPreferencesInput = {
  /** Oneself, as ambassador of the programme. */
  readonly ambassador: Scalars['ID']['input'];
  /** Whether one would like to be matched at all. Tandems that were agreed on go on, reminders included; `snoozeTandems` silences both. */
  readonly isOpen?: InputMaybe<Scalars['Boolean']['input']>;
  /** The side; null: as the segment says. */
  readonly side?: InputMaybe<ChosenTandemSide>;
  /** Languages as ISO 639-1 codes, such as "de"; at most 10. */
  readonly languages?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Channels. */
  readonly channels?: InputMaybe<ReadonlyArray<Channel>>;
  /** Topics, at most 20 of at most 60 characters. */
  readonly topics?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** What one is good at. */
  readonly strengths?: InputMaybe<ReadonlyArray<TandemSkill>>;
  /** What one would like help with. */
  readonly needs?: InputMaybe<ReadonlyArray<TandemSkill>>;
  /** When one has time. */
  readonly availability?: InputMaybe<ReadonlyArray<TandemSlot>>;
  /** The time zone. */
  readonly timeZone?: InputMaybe<Scalars['TimeZone']['input']>;
  /** Experience with posting, 0 to 5. */
  readonly experience?: InputMaybe<Scalars['Int']['input']>;
  /** How many one would accompany at a time, 0 to 5. */
  readonly capacity?: InputMaybe<Scalars['Int']['input']>;
  /** Whether a third person may join. */
  readonly acceptsThird?: InputMaybe<Scalars['Boolean']['input']>;
  /** What one hopes for, 1 to 500 characters; the partner is shown it. */
  readonly objective?: InputMaybe<Scalars['String']['input']>;
  /** One’s manager, where they are an ambassador too: one is never matched with them. Shown to nobody else. */
  readonly manager?: InputMaybe<Scalars['ID']['input']>;
};

/** Changing a draft; what is left out stays. */
export type UpdateTandemRunInput = {
  /** The run. */
  readonly run: Scalars['ID']['input'];
  /** Its name for people, 1 to 200 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** What it is told. */
  readonly settings?: InputMaybe<TandemRunSettingsInput>;
  /** Pairs that are fixed, in the place of those before. */
  readonly locks?: InputMaybe<ReadonlyArray<TandemLockInput>>;
};

/** Changes of a team. */
export type UpdateTeamInput = {
  /** The team. */
  readonly id: Scalars['ID']['input'];
  /** Its name, at most 200 characters. */
  readonly name: Scalars['String']['input'];
};

/** What is to change at an endpoint; what is left out stays. */
export type UpdateWebhookInput = {
  /** The webhook. */
  readonly id: Scalars['ID']['input'];
  /** Where events are sent; what waits goes there too. */
  readonly url?: InputMaybe<Scalars['String']['input']>;
  /** What it is for. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** What it is told. */
  readonly eventTypes?: InputMaybe<ReadonlyArray<FeedItemKind>>;
  /** Whether it is told what happens. What happens while it is not, it is never told; what waited goes on. */
  readonly isEnabled?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Why an input was not accepted. The codes are stable; the messages beside them are for people. */
export type UserErrorCode =
  /** Something that is needed is missing. */
  | 'REQUIRED'
  /** The value has the wrong form. */
  | 'INVALID'
  /** The value is too long, or there are too many. */
  | 'TOO_LONG'
  /** The value is too short, or there are too few. */
  | 'TOO_SHORT'
  /** The number or date lies outside of what is allowed. */
  | 'OUT_OF_RANGE'
  /** Somebody or something else has this value already. */
  | 'TAKEN'
  /** There is no such thing, or it is not visible to you. */
  | 'NOT_FOUND'
  /** It exists, but this change is not yours to make. */
  | 'NOT_ALLOWED'
  /** Somebody else changed it since you read it; read it again. */
  | 'CONFLICT'
  /** What it rests on has moved on since it was computed; have it computed anew. */
  | 'OUTDATED'
  /** The clientMutationId was used before with another input. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The same fact was recorded before with other content; the message names the difference. */
  | 'DUPLICATE_WITH_DIFFERENCE'
  /** A limit of the programme or of the installation is reached. */
  | 'LIMIT_REACHED'
  /** The thing is not in a state in which this can be done. */
  | 'STATE';

/** How an ambassador appears to others. */
export type Visibility =
  /** By name; takes consent. */
  | 'NAMED'
  /** Under a pseudonym that changes with the season. */
  | 'PSEUDONYM'
  /** Not at all: on no board and in no count. */
  | 'HIDDEN';

/** How far a delivery has come. */
export type WebhookDeliveryState =
  /** It waits for its next attempt, or for an earlier one about the same subject. */
  | 'WAITING'
  /** The endpoint has taken it. */
  | 'DELIVERED'
  /** All attempts failed: an admin can have it tried again. */
  | 'DEAD';

/** What an endpoint may learn about people. Names it never learns. */
export type WebhookScope =
  /** Nothing: only what happens to the programme as a whole. */
  | 'PROGRAMME'
  /** Also what happens to members, by their ids; of who hides or has left nothing. */
  | 'MEMBERS';

/** Whether an endpoint is told what happens. */
export type WebhookState =
  /** It is. */
  | 'ACTIVE'
  /** An admin has disabled it. */
  | 'DISABLED'
  /** It was disabled because nothing could be delivered for five days. */
  | 'FAILED';

/** Which activity is taken back, and why. */
export type WithdrawActivityInput = {
  /** The activity. */
  readonly activity: Scalars['ID']['input'];
  /** Why, 1 to 500 characters; stands in the ledger for good. */
  readonly reason: Scalars['String']['input'];
  /** Chosen by the client: a repetition with the same id and input gives the first answer again. */
  readonly clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** Withdrawing a consent. */
export type WithdrawConsentInput = {
  /** Oneself, as ambassador of the programme. */
  readonly ambassador: Scalars['ID']['input'];
  /** Without PARTICIPATION one leaves the programme; without NAME_ON_BOARDS one appears under a pseudonym. */
  readonly kind: ConsentKind;
};

/** A text in both languages. */
export type WordsInput = {
  /** In German. */
  readonly german: Scalars['String']['input'];
  /** In English. */
  readonly english: Scalars['String']['input'];
};
