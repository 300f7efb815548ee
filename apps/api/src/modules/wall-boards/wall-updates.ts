import { SharedEvent } from '../../platform/graphql/shared-event.ts';
import type { BoardPage, BoardUpdates } from '../leaderboards/index.ts';
import type { WallBoard } from './wall-boards.types.ts';

export interface WallUpdatesOptions {
  /** The board of the present period and when that ends, in milliseconds from now (null: never); null where there is no such board. */
  readonly open: () => Promise<{ readonly updates: BoardUpdates; readonly endsIn: number | null } | null>;
  /** Whether the link still works. */
  readonly works: () => Promise<boolean>;
  readonly show: (page: BoardPage | null) => Promise<WallBoard>;
  readonly onEnd: () => Promise<void>;
}

/** How often it is asked whether there is a board by now. */
const lookEveryMilliseconds = 30_000;

/** Timers take no longer delay. */
const longestDelay = 2 ** 31 - 1;

/**
 * What one screen is told: the board of the present period, then that of the next, for as long as the link works; screens stay on for months. Not
 * an async generator: its `return` would wait for the next update, which may never come.
 */
export class WallUpdates implements AsyncIterableIterator<SharedEvent<WallBoard>, undefined> {
  readonly #options: WallUpdatesOptions;
  #followed: BoardUpdates | null = null;
  #timer: NodeJS.Timeout | undefined;
  #wake: () => void = () => undefined;
  #hasToldNothing = false;
  #hasEnded = false;

  constructor(options: WallUpdatesOptions) {
    this.#options = options;
  }

  async next(): Promise<IteratorResult<SharedEvent<WallBoard>, undefined>> {
    while (!this.#hasEnded) {
      const value = await (this.#followed === null ? this.#open() : this.#nextOf(this.#followed));
      if (value !== null && !this.#hasEnded) return { done: false, value };
    }
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<SharedEvent<WallBoard>, undefined>> {
    if (!this.#hasEnded) {
      this.#hasEnded = true;
      clearTimeout(this.#timer);
      this.#wake();
      await this.#followed?.return();
      await this.#options.onEnd();
    }
    return { done: true, value: undefined };
  }

  async throw(): Promise<IteratorResult<SharedEvent<WallBoard>, undefined>> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #open(): Promise<SharedEvent<WallBoard> | null> {
    const opened = await this.#options.open();
    if (opened === null) return this.#nothing();
    this.#hasToldNothing = false;
    this.#followed = opened.updates;
    if (this.#hasEnded) await opened.updates.return();
    else if (opened.endsIn !== null) this.#endAfter(opened.updates, opened.endsIn);
    return null;
  }

  /** Said once; then it is asked again until there is a board. */
  async #nothing(): Promise<SharedEvent<WallBoard> | null> {
    if (this.#hasToldNothing) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        this.#timer = setTimeout(resolve, lookEveryMilliseconds).unref();
      });
      return null;
    }
    const nothing = await this.#options.show(null);
    const take = () => {
      this.#hasToldNothing = !this.#hasEnded;
      return this.#hasToldNothing;
    };
    return new SharedEvent(nothing, { take, audience: () => '' });
  }

  async #nextOf(updates: BoardUpdates): Promise<SharedEvent<WallBoard> | null> {
    const update = await updates.next();
    if (update.done === true) {
      this.#followed = null;
      return null;
    }
    if (!(await this.#options.works())) {
      await this.return();
      return null;
    }
    const shown = await this.#options.show(update.value.rootValue);
    return new SharedEvent(shown, { take: () => !this.#hasEnded && update.value.take(), audience: () => '' });
  }

  #endAfter(updates: BoardUpdates, milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void updates.return(), Math.min(Math.max(milliseconds, 0), longestDelay)).unref();
  }
}
