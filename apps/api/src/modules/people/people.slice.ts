import type { MembershipSource, PersonSource } from '../../platform/auth/sources.ts';
import type { Platform, Slice } from '../../platform/slice.ts';
import type { DepartmentDirectory } from '../departments/index.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import { MembershipResolver, RoleHolderResolver, RolesResolver, ViewerResolver } from './people.resolver.ts';
import { createMembershipSource, createPersonSource, personVersions } from './people.sources.ts';
import { PersonRow } from './person.entity.ts';
import { RoleGrantRow } from './role-grant.entity.ts';
import { RolesService } from './roles.service.ts';

/** People and their roles; also tells the platform who is who. */
export interface PeopleSlice extends Slice {
  readonly people: PersonSource;
  readonly memberships: MembershipSource;
}

export function createPeopleSlice(
  dependencies: Platform & {
    readonly programmes: ProgrammeDirectory;
    readonly departments: DepartmentDirectory;
    readonly issuer: string;
  },
): PeopleSlice {
  const people = createPersonSource(dependencies);
  const service = new RolesService({ ...dependencies, people });
  return {
    name: 'people',
    entities: [PersonRow, RoleGrantRow],
    resolvers: [
      new ViewerResolver(dependencies),
      new MembershipResolver(dependencies),
      new RoleHolderResolver(dependencies),
      new RolesResolver({ database: dependencies.database, service }),
    ],
    versions: [personVersions],
    people,
    memberships: createMembershipSource(dependencies.database),
  };
}
