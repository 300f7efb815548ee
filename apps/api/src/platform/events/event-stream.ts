import type { EventBus, Topic } from './event-bus.ts';

/** Events that wait for a slow reader, at most; when there are more, the oldest are dropped: newer ones say where to look. */
const maximumWaiting = 256;

/**
 * The events of one topic as an async iterable, for GraphQL subscriptions. It listens from the moment the promise resolves, and stops
 * when the reader does (`return`).
 */
export async function eventStream<Payload>(
  events: EventBus,
  topic: Topic<Payload>,
  isWanted: (payload: Payload) => boolean = () => true,
): Promise<EventStream<Payload>> {
  const stream = new EventStream<Payload>();
  const unsubscribe = await events.subscribe(topic, (payload) => {
    if (isWanted(payload)) stream.push(payload);
  });
  stream.onEnd = unsubscribe;
  return stream;
}

/** A queue between the event bus, which never waits, and one reader, who may be slow. */
export class EventStream<Payload> implements AsyncIterableIterator<Payload, undefined> {
  onEnd: () => Promise<void> = async () => undefined;
  readonly #waiting: Payload[] = [];
  #ended = false;
  #wake: () => void = () => undefined;

  push(payload: Payload): void {
    if (this.#ended) return;
    this.#waiting.push(payload);
    if (this.#waiting.length > maximumWaiting) this.#waiting.shift();
    this.#wake();
  }

  async next(): Promise<IteratorResult<Payload, undefined>> {
    while (this.#waiting.length === 0 && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#ended) return { done: true, value: undefined };
    return { done: false, value: this.#waiting.shift() as Payload };
  }

  async return(): Promise<IteratorResult<Payload, undefined>> {
    if (!this.#ended) {
      this.#ended = true;
      this.#wake();
      await this.onEnd();
    }
    return { done: true, value: undefined };
  }

  async throw(): Promise<IteratorResult<Payload, undefined>> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
