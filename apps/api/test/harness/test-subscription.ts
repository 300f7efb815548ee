import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { GraphqlError } from './graphql-client.ts';

/** A subscription that a test follows. */
export interface TestSubscription<Data> {
  /** The next event, as soon as it comes; throws when the subscription ends or fails instead. */
  next(): Promise<{ readonly data: Data | null; readonly errors: readonly GraphqlError[] }>;
  stop(): Promise<void>;
}

/** Opens a connection of its own and subscribes; resolves once the server has acknowledged the connection. */
export async function openSubscription<Data>(
  url: string,
  operation: {
    readonly query: string;
    readonly variables: Readonly<Record<string, unknown>> | undefined;
    readonly authorization: string | undefined;
  },
): Promise<TestSubscription<Data>> {
  const { query, variables, authorization } = operation;
  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...(authorization === undefined ? {} : { connectionParams: { authorization } }),
  });
  const connected = new Promise<void>((resolve) => client.on('connected', () => resolve()));
  const events = client.iterate<Data & Record<string, unknown>>({ query, ...(variables === undefined ? {} : { variables }) });
  const first = events.next();
  await Promise.race([connected, first]);
  let pending: typeof first | undefined = first;
  return {
    async next() {
      const event = await (pending ?? events.next());
      pending = undefined;
      if (event.done === true) throw new Error('The subscription has ended');
      return { data: event.value.data ?? null, errors: (event.value.errors ?? []) as readonly GraphqlError[] };
    },
    async stop() {
      await client.dispose();
    },
  };
}
