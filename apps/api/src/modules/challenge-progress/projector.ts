import type { Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logger.ts';
import { projectPending } from './projection.ts';

/** How long progress lies behind what was recorded, at most, while a node runs. */
const pauseMilliseconds = 400;

/**
 * Keeps the progress of challenges up with what is recorded, on every node: whichever looks first takes what waits. A node that dies leaves
 * its part to the others, because what waits is a table.
 */
export class Projector {
  readonly #database: Database;
  readonly #logger: Logger;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = true;

  constructor({ database, logger }: { readonly database: Database; readonly logger: Logger }) {
    this.#database = database;
    this.#logger = logger;
  }

  async start(): Promise<void> {
    this.#isStopped = false;
    this.#wait();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #wait(): void {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#catchUp().finally(() => this.#wait());
    }, pauseMilliseconds);
    this.#timer.unref();
  }

  async #catchUp(): Promise<void> {
    try {
      while (!this.#isStopped && (await projectPending(this.#database)) > 0);
    } catch (error) {
      this.#logger.error({ err: error }, 'Progress of challenges could not be counted; it is tried again');
    }
  }
}
