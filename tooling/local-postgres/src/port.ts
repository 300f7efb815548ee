import { createServer } from 'node:net';

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const address = server.address();
      const taken = typeof address === 'object' && address !== null ? address.port : undefined;
      server.close(() => resolve(taken));
    });
  });
}

/** `wished` when nothing listens on it on loopback, else a free port of the system's choice. */
export async function freePort(wished?: number): Promise<number> {
  const port = (wished === undefined ? undefined : await listenOnce(wished)) ?? (await listenOnce(0));
  if (port === undefined) throw new Error('The system gives out no free port on 127.0.0.1');
  return port;
}
