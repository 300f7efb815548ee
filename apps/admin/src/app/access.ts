import type { ProgrammeRole } from './graphql/schema.generated.ts';

/** The areas of a programme and the roles for which the app shows them. The API decides by itself; this only spares dead ends. */
export const areas = {
  overview: ['ADMIN', 'AUDITOR'],
  ambassadors: ['ADMIN', 'COMMUNICATOR', 'AUDITOR'],
  leaderboard: ['AMBASSADOR', 'ADMIN', 'COMMUNICATOR', 'AUDITOR'],
  badges: ['AMBASSADOR', 'ADMIN', 'COMMUNICATOR', 'AUDITOR'],
  recognition: ['AMBASSADOR', 'ADMIN', 'COMMUNICATOR', 'AUDITOR'],
  thanks: ['AMBASSADOR', 'ADMIN', 'COMMUNICATOR', 'AUDITOR'],
  challenges: ['AMBASSADOR', 'ADMIN', 'COMMUNICATOR', 'AUDITOR'],
  tandems: ['ADMIN', 'AUDITOR'],
  tandemsChange: ['ADMIN'],
  wallLinks: ['ADMIN'],
  imports: ['ADMIN'],
  webhooks: ['ADMIN', 'AUDITOR'],
  apiTokens: ['ADMIN', 'AUDITOR'],
} as const satisfies Record<string, readonly ProgrammeRole[]>;

export type Area = keyof typeof areas;

export function mayOpen(area: Area, roles: readonly ProgrammeRole[]): boolean {
  const allowed: readonly ProgrammeRole[] = areas[area];
  return roles.some((role) => allowed.includes(role));
}
