import type { EntityManager } from 'typeorm';
import type { Database, Transaction } from '../../platform/database/database.ts';
import type { LocalisedText } from '../../platform/localised-text.ts';
import { tellHappenings } from '../happenings/index.ts';
import { readProgrammeCalendar } from '../programmes/index.ts';
import { CeremoniesRepository, type DueSeason } from './ceremonies.repository.ts';
import { readClaims, type ShownClaim } from './claims.reader.ts';
import { podiumOf } from './podiums.ts';

export interface Upkeep {
  readonly database: Database;
  readonly now: Date;
}

/** As with final standings: by how much clocks of nodes may differ. */
const marginSeconds = 60;
const seasonsAtOnce = 50;
const day = 86_400_000;
/** For so many days what begins or ends is news; who writes down seasons of old tells nobody of them. */
const newsDays = 7;

/** Tells everybody of seasons that have begun, each once. */
export async function tellOpenedSeasons({ database, now }: Upkeep): Promise<void> {
  const opened = await new CeremoniesRepository(database.manager).openedBetween(new Date(now.getTime() - newsDays * day), now);
  for (const { seasonId, programmeId, name, startedAt } of opened) {
    await database.transaction(async ({ manager }) => {
      const details = { title: await titleOf(manager, { seasonId, name }) };
      const subject = { type: 'SEASON', id: seasonId } as const;
      const told = { programmeId, kind: 'SEASON_OPENED', key: seasonId, subject, audience: 'EVERYBODY', details } as const;
      await tellHappenings(manager, [{ ...told, happenedAt: startedAt }]);
    });
  }
}

/**
 * Takes the ceremonies of seasons whose final standings are taken: each once, by whichever node is first. Gives back how many; 0 means
 * that none is due. Pilots have none, because nothing of theirs is final.
 */
export async function takeDueCeremonies({ database, now }: Upkeep): Promise<number> {
  let taken = 0;
  const due = await new CeremoniesRepository(database.manager).due(now, { marginSeconds, limit: seasonsAtOnce });
  for (const season of due) {
    if (await database.transaction((transaction) => take(transaction, season, now))) taken += 1;
  }
  return taken;
}

async function take({ manager }: Transaction, due: DueSeason, now: Date): Promise<boolean> {
  const repository = new CeremoniesRepository(manager);
  if (!(await repository.open(due, now))) return false;
  const { calendar, seasons } = await readProgrammeCalendar(manager, due.programmeId);
  const season = seasons.find(({ id }) => id === due.seasonId);
  if (season === undefined) throw new Error(`there is no season ${due.seasonId}`);
  const settings = await readSettings(manager, due.programmeId);
  const graceUntil = new Date(season.end + settings.graceHours * 3_600_000);
  const claims = await readClaims(manager, {
    ...{ programmeId: due.programmeId, timeZone: calendar.timeZone, startsOn: season.startsOn },
    ...{ start: new Date(season.start), end: new Date(season.end), graceUntil },
  });
  for (const [measure, all] of claims) {
    await repository.keep(season.id, measure, podiumOf(showable(all, settings.minimumGroupSize)));
  }
  if (now.getTime() - graceUntil.getTime() < newsDays * day) {
    const details = { title: await titleOf(manager, { seasonId: season.id, name: season.name }) };
    const subject = { type: 'SEASON', id: season.id } as const;
    const told = { programmeId: due.programmeId, kind: 'SEASON_CLOSED', key: season.id, subject, details } as const;
    await tellHappenings(manager, [{ ...told, audience: 'EVERYBODY', happenedAt: now }]);
  }
  return true;
}

/**
 * Behind claims of fewer people than the minimum group size a pseudonym hides nobody: who knows that only one newcomer came knows who it
 * is. Then only those stand on the podium who show their own names.
 */
function showable(claims: readonly ShownClaim[], minimumGroupSize: number): readonly ShownClaim[] {
  const people = claims.reduce((sum, claim) => sum + claim.people, 0);
  return people >= minimumGroupSize ? claims : claims.filter(({ isNamed }) => isNamed);
}

async function readSettings(manager: EntityManager, programmeId: string) {
  const [row]: readonly { readonly minimumGroupSize: number; readonly graceHours: number }[] = await manager.query(
    'SELECT minimum_group_size AS "minimumGroupSize", grace_hours AS "graceHours" FROM programme WHERE id = $1',
    [programmeId],
  );
  if (row === undefined) throw new Error(`there is no programme ${programmeId}`);
  return row;
}

/** What the season is called: by its theme, else by its name, which is the same in both languages. */
async function titleOf(
  manager: EntityManager,
  { seasonId, name }: { readonly seasonId: string; readonly name: string },
): Promise<LocalisedText> {
  const [theme] = await new CeremoniesRepository(manager).themesOf([seasonId]);
  return theme === undefined ? { GERMAN: name, ENGLISH: name } : theme.name;
}
