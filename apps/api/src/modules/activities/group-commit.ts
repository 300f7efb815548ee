import type { Committed } from '../../platform/database/database.ts';

/** How much may be under way; beyond, whoever brings more is turned away. */
export interface GroupBounds {
  /** The most weight of one group; a job that is heavier alone forms a group of its own. */
  readonly weightOfGroup: number;
  readonly jobsOfGroup: number;
  /** The most weight and jobs that wait for one queue. */
  readonly waitingWeight: number;
  readonly waitingJobs: number;
}

export interface GroupCommitOptions<Job, Result> {
  readonly bounds: GroupBounds;
  readonly weightOf: (job: Job) => number;
  /** Jobs with the same name never share a group; null is no name. */
  readonly nameOf: (job: Job) => string | null;
  /** Whether the job is taken however much waits. */
  readonly isUnrefusable: (job: Job) => boolean;
  /** Does all jobs of a queue or, when it throws, none of them; gives back their results in their order, as soon as they stand. */
  readonly commit: (queue: string, jobs: readonly Job[]) => Promise<Committed<readonly Result[]>>;
  /** Whether an error may come from one job alone, so that the others may succeed without it. */
  readonly mayBeOfOne: (error: unknown) => boolean;
  readonly onGroup?: (jobs: number) => void;
  readonly onSplit?: () => void;
}

/** More waits than the bounds allow: nothing of the job was done, and it may be brought again. */
export class QueueIsFullError extends Error {}

interface Waiting<Job, Result> {
  readonly job: Job;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

interface Queue<Job, Result> {
  readonly waiting: Waiting<Job, Result>[];
  weight: number;
}

/**
 * Lets jobs of one queue that come at the same time share one commit. A queue that is idle begins at once; while a group commits, the
 * next one forms of what arrives, in the order of arrival. Each job is answered after the commit that holds it and what follows from it;
 * the next group begins right after the commit. A group that fails by what may be one job's fault is done again in halves, so that the faulty job fails alone.
 */
export class GroupCommit<Job, Result> {
  readonly #options: GroupCommitOptions<Job, Result>;
  readonly #queues = new Map<string, Queue<Job, Result>>();

  constructor(options: GroupCommitOptions<Job, Result>) {
    this.#options = options;
  }

  /** Throws QueueIsFullError, and whatever the commit of the job throws. */
  add(name: string, job: Job): Promise<Result> {
    const { bounds, weightOf, isUnrefusable } = this.#options;
    const queue = this.#queues.get(name);
    const isFull = queue !== undefined && (queue.weight >= bounds.waitingWeight || queue.waiting.length >= bounds.waitingJobs);
    if (isFull && !isUnrefusable(job)) return Promise.reject(new QueueIsFullError(`too much waits for ${name}`));
    return new Promise((resolve, reject) => {
      const entry = { job, resolve, reject };
      if (queue === undefined) {
        const begun = { waiting: [entry], weight: weightOf(job) };
        this.#queues.set(name, begun);
        void this.#work(name, begun);
        return;
      }
      queue.waiting.push(entry);
      queue.weight += weightOf(job);
    });
  }

  /** How many jobs wait, in all queues. */
  waiting(): number {
    return [...this.#queues.values()].reduce((sum, { waiting }) => sum + waiting.length, 0);
  }

  async #work(name: string, queue: Queue<Job, Result>): Promise<void> {
    while (queue.waiting.length > 0) {
      const group = this.#take(queue);
      this.#options.onGroup?.(group.length);
      await this.#commit(name, group);
    }
    this.#queues.delete(name);
  }

  #take(queue: Queue<Job, Result>): readonly Waiting<Job, Result>[] {
    const { bounds, weightOf, nameOf } = this.#options;
    const names = new Set<string>();
    let [weight, count] = [0, 0];
    for (const { job } of queue.waiting) {
      const jobName = nameOf(job);
      const fits = weight + weightOf(job) <= bounds.weightOfGroup && count < bounds.jobsOfGroup;
      if (count > 0 && (!fits || (jobName !== null && names.has(jobName)))) break;
      if (jobName !== null) names.add(jobName);
      weight += weightOf(job);
      count += 1;
    }
    queue.weight -= weight;
    return queue.waiting.splice(0, count);
  }

  async #commit(name: string, group: readonly Waiting<Job, Result>[]): Promise<void> {
    try {
      const jobs = group.map(({ job }) => job);
      const { result: results, followed } = await this.#options.commit(name, jobs);
      // The next group does not wait for what follows from this one.
      void followed.then(() => {
        for (const [index, { resolve }] of group.entries()) resolve(results[index] as Result);
      });
    } catch (error) {
      if (group.length === 1 || !this.#options.mayBeOfOne(error)) {
        for (const { reject } of group) reject(error);
        return;
      }
      this.#options.onSplit?.();
      const half = Math.ceil(group.length / 2);
      await this.#commit(name, group.slice(0, half));
      await this.#commit(name, group.slice(half));
    }
  }
}
