import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { EventBus, Unsubscribe } from '../../platform/events/event-bus.ts';
import type { Logger } from '../../platform/logger.ts';
import { runInWorker, type WorkerRun } from '../../platform/workers/run-in-worker.ts';
import { dayIn, type ProgrammeDirectory } from '../programmes/index.ts';
import { toFactorRecords } from '../tandems/index.ts';
import type { MatchingInput, MatchingProgressReport, MatchingResult } from './matching.worker.ts';
import { readParticipants } from './participants.ts';
import type { Participants, RunStep, TandemRunRecord } from './tandem-run.ts';
import { failedUnexpectedly, rejectedProblem, unprovenResult } from './tandem-runs.errors.ts';
import { tandemRunChanged } from './tandem-runs.events.ts';
import { type RunEnding, TandemRunsRepository } from './tandem-runs.repository.ts';

const beatEveryMilliseconds = 2000;
const workerModule = new URL('./matching.worker', import.meta.url);

interface Job {
  readonly runId: string;
  step: RunStep;
  progress: number;
  worker: WorkerRun<MatchingResult> | null;
  isStopped: boolean;
}

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
  readonly #jobs = new Map<string, Job>();
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
      const job = this.#jobs.get(runId);
      if (job !== undefined) await this.#lookWhetherWanted(job);
    });
  }

  /** Ends what goes on; those runs say that they were interrupted and can be started again. */
  async stop(): Promise<void> {
    await this.#unsubscribe();
    for (const job of this.#jobs.values()) {
      job.isStopped = true;
      await new TandemRunsRepository(this.#database.manager).end(job.runId, { status: 'INTERRUPTED', now: this.#clock.now() });
      await job.worker?.kill();
    }
    await this.#queue;
  }

  /** Begins a run. False where it is not to be started. The work goes on after this has answered. */
  async begin(runId: string): Promise<boolean> {
    if (!(await new TandemRunsRepository(this.#database.manager).claim(runId, this.#clock.now()))) return false;
    const job: Job = { runId, step: 'WAITING', progress: 0, worker: null, isStopped: false };
    this.#jobs.set(runId, job);
    const beat = setInterval(() => void this.#beat(job).catch(() => undefined), beatEveryMilliseconds);
    beat.unref();
    this.#queue = this.#queue
      .then(() => this.#run(job))
      .finally(() => {
        clearInterval(beat);
        this.#jobs.delete(runId);
      });
    return true;
  }

  async #run(job: Job): Promise<void> {
    try {
      if (!job.isStopped) await this.#execute(job);
    } catch (error) {
      if (job.isStopped) return;
      this.#logger.error({ err: error, runId: job.runId }, 'A run of the matching failed');
      await this.#end(job.runId, { status: 'FAILED', now: this.#clock.now(), failure: failedUnexpectedly });
    }
  }

  async #execute(job: Job): Promise<void> {
    const repository = new TandemRunsRepository(this.#database.manager);
    const run = await repository.find(job.runId);
    if (run === null || run.status !== 'RUNNING') return;
    await this.#tell(job, { step: 'READING', progress: 0.01 });
    const participants = await this.#participantsOf(run);
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
    await this.#keep(run, result);
  }

  /** A run that is based on another looks at the same people as they were then. */
  async #participantsOf(run: TandemRunRecord): Promise<Participants> {
    const repository = new TandemRunsRepository(this.#database.manager);
    const packed = run.basedOn === null ? null : await repository.problemOf(run.basedOn);
    const participants =
      packed === null ? await this.#readNow(run) : (JSON.parse(String(await promisify(gunzip)(packed))) as Participants);
    await repository.saveProblem(run.id, {
      packed: packed ?? (await promisify(gzip)(JSON.stringify(participants))),
      seekers: participants.seekers.length,
      places: participants.partners.reduce((sum, { capacity }) => sum + capacity, 0),
    });
    return participants;
  }

  async #readNow({ programmeId, settings }: TandemRunRecord): Promise<Participants> {
    const programme = await this.#programmes.byId(programmeId);
    if (programme === undefined) throw new Error(`there is no programme ${programmeId}`);
    const now = this.#clock.now();
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

  async #keep(run: TandemRunRecord, result: MatchingResult): Promise<void> {
    const now = this.#clock.now();
    switch (result.kind) {
      case 'cancelled':
        return this.#end(run.id, { status: 'CANCELLED', now });
      case 'rejected':
        return this.#end(run.id, { status: 'FAILED', now, failure: rejectedProblem(result.rejection) });
      case 'unproven':
        this.#logger.error({ runId: run.id, violations: result.violations.slice(0, 10) }, 'A certificate did not hold');
        return this.#end(run.id, { status: 'FAILED', now, failure: unprovenResult, violations: result.violations });
      case 'matched': {
        const { quality, values, certificate, unmatched } = result;
        const proposals = result.proposals.map((pair) => ({ ...pair, factors: toFactorRecords(pair.factors) }));
        await this.#database.transaction(async ({ manager, announce }) => {
          const repository = new TandemRunsRepository(manager);
          const ending: RunEnding = { status: 'COMPLETED', now, result: { quality, values, certificate } };
          if (!(await repository.end(run.id, ending))) return;
          await repository.replaceProposals(run.id, proposals);
          await repository.replaceUnmatched(run.id, unmatched);
          announce(tandemRunChanged.event({ runId: run.id }));
        });
      }
    }
  }

  async #end(runId: string, ending: RunEnding): Promise<void> {
    await new TandemRunsRepository(this.#database.manager).end(runId, ending);
    await this.#events.publish(tandemRunChanged.event({ runId }));
  }

  async #tell(job: Job, { step, progress }: MatchingProgressReport): Promise<void> {
    const isNewStep = job.step !== step;
    job.step = step;
    job.progress = progress;
    if (isNewStep) await this.#beat(job).catch(() => undefined);
  }

  async #beat(job: Job): Promise<void> {
    const { runId, step, progress } = job;
    const isWanted = await new TandemRunsRepository(this.#database.manager).beat(runId, {
      now: this.#clock.now(),
      step,
      progress,
    });
    if (!isWanted) job.worker?.stop();
    else await this.#events.publish(tandemRunChanged.event({ runId }));
  }

  async #lookWhetherWanted(job: Job): Promise<void> {
    const run = await new TandemRunsRepository(this.#database.manager).find(job.runId);
    if (run?.status !== 'RUNNING') job.worker?.stop();
  }
}
