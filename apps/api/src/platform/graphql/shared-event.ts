import type { Viewer } from '../auth/viewer.ts';

/**
 * An event of a subscription that many subscribers receive. What an operation answers to it is computed and serialised once for all of
 * them: the root value decides what is answered, not the arguments of the root field, which chose the event.
 */
export class SharedEvent<RootValue extends object = object> {
  /** The same object for everybody who shall receive the same. */
  readonly rootValue: RootValue;
  readonly #options: SharedEventOptions;

  constructor(rootValue: RootValue, options: SharedEventOptions) {
    this.rootValue = rootValue;
    this.#options = options;
  }

  /**
   * Called by the one subscriber of this event at the moment of sending, without anything awaited in between. False: what it says must no
   * longer be sent, the next event replaces it.
   */
  take(): boolean {
    return this.#options.take();
  }

  /** Viewers with the same answer to fields that say something about the viewer. */
  audience(viewer: Viewer): string {
    return this.#options.audience(viewer);
  }
}

export interface SharedEventOptions {
  readonly take: () => boolean;
  readonly audience: (viewer: Viewer) => string;
}

/**
 * A source of shared events that says when there is one. Whoever reads it this way waits for nothing as long as nothing is to be waited
 * for: what goes to thousands of subscribers must not take a chain of promises for each.
 */
export interface ReadySource extends AsyncIterator<SharedEvent, undefined> {
  readonly hasEnded: boolean;
  /** The next event if there is one now; an event that is not taken is given again. */
  poll(): SharedEvent | null;
  /** Calls the listener whenever `poll` may give something, and when the source has ended. One listener at a time; `next` takes its place. */
  listen(onReady: () => void): void;
}

export function isReadySource(source: object): source is ReadySource {
  return 'poll' in source && 'listen' in source;
}
