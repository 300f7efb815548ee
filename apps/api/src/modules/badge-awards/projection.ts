import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database/database.ts';
import { newId } from '../../platform/ids.ts';
import { type AwardableRecord, BadgesRepository } from '../badges/index.ts';
import { tellHappenings } from '../happenings/index.ts';
import { readProgrammeCalendar } from '../programmes/index.ts';
import { happeningsOf } from './award-happenings.ts';
import { awardsChanged } from './awards.events.ts';
import { AwardsRepository, type PendingChange } from './awards.repository.ts';
import { changesOf, type Deeds, earnedOf } from './awards.ts';
import { readDeeds } from './deeds.reader.ts';

/** Changes of one transaction, and people of one slice. */
const changesAtOnce = 1000;
const peopleAtOnce = 500;

export interface Projecting {
  readonly database: Database;
  readonly clock: Clock;
}

/** What is done within a transaction, at one time. */
interface Counting {
  readonly transaction: Transaction;
  readonly now: Date;
}

/**
 * Brings awards up to what was recorded. Safe to repeat, to run on several nodes at once and to kill: what was noted is forgotten in the
 * transaction in which it was looked at. Gives back how much was done; 0 means that nothing waits.
 */
export async function projectAwards({ database, clock }: Projecting): Promise<number> {
  // Nodes ask all the time; mostly nothing waits.
  if (!(await new AwardsRepository(database.manager).isAnythingWaiting())) return 0;
  const changes = await database.transaction((transaction) => countPending({ transaction, now: clock.now() }));
  const stale = await database.transaction((transaction) => countStale({ transaction, now: clock.now() }));
  return changes + stale;
}

async function countPending(counting: Counting): Promise<number> {
  const { manager } = counting.transaction;
  const repository = new AwardsRepository(manager);
  const changes = await repository.takePending(changesAtOnce);
  for (const [programmeId, everybody] of byProgramme(changes)) {
    // The locks make nodes that look at the same people wait for each other: the facts are read behind them.
    const awardables = await new BadgesRepository(manager).lockCounting(programmeId);
    const present = await repository.present(everybody);
    for (let first = 0; first < present.length; first += peopleAtOnce) {
      await countPeople(counting, awardables, present.slice(first, first + peopleAtOnce));
    }
  }
  await repository.deletePending(changes.map(({ id }) => id));
  return changes.length;
}

function byProgramme(changes: readonly PendingChange[]): ReadonlyMap<string, readonly string[]> {
  const people = new Map<string, Set<string>>();
  for (const { programmeId, ambassadorId } of changes) {
    people.set(programmeId, (people.get(programmeId) ?? new Set()).add(ambassadorId));
  }
  return new Map([...people].map(([programmeId, ids]) => [programmeId, [...ids]]));
}

/** One badge for everybody: it was published, or the calendar has changed. */
async function countStale(counting: Counting): Promise<number> {
  const { manager } = counting.transaction;
  const repository = new AwardsRepository(manager);
  const id = await repository.lockStale();
  const awardable = id === null ? null : await new BadgesRepository(manager).find(id);
  if (awardable === null) return 0;
  for await (const people of repository.everybody(awardable.programmeId, peopleAtOnce)) {
    await countPeople(counting, [awardable], people);
  }
  await repository.clearStale(awardable.id);
  return 1;
}

/** Makes the awards of these people what the facts tell. Badges are locked by the caller. */
async function countPeople(
  counting: Counting,
  awardables: readonly AwardableRecord[],
  ambassadorIds: readonly string[],
): Promise<void> {
  const programmeId = awardables[0]?.programmeId;
  if (programmeId === undefined || ambassadorIds.length === 0) return;
  const { manager } = counting.transaction;
  const { calendar } = await readProgrammeCalendar(manager, programmeId);
  const deeds = await readDeeds(manager, ambassadorIds);
  for (const awardable of awardables) {
    const earned = new Map([...deeds].map(([id, theirs]: [string, Deeds]) => [id, earnedOf(awardable, theirs, calendar)]));
    await keep(counting, awardable, earned);
  }
}

async function keep(
  { transaction, now }: Counting,
  awardable: AwardableRecord,
  earned: ReadonlyMap<string, ReturnType<typeof earnedOf>>,
): Promise<void> {
  const { id: badgeId, programmeId } = awardable;
  const repository = new AwardsRepository(transaction.manager);
  const changes = changesOf(earned, await repository.keptOf(badgeId, [...earned.keys()]));
  const { awarded, revised, revoked } = changes;
  if (awarded.length + revised.length + revoked.length === 0) return;
  const awardedIds = awarded.map(({ award }) => award?.id ?? newId());
  await repository.write(awardable, { changes, ids: awardedIds, now });
  await tellHappenings(transaction.manager, happeningsOf(awardable, { changes, awardedIds, now }));
  const news = [
    ...awarded.map(({ ambassadorId }, index) => ({ id: awardedIds[index] ?? '', ambassadorId })),
    ...revoked.map(({ id, ambassadorId }) => ({ id, ambassadorId })),
  ];
  if (news.length > 0) transaction.announce(awardsChanged.event({ programmeId, badgeId, awards: news }));
}
