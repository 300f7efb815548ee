import type { WebSocket } from 'ws';

/** How far a client may stay behind with reading. */
export interface SlowSocketLimits {
  /** The most bytes that wait for one connection. */
  readonly bufferedBytes: number;
  /** The longest that one message of a live update waits for the connection to take it, in milliseconds. */
  readonly stalledMilliseconds: number;
}

export const slowSocketLimits: SlowSocketLimits = { bufferedBytes: 1024 * 1024, stalledMilliseconds: 10_000 };

/** Close code for a client that does not read what it is sent. */
export const tooSlow = { code: 4410, reason: 'You read too slowly' } as const;

/** From the goodbye on until a peer that does not answer is cut off, in milliseconds. */
const goodbyeMilliseconds = 3000;

/** Writes to one connection, and drops it when its reader stays behind, so that nobody's slowness costs more than a bounded memory. */
export class SocketOutlet {
  readonly #socket: Pick<WebSocket, 'readyState' | 'OPEN' | 'bufferedAmount' | 'send' | 'close' | 'terminate'>;
  readonly #limits: SlowSocketLimits;
  #isDropped = false;

  constructor(
    socket: Pick<WebSocket, 'readyState' | 'OPEN' | 'bufferedAmount' | 'send' | 'close' | 'terminate'>,
    limits: SlowSocketLimits = slowSocketLimits,
  ) {
    this.#socket = socket;
    this.#limits = limits;
  }

  /** Begins to write at once; resolves when the connection has taken the message, or is gone. */
  send(message: string): Promise<void> {
    if (!this.check() || this.#socket.readyState !== this.#socket.OPEN) return Promise.resolve();
    return new Promise((resolve) => {
      let stalled: NodeJS.Timeout | undefined;
      this.#socket.send(message, () => {
        clearTimeout(stalled);
        resolve();
      });
      if (this.#socket.bufferedAmount === 0) return;
      stalled = setTimeout(() => this.#drop(), this.#limits.stalledMilliseconds).unref();
    });
  }

  /** Before anything further is written. False: the connection is dropped. */
  check(): boolean {
    if (!this.#isDropped && this.#socket.bufferedAmount > this.#limits.bufferedBytes) this.#drop();
    return !this.#isDropped;
  }

  #drop(): void {
    if (this.#isDropped) return;
    this.#isDropped = true;
    this.#socket.close(tooSlow.code, tooSlow.reason);
    setTimeout(() => this.#socket.terminate(), goodbyeMilliseconds).unref();
  }
}
