import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { EventBus, Unsubscribe } from '../../platform/events/event-bus.ts';
import { newId } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logger.ts';
import { runInWorker, type WorkerRun } from '../../platform/workers/run-in-worker.ts';
import { dayIn, type ProgrammeDirectory } from '../programmes/index.ts';
import { toFactorRecords } from '../tandems/index.ts';
import type { MatchingInput, MatchingProgressReport, MatchingResult } from './matching.worker.ts';
import { readParticipants } from './participants.ts';
import type { Participants, RunStep, TandemRunRecord } from './tandem-run.ts';
import { failedUnexpectedly, rejectedProblem, unprovenResult } from './tandem-runs.errors.ts';
import { tandemRunChanged } from './tandem-runs.events.ts';
import { type RunAttempt, type RunEnding, TandemRunsRepository } from './tandem-runs.repository.ts';

const beatEveryMilliseconds = 2000;
const workerModule = new URL('./matching.worker', import.meta.url);

interface Job extends RunAttempt {
  step: RunStep;
  progress: number;
  worker: WorkerRun<MatchingResult> | null;
  isStopped: boolean;
}

export type Beginning = 'BEGUN' | 'TOO_MANY' | 'NOT_STARTABLE';

/**
 * Does runs, one after the other on each node, each in a thread of its own. While one goes on it says so in its row; when its node dies,
 * the row tells by its silence.
 */
export class RunExecutor {
  readonly #database: Database;
  readonly #events: EventBus;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #programmes: ProgrammeDirectory;
  readonly #jobs = new Set<Job>();
  #queue: Promise<void> = Promise.resolve();
  #unsubscribe: Unsubscribe = async () => undefined;

  constructor(dependencies: {
    readonly database: Database;
    readonly events: EventBus;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly programmes: ProgrammeDirectory;
  }) {
    this.#database = dependencies.database;
    this.#events = dependencies.events;
    this.#clock = dependencies.clock;
    this.#logger = dependencies.logger;
    this.#programmes = dependencies.programmes;
  }

  async start(): Promise<void> {
    this.#unsubscribe = await this.#events.subscribe(tandemRunChanged, async ({ runId }) => {
      for (const job of [...this.#jobs].filter((one) => one.runId === runId)) await this.#lookWhetherWanted(job);
    });
  }

  /** Ends what goes on; those runs say that they were interrupted and can be started again. */
  async stop(): Promise<void> {
    await this.#unsubscribe();
    for (const job of this.#jobs) {
      job.isStopped = true;
      await new TandemRunsRepository(this.#database.manager).end(job, { status: 'INTERRUPTED', now: this.#clock.now() });
      await job.worker?.kill();
    }
    await this.#queue;
  }

  /** Begins a run unless so many of its programme are computed or wait. The work goes on after this has answered. */
  async begin({ id: runId, programmeId }: Pick<TandemRunRecord, 'id' | 'programmeId'>, most: number): Promise<Beginning> {
    const now = this.#clock.now();
    const attempt = await this.#database.transaction(async ({ manager }) => {
      const repository = new TandemRunsRepository(manager);
      await repository.lockStarts(programmeId);
      const running = await repository.countRunning(programmeId, now);
      return running < most ? repository.claim(runId, now) : 'TOO_MANY';
    });
    if (attempt === 'TOO_MANY') return attempt;
    if (attempt === null) return 'NOT_STARTABLE';
    const job: Job = { runId, attempt, step: 'WAITING', progress: 0, worker: null, isStopped: false };
    this.#jobs.add(job);
    const beat = setInterval(() => void this.#beat(job).catch(() => undefined), beatEveryMilliseconds);
    beat.unref();
    this.#queue = this.#queue
      .then(() => this.#run(job))
      .finally(() => {
        clearInterval(beat);
        this.#jobs.delete(job);
      });
    return 'BEGUN';
  }

  async #run(job: Job): Promise<void> {
    try {
      if (!job.isStopped) await this.#execute(job);
    } catch (error) {
      if (job.isStopped) return;
      this.#logger.error({ err: error, runId: job.runId }, 'A run of the matching failed');
      await this.#end(job, { status: 'FAILED', now: this.#clock.now(), failure: failedUnexpectedly });
    }
  }

  async #execute(job: Job): Promise<void> {
    const repository = new TandemRunsRepository(this.#database.manager);
    const run = await repository.find(job.runId);
    if (run === null || !isOf(job, run)) return;
    await this.#tell(job, { step: 'READING', progress: 0.01 });
    const participants = await this.#participantsOf(job, run);
    if (participants === null) return;
    const locks = await repository.locksOf([run.id]);
    const input: MatchingInput = { participants, settings: run.settings, locks };
    if (job.isStopped) return;
    job.worker = runInWorker<MatchingInput, MatchingProgressReport, MatchingResult>({
      module: workerModule,
      input,
      onProgress: (report) => void this.#tell(job, report),
    });
    const result = await job.worker.result;
    if (job.isStopped) return;
    await this.#keep(job, result);
  }

