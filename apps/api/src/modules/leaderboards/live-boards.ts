import type { EventBus, Unsubscribe } from '../../platform/events/event-bus.ts';
import { boardChanged } from '../standings/index.ts';
import type { BoardPage, ShownStanding } from './leaderboards.service.ts';

/** One place that is not what it was in the update before. */
export interface BoardChange {
  readonly kind: 'ENTERED' | 'MOVED' | 'CHANGED' | 'LEFT';
  readonly memberId: string;
  /** Null for who left the page: whoever hid just now must not be named once more. */
  readonly standing: ShownStanding | null;
  readonly previousRank: number | null;
}

/** What a subscriber receives: always the whole page, and beside it what changed since the update that this subscriber saw last. */
export interface BoardUpdate extends BoardPage {
  readonly isFirst: boolean;
  readonly changes: readonly BoardChange[];
}

interface Subscriber {
  pending: BoardPage | null;
  seen: BoardPage | null;
  wake: (() => void) | null;
  ended: boolean;
}

/** At most four updates a second a board: what happens in between arrives together. */
const leastMillisecondsBetweenUpdates = 250;

/**
 * Live pages of boards. Subscribers of the same page share one reading of the database; a subscriber that is slow to take an update
 * gets the newest page instead of a queue, so that its memory is bounded by one page.
 */
export class LiveBoards {
  readonly #events: EventBus;
  readonly #feeds = new Map<string, Feed>();

  constructor(events: EventBus) {
    this.#events = events;
  }

  /** `name` says which page it is (board, length, kind of rank); `read` reads it. The first update comes at once. */
  async follow(page: {
    boardId: string;
    name: string;
    read: () => Promise<BoardPage>;
  }): Promise<AsyncIterableIterator<BoardUpdate>> {
    const feed = this.#feeds.get(page.name) ?? this.#open(page);
    return feed.join();
  }

  async #listen(boardId: string, onChange: () => void): Promise<Unsubscribe> {
    const stopListening = this.#events.onMissed(onChange);
    const unsubscribe = await this.#events.subscribe(boardChanged, (change) => {
      if (change.boardId === boardId) onChange();
    });
    return async () => {
      stopListening();
      await unsubscribe();
    };
  }

  #open(page: { boardId: string; name: string; read: () => Promise<BoardPage> }): Feed {
    const feed: Feed = new Feed({
      read: page.read,
      listen: (onChange) => this.#listen(page.boardId, onChange),
      onEmpty: () => this.#feeds.delete(page.name),
    });
    this.#feeds.set(page.name, feed);
    return feed;
  }
}

class Feed {
  readonly #read: () => Promise<BoardPage>;
  readonly #onEmpty: () => void;
  readonly #subscribers = new Set<Subscriber>();
  readonly #unsubscribe: Promise<Unsubscribe>;
  #reading: Promise<void> | null = null;
  #isOutdated = false;
  #lastReadAt = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: {
    read: () => Promise<BoardPage>;
    listen: (onChange: () => void) => Promise<Unsubscribe>;
    onEmpty: () => void;
  }) {
    this.#read = options.read;
    this.#onEmpty = options.onEmpty;
    this.#unsubscribe = options.listen(() => this.changed());
  }

  changed(): void {
    if (this.#timer !== null) return;
    const wait = Math.max(0, this.#lastReadAt + leastMillisecondsBetweenUpdates - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#refresh();
    }, wait);
    this.#timer.unref();
  }

  async join(): Promise<AsyncIterableIterator<BoardUpdate>> {
    const subscriber: Subscriber = { pending: null, seen: null, wake: null, ended: false };
    this.#subscribers.add(subscriber);
    // Listening comes before reading, so that no change falls between the two.
    await this.#unsubscribe;
    const page = await this.#read();
    if (subscriber.pending === null) subscriber.pending = page;
    return this.#updatesOf(subscriber);
  }

  async #refresh(): Promise<void> {
    if (this.#reading !== null) {
      this.#isOutdated = true;
      return this.#reading;
    }
    this.#lastReadAt = performance.now();
    this.#reading = this.#readAndDeliver();
    await this.#reading;
    this.#reading = null;
    if (this.#isOutdated) {
      this.#isOutdated = false;
      this.changed();
    }
  }

  async #readAndDeliver(): Promise<void> {
    const page = await this.#read().catch(() => null);
    // An unreadable board (database away) keeps its last page; the next change reads again.
    if (page === null) return;
    for (const subscriber of this.#subscribers) {
      const newest = subscriber.pending ?? subscriber.seen;
      if (newest !== null && newest.version >= page.version) continue;
      subscriber.pending = page;
      subscriber.wake?.();
    }
  }

  #updatesOf(subscriber: Subscriber): AsyncIterableIterator<BoardUpdate> {
    const end = async (): Promise<IteratorResult<BoardUpdate>> => {
      await this.#leave(subscriber);
      return { done: true, value: undefined };
    };
    const iterator: AsyncIterableIterator<BoardUpdate> = {
      next: async () => {
        while (subscriber.pending === null && !subscriber.ended) {
          await new Promise<void>((resolve) => {
            subscriber.wake = resolve;
          });
        }
        const page = subscriber.pending;
        if (subscriber.ended || page === null) return { done: true, value: undefined };
        const update = { ...page, isFirst: subscriber.seen === null, changes: changesBetween(subscriber.seen, page) };
        subscriber.seen = page;
        subscriber.pending = null;
        return { done: false, value: update };
      },
      return: end,
      throw: end,
      [Symbol.asyncIterator]: () => iterator,
    };
    return iterator;
  }

  async #leave(subscriber: Subscriber): Promise<void> {
    if (subscriber.ended) return;
    subscriber.ended = true;
    subscriber.wake?.();
    this.#subscribers.delete(subscriber);
    if (this.#subscribers.size > 0) return;
    this.#onEmpty();
    if (this.#timer !== null) clearTimeout(this.#timer);
    await (await this.#unsubscribe)();
  }
}

/** What differs between two pages of one board; nothing for the first page. */
export function changesBetween(before: BoardPage | null, after: BoardPage): readonly BoardChange[] {
  if (before === null) return [];
  const earlier = new Map(before.standings.map((standing) => [standing.ambassadorId, standing]));
  const present = new Set(after.standings.map((standing) => standing.ambassadorId));
  const arrivals = after.standings.flatMap((standing): BoardChange[] => {
    const known = earlier.get(standing.ambassadorId);
    const kind = changeKind(known, standing);
    return kind === null ? [] : [{ kind, memberId: standing.member.id, standing, previousRank: known?.rank ?? null }];
  });
  const departures = before.standings
    .filter((standing) => !present.has(standing.ambassadorId))
    .map(({ member, rank }): BoardChange => ({ kind: 'LEFT', memberId: member.id, standing: null, previousRank: rank }));
  return [...arrivals, ...departures];
}

function changeKind(known: ShownStanding | undefined, present: ShownStanding): BoardChange['kind'] | null {
  if (known === undefined) return 'ENTERED';
  if (known.rank !== present.rank) return 'MOVED';
  return known.score === present.score && known.member.id === present.member.id ? null : 'CHANGED';
}
