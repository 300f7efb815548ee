/**
 * Who may read or do something. The schema declares it on every type and field (`@access`), frontends read it there, and the API
 * enforces it; what declares nothing is refused when the schema is built.
 */

/**
 * EVERYBODY needs no sign-in; SIGNED_IN is any person of the identity provider; SELF the person it is about; AMBASSADOR, COMMUNICATOR
 * (inside the own departments), ADMIN and AUDITOR hold a role in one programme; OPERATOR runs the installation.
 */
export const audiences = [
  'EVERYBODY',
  'SIGNED_IN',
  'SELF',
  'AMBASSADOR',
  'COMMUNICATOR',
  'ADMIN',
  'AUDITOR',
  'OPERATOR',
] as const;
export type Audience = (typeof audiences)[number];

/** What somebody is in one programme. AMBASSADOR follows from having joined and is never granted; the others are granted by admins. */
export const programmeRoles = ['AMBASSADOR', 'COMMUNICATOR', 'ADMIN', 'AUDITOR'] as const;
export type ProgrammeRole = (typeof programmeRoles)[number];

/** What a machine client may do inside the one programme of its token. */
export const apiScopes = [
  'AMBASSADORS_READ',
  'AMBASSADORS_WRITE',
  'ACTIVITIES_READ',
  'ACTIVITIES_WRITE',
  'LEADERBOARDS_READ',
  'POINTS_READ',
  'IMPORTS_WRITE',
  'WEBHOOKS_WRITE',
] as const;
export type ApiScope = (typeof apiScopes)[number];

/** The stable codes of failures that a caller can expect and put right. */
export const userErrorCodes = [
  'REQUIRED',
  'INVALID',
  'TOO_LONG',
  'TOO_SHORT',
  'OUT_OF_RANGE',
  'TAKEN',
  'NOT_FOUND',
  'NOT_ALLOWED',
  'CONFLICT',
  'OUTDATED',
  'IDEMPOTENCY_CONFLICT',
  'DUPLICATE_WITH_DIFFERENCE',
  'LIMIT_REACHED',
  'STATE',
] as const;
export type UserErrorCode = (typeof userErrorCodes)[number];
