import type { Logger } from '../logger.ts';
import type { Boss, ClaimedRun } from './boss.ts';
import type { JobDefinition } from './job.ts';
import type { JobRunner } from './runner.ts';
import type { Scheduler } from './scheduler.ts';

/** How often a node looks for what is due or ready. */
const lookEveryMilliseconds = 1000;

interface WorkerParts {
  readonly boss: Boss;
  readonly scheduler: Scheduler;
  readonly runner: JobRunner;
  readonly logger: Logger;
}

/**
 * Looks for work once a second and does it: one run of each job at a time, different jobs side by side. A database that is away is
 * waited for.
 */
export class Worker {
  readonly #jobs: readonly JobDefinition[];
  readonly #parts: WorkerParts;
  readonly #running = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();
  #looking: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(jobs: readonly JobDefinition[], parts: WorkerParts) {
    this.#jobs = jobs;
    this.#parts = parts;
  }

  start(): void {
    this.#timer = setInterval(() => this.#look(), lookEveryMilliseconds);
    this.#look();
  }

  /** Begins nothing more and waits for what runs; its signals are aborted. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    await this.#looking;
    await Promise.all(this.#running.values());
  }

  #look(): void {
    if (this.#looking !== null || this.#stopping.signal.aborted) return;
    this.#looking = this.#begin()
      .catch((error: unknown) => this.#parts.logger.warn({ err: error }, 'Jobs cannot be looked for'))
      .finally(() => {
        this.#looking = null;
      });
  }

  async #begin(): Promise<void> {
    const { scheduler, boss } = this.#parts;
    await scheduler.requestDue();
    const idle = this.#jobs.filter((job) => !this.#running.has(job.name));
    const ready = new Set(await boss.ready(idle));
    for (const job of idle.filter(({ name }) => ready.has(name))) this.#runAll(job);
  }

  #runAll(job: JobDefinition): void {
    const work = this.#drain(job)
      .catch((error: unknown) => this.#parts.logger.error({ err: error, job: job.name }, 'A run of a job was lost'))
      .finally(() => this.#running.delete(job.name));
    this.#running.set(job.name, work);
  }

  async #drain(job: JobDefinition): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const claimed = await this.#parts.boss.claim(job);
      if (claimed === null) return;
      await this.#run(job, claimed);
    }
  }

  async #run(job: JobDefinition, { id, data, attempt }: ClaimedRun): Promise<void> {
    const { boss, runner } = this.#parts;
    const error = await runner.run(job, { data, attempt, stopping: this.#stopping.signal });
    if (error === null) await boss.complete(job, id);
    else await boss.fail(job, id, error.message);
  }
}
