import type { Transaction } from '../../platform/database/database.ts';
import { dayIn, type ProgrammeRecord } from '../programmes/index.ts';
import { proposeTandems, readTandemHistory } from '../tandems/index.ts';
import { readParticipants } from './participants.ts';
import { planRelease } from './release-plan.ts';
import type { TandemRunRecord } from './tandem-run.ts';
import { type StoredProposal, TandemRunsRepository } from './tandem-runs.repository.ts';

const dayInMilliseconds = 86_400_000;

export interface Release {
  readonly run: TandemRunRecord;
  readonly programme: ProgrammeRecord;
  readonly now: Date;
  readonly by: string;
}

/**
 * Asks the people of a run who are still there and may still meet; `planRelease` says who they are. Running tandems go on, also where the
 * run found a better one, until everybody has accepted that.
 */
export async function releaseRun(transaction: Transaction, release: Release): Promise<TandemRunRecord> {
  const { manager } = transaction;
  const { run, programme, now, by } = release;
  const repository = new TandemRunsRepository(manager);
  const proposals = await repository.allProposals(run.id);
  await holdPeople(transaction, programme.id, proposals);
  const { timeZone } = programme;
  const { rematchRunning, answerWithinDays } = run.settings;
  const request = { programmeId: programme.id, timeZone, now, today: dayIn(timeZone, now), rematchRunning };
  const { tandems, skipped, waitingIds } = planRelease({
    settings: run.settings,
    proposals,
    unmatchedIds: await repository.unmatchedIds(run.id),
    participants: await readParticipants(manager, request),
    open: (await readTandemHistory(manager, programme.id)).open,
  });
  await proposeTandems(transaction, {
    programmeId: programme.id,
    runId: run.id,
    tandems,
    unmatchedIds: waitingIds,
    readAt: run.peopleReadAt ?? run.createdAt,
    now,
    expiresAt: new Date(now.getTime() + answerWithinDays * dayInMilliseconds),
  });
  await repository.markReleased(run.id, { now, by, skipped });
  return { ...run, status: 'RELEASED', releasedAt: now, skipped: skipped.size };
}

/** Nobody of the run leaves, pauses or separates while they are asked; two releases in one programme wait for each other. */
async function holdPeople({ manager }: Transaction, programmeId: string, proposals: readonly StoredProposal[]): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('release tandems of ' || $1, 0))`, [programmeId]);
  const ids = proposals.flatMap(({ hesitantId, frequentId, third }) => [
    hesitantId,
    frequentId,
    ...(third === null ? [] : [third.ambassadorId]),
  ]);
  await manager.query('SELECT FROM ambassador WHERE id = ANY ($1::uuid[]) ORDER BY id FOR SHARE', [[...new Set(ids)]]);
}
