import type { EventBus } from './event-bus.ts';
import { HandlerRegistry } from './handler-registry.ts';

/** The event bus of a single node. Events take the same way through JSON as on Redis, so that both twins hand over the same values. */
export function createInProcessEventBus(onHandlerError: (error: unknown, topic: string) => void): EventBus {
  const handlers = new HandlerRegistry(onHandlerError);
  return {
    async publish(event) {
      const payload: unknown = JSON.parse(JSON.stringify(event.payload));
      queueMicrotask(() => handlers.deliver(event.topic, payload));
    },
    async subscribe(topic, handler) {
      const registration = handlers.add(topic, handler);
      return async () => void registration.remove();
    },
    async close() {
      handlers.clear();
    },
  };
}
