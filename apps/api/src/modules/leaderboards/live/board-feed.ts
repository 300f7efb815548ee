import { isDeepStrictEqual } from 'node:util';
import type { Unsubscribe } from '../../../platform/events/event-bus.ts';
import type { BoardPage } from '../leaderboards.service.ts';
import { type BoardChange, changesBetween, type GroupChange, groupChangesBetween } from './board-changes.ts';

/** What subscribers receive: the page, and beside it what changed since the version from which they go on. */
export interface BoardUpdate extends BoardPage {
  /** The version to which the changes are to be applied; null for a page that stands for itself. */
  readonly since: number | null;
  readonly changes: readonly BoardChange[];
  readonly groupChanges: readonly GroupChange[];
  /** Whether the places are told beside the changes. */
  readonly isWhole: boolean;
}

/** A version of a board. With a period begins another board, which counts anew. */
export interface SeenVersion {
  readonly boardId: string;
  readonly version: number;
}

/** How a subscriber follows. */
export interface Following {
  /** What the subscriber has already; null to begin with the page. */
  readonly since: SeenVersion | null;
  /** Whether every update tells all places, instead of the first alone. */
  readonly fullPages: boolean;
}

/** One subscriber's next update. `take` is called when it is sent: false where it must not be any more, then `next` gives another. */
export interface OfferedUpdate {
  readonly update: BoardUpdate;
  take(): boolean;
}

export interface FeedOptions {
  readonly read: () => Promise<BoardPage>;
  /** Finds out whether there is a later version than the one read, for a subscriber who has seen one. */
  readonly lookAgain: () => Promise<void>;
  readonly listen: (onChange: () => void) => Promise<Unsubscribe>;
  /** Pages that were given before, the oldest first, from which subscribers may go on. */
  readonly history: readonly BoardPage[];
  readonly onEmpty: (history: readonly BoardPage[]) => void;
}

interface Subscriber {
  readonly fullPages: boolean;
  /** False until the reading has come that it asked for when it joined. */
  hasJoined: boolean;
  pending: BoardPage | null;
  seen: BoardPage | null;
  wake: (() => void) | null;
  ended: boolean;
}

/** At most four updates a second a board: what happens in between arrives together. */
const millisecondsOfAnUpdate = 250;

/**
 * An update may come so much before its time, and the next ones make up for it: changes that come four times a second, one a little late
 * and the next a little early, then wait for nothing.
 */
const earliestMilliseconds = 25;

/** Versions from which a subscriber may go on: a quarter of a minute of a board that never rests. */
const rememberedPages = 64;

/**
 * One page of one board, live; of the present board from one period to the next. It is read once for all subscribers, one reading at a time, so that versions never go backwards. A subscriber
 * that is slow to take an update gets the newest page instead of a queue, so that its memory is bounded by one page.
 */
export class BoardFeed {
  readonly #options: FeedOptions;
  readonly #subscribers = new Set<Subscriber>();
  readonly #unsubscribe: Promise<Unsubscribe>;
  readonly #withdrawn = new WeakSet<BoardPage>();
  readonly #updates = new WeakMap<BoardPage, Map<string, BoardUpdate>>();
  readonly #changedMembers = new Set<string>();
  #history: BoardPage[];
  #reading: Promise<BoardPage> | null = null;
  #next: Promise<BoardPage> | null = null;
  /** When the next update is due, in the pace of four a second. */
  #dueAt = 0;
  #cancelReading: (() => void) | null = null;

  constructor(options: FeedOptions) {
    this.#options = options;
    this.#history = [...options.history];
    this.#unsubscribe = options.listen(() => this.changed());
  }

  /** Has the page read again where it has become another by itself at this time, in epoch milliseconds. */
  timePassed(now: number): void {
    const changesAt = this.#history.at(-1)?.changesAt ?? null;
    if (changesAt !== null && changesAt <= now) this.changed();
  }

