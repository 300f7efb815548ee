import type { EntityManager } from 'typeorm';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logger.ts';
import { feedPending } from './feeding.ts';
import { tellLedger } from './ledger-telling.ts';

/** How long feeds lie behind what happens, at most, while a node runs jobs. */
const pauseMilliseconds = 500;

/** Passes everything on that waits. */
export async function feedAll(
  { database, now }: { readonly database: Database; readonly now: Date },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted && (await database.transaction((transaction) => tellLedger(transaction, now))) > 0);
  while (!signal.aborted && (await database.transaction((transaction) => feedPending(transaction, now))) > 0);
}

async function isAnythingPending(manager: EntityManager): Promise<boolean> {
  const [row] = await manager.query(
    `SELECT EXISTS (SELECT FROM happening WHERE fed_at IS NULL) OR EXISTS (
       SELECT FROM programme_head AS head LEFT JOIN feed_ledger_position AS position ON position.programme_id = head.programme_id
        WHERE head.ledger_number > coalesce(position.number, 0)) AS pending`,
  );
  return row.pending;
}

/** Keeps feeds up with what happens, on every node that runs jobs: whichever looks first takes what waits. */
export class Feeder {
  readonly #dependencies: { readonly database: Database; readonly clock: Clock; readonly logger: Logger };
  #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(dependencies: { readonly database: Database; readonly clock: Clock; readonly logger: Logger }) {
    this.#dependencies = dependencies;
  }

  start(): void {
    this.#wait();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#running;
  }

  #wait(): void {
    if (this.#stopping.signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#feed().finally(() => this.#wait());
    }, pauseMilliseconds).unref();
  }

  async #feed(): Promise<void> {
    const { database, clock, logger } = this.#dependencies;
    try {
      // A reading alone: a transaction, even an empty one, would look to this node like something that was written.
      if (await isAnythingPending(database.manager)) await feedAll({ database, now: clock.now() }, this.#stopping.signal);
    } catch (error) {
      logger.error({ err: error }, 'Feeds could not be brought up to date; it is tried again');
    }
  }
}
