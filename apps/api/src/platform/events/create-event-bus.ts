import type { Logger } from '../logger.ts';
import { connectForCommands, connectForListening } from '../redis/redis-connection.ts';
import type { EventBus } from './event-bus.ts';
import { createInProcessEventBus } from './in-process-event-bus.ts';
import { createRedisEventBus } from './redis-event-bus.ts';

/** An event bus with what operations need of it. */
export interface ManagedEventBus {
  readonly events: EventBus;
  /** Throws when Redis does not answer; undefined where there is no Redis to ask. */
  readonly ping: (() => Promise<void>) | undefined;
}

/** Over Redis when there is one, inside this process otherwise. */
export function createEventBus(options: { readonly redisUrl: string | undefined; readonly logger: Logger }): ManagedEventBus {
  const { redisUrl, logger } = options;
  const onHandlerError = (error: unknown, topic: string) => logger.error({ err: error, topic }, 'An event handler failed');
  if (redisUrl === undefined) return { events: createInProcessEventBus(onHandlerError), ping: undefined };
  const publisher = connectForCommands({ url: redisUrl, logger, name: 'fanfare-events' });
  const listener = connectForListening({ url: redisUrl, logger, name: 'fanfare-listener' });
  return {
    events: createRedisEventBus({ publisher, listener, onHandlerError }),
    ping: async () => {
      await publisher.ping();
    },
  };
}
