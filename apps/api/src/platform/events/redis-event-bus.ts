import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { EventBus } from './event-bus.ts';
import { HandlerRegistry } from './handler-registry.ts';
import { Hearing } from './hearing.ts';

const channelPrefix = 'fanfare:events:';
/** A message is the id of the publishing node and the payload. */
const originLength = 36;

/** A subscriber waits for Redis no longer than this: events of its own node it sees in any case, and the others once Redis is back. */
const subscribeMilliseconds = 1000;

/**
 * The event bus of several nodes, over Redis pub/sub. It needs a connection of its own for listening: a Redis connection that
 * subscribes can do nothing else. Handlers of the publishing process are called directly, so that they hear of it without Redis as well.
 * ioredis reconnects and subscribes again by itself; what was published meanwhile is told as missed.
 */
export function createRedisEventBus(options: {
  readonly publisher: Redis;
  readonly listener: Redis;
  readonly onHandlerError: (error: unknown, topic: string) => void;
}): EventBus {
  const { publisher, listener } = options;
  const handlers = new HandlerRegistry(options.onHandlerError);
  const origin = randomUUID();
  const hearing = new Hearing({ publisher, listener, channel: `fanfare:heartbeat:${origin}` });
  listener.on('message', (channel: string, message: string) => {
    if (!channel.startsWith(channelPrefix) || message.startsWith(origin)) return;
    handlers.deliver(channel.slice(channelPrefix.length), JSON.parse(message.slice(originLength)));
  });
  return {
    async publish(event) {
      const payload = JSON.stringify(event.payload);
      handlers.deliverSoon(event.topic, payload);
      await publisher.publish(channelPrefix + event.topic, `${origin}${payload}`);
    },
    async subscribe(topic, handler) {
      const registration = handlers.add(topic, handler);
      // Subscribing again is harmless to Redis and makes sure that whoever awaits it is heard.
      await atMost(subscribeMilliseconds, listener.subscribe(channelPrefix + topic.name));
      return async () => {
        if (registration.remove().last) await atMost(subscribeMilliseconds, listener.unsubscribe(channelPrefix + topic.name));
      };
    },
    onMissed: (handler) => hearing.onMissed(handler),
    isCutOff: () => hearing.isCutOff(),
    async close() {
      hearing.stop();
      handlers.clear();
      publisher.disconnect();
      listener.disconnect();
    },
  };
}

/** Waits for the work, but not for long; what fails later, when nobody waits any more, is repeated by ioredis itself. */
async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work.catch(() => undefined), patience]).finally(() => clearTimeout(timer));
}
