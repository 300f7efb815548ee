import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { actorOf } from '../../platform/auth/actor.ts';
import { isInside, may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database/database.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import { type Page, type PageRequest, pageFrom } from '../../platform/graphql/pagination.ts';
import { notAllowed, notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { createOnce } from '../../platform/idempotency/create-once.ts';
import { isId, newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { findAmbassadorsByIds } from '../ambassadors/index.ts';
import { isVisibleTo, type ProgrammeDirectory } from '../programmes/index.ts';
import type { OverrideAnswer } from './override.worker.ts';
import type { OverrideCosts, OverrideQuestion } from './override-costs.ts';
import { type Comparison, compareRuns } from './run-comparison.ts';
import type { RunExecutor } from './run-executor.ts';
import { releaseRun } from './run-release.ts';
import { defaultSettings, type RunSettings, settingsSchema } from './run-settings.ts';
import { type LockRecord, presented, type TandemRunRecord, type TandemRunStatus } from './tandem-run.ts';
import * as failures from './tandem-runs.errors.ts';
import { tandemRunChanged } from './tandem-runs.events.ts';
import type {
  DraftTandemRunInput,
  SwapTandemProposalsInput,
  TandemLockInput,
  TandemRunSettingsInput,
  UpdateTandemRunInput,
} from './tandem-runs.inputs.ts';
import { type StoredProposal, type StoredUnmatched, TandemRunsRepository } from './tandem-runs.repository.ts';
import { runMakers, runReaders } from './tandem-runs.types.ts';

/** So many runs of one programme are computed or wait at a time, and so many pairs can be fixed in one. */
const mostRunning = 3;
const mostLocks = 1000;

type RunOutcome = Outcome<TandemRunRecord, UserFailure>;

const draftSchema = z.object({ name: z.string().trim().min(1).max(200), locks: z.array(z.unknown()).max(mostLocks).nullish() });
const updateSchema = draftSchema.partial();

/** Pairs to fix and to let go, and the mutation behind it. */
export interface LockChange {
  readonly operation: string;
  readonly input: { readonly clientMutationId?: string | null };
  readonly add: readonly LockRecord[];
  /** The hesitant ones whose pairs are let go. */
  readonly remove: readonly string[];
}

export interface TandemRunsDependencies {
  readonly database: Database;
  readonly events: EventBus;
  readonly clock: Clock;
  readonly programmes: ProgrammeDirectory;
  readonly executor: RunExecutor;
  readonly overrides: OverrideCosts;
}

/** Runs as programme leads make, compare and release them. */
export class TandemRunsService {
  readonly #dependencies: TandemRunsDependencies;

  constructor(dependencies: TandemRunsDependencies) {
    this.#dependencies = dependencies;
  }

  /** The run, where it exists for the viewer. */
  async find(viewer: Viewer, id: string): Promise<TandemRunRecord | null> {
    const run = isId(id) ? await this.#repository.find(id) : null;
    if (run === null || !may(viewer, { ...runReaders, programmeId: run.programmeId })) return null;
    return presented(run, this.#dependencies.clock.now());
  }

  page(programmeId: string, request: PageRequest<readonly [string, string]>): Promise<Page<TandemRunRecord>> {
    const repository = this.#repository;
    const now = this.#dependencies.clock.now();
    return repository.page(programmeId, request).then((rows) =>
      pageFrom(rows, {
        request,
        position: (run) => [run.createdAt.toISOString(), run.id],
        node: (run) => presented(run, now),
        totalCount: () => repository.count(programmeId),
      }),
    );
  }

  proposals(runId: string, request: PageRequest<number>): Promise<Page<StoredProposal>> {
    const repository = this.#repository;
    return repository.proposals(runId, request).then((rows) =>
      pageFrom(rows, {
        request,
        position: ({ ordinal }) => ordinal,
        node: (proposal) => proposal,
        totalCount: () => repository.countProposals(runId),
      }),
    );
  }

  unmatched(runId: string, request: PageRequest<number>): Promise<Page<StoredUnmatched>> {
    const repository = this.#repository;
    return repository.unmatched(runId, request).then((rows) =>
      pageFrom(rows, {
        request,
        position: ({ ordinal }) => ordinal,
        node: (unmatched) => unmatched,
        totalCount: () => repository.countUnmatched(runId),
      }),
    );
  }

  locksOf(runId: string): Promise<readonly LockRecord[]> {
    return this.#repository.locksOf([runId]);
  }

  /** What fixing a pair would cost whom, without a new run; null where the run cannot tell. */
  async overrideCost(viewer: Viewer, runId: string, question: OverrideQuestion): Promise<OverrideAnswer | null> {
    const run = await this.find(viewer, runId);
    const isComputed = run?.status === 'COMPLETED' || run?.status === 'RELEASED';
    return run !== null && isComputed ? this.#dependencies.overrides.of(run, question) : null;
  }

  /** Two runs of one programme, both computed, beside each other; null where one is not. */
  async compare(
    viewer: Viewer,
    { beforeId, afterId }: { readonly beforeId: string; readonly afterId: string },
  ): Promise<Comparison | null> {
    const before = await this.find(viewer, beforeId);
    const after = await this.find(viewer, afterId);
    if (before === null || after === null || before.programmeId !== after.programmeId) return null;
    return compareRuns(this.#dependencies.database.manager, { before, after });
  }

  async draft(viewer: Viewer, input: DraftTandemRunInput): Promise<RunOutcome> {
    const checked = validateInput(draftSchema, input);
    if (!checked.ok) return checked;
    const programme = await this.#dependencies.programmes.byId(input.programme);
    if (programme === undefined || !isVisibleTo(viewer, programme)) return fail(notFound(['programme']));
    if (!may(viewer, { ...runMakers, programmeId: programme.id })) return fail(notAllowed(['programme']));
    if (programme.status === 'ARCHIVED') return fail(failures.programmeIsArchived());
    const base = input.basedOn == null ? null : await this.find(viewer, input.basedOn);
    if (input.basedOn != null && (base === null || base.seekers === null)) return fail(notFound(['basedOn']));
    const settings = settingsFrom(base?.settings ?? defaultSettings, input.settings);
    if (!settings.ok) return settings;
    const locks = input.locks == null ? await this.#locksOfBase(base) : locksFrom(input.locks);
    const refusals = await this.#refusalsOf(programme.id, locks);
    if (refusals.length > 0) return fail(...refusals);
    const draft = {
      programmeId: programme.id,
      name: checked.value.name,
      settings: settings.value,
      basedOn: base?.id ?? null,
      locks,
    };
    return this.#create(viewer, { operation: 'draftTandemRun', input, draft });
  }

  async update(viewer: Viewer, input: UpdateTandemRunInput): Promise<RunOutcome> {
    const checked = validateInput(updateSchema, { ...input, name: input.name ?? undefined });
    if (!checked.ok) return checked;
    return this.#change(viewer, input.run, ['DRAFT'], async (run, { manager }) => {
      const settings = settingsFrom(run.settings, input.settings);
      if (!settings.ok) return settings;
      const repository = new TandemRunsRepository(manager);
      const changed = { ...run, name: checked.value.name ?? run.name, settings: settings.value };
      if (input.locks != null) {
        const locks = locksFrom(input.locks);
        const refusals = await this.#refusalsOf(run.programmeId, locks);
        if (refusals.length > 0) return fail(...refusals);
        await repository.replaceLocks(run.id, locks);
      }
      await repository.updateDraft(changed);
      return succeed(changed);
    });
  }

  /** The work goes on after this has answered. */
  async start(viewer: Viewer, runId: string): Promise<RunOutcome> {
    const found = await this.#findToChange(viewer, runId);
    if (!found.ok) return found;
    const { status } = found.value;
    if (status === 'RUNNING') return fail(failures.notInThisStatus(status));
    switch (await this.#dependencies.executor.begin(found.value, mostRunning)) {
      case 'BEGUN':
        return this.#again(viewer, runId);
      case 'TOO_MANY':
        return fail(failures.tooManyRunning(mostRunning));
      case 'NOT_STARTABLE':
        return fail(failures.notInThisStatus(status));
    }
  }

  async cancel(viewer: Viewer, runId: string): Promise<RunOutcome> {
    const found = await this.#findToChange(viewer, runId);
    if (!found.ok) return found;
    const ended = await this.#repository.end(
      { runId, attempt: null },
      { status: 'CANCELLED', now: this.#dependencies.clock.now() },
    );
    if (!ended) return fail(failures.notInThisStatus(found.value.status));
    await this.#dependencies.events.publish(tandemRunChanged.event({ runId }));
    return this.#again(viewer, runId);
  }

  discard(viewer: Viewer, runId: string): Promise<RunOutcome> {
    const from = ['DRAFT', 'COMPLETED', 'CANCELLED', 'FAILED', 'INTERRUPTED'] as const;
    return this.#change(viewer, runId, from, async (run, { manager }) => {
      await new TandemRunsRepository(manager).setStatus(run.id, 'DISCARDED');
      return succeed({ ...run, status: 'DISCARDED' });
    });
  }

  /**
   * Fixes pairs and lets others go: in a draft as it stands, else in a new run based on the one at hand, which is started at once. A
   * repetition with the same clientMutationId finds that run again.
   */
  async relock(viewer: Viewer, runId: string, change: LockChange): Promise<RunOutcome> {
    const found = await this.#findToChange(viewer, runId);
    if (!found.ok) return found;
    if (found.value.status === 'DRAFT') {
      return this.#change(viewer, runId, ['DRAFT'], async (run, { manager }) => {
        const locks = await this.#relocked(manager, run, change);
        if (!locks.ok) return locks;
        await new TandemRunsRepository(manager).replaceLocks(runId, locks.value);
        return succeed(run);
      });
    }
    const run = found.value;
    if (run.status !== 'COMPLETED') return fail(failures.notInThisStatus(run.status));
    const locks = await this.#relocked(this.#dependencies.database.manager, run, change);
    if (!locks.ok) return locks;
    const { programmeId, name, settings } = run;
    const draft = { programmeId, name, settings, basedOn: run.id, locks: locks.value };
    const created = await this.#create(viewer, { operation: change.operation, input: change.input, draft });
    return created.ok && created.value.status === 'DRAFT' ? this.start(viewer, created.value.id) : created;
  }

  async #relocked(
    manager: EntityManager,
    run: TandemRunRecord,
    { add, remove }: LockChange,
  ): Promise<Outcome<readonly LockRecord[], UserFailure>> {
    const replaced = new Set([...remove, ...add.map(({ hesitantId }) => hesitantId)]);
    const standing = await new TandemRunsRepository(manager).locksOf([run.id]);
    const kept = standing.filter(({ hesitantId }) => !replaced.has(hesitantId));
    const locks = [...kept.map(({ hesitantId, frequentId }) => ({ hesitantId, frequentId })), ...add];
    if (locks.length > mostLocks) return fail(failures.tooManyLocks(mostLocks));
    const refusals = await this.#refusalsOf(run.programmeId, locks);
    return refusals.length > 0 ? fail(...refusals) : succeed(locks);
  }

  /** Exchanges who accompanies between two proposals of one run. */
  async swap(viewer: Viewer, input: SwapTandemProposalsInput): Promise<RunOutcome> {
    const { first: firstId, second: secondId } = input;
    const found = await this.#repository.findProposals([firstId, secondId].filter(isId));
    const first = found.find(({ id }) => id === firstId);
    const second = found.find(({ id }) => id === secondId);
    const run = first === undefined ? null : await this.find(viewer, first.runId);
    if (first === undefined || run === null) return fail(notFound(['first']));
    if (second === undefined || second.runId !== run.id) return fail(notFound(['second']));
    if (first.frequentId === second.frequentId) return fail(failures.samePartner());
    const add = [
      { hesitantId: first.hesitantId, frequentId: second.frequentId },
      { hesitantId: second.hesitantId, frequentId: first.frequentId },
    ];
    return this.relock(viewer, run.id, { operation: 'swapTandemProposals', input, add, remove: [] });
  }

  /** Asks the people; whoever is no longer there is left out. */
  async release(viewer: Viewer, runId: string): Promise<RunOutcome> {
    const found = await this.#findToChange(viewer, runId);
    if (!found.ok) return found;
    const programme = await this.#dependencies.programmes.byId(found.value.programmeId);
    if (programme === undefined) return fail(notFound(['run']));
    const { clock } = this.#dependencies;
    return this.#change(viewer, runId, ['COMPLETED'], async (run, transaction) => {
      const released = await releaseRun(transaction, { run, programme, now: clock.now(), by: actorOf(viewer) });
      transaction.announce(tandemRunChanged.event({ runId }));
      return succeed(released);
    });
  }

  get #repository(): TandemRunsRepository {
    return new TandemRunsRepository(this.#dependencies.database.manager);
  }

  async #create(
    viewer: Viewer,
    creation: {
      readonly operation: string;
      readonly input: { readonly clientMutationId?: string | null };
      readonly draft: Pick<TandemRunRecord, 'programmeId' | 'name' | 'settings' | 'basedOn'> & {
        readonly locks: readonly LockRecord[];
      };
    },
  ): Promise<RunOutcome> {
    const { database, clock } = this.#dependencies;
    const now = clock.now();
    const { operation, input, draft } = creation;
    const created = await createOnce({ database, viewer, operation, input, now, constraints: {} }, async ({ manager }) => {
      const id = newId();
      await new TandemRunsRepository(manager).insert({ ...draft, id, createdAt: now, createdBy: actorOf(viewer) });
      return id;
    });
    return created.ok ? this.#again(viewer, created.value) : created;
  }

  async #again(viewer: Viewer, runId: string): Promise<RunOutcome> {
    const run = await this.find(viewer, runId);
    return run === null ? fail(notFound(['run'])) : succeed(run);
  }

  /** Auditors see runs and change none. */
  async #findToChange(viewer: Viewer, runId: string): Promise<RunOutcome> {
    const run = isId(runId) ? await this.#repository.find(runId) : null;
    if (run === null || !isInside(viewer, run.programmeId)) return fail(notFound(['run']));
    if (!may(viewer, { ...runMakers, programmeId: run.programmeId })) return fail(notAllowed(['run']));
    return succeed(presented(run, this.#dependencies.clock.now()));
  }

  async #change(
    viewer: Viewer,
    runId: string,
    from: readonly TandemRunStatus[],
    change: (run: TandemRunRecord, transaction: Transaction) => Promise<RunOutcome>,
  ): Promise<RunOutcome> {
    const found = await this.#findToChange(viewer, runId);
    if (!found.ok) return found;
    return this.#dependencies.database.transaction(async (transaction) => {
      const locked = await new TandemRunsRepository(transaction.manager).lock(runId);
      if (locked === null) return fail(notFound(['run']));
      const run = presented(locked, this.#dependencies.clock.now());
      return from.includes(run.status) ? change(run, transaction) : fail(failures.notInThisStatus(run.status));
    });
  }

  async #locksOfBase(base: TandemRunRecord | null): Promise<readonly LockRecord[]> {
    return base === null ? [] : this.locksOf(base.id);
  }

  async #refusalsOf(programmeId: string, locks: readonly LockRecord[]): Promise<readonly UserFailure[]> {
    const { manager } = this.#dependencies.database;
    const ids = locks.flatMap(({ hesitantId, frequentId }) => [hesitantId, frequentId]);
    const known = await findAmbassadorsByIds(manager, [...new Set(ids)]);
    const inside = new Set(known.filter((member) => member.programmeId === programmeId).map(({ id }) => id));
    return locks.flatMap(({ hesitantId, frequentId }) => [
      ...(inside.has(hesitantId) ? [] : [failures.nobodyOfTheRun(['hesitant'])]),
      ...(inside.has(frequentId) ? [] : [failures.nobodyOfTheRun(['frequent'])]),
    ]);
  }
}

function locksFrom(locks: readonly TandemLockInput[]): readonly LockRecord[] {
  const byHesitant = new Map(locks.map(({ hesitant, frequent }) => [hesitant, { hesitantId: hesitant, frequentId: frequent }]));
  return [...byHesitant.values()];
}

function settingsFrom(
  standing: RunSettings,
  input: TandemRunSettingsInput | null | undefined,
): Outcome<RunSettings, UserFailure> {
  const stated = withoutNulls(input ?? {});
  const weights = { ...standing.weights, ...withoutNulls(input?.weights ?? {}) };
  const checked = validateInput(settingsSchema, { ...standing, ...stated, weights });
  if (checked.ok) return checked;
  return fail(...checked.failures.map((failure) => ({ ...failure, path: ['settings', ...failure.path] })));
}

function withoutNulls(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value != null));
}
