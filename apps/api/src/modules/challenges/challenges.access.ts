import type { AccessRule } from '../../platform/auth/viewer.ts';

/** Who sees challenges that are announced: everybody with a part in the programme. */
export const challengeReaders = {
  to: ['AMBASSADOR', 'COMMUNICATOR', 'ADMIN', 'AUDITOR'],
  scopes: ['LEADERBOARDS_READ'],
} as const satisfies AccessRule;

/** Who writes them. */
export const challengeMakers = { to: ['ADMIN'] } as const satisfies AccessRule;

/** Who takes part in them. */
export const challengeEntrants = { to: ['AMBASSADOR'] } as const satisfies AccessRule;
