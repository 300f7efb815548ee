import type { AccessRule } from '../../platform/auth/viewer.ts';

/** Who sees badges and levels that are published: everybody with a part in the programme. */
export const badgeReaders = {
  to: ['AMBASSADOR', 'COMMUNICATOR', 'ADMIN', 'AUDITOR'],
  scopes: ['LEADERBOARDS_READ'],
} as const satisfies AccessRule;

/** Who writes them. */
export const badgeMakers = { to: ['ADMIN'] } as const satisfies AccessRule;
