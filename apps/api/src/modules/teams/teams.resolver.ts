import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { may } from '../../platform/auth/viewer.ts';
import type { Database } from '../../platform/database/database.ts';
import { Access } from '../../platform/graphql/access.ts';
import { connectionFrom, ForwardPageArguments } from '../../platform/graphql/connection.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { byId, loaderKey } from '../../platform/graphql/loaders.ts';
import { pageFrom, readPageRequest } from '../../platform/graphql/pagination.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import { Ambassador } from '../ambassadors/index.ts';
import { Department, type DepartmentDirectory, departmentToGraphql } from '../departments/index.ts';
import { Programme } from '../programmes/index.ts';
import type { TeamRecord } from './team.ts';
import { TeamsRepository } from './teams.repository.ts';
import type { TeamsService } from './teams.service.ts';
import {
  ArchiveTeamInput,
  ArchiveTeamPayload,
  AssignTeamInput,
  AssignTeamPayload,
  CreateTeamInput,
  CreateTeamPayload,
  Team,
  TeamConnection,
  teamKeepers,
  UpdateTeamInput,
  UpdateTeamPayload,
} from './teams.types.ts';

const position = z.tuple([z.string(), z.uuid()]);
const teamsById = loaderKey<string, TeamRecord>('teams by id');
const memberCounts = loaderKey<string, number>('how many members of a team are shown, where that may be told');

function toTeam({ id, programmeId, departmentId, name, archivedAt }: TeamRecord): Team {
  return { id, programmeId, name, archivedAt, partOf: departmentId };
}

@Resolver(() => Programme)
export class TeamsResolver {
  readonly #service: TeamsService;
  readonly #database: Database;

  constructor({ service, database }: { readonly service: TeamsService; readonly database: Database }) {
    this.#service = service;
    this.#database = database;
  }

  @FieldResolver(() => TeamConnection, { description: 'Its teams that are not archived, by name.' })
  async teams(@Root() programme: Programme, @Args(() => ForwardPageArguments) page: ForwardPageArguments) {
    const request = readPageRequest(page, position);
    const repository = new TeamsRepository(this.#database.manager);
    const teams = await repository.findPage(programme.id, request);
    return connectionFrom(
      pageFrom(teams, {
        request,
        position: ({ name, id }) => [name, id],
        node: toTeam,
        totalCount: () => repository.count(programme.id),
      }),
    );
  }

  @Mutation(() => CreateTeamPayload, {
    description: 'Adds a team. Admins; communicators inside of their own departments.',
  })
  @Access(teamKeepers)
  async createTeam(@Arg('input', () => CreateTeamInput) input: CreateTeamInput, @Ctx() context: RequestContext) {
    const outcome = await this.#service.create(context.viewer, input);
    return payloadOf(outcome, { ...context, shape: (team) => ({ team: toTeam(team) }) });
  }

  @Mutation(() => UpdateTeamPayload, { description: 'Renames a team. Admins; communicators of its department.' })
  @Access(teamKeepers)
  async updateTeam(@Arg('input', () => UpdateTeamInput) input: UpdateTeamInput, @Ctx() context: RequestContext) {
    const outcome = await this.#service.rename(context.viewer, input);
    return payloadOf(outcome, { ...context, shape: (team) => ({ team: toTeam(team) }) });
  }

  @Mutation(() => ArchiveTeamPayload, {
    description: 'Archives a team: everybody leaves it, its past boards stay. Admins; communicators of its department.',
  })
  @Access(teamKeepers)
  async archiveTeam(@Arg('input', () => ArchiveTeamInput) input: ArchiveTeamInput, @Ctx() context: RequestContext) {
    const outcome = await this.#service.archive(context.viewer, input.id);
    return payloadOf(outcome, { ...context, shape: (team) => ({ team: toTeam(team) }) });
  }

  @Mutation(() => AssignTeamPayload, {
    description:
      'Puts somebody into a team or out of every team; all points move along. Admins; communicators for the people and teams of their own departments.',
  })
  @Access(teamKeepers)
  async assignTeam(@Arg('input', () => AssignTeamInput) input: AssignTeamInput, @Ctx() context: RequestContext) {
    const outcome = await this.#service.assign(context.viewer, input);
    return payloadOf(outcome, { ...context, shape: (team) => ({ team: team === null ? null : toTeam(team) }) });
  }
}

@Resolver(() => Team)
export class TeamResolver {
  readonly #database: Database;
  readonly #departments: DepartmentDirectory;

  constructor({ database, departments }: { readonly database: Database; readonly departments: DepartmentDirectory }) {
    this.#database = database;
    this.#departments = departments;
  }

  @FieldResolver(() => Department, {
    nullable: true,
    description: 'The department that it is part of; null across departments.',
  })
  async department(@Root() team: Team, @Ctx() context: RequestContext): Promise<Department | null> {
    const department = team.partOf === null ? undefined : await this.#departments.load(context, team.partOf);
    return department === undefined ? null : departmentToGraphql(department);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'How many ambassadors in it take part and do not hide; null where they are fewer than the programme’s minimum group size.',
  })
  @Access({ to: ['AMBASSADOR', 'COMMUNICATOR', 'ADMIN', 'AUDITOR'], scopes: ['AMBASSADORS_READ'] })
  memberCount(@Root() team: Team, @Ctx() context: RequestContext): Promise<number | null> {
    return shownMembers(this.#database, context, team.id);
  }
}

@Resolver(() => Ambassador)
export class AmbassadorTeamResolver {
  readonly #database: Database;

  constructor({ database }: { readonly database: Database }) {
    this.#database = database;
  }

  @FieldResolver(() => Team, {
    nullable: true,
    description:
      'The team that the person belongs to. Where it has fewer members than the programme’s minimum group size, it is withheld from readers who see the pseudonym, but for communicators of the person’s department.',
  })
  async team(@Root() ambassador: Ambassador, @Ctx() context: RequestContext): Promise<Team | null> {
    const { teamId, showsName, programmeId, departmentId } = ambassador;
    if (teamId === null) return null;
    const isOwn = may(context.viewer, { to: ['COMMUNICATOR'], programmeId, departmentId });
    if (!showsName && !isOwn && (await shownMembers(this.#database, context, teamId)) === null) return null;
    const load = (ids: readonly string[]) => new TeamsRepository(this.#database.manager).findByIds(ids);
    const team = await context.loaders.get(teamsById, () => byId(load)).load(teamId);
    return team === undefined ? null : toTeam(team);
  }
}

async function shownMembers(database: Database, { loaders }: RequestContext, teamId: string): Promise<number | null> {
  const loader = loaders.get(memberCounts, () => async (ids) => {
    const counts = await new TeamsRepository(database.manager).shownMemberCounts(ids);
    return ids.map((id) => counts.get(id));
  });
  return (await loader.load(teamId)) ?? null;
}
