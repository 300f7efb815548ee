import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Boss } from './boss.ts';
import type { JobDefinition } from './job.ts';
import { JobsRepository } from './jobs.repository.ts';
import { describeSchedule, nextRun, type Schedule } from './schedule.ts';

type ScheduledDefinition = JobDefinition & { readonly schedule: Schedule };

/**
 * Turns schedules into requests. The next time of every job is a row; the node that locks a due row moves it on and asks for the run in
 * one transaction, so that each time is asked for exactly once, whatever nodes there are and whenever one dies.
 */
export class Scheduler {
  readonly #jobs: ReadonlyMap<string, ScheduledDefinition>;
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #boss: Boss;

  constructor(options: {
    readonly jobs: readonly JobDefinition[];
    readonly database: Database;
    readonly clock: Clock;
    readonly boss: Boss;
  }) {
    const scheduled = options.jobs.filter((job): job is ScheduledDefinition => job.schedule !== null);
    this.#jobs = new Map(scheduled.map((job) => [job.name, job]));
    this.#database = options.database;
    this.#clock = options.clock;
    this.#boss = options.boss;
  }

  /** Makes the schedules known. Those that are known already go on where they were. */
  async register(): Promise<void> {
    if (this.#jobs.size === 0) return;
    const now = this.#clock.now();
    const rows = [...this.#jobs.values()]
      // In one order on all nodes, so that two that start at once never wait in a circle.
      .sort((one, other) => (one.name < other.name ? -1 : 1))
      .map(({ name, schedule }) => ({ name, schedule: describeSchedule(schedule), nextRunAt: nextRun(schedule, now) }));
    await new JobsRepository(this.#database.manager).register(rows);
  }

  /** Asks for a run of everything that is due. Gives back whether there was anything. */
  async requestDue(): Promise<boolean> {
    const names = [...this.#jobs.keys()];
    if (!(await new JobsRepository(this.#database.manager).isAnyDue(names, this.#clock.now()))) return false;
    await this.#claim((job, manager) => this.#boss.send(job, { data: null, manager }));
    return true;
  }

  /** Takes over everything that is due without asking pg-boss for it: whoever calls runs it. */
  async takeDue(): Promise<readonly JobDefinition[]> {
    return this.#claim(async () => undefined);
  }

  #claim(request: (job: JobDefinition, manager: Database['manager']) => Promise<void>): Promise<readonly JobDefinition[]> {
    return this.#database.transaction(async ({ manager }) => {
      const repository = new JobsRepository(manager);
      const now = this.#clock.now();
      const claimed: JobDefinition[] = [];
      for (const { name } of await repository.claimDue([...this.#jobs.keys()], now)) {
        const job = this.#jobs.get(name);
        if (job === undefined) continue;
        await repository.scheduleNext(name, nextRun(job.schedule, now));
        await request(job, manager);
        claimed.push(job);
      }
      return claimed;
    });
  }
}
