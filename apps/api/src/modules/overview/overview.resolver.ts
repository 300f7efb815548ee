import { Arg, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { Access } from '../../platform/graphql/access.ts';
import { badUserInput } from '../../platform/graphql/errors.ts';
import { Programme } from '../programmes/index.ts';
import { OverviewRepository } from './overview.repository.ts';
import { overviewReaders, ProgrammeOverview } from './overview.types.ts';

const mostWeeks = 104;
const activeWithinMilliseconds = 28 * 86_400_000;

@Resolver(() => Programme)
export class ProgrammeOverviewResolver {
  readonly database: Database;
  readonly clock: Clock;

  constructor({ database, clock }: { readonly database: Database; readonly clock: Clock }) {
    this.database = database;
    this.clock = clock;
  }

  @FieldResolver(() => ProgrammeOverview, { description: 'The programme at a glance. Admins and auditors.' })
  @Access(overviewReaders)
  async overview(
    @Root() programme: Programme,
    @Arg('weeks', () => Int, { defaultValue: 10, description: `How many weeks back, 1 to ${mostWeeks}.` }) weeks: number,
  ): Promise<ProgrammeOverview> {
    if (weeks < 1 || weeks > mostWeeks) throw badUserInput(`"weeks" is ${weeks}; it takes 1 to ${mostWeeks}.`);
    const now = this.clock.now();
    const { timeZone } = programme;
    const least = programme.privacy.minimumGroupSize;
    const repository = new OverviewRepository(this.database.manager);
    const counts = await repository.participation(programme.id, new Date(now.getTime() - activeWithinMilliseconds));
    const rows = await repository.weeks(programme.id, { now, weeks, timeZone });
    return {
      participation: { members: atLeast(least, counts.members), activeMembers: atLeast(least, counts.activeMembers) },
      weeks: rows.map((row) => ({ ...row, activeMembers: atLeast(least, row.activeMembers) })),
    };
  }
}

/** Small groups are not counted out; that nobody did anything tells of nobody. */
function atLeast(minimum: number, count: number): number | null {
  return count === 0 || count >= minimum ? count : null;
}
