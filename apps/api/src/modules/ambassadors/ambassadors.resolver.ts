import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { isInside, may } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import { type ConnectionOf, connectionFrom, PageArgumentsInBothDirections } from '../../platform/graphql/connection.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { Department, type DepartmentDirectory, departmentToGraphql } from '../departments/index.ts';
import { Membership } from '../people/index.ts';
import { Programme } from '../programmes/index.ts';
import { AmbassadorFilter, AmbassadorOrder } from './ambassadors.inputs.ts';
import type { AmbassadorLoader } from './ambassadors.loaders.ts';
import type { AmbassadorsService } from './ambassadors.service.ts';
import { Ambassador, AmbassadorConnection, ambassadorListReaders, ambassadorReaders } from './ambassadors.types.ts';

@ArgsType()
class AmbassadorListArguments extends PageArgumentsInBothDirections {
  @Field(() => AmbassadorFilter, { nullable: true, description: 'Which ones; all unless told.' })
  filter?: AmbassadorFilter | null;

  @Field(() => AmbassadorOrder, { nullable: true, description: 'In which order; by name unless told.' })
  orderBy?: AmbassadorOrder | null;
}

/** Reading ambassadors. */
@Resolver(() => Ambassador)
export class AmbassadorsResolver {
  readonly #loader: AmbassadorLoader;
  readonly #departments: DepartmentDirectory;

  constructor(dependencies: { readonly loader: AmbassadorLoader; readonly departments: DepartmentDirectory }) {
    this.#loader = dependencies.loader;
    this.#departments = dependencies.departments;
  }

  @Query(() => Ambassador, {
    nullable: true,
    description: 'One ambassador; null when there is none with this id or the reader may not see whether there is.',
  })
  @Access(ambassadorReaders)
  ambassador(@Arg('id', () => ID, { description: 'The ambassador.' }) id: string, @Ctx() context: RequestContext) {
    return this.#loader.load(context, id);
  }

  @FieldResolver(() => Department, {
    nullable: true,
    description:
      'The department that the person belongs to. Where it has fewer members than the programme’s minimum group size, it is withheld from readers who see the pseudonym, but for its communicators.',
  })
  async department(@Root() ambassador: Ambassador, @Ctx() context: RequestContext): Promise<Department | null> {
    if (ambassador.departmentId === null) return null;
    if (!(await this.#mayTellDepartment(ambassador, context))) return null;
    const department = await this.#departments.load(context, ambassador.departmentId);
    return department === undefined ? null : departmentToGraphql(department);
  }

  /** Among few members the department would tell who is behind the pseudonym. */
  async #mayTellDepartment({ showsName, programmeId, departmentId }: Ambassador, context: RequestContext): Promise<boolean> {
    if (showsName || departmentId === null || may(context.viewer, { to: ['COMMUNICATOR'], programmeId, departmentId }))
      return true;
    return (await this.#loader.memberCount(context, departmentId)) !== null;
  }
}

/** What a person is in a programme, as ambassador. */
@Resolver(() => Membership)
export class MembershipAmbassadorResolver {
  readonly #loader: AmbassadorLoader;

  constructor(loader: AmbassadorLoader) {
    this.#loader = loader;
  }

  @FieldResolver(() => Ambassador, { nullable: true, description: 'Myself as ambassador; null when I do not take part.' })
  @Access({ to: ['SELF'] })
  ambassador(@Root() membership: Membership, @Ctx() context: RequestContext) {
    return membership.ambassadorId === null ? null : this.#loader.load(context, membership.ambassadorId);
  }
}

/** How many ambassadors a department has. */
@Resolver(() => Department)
export class DepartmentMembersResolver {
  readonly #loader: AmbassadorLoader;

  constructor(loader: AmbassadorLoader) {
    this.#loader = loader;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'How many ambassadors take part and do not hide; null where they are fewer than the programme’s minimum group size. For ambassadors, admins, auditors, communicators of the department, and machine clients that read ambassadors.',
  })
  @Access({ to: ['AMBASSADOR', 'COMMUNICATOR', 'ADMIN', 'AUDITOR'], scopes: ['AMBASSADORS_READ'] })
  memberCount(@Root() department: Department, @Ctx() context: RequestContext) {
    return this.#loader.memberCount(context, department.id);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether it has members enough for boards of its own: no fewer than the programme’s minimum group size. Null for who is not inside the programme.',
  })
  async isShownOnBoards(@Root() { id, programmeId }: Department, @Ctx() context: RequestContext): Promise<boolean | null> {
    return isInside(context.viewer, programmeId) ? (await this.#loader.memberCount(context, id)) !== null : null;
  }
}

/** The ambassadors of a programme. */
@Resolver(() => Programme)
export class ProgrammeAmbassadorsResolver {
  readonly #ambassadors: AmbassadorsService;

  constructor(ambassadors: AmbassadorsService) {
    this.#ambassadors = ambassadors;
  }

  @FieldResolver(() => AmbassadorConnection, {
    description:
      'The ambassadors of the programme. Admins see all; auditors and machine clients all who are shown to others; communicators those of their own departments.',
  })
  @Access(ambassadorListReaders)
  async ambassadors(
    @Root() programme: Programme,
    @Args(() => AmbassadorListArguments) { filter, orderBy, ...page }: AmbassadorListArguments,
    @Ctx() context: RequestContext,
  ): Promise<ConnectionOf<Ambassador>> {
    return connectionFrom(await this.#ambassadors.list(context, { programmeId: programme.id, filter, order: orderBy, page }));
  }
}
