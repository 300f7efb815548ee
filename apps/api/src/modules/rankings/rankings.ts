import { type AroundQuery, type BoardView, MOST_CHANGES, type PageQuery, type RankingStore } from '@fanfare/gamification';
import type { Logger } from '../../platform/logger.ts';
import { BoardLoads } from './board-loads.ts';
import { CircuitOpen } from './circuit-breaker.ts';
import { KnownVersions } from './known-versions.ts';
import type { BoardStep, RankReader, StandingsSource } from './ranked-boards.ts';
import type { RankingsMetrics } from './rankings-metrics.ts';

export interface RankingsOptions {
  readonly store: RankingStore;
  readonly source: StandingsSource;
  /** Of a board with more members the database is asked. */
  readonly mostMembers: number;
  /** Whether this node is cut off from what other nodes tell; then every read asks the database for the version. */
  readonly isCutOff: () => boolean;
  /** Whether the store does not answer at present. */
  readonly isStoreAway: () => boolean;
  readonly logger: Logger;
  readonly metrics: RankingsMetrics;
}

/** A board that has no points yet. */
const nobody: BoardView = { version: 0, total: 0, standings: [] };

/**
 * Ranks from the ranking store, as current as the database [ST5] [ST6]: a board is loaded when somebody first asks, carried on with every
 * commit, and loaded anew where something is missing. An answer is given only where the store has the latest version that this process
 * knows of; else the database is asked.
 */
export class Rankings implements RankReader {
  readonly #options: RankingsOptions;
  readonly #known = new KnownVersions();
  readonly #loads: BoardLoads;

  constructor(options: RankingsOptions) {
    this.#options = options;
    this.#loads = new BoardLoads(options);
  }

  page(boardId: string, query: PageQuery): Promise<BoardView | null> {
    return this.#read(boardId, () => this.#options.store.page(boardId, query));
  }

  around(boardId: string, query: AroundQuery): Promise<BoardView | null> {
    return this.#read(boardId, () => this.#options.store.around(boardId, query));
  }

  isDegraded(): boolean {
    return this.#options.isStoreAway() || this.#options.isCutOff();
  }

  /** Carries boards on with what this process has just committed. */
  async carry(steps: readonly BoardStep[]): Promise<void> {
    await Promise.all(
      steps.map(async (step) => {
        // Noted first: from now on nobody is given an older version.
        this.#known.note(step.boardId, step.version);
        await this.#apply(step).catch((error: unknown) => this.#tell(error));
      }),
    );
  }

  heard(boardId: string, version: number): void {
    if (this.#known.of(boardId) !== undefined) this.#known.note(boardId, version);
  }

  /** Something may have been missed: every version is asked for again. */
  missed(): void {
    this.#known.forgetAll();
  }

  /** Forgets boards; they are loaded when somebody asks. */
  async drop(boardIds: readonly string[]): Promise<void> {
    for (const boardId of boardIds) {
      this.#known.forget(boardId);
      await this.#options.store.drop(boardId);
    }
  }

  async #apply({ boardId, fromVersion, version, changes }: BoardStep): Promise<void> {
    // Then the store stays behind, and the next reader has the board loaded.
    if (changes === null || changes.length > MOST_CHANGES) return;
    await this.#options.store.apply(boardId, { fromVersion, toVersion: version, changes });
  }

  async #read(boardId: string, ask: () => Promise<BoardView>): Promise<BoardView | null> {
    const { metrics } = this.#options;
    try {
      const view = (await this.#current(boardId, ask)) ?? (await this.#afterLoad(boardId, ask));
      metrics.noteRead(view === null ? 'behind' : 'store');
      return view;
    } catch (error) {
      metrics.noteRead('away');
      this.#tell(error);
      return null;
    }
  }

  /** What the store says, where that is the latest version known; null where it is behind. */
  async #current(boardId: string, ask: () => Promise<BoardView>): Promise<BoardView | null> {
    const view = await ask();
    const known = await this.#latest(boardId);
    if (known.version === 0 && view.version === 0) return nobody;
    if (view.version === 0) return null;
    if (known.isAsked && view.version > known.version) {
      // Asked after the store, the database cannot be behind, unless a backup of it was restored [ST7].
      await this.drop([boardId]);
      return null;
    }
    return view.version >= known.version ? view : null;
  }

  async #afterLoad(boardId: string, ask: () => Promise<BoardView>): Promise<BoardView | null> {
    return (await this.#loads.load(boardId)) ? this.#current(boardId, ask) : null;
  }

  async #latest(boardId: string): Promise<{ readonly version: number; readonly isAsked: boolean }> {
    const known = this.#options.isCutOff() ? undefined : this.#known.of(boardId);
    if (known !== undefined) return { version: known, isAsked: false };
    const version = await this.#options.source.version(boardId);
    this.#known.note(boardId, version);
    return { version, isAsked: true };
  }

  #tell(error: unknown): void {
    if (!(error instanceof CircuitOpen)) this.#options.logger.warn({ err: error }, 'The ranking store failed');
  }
}
