import type { Logger } from '../logger.ts';

/** How long a projection lies behind what was recorded, at most, while a node runs. */
const pauseMilliseconds = 400;

/**
 * Keeps a projection up with what is recorded, on every node: whichever looks first takes what waits. A node that dies leaves its part to
 * the others, because what waits is a table.
 */
export class CatchingUp {
  readonly #work: () => Promise<number>;
  readonly #failure: string;
  readonly #logger: Logger;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = true;

  /** `work` gives back how much it did, 0 when nothing waits; `failure` says in the log what could not be done. */
  constructor(options: { readonly work: () => Promise<number>; readonly failure: string; readonly logger: Logger }) {
    this.#work = options.work;
    this.#failure = options.failure;
    this.#logger = options.logger;
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
      while (!this.#isStopped && (await this.#work()) > 0);
    } catch (error) {
      this.#logger.error({ err: error }, this.#failure);
    }
  }
}
