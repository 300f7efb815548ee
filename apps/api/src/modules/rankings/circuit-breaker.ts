/** So many failures in a row count as an outage. */
const failuresThatOpen = 3;
const firstPauseMilliseconds = 500;
const longestPauseMilliseconds = 10_000;

/** What is refused while the circuit is open, without trying. */
export class CircuitOpen extends Error {}

/** The work took longer than anybody wants to wait. */
export class OutOfPatience extends Error {}

/**
 * Stops asking somebody who does not answer. Closed: everything is tried, for `patienceMilliseconds` at most. Open, after three failures in a
 * row: everything is refused at once. Half open, when the pause is over: one call is tried; its success closes, its failure opens for twice
 * as long, 10 s at most. So an outage costs each of the first callers the patience, and later ones nothing.
 */
export class CircuitBreaker {
  readonly #patienceMilliseconds: number;
  readonly #now: () => number;
  #failures = 0;
  #openUntil = 0;
  #isTrying = false;

  constructor(options: { readonly patienceMilliseconds: number; readonly now?: () => number }) {
    this.#patienceMilliseconds = options.patienceMilliseconds;
    this.#now = options.now ?? (() => performance.now());
  }

  isOpen(): boolean {
    return this.#failures >= failuresThatOpen;
  }

  /** Runs the work, or throws CircuitOpen. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.isOpen()) {
      if (this.#isTrying || this.#now() < this.#openUntil) throw new CircuitOpen('Not asked: it did not answer just now');
      this.#isTrying = true;
    }
    try {
      const result = await this.#patiently(work());
      this.#failures = 0;
      return result;
    } catch (error) {
      this.#failed();
      throw error;
    } finally {
      this.#isTrying = false;
    }
  }

  #failed(): void {
    this.#failures += 1;
    if (!this.isOpen()) return;
    const doublings = Math.min(this.#failures - failuresThatOpen, 10);
    this.#openUntil = this.#now() + Math.min(firstPauseMilliseconds * 2 ** doublings, longestPauseMilliseconds);
  }

  async #patiently<Result>(work: Promise<Result>): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new OutOfPatience('No answer in time')), this.#patienceMilliseconds);
    });
    return Promise.race([work, patience]).finally(() => clearTimeout(timer));
  }
}
