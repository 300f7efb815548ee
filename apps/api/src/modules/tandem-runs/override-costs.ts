import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Database } from '../../platform/database/database.ts';
import { ApiError } from '../../platform/graphql/errors.ts';
import { runInWorker, type WorkerRun } from '../../platform/workers/run-in-worker.ts';
import type { OverrideAnswer, OverrideInput } from './override.worker.ts';
import type { LockRecord, Participants, TandemRunRecord } from './tandem-run.ts';
import { TandemRunsRepository } from './tandem-runs.repository.ts';

const workerModule = new URL('./override.worker', import.meta.url);
/** So many questions wait on one node; each takes a thread and the memory of a whole comparison, so that they go one after the other. */
const mostWaiting = 8;

/** Two people, and whoever asks about them. */
export interface OverrideQuestion {
  readonly pair: LockRecord;
  /** Calls back when nobody waits for the answer any more; missing where that cannot be known. */
  readonly whenGone?: ((listener: () => void) => void) | undefined;
}

interface Asked {
  readonly answer: Promise<OverrideAnswer | null>;
  /** How many wait for it. */
  askers: number;
  worker: WorkerRun<OverrideAnswer | null> | null;
}

/** What fixing a pair would cost whom, from the certificate of a computed run and without computing a new one. */
export class OverrideCosts {
  readonly #database: Database;
  readonly #asked = new Map<string, Asked>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Null where one of the two takes no part in the run on that side, and where its people were forgotten. The same question asked twice
   * is answered once; what nobody waits for any more is given up. Throws an ApiError TOO_MANY_REQUESTS when too many wait.
   */
  of(run: TandemRunRecord, { pair, whenGone }: OverrideQuestion): Promise<OverrideAnswer | null> {
    const key = [run.id, pair.hesitantId, pair.frequentId].join();
    const asked = this.#asked.get(key) ?? this.#begin(key, run, pair);
    asked.askers += 1;
    whenGone?.(() => this.#leave(key, asked));
    return asked.answer;
  }

  #begin(key: string, run: TandemRunRecord, pair: LockRecord): Asked {
    if (this.#asked.size >= mostWaiting)
      throw new ApiError('TOO_MANY_REQUESTS', 'Too many costs are being asked for; ask again in a moment.');
    const answer = this.#queue.then(() => this.#ask(asked, run, pair)).finally(() => this.#forget(key, asked));
    const asked: Asked = { answer, askers: 0, worker: null };
    this.#asked.set(key, asked);
    this.#queue = answer.catch(() => undefined);
    return asked;
  }

  #leave(key: string, asked: Asked): void {
    asked.askers -= 1;
    if (asked.askers > 0) return;
    this.#forget(key, asked);
    asked.worker?.stop();
  }

  #forget(key: string, asked: Asked): void {
    if (this.#asked.get(key) === asked) this.#asked.delete(key);
  }

  async #ask(asked: Asked, run: TandemRunRecord, pair: LockRecord): Promise<OverrideAnswer | null> {
    if (asked.askers === 0) return null;
    const repository = new TandemRunsRepository(this.#database.manager);
    const people = await repository.peopleOf(run.id);
    const certificate = await repository.certificateOf(run.id);
    if (people === null || certificate === null || run.objectiveValues === null) return null;
    const input: OverrideInput = {
      participants: JSON.parse(String(await promisify(gunzip)(people.packed))) as Participants,
      settings: run.settings,
      locks: await repository.locksOf([run.id]),
      pairs: await repository.allProposals(run.id),
      values: run.objectiveValues,
      certificate,
      pair,
    };
    if (asked.askers === 0) return null;
    asked.worker = runInWorker<OverrideInput, never, OverrideAnswer | null>({ module: workerModule, input });
    return asked.worker.result;
  }
}
