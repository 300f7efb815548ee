import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Database } from '../../platform/database/database.ts';
import { ApiError } from '../../platform/graphql/errors.ts';
import { runInWorker } from '../../platform/workers/run-in-worker.ts';
import type { OverrideAnswer, OverrideInput } from './override.worker.ts';
import type { LockRecord, Participants, TandemRunRecord } from './tandem-run.ts';
import { TandemRunsRepository } from './tandem-runs.repository.ts';

const workerModule = new URL('./override.worker', import.meta.url);
/** So many questions wait on one node; each takes a thread and the memory of a whole comparison, so that they go one after the other. */
const mostWaiting = 8;

/** What fixing a pair would cost whom, from the certificate of a computed run and without computing a new one. */
export class OverrideCosts {
  readonly #database: Database;
  readonly #waiting = new Map<string, Promise<OverrideAnswer | null>>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Null where one of the two takes no part in the run on that side, and where its people were forgotten. The same question asked twice
   * is answered once. Throws an ApiError TOO_MANY_REQUESTS when too many wait.
   */
  of(run: TandemRunRecord, pair: LockRecord): Promise<OverrideAnswer | null> {
    const key = [run.id, pair.hesitantId, pair.frequentId].join();
    const known = this.#waiting.get(key);
    if (known !== undefined) return known;
    if (this.#waiting.size >= mostWaiting)
      throw new ApiError('TOO_MANY_REQUESTS', 'Too many costs are being asked for; ask again in a moment.');
    const answer = this.#queue.then(() => this.#ask(run, pair)).finally(() => this.#waiting.delete(key));
    this.#waiting.set(key, answer);
    this.#queue = answer.catch(() => undefined);
    return answer;
  }

  async #ask(run: TandemRunRecord, pair: LockRecord): Promise<OverrideAnswer | null> {
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
    return runInWorker<OverrideInput, never, OverrideAnswer | null>({ module: workerModule, input }).result;
  }
}
