import { type EntityManager, In } from 'typeorm';
import { z } from 'zod';
import type { PageRequest } from '../../platform/graphql/pagination.ts';
import { isId } from '../../platform/ids.ts';
import { DepartmentRow } from './department.entity.ts';
import type { DepartmentRecord } from './department.ts';
import { departmentFromRow } from './departments.mapper.ts';

/** A place in the list by name: the name (PostgreSQL alone decides how it is lower-cased), then the id. */
export const departmentPosition = z.tuple([z.string(), z.string()]);
export type DepartmentPosition = z.output<typeof departmentPosition>;

export class DepartmentsRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async findByIds(ids: readonly string[]): Promise<readonly DepartmentRecord[]> {
    return (await this.#manager.findBy(DepartmentRow, { id: In(ids.filter(isId)) })).map(departmentFromRow);
  }

  async findByProgramme(programmeId: string): Promise<readonly DepartmentRecord[]> {
    const rows = await this.#manager.find(DepartmentRow, { where: { programmeId }, order: { key: 'ASC' } });
    return rows.map(departmentFromRow);
  }

  /** By name, one more than asked for. */
  async findPage(programmeId: string, request: PageRequest<DepartmentPosition>): Promise<readonly DepartmentRecord[]> {
    const query = this.#manager
      .createQueryBuilder(DepartmentRow, 'department')
      .where('department.programmeId = :programmeId', { programmeId });
    if (request.position !== null) {
      const [name, id] = request.position;
      query.andWhere('(lower(department.name), department.id) > (lower(:name), :id)', { name, id });
    }
    query
      .orderBy('lower(department.name)')
      .addOrderBy('department.id')
      .limit(request.limit + 1);
    return (await query.getMany()).map(departmentFromRow);
  }

  async count(programmeId: string): Promise<number> {
    return this.#manager.countBy(DepartmentRow, { programmeId });
  }

  async insert(department: DepartmentRecord, now: Date): Promise<void> {
    await this.#manager.insert(DepartmentRow, { ...department, createdAt: now });
  }

  async rename(id: string, name: string): Promise<void> {
    await this.#manager.update(DepartmentRow, { id }, { name });
  }
}
