import { isInside, may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database/database.ts';
import { notAllowed, notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { createOnce } from '../../platform/idempotency/create-once.ts';
import { newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import {
  type AmbassadorRecord,
  type BoardMembership,
  findAmbassadorsByIds,
  lockAmbassador,
  sightOf,
} from '../ambassadors/index.ts';
import type { DepartmentDirectory, GroupNameWatch } from '../departments/index.ts';
import { keepChange, moveToTeam } from '../participation/index.ts';
import type { TeamRecord } from './team.ts';
import { TeamsRepository } from './teams.repository.ts';
import {
  type AssignTeamInput,
  type CreateTeamInput,
  teamKeepers,
  teamNameSchema,
  type UpdateTeamInput,
} from './teams.types.ts';

export interface TeamsDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly departments: DepartmentDirectory;
  readonly boards: readonly BoardMembership[];
  readonly names: GroupNameWatch;
}

const nameTaken: UserFailure = {
  code: 'TAKEN',
  path: ['name'],
  message: { GERMAN: 'Ein Team des Programms heißt schon so.', ENGLISH: 'A team of the programme has this name already.' },
};

/** Admins keep all teams, communicators those of their own departments. Whoever moves takes all points along. */
export class TeamsService {
  readonly #dependencies: TeamsDependencies;

  constructor(dependencies: TeamsDependencies) {
    this.#dependencies = dependencies;
  }

  async create(viewer: Viewer, input: CreateTeamInput): Promise<Outcome<TeamRecord, UserFailure>> {
    const { programme: programmeId, department = null } = input;
    const refused = refusalToKeep(viewer, { programmeId, departmentId: department }, ['programme']);
    if (refused !== undefined) return fail(refused);
    const [known] = department === null ? [] : await this.#dependencies.departments.byIds([department]);
    if (department !== null && known?.programmeId !== programmeId) return fail(notFound(['department']));
    const valid = validateInput(teamNameSchema, { name: input.name });
    if (!valid.ok) return valid;
    const now = this.#dependencies.clock.now();
    const created = await createOnce(
      { ...this.#dependencies, viewer, operation: 'createTeam', input, now, constraints: { team_name: nameTaken } },
      async ({ manager }) => {
        const team = { id: newId(), programmeId, departmentId: department, name: valid.value.name, createdAt: now };
        await new TeamsRepository(manager).insert(team);
        return team.id;
      },
    );
    return created.ok ? this.#reread(created.value) : created;
  }

  async rename(viewer: Viewer, input: UpdateTeamInput): Promise<Outcome<TeamRecord, UserFailure>> {
    const present = await this.#findKept(viewer, input.id);
    if (!present.ok) return present;
    const valid = validateInput(teamNameSchema, { name: input.name });
    if (!valid.ok) return valid;
    const now = this.#dependencies.clock.now();
    const constraints = { team_name: nameTaken };
    const renamed = await createOnce(
      { ...this.#dependencies, viewer, operation: 'updateTeam', input: {}, now, constraints },
      async (transaction) => {
        await new TeamsRepository(transaction.manager).rename(input.id, valid.value.name);
        const { programmeId } = present.value;
        await this.#dependencies.names.groupRenamed(transaction, { programmeId, scope: 'TEAM', groupId: input.id });
        return input.id;
      },
    );
    return renamed.ok ? this.#reread(renamed.value) : renamed;
  }

  /** Everybody leaves it; its past boards stay. */
  async archive(viewer: Viewer, id: string): Promise<Outcome<TeamRecord, UserFailure>> {
    const present = await this.#findKept(viewer, id);
    if (!present.ok) return present;
    await this.#dependencies.database.transaction(async (transaction) => {
      const repository = new TeamsRepository(transaction.manager);
      await repository.archive(id, this.#dependencies.clock.now());
      for (const memberId of await repository.memberIds(id)) {
        const member = await lockAmbassador(transaction.manager, { id: memberId });
        if (member !== undefined) await this.#move(transaction, member, null);
      }
    });
    return this.#reread(id);
  }

  async assign(viewer: Viewer, input: AssignTeamInput): Promise<Outcome<TeamRecord | null, UserFailure>> {
    const { ambassador: ambassadorId, team: teamId = null } = input;
    const [known] = await findAmbassadorsByIds(this.#dependencies.database.manager, [ambassadorId]);
    if (known === undefined || !isInside(viewer, known.programmeId)) return fail(notFound(['ambassador']));
    return this.#dependencies.database.transaction(async (transaction) => {
      const member = await lockAmbassador(transaction.manager, { id: ambassadorId });
      if (member === undefined) return fail(notFound(['ambassador']));
      const refused = refusalToMove(viewer, member);
      if (refused !== undefined) return fail(refused);
      const team = teamId === null ? null : await new TeamsRepository(transaction.manager).lockOpen(teamId, member.programmeId);
      if (teamId !== null && (team === null || !mayKeep(viewer, team))) return fail(notFound(['team']));
      const moved = await this.#move(transaction, member, teamId);
      return moved === undefined ? succeed(team) : fail(moved);
    });
  }

  /** Gives back why not, where it cannot be. */
  async #move(transaction: Transaction, before: AmbassadorRecord, teamId: string | null): Promise<UserFailure | undefined> {
    const decision = moveToTeam(before, teamId);
    if (decision.kind === 'refused') return decision.failure;
    if (decision.kind === 'unchanged') return undefined;
    const { boards, clock } = this.#dependencies;
    await keepChange(transaction, boards, { before, change: decision.change, consentVersion: '', now: clock.now() });
    return undefined;
  }

  async #findKept(viewer: Viewer, id: string): Promise<Outcome<TeamRecord, UserFailure>> {
    const present = await this.#reread(id);
    if (!present.ok) return present;
    const refused = refusalToKeep(viewer, present.value, ['id']);
    return refused === undefined ? present : fail(refused);
  }

  async #reread(id: string): Promise<Outcome<TeamRecord, UserFailure>> {
    const [team] = await new TeamsRepository(this.#dependencies.database.manager).findByIds([id]);
    return team === undefined ? fail(notFound(['id'])) : succeed(team);
  }
}

type Place = Pick<TeamRecord, 'programmeId' | 'departmentId'>;

/** A team across departments is kept by admins alone: a null department is nobody's own. */
function mayKeep(viewer: Viewer, { programmeId, departmentId }: Place): boolean {
  return may(viewer, { ...teamKeepers, programmeId, departmentId });
}

function refusalToKeep(viewer: Viewer, place: Place, path: readonly string[]): UserFailure | undefined {
  if (!isInside(viewer, place.programmeId)) return notFound(path);
  return mayKeep(viewer, place) ? undefined : notAllowed(path);
}

function refusalToMove(viewer: Viewer, member: AmbassadorRecord): UserFailure | undefined {
  if (mayKeep(viewer, member) && sightOf(viewer, member) !== 'NOTHING') return undefined;
  return sightOf(viewer, member) === 'NOTHING' ? notFound(['ambassador']) : notAllowed(['ambassador']);
}
