import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { z } from 'zod';
import { Access } from '../../platform/graphql/access.ts';
import { connectionType } from '../../platform/graphql/connection.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { programmeReaders } from '../programmes/index.ts';

/** Who keeps teams: admins all, communicators those of their own departments. */
export const teamKeepers = { to: ['COMMUNICATOR', 'ADMIN'] } as const;

@ObjectType({ simpleResolvers: true, description: 'A named group inside of a department or across departments.' })
@Access(programmeReaders)
export class Team {
  readonly programmeId!: string;
  /** Named so that no access rule takes a team across departments for nobody's own. */
  readonly partOf!: string | null;

  @Field(() => ID, { description: 'Identifies the team.' })
  id!: string;

  @Field(() => String, { description: 'Its name for people.' })
  name!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it is archived: nobody belongs to it any more.' })
  archivedAt!: Date | null;
}

export const TeamConnection = connectionType(Team, { name: 'Team', access: programmeReaders });

const name = z.string().trim().min(1).max(200);
export const teamNameSchema = z.object({ name });

@InputType({ description: 'A new team.' })
export class CreateTeamInput {
  @Field(() => String, {
    nullable: true,
    description: 'Chosen by the client: a repetition with the same id and input gives the first answer again.',
  })
  clientMutationId?: string | null;

  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => ID, { nullable: true, description: 'The department that it is part of; none for a team across departments.' })
  department?: string | null;

  @Field(() => String, { description: 'Its name, at most 200 characters, unique among the teams that are not archived.' })
  name!: string;
}

@InputType({ description: 'Changes of a team.' })
export class UpdateTeamInput {
  @Field(() => ID, { description: 'The team.' })
  id!: string;

  @Field(() => String, { description: 'Its name, at most 200 characters.' })
  name!: string;
}

@InputType({ description: 'Which team is to be archived.' })
export class ArchiveTeamInput {
  @Field(() => ID, { description: 'The team.' })
  id!: string;
}

@InputType({ description: 'Who belongs to which team from now on.' })
export class AssignTeamInput {
  @Field(() => ID, { description: 'The ambassador.' })
  ambassador!: string;

  @Field(() => ID, { nullable: true, description: 'The team; null for none.' })
  team?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to createTeam.' })
@Access(teamKeepers)
export class CreateTeamPayload extends MutationPayload {
  @Field(() => Team, { nullable: true, description: 'The new team; null when there are errors.' })
  team!: Team | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to updateTeam.' })
@Access(teamKeepers)
export class UpdateTeamPayload extends MutationPayload {
  @Field(() => Team, { nullable: true, description: 'The changed team; null when there are errors.' })
  team!: Team | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to archiveTeam.' })
@Access(teamKeepers)
export class ArchiveTeamPayload extends MutationPayload {
  @Field(() => Team, { nullable: true, description: 'The archived team; null when there are errors.' })
  team!: Team | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to assignTeam.' })
@Access(teamKeepers)
export class AssignTeamPayload extends MutationPayload {
  @Field(() => Team, { nullable: true, description: 'The team; null for none and when there are errors.' })
  team!: Team | null;
}
