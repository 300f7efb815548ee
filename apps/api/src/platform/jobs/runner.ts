import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Logger } from '../logger.ts';
import type { JobDefinition } from './job.ts';
import type { JobMetrics } from './job-metrics.ts';
import { JobsRepository } from './jobs.repository.ts';

/** Does single runs: the handler, its time limit, and the note of how it went. */
export class JobRunner {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #metrics: JobMetrics;

  constructor(options: {
    readonly database: Database;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly metrics: JobMetrics;
  }) {
    this.#database = options.database;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#metrics = options.metrics;
  }

  /** Runs it once; gives back what went wrong, or null. Throws only where the database is away. */
  async run(
    job: JobDefinition,
    request: { readonly data: unknown; readonly attempt: number; readonly stopping: AbortSignal },
  ): Promise<Error | null> {
    const startedAt = this.#clock.now();
    const begun = performance.now();
    await new JobsRepository(this.#database.manager).noteStart(job.name, startedAt);
    const error = await this.#attempt(job, { ...request, now: startedAt });
    const durationMilliseconds = Math.round(performance.now() - begun);
    this.#metrics.note(job.name, { succeeded: error === null, seconds: durationMilliseconds / 1000 });
    if (error !== null) this.#logger.error({ err: error, job: job.name, attempt: request.attempt }, 'A job failed');
    const finished = { name: job.name, startedAt, durationMilliseconds, error: error?.message ?? null };
    await new JobsRepository(this.#database.manager).noteEnd(finished);
    return error;
  }

  async #attempt(
    job: JobDefinition,
    run: { readonly data: unknown; readonly attempt: number; readonly stopping: AbortSignal; readonly now: Date },
  ): Promise<Error | null> {
    const { data, attempt, stopping, now } = run;
    const tooLate = AbortSignal.timeout(job.timeLimitSeconds * 1000);
    const signal = AbortSignal.any([stopping, tooLate]);
    try {
      await Promise.race([job.run({ data: job.data.parse(data), now, attempt, signal }), rejectionOf(tooLate)]);
      return null;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }
}

function rejectionOf(tooLate: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    tooLate.addEventListener('abort', () => reject(new Error('The time limit is over')), { once: true });
  });
}
