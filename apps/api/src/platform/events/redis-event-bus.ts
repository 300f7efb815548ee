import type { Redis } from 'ioredis';
import type { EventBus } from './event-bus.ts';
import { HandlerRegistry } from './handler-registry.ts';

const channelPrefix = 'fanfare:events:';

/**
 * The event bus of several nodes, over Redis pub/sub. It needs a connection of its own for listening: a Redis connection that
 * subscribes can do nothing else. ioredis reconnects and subscribes again by itself; what is published meanwhile is missed, as the
 * port allows.
 */
export function createRedisEventBus(options: {
  readonly publisher: Redis;
  readonly listener: Redis;
  readonly onHandlerError: (error: unknown, topic: string) => void;
}): EventBus {
  const { publisher, listener } = options;
  const handlers = new HandlerRegistry(options.onHandlerError);
  listener.on('message', (channel: string, message: string) => {
    if (channel.startsWith(channelPrefix)) handlers.deliver(channel.slice(channelPrefix.length), JSON.parse(message));
  });
  return {
    async publish(event) {
      await publisher.publish(channelPrefix + event.topic, JSON.stringify(event.payload));
    },
    async subscribe(topic, handler) {
      const registration = handlers.add(topic, handler);
      // Subscribing again is harmless to Redis and makes sure that whoever awaits it is heard.
      await listener.subscribe(channelPrefix + topic.name);
      return async () => {
        if (registration.remove().last) await listener.unsubscribe(channelPrefix + topic.name);
      };
    },
    async close() {
      handlers.clear();
      await Promise.all([publisher.quit(), listener.quit()]);
    },
  };
}
