import type { EventHandler, Topic } from './event-bus.ts';

interface Registration {
  readonly topic: Topic<unknown>;
  readonly handler: EventHandler<unknown>;
}

/** Which handlers of this process listen to what; shared by the twins of the event bus. */
export class HandlerRegistry {
  readonly #registrations = new Map<string, Set<Registration>>();
  readonly #onHandlerError: (error: unknown, topic: string) => void;

  constructor(onHandlerError: (error: unknown, topic: string) => void) {
    this.#onHandlerError = onHandlerError;
  }

  /** Gives back the removal; `first` and `last` tell the caller when a topic gains its first and loses its last handler. */
  add<Payload>(
    topic: Topic<Payload>,
    handler: EventHandler<Payload>,
  ): { readonly first: boolean; remove(): { readonly last: boolean } } {
    const registrations = this.#registrations.get(topic.name) ?? new Set();
    const registration: Registration = { topic: topic as Topic<unknown>, handler: handler as EventHandler<unknown> };
    const first = registrations.size === 0;
    registrations.add(registration);
    this.#registrations.set(topic.name, registrations);
    const remove = () => {
      const removed = registrations.delete(registration);
      return { last: removed && registrations.size === 0 };
    };
    return { first, remove };
  }

  /** Hands the payload to every handler of the topic; a payload of another form (an older node's, say) is reported and dropped. */
  deliver(topicName: string, payload: unknown): void {
    for (const { topic, handler } of [...(this.#registrations.get(topicName) ?? [])]) {
      const parsed = topic.schema.safeParse(payload);
      if (parsed.success) this.#call(handler, parsed.data, topicName);
      else this.#onHandlerError(parsed.error, topicName);
    }
  }

  /** The same a little later, from JSON: no handler runs within its publisher. */
  deliverSoon(topicName: string, json: string): void {
    queueMicrotask(() => this.deliver(topicName, JSON.parse(json)));
  }

  clear(): void {
    this.#registrations.clear();
  }

  #call(handler: EventHandler<unknown>, payload: unknown, topicName: string): void {
    const run = async () => handler(payload);
    run().catch((error: unknown) => this.#onHandlerError(error, topicName));
  }
}
