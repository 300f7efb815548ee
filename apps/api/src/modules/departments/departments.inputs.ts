import { keyPattern } from '@fanfare/contracts';
import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';

@InputType({ description: 'A new department.' })
export class CreateDepartmentInput {
  @Field(() => String, {
    nullable: true,
    description: 'Chosen by the client: a repetition with the same id and input gives the first answer again.',
  })
  clientMutationId?: string | null;

  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => String, { description: 'Its short name: lower-case letters, digits and hyphens; unique in the programme.' })
  key!: string;

  @Field(() => String, { description: 'Its name for people, at most 200 characters.' })
  name!: string;
}

@InputType({ description: 'Changes of a department. Its key stays: files and addresses use it.' })
export class UpdateDepartmentInput {
  @Field(() => ID, { description: 'The department.' })
  id!: string;

  @Field(() => String, { description: 'Its name for people, at most 200 characters.' })
  name!: string;
}

const nameSchema = z.string().trim().min(1).max(200);

export const createDepartmentSchema = z.object({ key: z.string().regex(keyPattern), name: nameSchema });

export const updateDepartmentSchema = z.object({ name: nameSchema });
