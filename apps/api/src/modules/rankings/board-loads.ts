import type { RankingStore } from '@fanfare/gamification';
import type { Logger } from '../../platform/logger.ts';
import { BoardTooLarge, type StandingsSource } from './ranked-boards.ts';
import type { RankingsMetrics } from './rankings-metrics.ts';

/** A reader waits for a load no longer than this; meanwhile the database answers. */
const patienceMilliseconds = 100;
/** After a load that failed the board is left alone for so long; after one that was too large, longer. */
const pauseMilliseconds = 1000;
const tooLargePauseMilliseconds = 60_000;

interface BoardLoadsOptions {
  readonly store: RankingStore;
  readonly source: StandingsSource;
  readonly mostMembers: number;
  readonly logger: Logger;
  readonly metrics: RankingsMetrics;
}

/** Loads boards into the store, one at a time: a load holds a connection to the database, and the others are for requests. */
export class BoardLoads {
  readonly #options: BoardLoadsOptions;
  readonly #running = new Map<string, Promise<boolean>>();
  readonly #notBefore = new Map<string, number>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: BoardLoadsOptions) {
    this.#options = options;
  }

  /** Sees to it that the board is loaded, and waits a little for it: true when it has been meanwhile. */
  async load(boardId: string): Promise<boolean> {
    if (performance.now() < (this.#notBefore.get(boardId) ?? 0)) return false;
    const running = this.#running.get(boardId) ?? this.#begin(boardId);
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), patienceMilliseconds);
    });
    return Promise.race([running, patience]).finally(() => clearTimeout(timer));
  }

  #begin(boardId: string): Promise<boolean> {
    const load = this.#queue.then(() => this.#loadNow(boardId)).finally(() => this.#running.delete(boardId));
    this.#queue = load;
    this.#running.set(boardId, load);
    return load;
  }

  async #loadNow(boardId: string): Promise<boolean> {
    const { store, source, mostMembers, logger, metrics } = this.#options;
    const begun = performance.now();
    try {
      await source.load(boardId, { store, mostMembers });
      this.#notBefore.delete(boardId);
      metrics.noteLoad('loaded', (performance.now() - begun) / 1000);
      return true;
    } catch (error) {
      const isTooLarge = error instanceof BoardTooLarge;
      this.#notBefore.set(boardId, performance.now() + (isTooLarge ? tooLargePauseMilliseconds : pauseMilliseconds));
      metrics.noteLoad(isTooLarge ? 'too_large' : 'failed', (performance.now() - begun) / 1000);
      logger.warn({ err: error, boardId }, 'A board was not loaded into the ranking store');
      return false;
    }
  }
}