  /** The board has changed, or may have. */
  changed(): void {
    if (this.#cancelReading !== null) return;
    const wait = this.#dueAt - earliestMilliseconds - performance.now();
    const readSoon = () => {
      this.#cancelReading = null;
      // An unreadable board (database away) keeps its last page; the next change reads again.
      void this.#fresh().catch(() => undefined);
    };
    // The shortest timeout is a whole millisecond; what else this turn of the event loop tells is read together either way.
    this.#cancelReading = wait <= 0 ? atOnce(readSoon) : after(wait, readSoon);
  }

  /**
   * What others may see of somebody has changed. Nothing is sent any more that was read before, unless it does not show them: pages that wait
   * for slow subscribers and a reading that is under way included.
   */
  memberChanged(ambassadorId: string): void {
    if (this.#reading !== null) this.#changedMembers.add(ambassadorId);
    let isShown = false;
    for (const page of this.#history) {
      if (!shows(page, ambassadorId)) continue;
      this.#withdrawn.add(page);
      isShown = true;
    }
    if (isShown && this.#subscribers.size > 0) this.changed();
  }

  async join({ since, fullPages }: Following): Promise<BoardSubscription> {
    const subscriber: Subscriber = { fullPages, hasJoined: false, pending: null, seen: null, wake: null, ended: false };
    this.#subscribers.add(subscriber);
    try {
      // Listening comes before reading, so that no change falls between the two.
      await this.#unsubscribe;
      let page = await this.#fresh();
      if (since !== null && since.boardId === page.board.id && since.version > page.version) {
        await this.#options.lookAgain();
        page = await this.#fresh();
      }
      subscriber.seen =
        this.#history.findLast(({ board, version }) => board.id === since?.boardId && version === since.version) ?? null;
      // Another reading may have ended since.
      subscriber.pending = this.#history.at(-1) ?? page;
      subscriber.hasJoined = true;
    } catch (error) {
      await this.#leave(subscriber);
      throw error;
    }
    return {
      next: () => this.#offer(subscriber),
      poll: () => this.#poll(subscriber),
      listen: (onReady) => {
        subscriber.wake = onReady;
      },
      hasEnded: () => subscriber.ended,
      end: () => this.#leave(subscriber),
    };
  }

  /** A page that is read from now on; who asks while one is being read shares the one after it. */
  #fresh(): Promise<BoardPage> {
    if (this.#reading === null) return this.#begin();
    this.#next ??= this.#reading.then(
      () => this.#begin(),
      () => this.#begin(),
    );
    return this.#next;
  }

  #begin(): Promise<BoardPage> {
    this.#next = null;
    const now = performance.now();
    // Readings for those who join may follow each other quickly: they must not put off the next update.
    this.#dueAt = Math.min(Math.max(this.#dueAt, now), now + earliestMilliseconds) + millisecondsOfAnUpdate;
    const reading = this.#readAndDeliver().finally(() => {
      if (this.#reading === reading) this.#reading = null;
    });
    this.#reading = reading;
    return reading;
  }