  /**
   * A run that is based on another looks at the same people as they were then, unless somebody was asked since, or they were forgotten.
   * Null where the attempt was ended meanwhile.
   */
  async #participantsOf(job: Job, run: TandemRunRecord): Promise<Participants | null> {
    const manager = this.#database.manager;
    const base = run.basedOn === null ? null : await new TandemRunsRepository(manager).find(run.basedOn);
    const kept = base === null || base.status === 'RELEASED' ? null : await new TandemRunsRepository(manager).peopleOf(base.id);
    if (kept !== null) {
      const participants = JSON.parse(String(await promisify(gunzip)(kept.packed))) as Participants;
      return (await new TandemRunsRepository(manager).usePeople(job, { ...kept, ...sizeOf(participants) }))
        ? participants
        : null;
    }
    const readAt = this.#clock.now();
    const participants = await this.#readNow(run, readAt);
    const packed = await promisify(gzip)(JSON.stringify(participants));
    return (await this.#keepPeople(job, run, { participants, packed, readAt })) ? participants : null;
  }

  /** False, and nothing kept, where the attempt was ended meanwhile: nobody who was erased since comes back by it. */
  async #keepPeople(
    job: Job,
    { programmeId }: TandemRunRecord,
    { participants, packed, readAt }: { readonly participants: Participants; readonly packed: Buffer; readonly readAt: Date },
  ): Promise<boolean> {
    return this.#database.transaction(async ({ manager }) => {
      const repository = new TandemRunsRepository(manager);
      if (!(await repository.lockAttempt(job))) return false;
      const id = newId();
      await repository.insertPeople(programmeId, { id, packed, readAt });
      return repository.usePeople(job, { id, readAt, ...sizeOf(participants) });
    });
  }

  async #readNow({ programmeId, settings }: TandemRunRecord, now: Date): Promise<Participants> {
    const programme = await this.#programmes.byId(programmeId);
    if (programme === undefined) throw new Error(`there is no programme ${programmeId}`);
    const { timeZone } = programme;
    const { rematchRunning } = settings;
    return readParticipants(this.#database.manager, {
      programmeId,
      timeZone,
      now,
      today: dayIn(timeZone, now),
      rematchRunning,
    });
  }

  async #keep(job: Job, result: MatchingResult): Promise<void> {
    const now = this.#clock.now();
    switch (result.kind) {
      case 'cancelled':
        return this.#end(job, { status: 'CANCELLED', now });
      case 'rejected':
        return this.#end(job, { status: 'FAILED', now, failure: rejectedProblem(result.rejection) });
      case 'unproven':
        this.#logger.error({ runId: job.runId, violations: result.violations.slice(0, 10) }, 'A certificate did not hold');
        return this.#end(job, { status: 'FAILED', now, failure: unprovenResult, violations: result.violations });
      case 'matched': {
        const { quality, values, certificate, unmatched } = result;
        const proposals = result.proposals.map(({ factors, third, ...pair }) => ({
          ...pair,
          factors: toFactorRecords(factors),
          third: third && { ...third, factors: toFactorRecords(third.factors) },
        }));
        await this.#database.transaction(async ({ manager, announce }) => {
          const repository = new TandemRunsRepository(manager);
          const ending: RunEnding = { status: 'COMPLETED', now, result: { quality, values, certificate } };
          if (!(await repository.end(job, ending))) return;
          await repository.replaceProposals(job.runId, proposals);
          await repository.replaceUnmatched(job.runId, unmatched);
          announce(tandemRunChanged.event({ runId: job.runId }));
        });
      }
    }
  }

  async #end(job: Job, ending: RunEnding): Promise<void> {
    const hasEnded = await new TandemRunsRepository(this.#database.manager).end(job, ending);
    if (hasEnded) await this.#events.publish(tandemRunChanged.event({ runId: job.runId }));
  }

  async #tell(job: Job, { step, progress }: MatchingProgressReport): Promise<void> {
    const isNewStep = job.step !== step;
    job.step = step;
    job.progress = progress;
    if (isNewStep) await this.#beat(job).catch(() => undefined);
  }

  async #beat(job: Job): Promise<void> {
    const { runId, step, progress } = job;
    const isWanted = await new TandemRunsRepository(this.#database.manager).beat(job, {
      now: this.#clock.now(),
      step,
      progress,
    });
    if (!isWanted) job.worker?.stop();
    else await this.#events.publish(tandemRunChanged.event({ runId }));
  }

  async #lookWhetherWanted(job: Job): Promise<void> {
    const run = await new TandemRunsRepository(this.#database.manager).find(job.runId);
    if (run === null || !isOf(job, run)) job.worker?.stop();
  }
}

/** Whether the run is still at the attempt that the job is. */
function isOf(job: Job, { status, attempt }: TandemRunRecord): boolean {
  return status === 'RUNNING' && attempt === job.attempt;
}

function sizeOf({ seekers, partners }: Participants): { readonly seekers: number; readonly places: number } {
  return { seekers: seekers.length, places: partners.reduce((sum, { capacity }) => sum + capacity, 0) };
}
