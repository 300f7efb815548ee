import { type Client, createClient } from 'graphql-ws';
import type { Credentials } from '../auth/credentials.ts';

/** `idle`: nobody listens; `connecting`: first attempt; `live`; `interrupted`: the connection was lost and is being sought again. */
export type LiveStatus = 'idle' | 'connecting' | 'live' | 'interrupted';

/** Close codes of the graphql-ws protocol with which a server says that the token is missing, refused or over. */
const refusals = new Set([4401, 4403]);

/** How long a server may take to answer a ping, in milliseconds: a dead network often says nothing. */
const longestSilence = 5_000;
const noAnswer = { code: 4408, reason: 'The server does not answer' } as const;

/** The one WebSocket of the app, and what can be said about it. */
export class LiveConnection {
  readonly client: Client;
  readonly #listeners = new Set<() => void>();
  #status: LiveStatus = 'idle';
  #wasLive = false;
  #socket: WebSocket | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(session: Credentials) {
    const url = new URL('/graphql', window.location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    this.client = createClient({
      url: url.href,
      connectionParams: () => (session.accessToken === undefined ? {} : { authorization: `Bearer ${session.accessToken}` }),
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
      keepAlive: 15_000,
      lazyCloseTimeout: 3_000,
      on: {
        connecting: () => this.#change(this.#wasLive ? 'interrupted' : 'connecting'),
        ping: (received) => {
          if (received) return;
          this.#silence = setTimeout(() => this.#socket?.close(noAnswer.code, noAnswer.reason), longestSilence);
        },
        pong: (received) => {
          if (received) clearTimeout(this.#silence);
        },
        connected: (socket) => {
          this.#socket = socket as WebSocket;
          this.#wasLive = true;
          this.#change('live');
        },
        closed: (event) => {
          clearTimeout(this.#silence);
          const { code, wasClean } = event as CloseEvent;
          if (refusals.has(code)) void session.renew();
          this.#change(wasClean && code === 1000 ? 'idle' : 'interrupted');
          if (this.#status === 'idle') this.#wasLive = false;
        },
      },
    });
  }

  get status(): LiveStatus {
    return this.#status;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #change(status: LiveStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    for (const listener of this.#listeners) listener();
  }
}
