import type { Platform, Slice } from '../../platform/slice.ts';
import type { BoardMembership } from '../ambassadors/index.ts';
import type { DepartmentDirectory, GroupNameWatch } from '../departments/index.ts';
import { AmbassadorTeamResolver, TeamResolver, TeamsResolver } from './teams.resolver.ts';
import { TeamsService } from './teams.service.ts';

/** Teams of a programme and who belongs to them. */
export function createTeamsSlice(
  { database, clock }: Platform,
  {
    departments,
    boards,
    names,
  }: {
    readonly departments: DepartmentDirectory;
    readonly boards: readonly BoardMembership[];
    readonly names: GroupNameWatch;
  },
): Slice {
  const service = new TeamsService({ database, clock, departments, boards, names });
  return {
    name: 'teams',
    entities: [],
    resolvers: [
      new TeamsResolver({ service, database }),
      new TeamResolver({ database, departments }),
      new AmbassadorTeamResolver({ database }),
    ],
  };
}