  async #readAndDeliver(): Promise<BoardPage> {
    let read: BoardPage;
    do {
      this.#changedMembers.clear();
      read = await this.#options.read();
    } while ([...this.#changedMembers].some((ambassadorId) => shows(read, ambassadorId)));
    const page = this.#remember(read);
    for (const subscriber of this.#subscribers) {
      if (!subscriber.hasJoined) continue;
      if (subscriber.pending !== null && this.#withdrawn.has(subscriber.pending)) subscriber.pending = null;
      const newest = subscriber.pending ?? subscriber.seen;
      if (newest !== null && !isLater(page, newest)) continue;
      subscriber.pending = page;
      subscriber.wake?.();
    }
    return page;
  }

  /** Gives back the page that says the same already, so that what is made of it is shared. */
  #remember(page: BoardPage): BoardPage {
    const last = this.#history.at(-1);
    if (last !== undefined && !this.#withdrawn.has(last) && isSamePage(last, page)) return last;
    this.#history = [...this.#history, page].slice(-rememberedPages);
    return page;
  }

  async #offer(subscriber: Subscriber): Promise<OfferedUpdate | null> {
    while (!subscriber.ended) {
      const woken = new Promise<void>((resolve) => {
        subscriber.wake = resolve;
      });
      const offered = this.#poll(subscriber);
      if (offered !== null) return offered;
      await woken;
    }
    return null;
  }

  #poll(subscriber: Subscriber): OfferedUpdate | null {
    const page = subscriber.pending;
    if (page === null || subscriber.ended) return null;
    if (!this.#withdrawn.has(page))
      return { update: this.#updateFor(subscriber, page), take: () => this.#take(subscriber, page) };
    subscriber.pending = null;
    void this.#replace(subscriber, page).then(() => subscriber.wake?.());
    return null;
  }

  /** For a page that may not be sent any more: the one that is true now; where it cannot be read, the next change brings one. */
  async #replace(subscriber: Subscriber, withdrawn: BoardPage): Promise<void> {
    const page = await this.#fresh().catch(() => null);
    if (page !== null && !isLater(withdrawn, page)) subscriber.pending ??= page;
  }

  #take(subscriber: Subscriber, page: BoardPage): boolean {
    if (subscriber.ended || this.#withdrawn.has(page)) return false;
    subscriber.seen = page;
    if (subscriber.pending === page) subscriber.pending = null;
    // Nothing comes after a final standing; whoever takes it has sent it by then.
    if (page.board.final !== null) queueMicrotask(() => void this.#leave(subscriber));
    return true;
  }

  /** The same object for all who go on from the same version, so that the answer to it is shared. */
  #updateFor({ seen, fullPages }: Subscriber, page: BoardPage): BoardUpdate {
    const made = this.#updates.get(page) ?? new Map<string, BoardUpdate>();
    this.#updates.set(page, made);
    const before = seen?.board.id === page.board.id ? seen : null;
    const since = before?.version ?? null;
    const key = `${since}|${fullPages}`;
    const update = made.get(key) ?? {
      ...page,
      since,
      changes: changesBetween(before, page),
      groupChanges: groupChangesBetween(before, page),
      isWhole: fullPages || since === null,
    };
    made.set(key, update);
    return update;
  }

  async #leave(subscriber: Subscriber): Promise<void> {
    if (subscriber.ended) return;
    subscriber.ended = true;
    subscriber.wake?.();
    this.#subscribers.delete(subscriber);
    if (this.#subscribers.size > 0) return;
    this.#options.onEmpty(this.#history);
    this.#cancelReading?.();
    await (await this.#unsubscribe)();
  }
}

/** One subscriber's way of reading. */
export interface BoardSubscription {
  /** Null when it has ended. */
  next(): Promise<OfferedUpdate | null>;
  /** The next update if there is one now. */
  poll(): OfferedUpdate | null;
  /** Calls the listener, the last one alone, whenever `poll` may give something; `next` takes its place. */
  listen(onReady: () => void): void;
  hasEnded(): boolean;
  end(): Promise<void>;
}

/** Gives back how to cancel it. */
function atOnce(work: () => void): () => void {
  const immediate = setImmediate(work);
  return () => clearImmediate(immediate);
}

function after(milliseconds: number, work: () => void): () => void {
  const timer = setTimeout(work, milliseconds).unref();
  return () => clearTimeout(timer);
}

/** By a place of their own, or in the name of their tandem. */
function shows({ standings, groups }: BoardPage, ambassadorId: string): boolean {
  return (
    standings.some((standing) => standing.ambassadorId === ambassadorId) ||
    groups.some(({ ambassadorIds }) => ambassadorIds.includes(ambassadorId))
  );
}

/** Of two pages that were read after each other: boards of other periods, and their ends, count up no version. */
function isLater(page: BoardPage, than: BoardPage): boolean {
  if (page.board.id !== than.board.id) return true;
  return page.version > than.version || (page.version === than.version && page.isOver !== than.isOver);
}

function isSamePage(one: BoardPage, other: BoardPage): boolean {
  const isSame = one.board.id === other.board.id && one.version === other.version && one.isOver === other.isOver;
  if (!isSame || one.memberCount !== other.memberCount || one.changesAt !== other.changesAt) return false;
  return changesBetween(one, other).length === 0 && isDeepStrictEqual(one.groups, other.groups);
}
