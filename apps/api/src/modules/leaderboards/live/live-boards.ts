import { LRUCache } from 'lru-cache';
import { membershipIn } from '../../../platform/auth/viewer.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { EventBus, Unsubscribe } from '../../../platform/events/event-bus.ts';
import { type ReadySource, SharedEvent } from '../../../platform/graphql/shared-event.ts';
import { boardChanged } from '../../standings/index.ts';
import type { BoardPage } from '../leaderboards.service.ts';
import { BoardFeed, type BoardSubscription, type BoardUpdate, type Following, type OfferedUpdate } from './board-feed.ts';

/** Which page is followed. */
export interface FollowedPage {
  /** The board whose changes are to be read; another one when its period has ended. */
  readonly boardId: () => string;
  /** Says which page it is: board, or that it is the present one; length, kind of rank. */
  readonly name: string;
  readonly read: () => Promise<BoardPage>;
  /** See FeedOptions. */
  readonly lookAgain?: () => Promise<void>;
}

/** What pages that nobody follows may keep for who comes back, in places; and for how long, in milliseconds. */
const placesKeptForReturn = 50_000;
const keptForReturn = 120_000;

/** So many milliseconds after midnight at most, what has changed by itself is read. */
const lookAtClockEvery = 500;

const fromTheBeginning: Following = { since: null, fullPages: true };

/** Live pages of boards. Subscribers of the same page share one reading, and what follows from it. */
export class LiveBoards {
  readonly #clock: Clock;
  readonly #events: EventBus;
  readonly #feeds = new Map<string, BoardFeed>();
  readonly #left = new LRUCache<string, readonly BoardPage[]>({
    maxSize: placesKeptForReturn,
    sizeCalculation: (pages) => pages.reduce((sum, page) => sum + page.standings.length, 1),
    ttl: keptForReturn,
  });

  #watch: NodeJS.Timeout | undefined;

  constructor({ clock, events }: { readonly clock: Clock; readonly events: EventBus }) {
    this.#clock = clock;
    this.#events = events;
  }

  /** The first update comes at once. Each is to be taken in the moment in which it is sent; see SharedEvent. */
  async follow(page: FollowedPage, following: Following = fromTheBeginning): Promise<BoardUpdates> {
    const feed = this.#feeds.get(page.name) ?? this.#open(page);
    return new BoardUpdates(await feed.join(following));
  }

  /** What others may see of an ambassador has changed and is committed; see BoardFeed. */
  memberChanged(ambassadorId: string): void {
    for (const feed of this.#feeds.values()) feed.memberChanged(ambassadorId);
  }

  async #listen(boardId: () => string, onChange: () => void): Promise<Unsubscribe> {
    const stopListening = this.#events.onMissed(onChange);
    const unsubscribe = await this.#events.subscribe(boardChanged, (change) => {
      if (change.boardId === boardId()) onChange();
    });
    return async () => {
      stopListening();
      await unsubscribe();
    };
  }

  #open({ name, boardId, read, lookAgain = async () => undefined }: FollowedPage): BoardFeed {
    const feed: BoardFeed = new BoardFeed({
      ...{ read, lookAgain },
      history: this.#left.get(name) ?? [],
      listen: (onChange) => this.#listen(boardId, onChange),
      onEmpty: (history) => {
        this.#feeds.delete(name);
        if (this.#feeds.size === 0) clearInterval(this.#watch);
        if (history.length > 0) this.#left.set(name, history);
      },
    });
    if (this.#feeds.size === 0) this.#watchTime();
    this.#feeds.set(name, feed);
    return feed;
  }

  /** A look at the clock now and then, and no timer for each end of a period: those would miss what happens while a machine sleeps. */
  #watchTime(): void {
    this.#watch = setInterval(() => {
      const now = this.#clock.now().getTime();
      for (const feed of this.#feeds.values()) feed.timePassed(now);
    }, lookAtClockEvery).unref();
  }
}

/** The updates of one subscriber. Not an async generator: its `return` would wait for the next update, which may never come. */
export class BoardUpdates implements AsyncIterableIterator<SharedEvent<BoardUpdate>, undefined>, ReadySource {
  readonly #subscription: BoardSubscription;

  constructor(subscription: BoardSubscription) {
    this.#subscription = subscription;
  }

  get hasEnded(): boolean {
    return this.#subscription.hasEnded();
  }

  poll(): SharedEvent<BoardUpdate> | null {
    const offered = this.#subscription.poll();
    return offered === null ? null : eventOf(offered);
  }

  listen(onReady: () => void): void {
    this.#subscription.listen(onReady);
  }

  async next(): Promise<IteratorResult<SharedEvent<BoardUpdate>, undefined>> {
    const offered = await this.#subscription.next();
    return offered === null ? { done: true, value: undefined } : { done: false, value: eventOf(offered) };
  }

  async return(): Promise<IteratorResult<SharedEvent<BoardUpdate>, undefined>> {
    await this.#subscription.end();
    return { done: true, value: undefined };
  }

  async throw(): Promise<IteratorResult<SharedEvent<BoardUpdate>, undefined>> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

function eventOf({ update, take }: OfferedUpdate): SharedEvent<BoardUpdate> {
  return new SharedEvent(update, {
    take,
    // Who does not stand on the page sees it as everybody does.
    audience: (viewer) => {
      const own = membershipIn(viewer, update.board.programmeId)?.ambassadorId;
      return update.standings.some(({ ambassadorId }) => ambassadorId === own) ? (own ?? '') : '';
    },
  });
}
