/** PILOT while a company tries it out and nothing freezes, ACTIVE in full, ARCHIVED when it is over: readable, but nothing new happens in it. */
export const programmeStatuses = ['PILOT', 'ACTIVE', 'ARCHIVED'] as const;
export type ProgrammeStatus = (typeof programmeStatuses)[number];

/** OPEN: everybody who can sign in may join. INVITATION: joining takes the programme's invitation code. */
export const joinPolicies = ['OPEN', 'INVITATION'] as const;
export type JoinPolicy = (typeof joinPolicies)[number];

/** How an ambassador appears to others: by name, under a pseudonym, or not at all. */
export const visibilities = ['NAMED', 'PSEUDONYM', 'HIDDEN'] as const;
export type Visibility = (typeof visibilities)[number];

/** ACTIVE takes part; PAUSED by own choice, is not nudged; LEFT is on no board and in no count. */
export const participationStatuses = ['ACTIVE', 'PAUSED', 'LEFT'] as const;
export type ParticipationStatus = (typeof participationStatuses)[number];

/** Keys appear in addresses and files: lower-case letters, digits and hyphens, a letter or digit first, at most 63 characters. */
export const keyPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;
