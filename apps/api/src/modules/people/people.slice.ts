import type { MembershipSource, PersonSource } from '../../platform/auth/sources.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Slice } from '../../platform/slice.ts';
import { createMembershipSource, createPersonSource } from './people.sources.ts';
import { PersonRow } from './person.entity.ts';
import { RoleGrantRow } from './role-grant.entity.ts';

/** People and their roles; also tells the platform who is who. */
export interface PeopleSlice extends Slice {
  readonly people: PersonSource;
  readonly memberships: MembershipSource;
}

export function createPeopleSlice(dependencies: { readonly database: Database; readonly clock: Clock }): PeopleSlice {
  return {
    name: 'people',
    entities: [PersonRow, RoleGrantRow],
    resolvers: [],
    people: createPersonSource(dependencies),
    memberships: createMembershipSource(dependencies.database),
  };
}
