export type { DepartmentRecord } from './department.ts';
export type { DepartmentDirectory } from './department-directory.ts';
export { departmentToGraphql } from './departments.mapper.ts';
export { createDepartmentsSlice, type DepartmentsSlice } from './departments.slice.ts';
export { Department } from './departments.types.ts';
export type { GroupNameWatch } from './group-name-watch.ts';
