import type { PersonSource } from '../../platform/auth/sources.ts';
import { isInside, may, type Viewer } from '../../platform/auth/viewer.ts';
import { viewerChanged } from '../../platform/auth/viewer-changed.ts';
import { notAllowed, notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import type { Platform } from '../../platform/slice.ts';
import type { DepartmentDirectory } from '../departments/index.ts';
import type { ProgrammeDirectory, ProgrammeRecord } from '../programmes/index.ts';
import {
  ambassadorsJoinThemselves,
  departmentMissing,
  departmentSuperfluous,
  lastAdministrator,
  personMissing,
} from './people.errors.ts';
import { type GrantRoleInput, grantRoleSchema, type RevokeRoleInput } from './people.inputs.ts';
import { PeopleRepository, type RoleGrant } from './people.repository.ts';
import { roleKeepers } from './people.types.ts';
import type { GrantableRole } from './role-grant.entity.ts';

interface Dependencies extends Pick<Platform, 'database' | 'clock'> {
  readonly people: PersonSource;
  readonly programmes: ProgrammeDirectory;
  readonly departments: DepartmentDirectory;
  /** The issuer whose subjects are meant when a role goes to somebody who never signed in. */
  readonly issuer: string;
}

/** Grants and revokes roles. */
export class RolesService {
  readonly #dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  async grant(viewer: Viewer, input: GrantRoleInput): Promise<Outcome<RoleGrant, UserFailure>> {
    const keeper = await this.#findKeptProgramme(viewer, input.programme, ['programme']);
    if (!keeper.ok) return keeper;
    const valid = validateInput(grantRoleSchema, input);
    if (!valid.ok) return valid;
    const { role } = valid.value;
    if (role === 'AMBASSADOR') return fail(ambassadorsJoinThemselves);
    const department = await this.#findDepartment(input, role);
    if (!department.ok) return department;
    const person = await this.#findPerson(input);
    if (!person.ok) return person;
    const grant = {
      id: newId(),
      programmeId: input.programme,
      personId: person.value,
      role,
      departmentId: department.value,
      grantedAt: this.#dependencies.clock.now(),
      grantedBy: viewer.kind === 'person' ? viewer.personId : null,
    };
    return this.#dependencies.database.transaction(async ({ manager, announce }) => {
      const repository = new PeopleRepository(manager);
      const standing = await repository.findGrant(await repository.grant(grant));
      if (standing === undefined) throw new Error('A role that was just granted does not stand');
      announce(viewerChanged.event({ personId: grant.personId }));
      return succeed(standing);
    });
  }

  async revoke(viewer: Viewer, input: RevokeRoleInput): Promise<Outcome<ProgrammeRecord, UserFailure>> {
    const keeper = await this.#findKeptProgramme(viewer, input.programme, ['programme']);
    if (!keeper.ok) return keeper;
    const by = { personId: viewer.kind === 'person' ? viewer.personId : null, at: this.#dependencies.clock.now() };
    return this.#dependencies.database.transaction(async ({ manager, announce }) => {
      const repository = new PeopleRepository(manager);
      const administrators = await repository.lockAdministrators(input.programme);
      const grant = await repository.findGrant(input.roleHolder);
      if (grant === undefined || grant.programmeId !== input.programme) return fail(notFound(['roleHolder']));
      if (grant.role === 'ADMIN' && administrators.length === 1) return fail(lastAdministrator);
      await repository.revoke(grant.id, by);
      announce(viewerChanged.event({ personId: grant.personId }));
      return keeper;
    });
  }

  async #findKeptProgramme(
    viewer: Viewer,
    id: string,
    path: readonly string[],
  ): Promise<Outcome<ProgrammeRecord, UserFailure>> {
    const programme = isInside(viewer, id) ? await this.#dependencies.programmes.byId(id) : undefined;
    if (programme === undefined) return fail(notFound(path));
    return may(viewer, { ...roleKeepers, programmeId: id }) ? succeed(programme) : fail(notAllowed(path));
  }

  async #findDepartment(input: GrantRoleInput, role: GrantableRole): Promise<Outcome<string | null, UserFailure>> {
    if (role !== 'COMMUNICATOR') return input.department == null ? succeed(null) : fail(departmentSuperfluous);
    if (input.department == null) return fail(departmentMissing);
    const [department] = await this.#dependencies.departments.byIds([input.department]);
    return department?.programmeId === input.programme ? succeed(department.id) : fail(notFound(['department']));
  }

  /** A subject that never signed in gets a row now, so that the role waits for them. */
  async #findPerson(input: GrantRoleInput): Promise<Outcome<string, UserFailure>> {
    const { person, subject } = input;
    if ((person == null) === (subject == null)) return fail(personMissing);
    if (subject != null) {
      const identity = { issuer: this.#dependencies.issuer, subject: subject.trim(), name: null, email: null, language: null };
      return succeed((await this.#dependencies.people.remember(identity)).personId);
    }
    const [known] = await new PeopleRepository(this.#dependencies.database.manager).findPeople([person ?? '']);
    return known === undefined ? fail(notFound(['person'])) : succeed(known.id);
  }
}
