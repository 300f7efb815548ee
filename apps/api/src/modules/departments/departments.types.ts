import { Field, ID, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { connectionType } from '../../platform/graphql/connection.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { programmeEditors, programmeReaders } from '../programmes/index.ts';

@ObjectType({ simpleResolvers: true, description: 'A department of the company, as far as the programme knows it.' })
@Access(programmeReaders)
export class Department {
  @Field(() => ID, { description: 'Identifies the department.' })
  id!: string;

  programmeId!: string;

  departmentId!: string;

  @Field(() => String, { description: 'Its short name in files and addresses, unique in the programme.' })
  key!: string;

  @Field(() => String, { description: 'Its name for people.' })
  name!: string;
}

export const DepartmentConnection = connectionType(Department, { name: 'Department', access: programmeReaders });

@ObjectType({ simpleResolvers: true, description: 'The answer to createDepartment.' })
@Access(programmeEditors)
export class CreateDepartmentPayload extends MutationPayload {
  @Field(() => Department, { nullable: true, description: 'The new department; null when there are errors.' })
  department!: Department | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to updateDepartment.' })
@Access(programmeEditors)
export class UpdateDepartmentPayload extends MutationPayload {
  @Field(() => Department, { nullable: true, description: 'The changed department; null when there are errors.' })
  department!: Department | null;
}
