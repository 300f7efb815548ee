import type { Transaction } from '../../platform/database/database.ts';
import { dayIn, type ProgrammeRecord } from '../programmes/index.ts';
import { type NewTandem, proposeTandems, readTandemHistory, type TandemHistory } from '../tandems/index.ts';
import { readParticipants } from './participants.ts';
import type { Participants, TandemRunRecord } from './tandem-run.ts';
import { type StoredProposal, TandemRunsRepository } from './tandem-runs.repository.ts';

const dayInMilliseconds = 86_400_000;

export interface Release {
  readonly run: TandemRunRecord;
  readonly programme: ProgrammeRecord;
  readonly now: Date;
  readonly by: string;
}

/**
 * Asks the people of a run. Whoever left, rests, separated, was matched elsewhere, excluded the other or has no place any more since the
 * run was computed is left out, and the other with them. Tandems that the run keeps go on as they are.
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
  const present = new Present(await readParticipants(manager, request), await readTandemHistory(manager, programme.id));
  const tandems = proposals.filter(({ isRunning }) => !isRunning).flatMap((proposal) => present.take(proposal) ?? []);
  const skipped = proposals.filter(({ isRunning }) => !isRunning).length - tandems.length;
  const unmatched = await repository.unmatchedIds(run.id);
  await proposeTandems(transaction, {
    programmeId: programme.id,
    runId: run.id,
    tandems,
    replacedIds: rematchRunning ? present.replacedBy(proposals, tandems) : [],
    unmatchedIds: unmatched.filter((id) => present.isSeeking(id)),
    now,
    expiresAt: new Date(now.getTime() + answerWithinDays * dayInMilliseconds),
  });
  await repository.markReleased(run.id, { now, by, skipped });
  return { ...run, status: 'RELEASED', releasedAt: now, skipped };
}

/** Nobody of the run leaves, pauses or separates while they are asked; two releases in one programme wait for each other. */
async function holdPeople({ manager }: Transaction, programmeId: string, proposals: readonly StoredProposal[]): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('release tandems of ' || $1, 0))`, [programmeId]);
  const ids = proposals.flatMap(({ hesitantId, frequentId, thirdId }) => [
    hesitantId,
    frequentId,
    ...(thirdId === null ? [] : [thirdId]),
  ]);
  await manager.query('SELECT FROM ambassador WHERE id = ANY ($1::uuid[]) ORDER BY id FOR SHARE', [[...new Set(ids)]]);
}

/** Who can be asked now, with the places that are left. */
class Present {
  readonly #seekers: ReadonlyMap<string, Participants['seekers'][number]>;
  readonly #partners: ReadonlyMap<string, Participants['partners'][number]>;
  readonly #history: TandemHistory;
  readonly #places: Map<string, number>;

  constructor({ seekers, partners }: Participants, history: TandemHistory) {
    this.#seekers = new Map(seekers.map((seeker) => [seeker.profile.id, seeker]));
    this.#partners = new Map(partners.map((partner) => [partner.profile.id, partner]));
    this.#places = new Map(partners.map(({ profile, capacity }) => [profile.id, capacity]));
    this.#history = history;
  }

  isSeeking(id: string): boolean {
    return this.#seekers.has(id);
  }

  /** The tandem, if both are still there and want each other no less than then; takes the place. */
  take({ frequentId, hesitantId, thirdId, affinity, factors }: StoredProposal): readonly NewTandem[] | undefined {
    const places = this.#places.get(frequentId) ?? 0;
    if (places < 1 || !this.#canMeet(hesitantId, frequentId)) return undefined;
    this.#places.set(frequentId, places - 1);
    const third = thirdId !== null && this.#canMeet(thirdId, frequentId) ? thirdId : null;
    return [{ frequentId, hesitantId, thirdId: third, affinity, factors }];
  }

  /** Running tandems of whom this round gives another partner. */
  replacedBy(proposals: readonly StoredProposal[], tandems: readonly NewTandem[]): readonly string[] {
    const anew = new Set(tandems.flatMap(({ hesitantId, thirdId }) => [hesitantId, ...(thirdId === null ? [] : [thirdId])]));
    const kept = new Set(proposals.filter(({ isRunning }) => isRunning).map(({ hesitantId }) => hesitantId));
    const ids = this.#history.open
      .filter(({ hesitantId }) => anew.has(hesitantId) && !kept.has(hesitantId))
      .map(({ tandemId }) => tandemId);
    return [...new Set(ids)].sort();
  }

  #canMeet(hesitantId: string, frequentId: string): boolean {
    const seeker = this.#seekers.get(hesitantId)?.profile;
    const partner = this.#partners.get(frequentId)?.profile;
    if (seeker === undefined || partner === undefined) return false;
    return !seeker.blocks.includes(frequentId) && !partner.blocks.includes(hesitantId);
  }
}
