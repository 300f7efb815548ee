import type { DepartmentRow } from './department.entity.ts';
import type { DepartmentRecord } from './department.ts';
import type { Department } from './departments.types.ts';

export function departmentFromRow({ id, programmeId, key, name }: DepartmentRow): DepartmentRecord {
  return { id, programmeId, key, name };
}

/** Departments name themselves as the department that they belong to, so that access rules find it. */
export function departmentToGraphql(department: DepartmentRecord): Department {
  return { ...department, departmentId: department.id };
}
