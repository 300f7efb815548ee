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
