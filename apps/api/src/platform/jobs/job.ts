import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Schedule } from './schedule.ts';

/** How a failed run is tried again: so many times, after so many seconds, doubled each time and spread at random. */
export interface RetryPolicy {
  readonly limit: number;
  readonly delaySeconds: number;
}

/** What one run of a job is told. */
export interface JobRun<Data> {
  readonly data: Data;
  /** The time of the application's clock at the beginning of the run. */
  readonly now: Date;
  /** From 1; more than 1 after a failure, or after a node died in the midst of it. */
  readonly attempt: number;
  /** Aborted when the time limit is over or the node stops; what goes on after that may run a second time on another node. */
  readonly signal: AbortSignal;
}

/**
 * Work that is done beside requests. Every run is done by one node; when that one dies, another does it again once the time limit is
 * over. So `run` must be idempotent: done twice is the same as done once.
 */
export interface JobDefinition<Data = unknown> {
  /** `<slice>.<what-it-does>`, never used for anything else. */
  readonly name: string;
  /** What it does, for operators. */
  readonly description: string;
  /** Null for a job that runs only when somebody asks for it. */
  readonly schedule: Schedule | null;
  readonly data: z.ZodType<Data>;
  readonly retry: RetryPolicy;
  /** Seconds after which a run counts as failed, and as dead where its node is gone. */
  readonly timeLimitSeconds: number;
  run(run: JobRun<Data>): Promise<void>;
}

type Defaulted = 'retry' | 'timeLimitSeconds';
type Definition<Data, Without extends keyof JobDefinition> = Omit<JobDefinition<Data>, Without | Defaulted> &
  Partial<Pick<JobDefinition<Data>, Defaulted>>;

const defaults = { retry: { limit: 3, delaySeconds: 10 }, timeLimitSeconds: 120 } as const;

/**
 * A job with a schedule. Of its runs at most one waits and one goes on at a time: a slow run delays the next one, and runs that were due
 * while no node was there are made up for by a single one.
 */
export function scheduledJob(definition: Definition<null, 'data'> & { readonly schedule: Schedule }): JobDefinition<null> {
  return { ...defaults, ...definition, data: z.null() };
}

/** A job that runs once for each `enqueue`, with its data, which must be plain JSON. */
export function requestedJob<Data>(definition: Definition<Data, 'schedule'>): JobDefinition<Data> {
  return { ...defaults, ...definition, schedule: null };
}

/** How slices ask for work. They register their jobs in their slice definition (`jobs`). */
export interface JobQueue {
  /**
   * Asks for a run within the caller's transaction: rolled back, it was never asked for. A node begins it within about a second of the
   * commit, or once `notBefore` is over.
   */
  enqueue<Data>(
    manager: EntityManager,
    job: JobDefinition<Data>,
    request: { readonly data: Data; readonly notBefore?: Date },
  ): Promise<void>;
}
