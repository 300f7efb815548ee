import { SharedEvent } from './shared-event.ts';

export interface PacedUpdatesOptions<Value extends object> {
  /** Reads what is to be told now; null where there is nothing new. */
  readonly read: () => Promise<Value | null>;
  /** The value is being sent. */
  readonly onTaken: (value: Value) => void;
  readonly onEnd: () => void;
}

/** At most four updates a second for each follower: what happens in between arrives together. */
const leastMillisecondsBetweenReadings = 250;

/** After a reading that failed. */
const retryMilliseconds = 1000;

/**
 * What one person follows of their own, as the source of a subscription. It is read when something has changed and the follower is ready for
 * more, so that nothing queues up for a slow reader, and is sent only if nobody has withdrawn it since. Who was told something keeps it while
 * the database is away. Not an async generator: its `return` would wait for the next update, which may never come.
 */
export class PacedUpdates<Value extends object> implements AsyncIterableIterator<SharedEvent<Value>, undefined> {
  readonly #options: PacedUpdatesOptions<Value>;
  #hasChanged = true;
  #withdrawals = 0;
  #hasTold = false;
  #lastReadAt = Number.NEGATIVE_INFINITY;
  #wake: () => void = () => undefined;
  #retry: NodeJS.Timeout | undefined;
  #hasEnded = false;

  constructor(options: PacedUpdatesOptions<Value>) {
    this.#options = options;
  }

  /** There may be something new to tell. */
  changed(): void {
    this.#hasChanged = true;
    this.#wake();
  }

  /** What was read before now must not be sent any more; what waits to be sent is read once more. */
  withdraw(): void {
    this.#withdrawals += 1;
  }

  async next(): Promise<IteratorResult<SharedEvent<Value>, undefined>> {
    while (!this.#hasEnded) {
      if (!this.#hasChanged) {
        await this.#woken();
        continue;
      }
      await this.#pause();
      if (this.#hasEnded) break;
      const update = await this.#readOrLater();
      if (update !== null && !this.#hasEnded) return { done: false, value: update };
    }
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<SharedEvent<Value>, undefined>> {
    if (!this.#hasEnded) {
      this.#hasEnded = true;
      clearTimeout(this.#retry);
      this.#options.onEnd();
      this.#wake();
    }
    return { done: true, value: undefined };
  }

  async throw(): Promise<IteratorResult<SharedEvent<Value>, undefined>> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #readOrLater(): Promise<SharedEvent<Value> | null> {
    this.#hasChanged = false;
    this.#lastReadAt = performance.now();
    try {
      return await this.#read();
    } catch (error) {
      if (!this.#hasTold) throw error;
      this.#retry = setTimeout(() => this.changed(), retryMilliseconds).unref();
      return null;
    }
  }

  async #read(): Promise<SharedEvent<Value> | null> {
    const before = this.#withdrawals;
    const value = await this.#options.read();
    if (this.#isWithdrawn(before) || value === null) return null;
    return new SharedEvent(value, { take: () => this.#take(value, before), audience: () => '' });
  }

  #take(value: Value, before: number): boolean {
    if (this.#hasEnded || this.#isWithdrawn(before)) return false;
    this.#hasTold = true;
    this.#options.onTaken(value);
    return true;
  }

  #isWithdrawn(before: number): boolean {
    if (before === this.#withdrawals) return false;
    this.#hasChanged = true;
    return true;
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  async #pause(): Promise<void> {
    const wait = this.#lastReadAt + leastMillisecondsBetweenReadings - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  }
}
