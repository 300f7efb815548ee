import { firstOpenInstant } from '@fanfare/gamification';
import { z } from 'zod';
import { actorOf } from '../../platform/auth/actor.ts';
import { isInside, may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database/database.ts';
import { type Page, type PageRequest, pageFrom } from '../../platform/graphql/pagination.ts';
import { notAllowed, notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { idempotently } from '../../platform/idempotency/idempotently.ts';
import { isId, newId } from '../../platform/ids.ts';
import type { JobQueue } from '../../platform/jobs/job.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { lockProgrammeHead, readProgrammeCalendar } from '../programmes/index.ts';
import { type RuleSetRow, RuleSetsRepository, ruleAuditors, ruleEditors } from '../rule-sets/index.ts';
import { changesSincePreview, type PreviewChange, settingsChanges } from './preview-changes.ts';
import * as errors from './rescoring.errors.ts';
import { rescoringUpdated } from './rescoring.events.ts';
import type { PreviewRescoringInput, StartRescoringInput } from './rescoring.inputs.ts';
import { type RescoredMemberRow, RescoringRepository, type RescoringRow } from './rescoring.repository.ts';
import type { RescoringJobs } from './rescoring-jobs.ts';
import { keptPreviews, lostAfterMilliseconds } from './rescoring-status.ts';

const previewSchema = z.object({ ruleSet: z.uuid(), from: z.date(), until: z.date().nullish() });
const startSchema = z.object({
  preview: z.uuid(),
  reason: z.string().trim().min(1).max(500),
  acceptNewFacts: z.boolean().nullish(),
});

type Found = Outcome<RescoringRow, UserFailure>;

/** What became of a start: changes come with the failure OUTDATED. */
export type StartOutcome = Found & { readonly changes?: readonly PreviewChange[] };

/** Rescorings as people preview, start, follow and stop them; which state follows which is told in rescoring-status.ts. */
export class RescoringService {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #queue: JobQueue;
  readonly #jobs: RescoringJobs;

  constructor(dependencies: {
    readonly database: Database;
    readonly clock: Clock;
    readonly queue: JobQueue;
    readonly jobs: RescoringJobs;
  }) {
    this.#database = dependencies.database;
    this.#clock = dependencies.clock;
    this.#queue = dependencies.queue;
    this.#jobs = dependencies.jobs;
  }

  async preview(viewer: Viewer, input: PreviewRescoringInput): Promise<Found> {
    const checked = validateInput(previewSchema, input);
    if (!checked.ok) return checked;
    const { ruleSet, from, until } = checked.value;
    const version = await new RuleSetsRepository(this.#database.manager).find(ruleSet);
    if (version === null || !isInside(viewer, version.programmeId)) return fail(notFound(['ruleSet']));
    if (!may(viewer, { ...ruleEditors, programmeId: version.programmeId })) return fail(notAllowed());
    const end = await this.#endOf(version, { from, until: until ?? null });
    if (!end.ok) return end;
    const { id: ruleSetId, programmeId, version: ruleSetVersion } = version;
    const run = { id: newId(), programmeId, ruleSetId, ruleSetVersion, from, until: end.value };
    return this.#database.transaction(async (transaction) => {
      const { manager } = transaction;
      const repository = new RescoringRepository(manager);
      const other = await this.#atWork(transaction, programmeId);
      if (other !== null) return fail(errors.anotherAtWork(other.status));
      await repository.forgetOld(programmeId, keptPreviews - 1);
      await repository.insert({ ...run, by: actorOf(viewer), now: this.#clock.now() });
      await this.#queue.enqueue(manager, this.#jobs.preview, { data: { rescoringId: run.id } });
      return this.#found(repository, run.id);
    });
  }

  /** Books what was previewed, unless it no longer holds. Nothing is recorded between the look at it and the start. */
  async start(viewer: Viewer, input: StartRescoringInput): Promise<StartOutcome> {
    const checked = validateInput(startSchema, input);
    if (!checked.ok) return checked;
    const { preview: id, reason, acceptNewFacts } = checked.value;
    const refusal = await this.#refuseUnlessEditor(viewer, { id, field: 'preview' });
    if (refusal !== null) return fail(refusal);
    const now = this.#clock.now();
    let changes: readonly PreviewChange[] = [];
    const request = {
      viewer,
      operation: 'startRescoring',
      key: input.clientMutationId,
      payload: input,
      answer: z.string(),
      now,
    };
    const started = await this.#database.transaction((transaction) =>
      idempotently(transaction, request, async (): Promise<Outcome<string, UserFailure>> => {
        const { manager } = transaction;
        const repository = new RescoringRepository(manager);
        const row = await repository.lock(id);
        if (row?.status !== 'PREVIEWED') return fail(row === null ? notFound(['preview']) : errors.notStartable(row));
        await lockProgrammeHead(manager, row.programmeId);
        const other = await this.#atWork(transaction, row.programmeId);
        if (other !== null) return fail(errors.anotherAtWork(other.status));
        const found = await changesSincePreview(manager, { row, now });
        changes = found.filter(({ kind }) => kind !== 'FACTS' || acceptNewFacts !== true);
        if (changes.length > 0) return fail(errors.outdated(changes));
        await repository.start(row, { by: actorOf(viewer), reason, now });
        await this.#queue.enqueue(manager, this.#jobs.book, { data: { rescoringId: id } });
        transaction.announce(rescoringUpdated.event({ rescoringId: id }));
        return succeed(id);
      }),
    );
    if (!started.ok) return { ...started, changes };
    return this.#found(new RescoringRepository(this.#database.manager), started.value);
  }

  /** Ends a preview, of which nothing is kept, or a booking behind the people whose transaction is going on. */
  async cancel(viewer: Viewer, id: string): Promise<Found> {
    const refusal = await this.#refuseUnlessEditor(viewer, { id, field: 'id' });
    if (refusal !== null) return fail(refusal);
    return this.#database.transaction(async (transaction) => {
      const repository = new RescoringRepository(transaction.manager);
      const row = await repository.lock(id);
      const status = row?.status === 'BOOKING' ? 'STOPPED' : 'CANCELLED';
      if (!(await repository.end(id, { status, now: this.#clock.now() }))) return fail(errors.notAtWork());
      transaction.announce(rescoringUpdated.event({ rescoringId: id }));
      return this.#found(repository, id);
    });
  }

  /** The rescoring, where it exists for the viewer. */
  async find(viewer: Viewer, id: string): Promise<RescoringRow | null> {
    const row = isId(id) ? await new RescoringRepository(this.#database.manager).find(id) : null;
    if (row === null || !isInside(viewer, row.programmeId)) return null;
    return may(viewer, { ...ruleAuditors, programmeId: row.programmeId }) ? row : null;
  }

  /** Whether a preview that was not started still holds; of a booking that stopped by itself, for what. */
  async changesSince(row: RescoringRow): Promise<readonly PreviewChange[]> {
    if (row.stoppedFor !== null) return row.stoppedFor.map((kind) => settingsChanges[kind]);
    if (row.status !== 'PREVIEWED') return [];
    return changesSincePreview(this.#database.manager, { row, now: this.#clock.now() });
  }

  /** In the order of the ids; undefined where there is none. */
  async byIds(ids: readonly string[]): Promise<readonly (RescoringRow | undefined)[]> {
    const rows = await new RescoringRepository(this.#database.manager).byIds(ids);
    return ids.map((id) => rows.find((row) => row.id === id));
  }

  async page(programmeId: string, request: PageRequest<readonly [string, string]>): Promise<Page<RescoringRow>> {
    const repository = new RescoringRepository(this.#database.manager);
    return pageFrom(await repository.page(programmeId, request), {
      request,
      position: (row) => [row.previewedAt.toISOString(), row.id],
      node: (row) => row,
      totalCount: () => repository.count(programmeId),
    });
  }

  async members(
    id: string,
    list: { readonly request: PageRequest<readonly [number, string]>; readonly gainersFirst: boolean },
  ): Promise<Page<RescoredMemberRow>> {
    const repository = new RescoringRepository(this.#database.manager);
    return pageFrom(await repository.members(id, list), {
      request: list.request,
      position: ({ difference, ambassadorId }) => [difference, ambassadorId],
      node: (row) => row,
      totalCount: () => repository.countMembers(id),
    });
  }

  /** Where the version ends: a rescoring fills the time until a version takes effect by itself ([RE1]). */
  async #endOf(
    version: RuleSetRow,
    { from, until }: { readonly from: Date; readonly until: Date | null },
  ): Promise<Outcome<Date, UserFailure>> {
    const { manager } = this.#database;
    const now = this.#clock.now();
    const { effectiveFrom } = version;
    if (version.status !== 'SCHEDULED' || effectiveFrom === null || effectiveFrom > now) return fail(errors.notInForceYet());
    const starts = (await new RuleSetsRepository(manager).scheduled(version.programmeId))
      .map((other) => other.effectiveFrom)
      .filter((start) => start > from && start <= now);
    const end = until ?? (effectiveFrom > from ? effectiveFrom : starts[0]);
    if (end === undefined) return fail(errors.appliesAlready());
    if (!starts.some((start) => start.getTime() === end.getTime())) return fail(errors.notTheStartOfAVersion());
    const { calendar } = await readProgrammeCalendar(manager, version.programmeId);
    const openFrom = firstOpenInstant(calendar, now.getTime());
    return openFrom < end.getTime() ? succeed(end) : fail(errors.everythingHasFrozen(new Date(openFrom)));
  }

  /** What is at work in a programme. A preview that lost its node holds nobody up: it ends. */
  async #atWork(transaction: Transaction, programmeId: string): Promise<RescoringRow | null> {
    const repository = new RescoringRepository(transaction.manager);
    const now = this.#clock.now();
    const before = new Date(now.getTime() - lostAfterMilliseconds);
    for (const rescoringId of await repository.endLost(programmeId, { before, now }))
      transaction.announce(rescoringUpdated.event({ rescoringId }));
    return repository.findAtWork(programmeId);
  }

  async #refuseUnlessEditor(
    viewer: Viewer,
    { id, field }: { readonly id: string; readonly field: string },
  ): Promise<UserFailure | null> {
    const row = await this.find(viewer, id);
    if (row === null) return notFound([field]);
    return may(viewer, { ...ruleEditors, programmeId: row.programmeId }) ? null : notAllowed();
  }

  async #found(repository: RescoringRepository, id: string): Promise<Found> {
    const row = await repository.find(id);
    if (row === null) throw new Error(`rescoring ${id} was written and is not there`);
    return succeed(row);
  }
}
