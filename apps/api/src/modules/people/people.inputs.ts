import { type ProgrammeRole, programmeRoles } from '@fanfare/contracts';
import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';
import { ProgrammeRoleEnum } from './people.types.ts';

@InputType({ description: 'A role for somebody. Name the person by id, or by subject when they have never signed in.' })
export class GrantRoleInput {
  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => ID, { nullable: true, description: 'The person, when known here.' })
  person?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The person’s subject (sub) at the identity provider, instead of the id.',
  })
  subject?: string | null;

  @Field(() => ProgrammeRoleEnum, { description: 'The role; AMBASSADOR cannot be granted, people join by themselves.' })
  role!: ProgrammeRole;

  @Field(() => ID, { nullable: true, description: 'The department of a COMMUNICATOR; none for the other roles.' })
  department?: string | null;
}

@InputType({ description: 'A role that somebody shall no longer have.' })
export class RevokeRoleInput {
  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => ID, { description: 'The grant, as roleHolders shows it.' })
  roleHolder!: string;
}

export const grantRoleSchema = z.object({
  programme: z.string(),
  person: z.string().nullish(),
  subject: z.string().trim().min(1).max(255).nullish(),
  role: z.enum(programmeRoles),
  department: z.string().nullish(),
});
