import type { Duplex, Writable } from 'node:stream';
import { expect, jest, test } from '@jest/globals';
import * as ws from 'ws';
import { SocketOutlet } from './socket-outlet.ts';

/** A connection whose peer reads when the test says so. */
function slowSocket() {
  const waiting: (() => void)[] = [];
  const closed: number[] = [];
  const socket = {
    ...{ readyState: 1 as const, OPEN: 1 as const, bufferedAmount: 0 },
    send: (message: unknown, taken?: unknown) => {
      socket.bufferedAmount += String(message).length;
      waiting.push(taken as () => void);
    },
    close: (code?: number) => void closed.push(code ?? 0),
    terminate: () => void closed.push(-1),
  };
  /** What was written past the socket's own frames. */
  const written: Buffer[] = [];
  const wire = {
    cork: () => undefined,
    uncork: () => undefined,
    get writableLength() {
      return socket.bufferedAmount;
    },
    write: (chunk: Buffer, taken?: unknown) => {
      written.push(chunk);
      socket.bufferedAmount += chunk.length;
      if (taken !== undefined) waiting.push(taken as () => void);
      return true;
    },
  };
  const read = () => {
    socket.bufferedAmount = 0;
    for (const taken of waiting.splice(0)) taken();
  };
  return { socket, wire: wire as unknown as Duplex, written, closed, waiting, read };
}

/** The types of ws leave out how it reads frames. */
const { Receiver } = ws as unknown as { readonly Receiver: new (options: { readonly isServer: boolean }) => Writable };

/** The payload of the one frame that the bytes hold, as a client of the ws library reads it. */
async function payloadOf(bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const receiver = new Receiver({ isServer: false });
    receiver.once('message', (data: Buffer) => resolve(data.toString()));
    receiver.once('error', reject);
    receiver.write(bytes);
  });
}

const limits = { bufferedBytes: 10, stalledMilliseconds: 1000 };

test('a message is done when the connection has taken it', async () => {
  const { socket, wire, read, closed } = slowSocket();
  const outlet = new SocketOutlet(socket, { wire, limits });
  const sent = outlet.send('0123');
  read();
  await sent;
  expect(closed).toEqual([]);
});

test('beyond the bytes that may wait the connection is dropped with 4410, and nothing further is written', async () => {
  const { socket, wire, closed, waiting } = slowSocket();
  const outlet = new SocketOutlet(socket, { wire, limits });
  void outlet.send('0123456789ab');
  expect(outlet.check()).toBe(false);
  await outlet.send('more');
  expect(waiting).toHaveLength(1);
  expect(closed).toEqual([4410]);
});

test('who takes nothing for long is dropped with 4410, and cut off when not even that is heard', async () => {
  jest.useFakeTimers();
  const { socket, wire, closed } = slowSocket();
  void new SocketOutlet(socket, { wire, limits }).send('0123');
  jest.advanceTimersByTime(1000);
  expect(closed).toEqual([4410]);
  jest.advanceTimersByTime(10_000);
  expect(closed).toEqual([4410, -1]);
  jest.useRealTimers();
});

test.each([0, 60, 125, 126, 300, 65_500, 65_536, 200_000])(
  'a message of two parts is one frame that clients read as it was meant, with a second part of %i bytes',
  async (length) => {
    const { socket, wire, written, read } = slowSocket();
    const outlet = new SocketOutlet(socket, { wire, limits: { ...limits, bufferedBytes: 1_000_000 } });
    const sent = outlet.sendParts(Buffer.from('{"id":"ü",'), Buffer.from('x'.repeat(length)));
    expect(await payloadOf(Buffer.concat(written))).toBe(`{"id":"ü",${'x'.repeat(length)}`);
    expect(sent).not.toBeNull();
    read();
    await sent;
  },
);

test('a connection that takes no message of two parts is dropped with 4410', () => {
  jest.useFakeTimers();
  const { socket, wire, closed } = slowSocket();
  void new SocketOutlet(socket, { wire, limits }).sendParts(Buffer.from('01'), Buffer.from('23'));
  jest.advanceTimersByTime(1000);
  expect(closed).toEqual([4410]);
  jest.useRealTimers();
});
