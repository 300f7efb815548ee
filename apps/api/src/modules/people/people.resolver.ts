import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Database } from '../../platform/database/database.ts';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { byId, loaderKey } from '../../platform/graphql/loaders.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import { Department, type DepartmentDirectory, departmentToGraphql } from '../departments/index.ts';
import { Programme, type ProgrammeDirectory, programmeLoaders, programmeToGraphql } from '../programmes/index.ts';
import { GrantRoleInput, RevokeRoleInput } from './people.inputs.ts';
import { membershipsToGraphql, personToGraphql, roleHolderToGraphql, viewerToGraphql } from './people.mapper.ts';
import { PeopleRepository, type PersonRecord } from './people.repository.ts';
import {
  GrantRolePayload,
  Membership,
  oneself,
  Person,
  RevokeRolePayload,
  RoleHolder,
  roleKeepers,
  roleReaders,
  ViewerObject,
} from './people.types.ts';
import type { RolesService } from './roles.service.ts';

const people = loaderKey<string, PersonRecord>('people by id');

interface Dependencies {
  readonly database: Database;
  readonly programmes: ProgrammeDirectory;
  readonly departments: DepartmentDirectory;
}

function loadPerson(database: Database, { loaders }: RequestContext, id: string): Promise<PersonRecord | undefined> {
  return loaders.get(people, () => byId((ids) => new PeopleRepository(database.manager).findPeople(ids))).load(id);
}

@Resolver(() => ViewerObject)
export class ViewerResolver {
  readonly #database: Database;

  constructor(dependencies: Pick<Dependencies, 'database'>) {
    this.#database = dependencies.database;
  }

  @Query(() => ViewerObject, { nullable: true, description: 'Who I am; null without credentials.' })
  @Access({ to: ['EVERYBODY'] })
  viewer(@Ctx() context: RequestContext): ViewerObject | null {
    return viewerToGraphql(context.viewer);
  }

  @FieldResolver(() => Person, { nullable: true, description: 'The person that I am; null for a machine client.' })
  @Access(oneself)
  async person(@Root() viewer: ViewerObject, @Ctx() context: RequestContext): Promise<Person | null> {
    if (viewer.personId === undefined) return null;
    const person = await loadPerson(this.#database, context, viewer.personId);
    return person === undefined ? null : personToGraphql(person, context.language);
  }

  @FieldResolver(() => [Membership], { description: 'My part in each of my programmes; empty for a machine client.' })
  @Access(oneself)
  memberships(@Ctx() context: RequestContext): readonly Membership[] {
    return membershipsToGraphql(context.viewer);
  }
}

@Resolver(() => Membership)
export class MembershipResolver {
  readonly #departments: DepartmentDirectory;
  readonly #programmes: ReturnType<typeof programmeLoaders>;

  constructor(dependencies: Omit<Dependencies, 'database'>) {
    this.#departments = dependencies.departments;
    this.#programmes = programmeLoaders(dependencies.programmes);
  }

  @FieldResolver(() => Programme, { description: 'The programme.' })
  async programme(@Root() membership: Membership, @Ctx() context: RequestContext): Promise<Programme> {
    const programme = await this.#programmes.programme(context, membership.programmeId);
    if (programme === undefined) throw new Error('A membership belongs to no programme');
    return programmeToGraphql(programme);
  }

  @FieldResolver(() => [Department], { description: 'The departments that I carry the programme into, as their communicator.' })
  async departments(@Root() membership: Membership, @Ctx() context: RequestContext): Promise<readonly Department[]> {
    const departments = await Promise.all(membership.departmentIds.map((id) => this.#departments.load(context, id)));
    return departments.filter((department) => department !== undefined).map(departmentToGraphql);
  }
}

@Resolver(() => RoleHolder)
export class RoleHolderResolver {
  readonly #database: Database;
  readonly #departments: DepartmentDirectory;

  constructor(dependencies: Omit<Dependencies, 'programmes'>) {
    this.#database = dependencies.database;
    this.#departments = dependencies.departments;
  }

  @FieldResolver(() => Person, { description: 'Who has it.' })
  async person(@Root() holder: RoleHolder, @Ctx() context: RequestContext): Promise<Person> {
    const person = await loadPerson(this.#database, context, holder.holderId);
    if (person === undefined) throw new Error('A role is held by no person');
    return personToGraphql(person, context.language);
  }

  @FieldResolver(() => Department, { nullable: true, description: 'The department of a COMMUNICATOR.' })
  async department(@Root() holder: RoleHolder, @Ctx() context: RequestContext): Promise<Department | null> {
    if (holder.grantedDepartmentId === null) return null;
    const department = await this.#departments.load(context, holder.grantedDepartmentId);
    return department === undefined ? null : departmentToGraphql(department);
  }
}

@Resolver(() => Programme)
export class RolesResolver {
  readonly #database: Database;
  readonly #service: RolesService;

  constructor(dependencies: { readonly database: Database; readonly service: RolesService }) {
    this.#database = dependencies.database;
    this.#service = dependencies.service;
  }

  @FieldResolver(() => [RoleHolder], {
    description: 'Who has which role, ambassadors left out. For administrators, auditors and operators.',
  })
  @Access(roleReaders)
  async roleHolders(@Root() programme: Programme): Promise<readonly RoleHolder[]> {
    const grants = await new PeopleRepository(this.#database.manager).findGrants(programme.id);
    return grants.map(roleHolderToGraphql);
  }

  @Mutation(() => GrantRolePayload, { description: 'Gives somebody a role; a role that already stands stays as it is.' })
  @Access(roleKeepers)
  async grantRole(@Arg('input', () => GrantRoleInput) input: GrantRoleInput, @Ctx() context: RequestContext) {
    const outcome = await this.#service.grant(context.viewer, input);
    return payloadOf(outcome, { ...context, shape: (grant) => ({ roleHolder: roleHolderToGraphql(grant) }) });
  }

  @Mutation(() => RevokeRolePayload, { description: 'Takes a role away. The last administrator of a programme stays.' })
  @Access(roleKeepers)
  async revokeRole(@Arg('input', () => RevokeRoleInput) input: RevokeRoleInput, @Ctx() context: RequestContext) {
    const outcome = await this.#service.revoke(context.viewer, input);
    return payloadOf(outcome, { ...context, shape: (programme) => ({ programme: programmeToGraphql(programme) }) });
  }
}
