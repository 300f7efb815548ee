import { createContext, type ReactNode, use } from 'react';
import type { ViewerQuery } from './graphql/viewer.generated.ts';

export type Membership = NonNullable<ViewerQuery['viewer']>['memberships'][number];

const MembershipContext = createContext<Membership | undefined>(undefined);

export function MembershipProvider({ membership, children }: { membership: Membership; children: ReactNode }) {
  return <MembershipContext value={membership}>{children}</MembershipContext>;
}

/** The programme of the address, and what the person is in it. */
export function useMembership(): Membership {
  const membership = use(MembershipContext);
  if (membership === undefined) throw new Error('useMembership outside of a programme');
  return membership;
}

/** Outside of a programme there is none, and times show in the zone of the device. */
export function useProgrammeTimeZone(): string | undefined {
  return use(MembershipContext)?.programme.timeZone;
}
