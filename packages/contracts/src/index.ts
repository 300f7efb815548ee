export {
  type ApiScope,
  type Audience,
  apiScopes,
  audiences,
  type ProgrammeRole,
  programmeRoles,
  type UserErrorCode,
  userErrorCodes,
} from './access.ts';
export {
  type ActivityReport,
  activityReportSchema,
  engagementSchema,
  type ImportField,
  importFields,
  maximumActivitiesPerRequest,
  sourceSchema,
} from './activity.ts';
export {
  type JoinPolicy,
  joinPolicies,
  keyPattern,
  type ParticipationStatus,
  type ProgrammeStatus,
  participationStatuses,
  programmeStatuses,
  type Visibility,
  visibilities,
} from './programme.ts';
export {
  type ActivityKind,
  activityKinds,
  type Channel,
  channels,
  type EvidenceTier,
  evidenceTiers,
  type Language,
  languages,
  type RankKind,
  rankKinds,
  type Segment,
  segments,
} from './vocabulary.ts';
