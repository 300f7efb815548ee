import type { Duplex } from 'node:stream';
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
const goodbyeMilliseconds = 10_000;

type Wire = Pick<Duplex, 'cork' | 'uncork' | 'write' | 'writableLength'>;

/** Whoever is told that this was written knows that all before it was. */
const nothing = Buffer.alloc(0);

/** Writes to one connection, and drops it when its reader stays behind, so that nobody's slowness costs more than a bounded memory. */
export class SocketOutlet {
  readonly #socket: Pick<WebSocket, 'readyState' | 'OPEN' | 'bufferedAmount' | 'send' | 'close' | 'terminate'>;
  readonly #wire: Wire;
  readonly #limits: SlowSocketLimits;
  readonly #onDrop: () => void;
  #isDropped = false;

  constructor(
    socket: Pick<WebSocket, 'readyState' | 'OPEN' | 'bufferedAmount' | 'send' | 'close' | 'terminate'>,
    {
      wire,
      limits = slowSocketLimits,
      onDrop = () => undefined,
    }: { readonly wire: Wire; readonly limits?: SlowSocketLimits; readonly onDrop?: () => void },
  ) {
    this.#socket = socket;
    this.#wire = wire;
    this.#limits = limits;
    this.#onDrop = onDrop;
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

  /**
   * A text message of two parts, of which many connections share the second: it is framed here, so that its bytes are made and copied once
   * for all. Null when the connection has taken the message already, as it does as a rule. The connections do not compress messages,
   * so nothing of the socket's own can be half written.
   */
  sendParts(head: Buffer, tail: Buffer): Promise<void> | null {
    if (!this.check() || this.#socket.readyState !== this.#socket.OPEN) return null;
    this.#wire.cork();
    this.#wire.write(framed(head, tail.length));
    this.#wire.write(tail);
    this.#wire.uncork();
    return this.#wire.writableLength === 0 ? null : this.#taken();
  }

  #taken(): Promise<void> {
    return new Promise((resolve) => {
      const stalled = setTimeout(() => this.#drop(), this.#limits.stalledMilliseconds).unref();
      this.#wire.write(nothing, () => {
        clearTimeout(stalled);
        resolve();
      });
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
    this.#onDrop();
    this.#socket.close(tooSlow.code, tooSlow.reason);
    setTimeout(() => this.#socket.terminate(), goodbyeMilliseconds).unref();
  }
}

/** The header of an unmasked, unfragmented text frame (RFC 6455, 5.2) and the first part of its payload. */
function framed(head: Buffer, tailLength: number): Buffer {
  const length = head.length + tailLength;
  const headerLength = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerLength + head.length);
  frame[0] = 0x81;
  if (headerLength === 2) frame[1] = length;
  else if (headerLength === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  head.copy(frame, headerLength);
  return frame;
}
