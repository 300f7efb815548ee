import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Database } from '../../platform/database/database.ts';
import { Access } from '../../platform/graphql/access.ts';
import { type ConnectionOf, connectionFrom, ForwardPageArguments } from '../../platform/graphql/connection.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { pageFrom, readPageRequest } from '../../platform/graphql/pagination.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import { Programme, programmeEditors } from '../programmes/index.ts';
import { CreateDepartmentInput, UpdateDepartmentInput } from './departments.inputs.ts';
import { departmentToGraphql } from './departments.mapper.ts';
import { DepartmentsRepository, departmentPosition } from './departments.repository.ts';
import type { DepartmentsService } from './departments.service.ts';
import {
  CreateDepartmentPayload,
  type Department,
  DepartmentConnection,
  UpdateDepartmentPayload,
} from './departments.types.ts';

@Resolver(() => Programme)
export class DepartmentsResolver {
  readonly #service: DepartmentsService;
  readonly #database: Database;

  constructor(dependencies: { readonly service: DepartmentsService; readonly database: Database }) {
    this.#service = dependencies.service;
    this.#database = dependencies.database;
  }

  @FieldResolver(() => DepartmentConnection, { description: 'Its departments, by name.' })
  async departments(
    @Root() programme: Programme,
    @Args(() => ForwardPageArguments) page: ForwardPageArguments,
  ): Promise<ConnectionOf<Department>> {
    const request = readPageRequest(page, departmentPosition);
    const repository = new DepartmentsRepository(this.#database.manager);
    const departments = await repository.findPage(programme.id, request);
    return connectionFrom(
      pageFrom(departments, {
        request,
        position: (department) => [department.name, department.id],
        node: departmentToGraphql,
        totalCount: () => repository.count(programme.id),
      }),
    );
  }

  @Mutation(() => CreateDepartmentPayload, { description: 'Adds a department to a programme.' })
  @Access(programmeEditors)
  async createDepartment(
    @Arg('input', () => CreateDepartmentInput) input: CreateDepartmentInput,
    @Ctx() context: RequestContext,
  ) {
    const outcome = await this.#service.create(context.viewer, input);
    return payloadOf(outcome, { ...context, shape: (department) => ({ department: departmentToGraphql(department) }) });
  }

  @Mutation(() => UpdateDepartmentPayload, { description: 'Renames a department.' })
  @Access(programmeEditors)
  async updateDepartment(
    @Arg('input', () => UpdateDepartmentInput) input: UpdateDepartmentInput,
    @Ctx() context: RequestContext,
  ) {
    const outcome = await this.#service.update(context.viewer, input);
    return payloadOf(outcome, { ...context, shape: (department) => ({ department: departmentToGraphql(department) }) });
  }
}
