import { type ChallengeStanding, type ContributedFact, contributionOf, progressOf } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import type { Database, Transaction } from '../../platform/database/database.ts';
import { announceChallenge, type ChallengeRecord, ChallengesRepository, windowOf } from '../challenges/index.ts';
import { readProgrammeCalendar } from '../programmes/index.ts';
import { membersWithFacts, readCountedFacts, readLastActivities } from './counted-facts.reader.ts';
import { type PendingChange, ProgressRepository } from './progress.repository.ts';

/** Changes of one transaction, and people of one slice when everybody is counted anew. */
const changesAtOnce = 2000;
const peopleAtOnce = 500;

/**
 * Brings the progress of challenges up to what was recorded. Safe to repeat, to run on several nodes at once and to kill: what was noted
 * is forgotten in the same transaction in which it was counted. Gives back how many changes were looked at; 0 means that none wait.
 */
export function projectPending(database: Database): Promise<number> {
  return database.transaction(async (transaction) => {
    const repository = new ProgressRepository(transaction.manager);
    const changes = await repository.takePending(changesAtOnce);
    for (const [programmeId, ambassadorIds] of byProgramme(changes)) {
      const moving = await repository.lockMoving(programmeId);
      for (const challenge of await new ChallengesRepository(transaction.manager).findMany(moving)) {
        await countPeople(transaction.manager, challenge, ambassadorIds);
        await countSubjects(transaction.manager, challenge, ambassadorIds);
        await announceProgress(transaction, challenge);
      }
    }
    await repository.deletePending(changes.map(({ id }) => id));
    return changes.length;
  });
}

function byProgramme(changes: readonly PendingChange[]): ReadonlyMap<string, readonly string[]> {
  const people = new Map<string, Set<string>>();
  for (const { programmeId, ambassadorId } of changes) {
    const known = people.get(programmeId) ?? new Set();
    people.set(programmeId, known.add(ambassadorId));
  }
  return new Map([...people].map(([programmeId, ids]) => [programmeId, [...ids]]));
}

/** Counts a challenge from the facts alone, whatever was counted before. The challenge is locked by the caller. */
export async function countEverybody(transaction: Transaction, challenge: ChallengeRecord): Promise<void> {
  const { manager } = transaction;
  const { programmeId } = challenge;
  const { opensAt: from, closesAt: until } = windowOf(challenge);
  await manager.query('DELETE FROM challenge_fact WHERE challenge_id = $1', [challenge.id]);
  for await (const ids of membersWithFacts(manager, { programmeId, from, until, size: peopleAtOnce })) {
    await countPeople(manager, challenge, ids);
  }
  await countSubjects(manager, challenge, null);
  await announceProgress(transaction, challenge);
}

async function announceProgress(transaction: Transaction, challenge: ChallengeRecord): Promise<void> {
  await new ChallengesRepository(transaction.manager).countUp([challenge.id]);
  announceChallenge(transaction, challenge);
}

/** What people contributed, from all that they did while the window was open. */
async function countPeople(
  manager: EntityManager,
  challenge: ChallengeRecord,
  ambassadorIds: readonly string[],
): Promise<void> {
  const facts = await readContributions(manager, challenge, ambassadorIds);
  await new ProgressRepository(manager).replaceFacts(challenge.id, { ambassadorIds, facts });
}

/** What became of each fact of people that concerns the challenge, as it is told now. */
export async function readContributions(
  manager: EntityManager,
  challenge: ChallengeRecord,
  ambassadorIds: readonly string[],
): Promise<readonly (ContributedFact & { readonly occurredAt: number })[]> {
  const window = windowOf(challenge);
  const { calendar } = await readProgrammeCalendar(manager, challenge.programmeId);
  const span = { ambassadorIds, from: window.opensAt, until: window.closesAt };
  const facts = await readCountedFacts(manager, span);
  const isForQuiet = challenge.document.goal.quietDaysBefore !== null;
  const before = isForQuiet
    ? await readLastActivities(manager, { ambassadorIds, before: window.opensAt })
    : new Map<string, number>();
  return [...facts].flatMap(([ambassadorId, theirs]): (ContributedFact & { readonly occurredAt: number })[] => {
    const occurredAt = new Map(theirs.map((fact) => [fact.factId, fact.occurredAt]));
    const lastActivityBefore = before.get(ambassadorId) ?? null;
    const counted = contributionOf({ challenge: challenge.document, window, calendar, facts: theirs, lastActivityBefore });
    return counted.map((fact) => ({ ...fact, occurredAt: occurredAt.get(fact.factId) ?? window.opensAt }));
  });
}

/** How far those have come to whom the people belong; null counts all. Only for each person alone the others stay as they are. */
async function countSubjects(
  manager: EntityManager,
  challenge: ChallengeRecord,
  ambassadorIds: readonly string[] | null,
): Promise<void> {
  const repository = new ProgressRepository(manager);
  const { scope, entry } = challenge.document;
  const touched = scope === 'EACH_PERSON' ? ambassadorIds : null;
  const subjects = await repository.factsBySubject({ id: challenge.id, scope, entry }, touched);
  const members = scope === 'EACH_DEPARTMENT' ? await repository.activeMembers(challenge.programmeId) : null;
  const standings = subjects.map(({ subjectId, facts }): ChallengeStanding => {
    const activeMembers = members?.get(subjectId) ?? 0;
    return { subjectId, ...progressOf({ challenge: challenge.document, facts, activeMembers }) };
  });
  await repository.forgetStandings(challenge.id, touched);
  await repository.insertStandings(challenge.id, standings);
}
