import type { Language } from '@fanfare/contracts';
import type { Viewer } from '../../platform/auth/viewer.ts';
import type { PersonRecord, RoleGrant } from './people.repository.ts';
import type { Membership, Person, RoleHolder, ViewerObject } from './people.types.ts';

export function viewerToGraphql(viewer: Viewer): ViewerObject | null {
  switch (viewer.kind) {
    case 'nobody':
      return null;
    case 'person':
      return { personId: viewer.personId, programmeId: undefined, tokenId: undefined, isOperator: viewer.isOperator };
    case 'token':
      return { personId: undefined, programmeId: viewer.programmeId, tokenId: viewer.tokenId, isOperator: false };
  }
}

export function membershipsToGraphql(viewer: Viewer): readonly Membership[] {
  if (viewer.kind !== 'person') return [];
  return viewer.memberships.map((membership) => ({ ...membership, personId: viewer.personId }));
}

/** Who has chosen no language is spoken to in the reader's. */
export function personToGraphql(person: PersonRecord, readersLanguage: Language): Person {
  return { id: person.id, personId: person.id, name: person.name, language: person.language ?? readersLanguage };
}

/** A role holder is read by others: it carries no personId of its own, which would make it a matter of SELF. */
export function roleHolderToGraphql({ id, programmeId, personId, role, departmentId, grantedAt }: RoleGrant): RoleHolder {
  return { id, programmeId, holderId: personId, grantedDepartmentId: departmentId, role, grantedAt };
}
