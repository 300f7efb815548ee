import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server on this machine that can be made slow. */
export interface SlowLink {
  readonly port: number;
  /** From now on each piece of an answer comes so many milliseconds late; in their order, nothing is lost. */
  delayAnswers(milliseconds: number): void;
  close(): Promise<void>;
}

export async function openSlowLink(target: { readonly port: number }): Promise<SlowLink> {
  let delay = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target.port, '127.0.0.1');
    let last: Promise<unknown> = Promise.resolve();
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
    client.pipe(upstream);
    upstream.on('data', (piece) => {
      const arrives = new Promise((resolve) => setTimeout(resolve, delay));
      last = Promise.all([last, arrives]).then(() => client.write(piece));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    delayAnswers: (milliseconds) => {
      delay = milliseconds;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
