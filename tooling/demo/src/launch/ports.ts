import { createServer } from 'node:net';
import { freePort } from '@fanfare/local-postgres';
import { DemoError } from '../errors.ts';

/** The port to serve on: a free one for 0. Throws a DemoError when the wished one is taken or not allowed. */
export async function usablePort(wished: number, host: string): Promise<number> {
  if (wished === 0) return freePort();
  const code = await problemWithPort(wished, host);
  if (code === undefined) return wished;
  if (code === 'EADDRINUSE') {
    throw new DemoError(
      `Port ${wished} is taken by another process: end that, or choose another one, as in PORT=${wished + 1} npm start.`,
    );
  }
  throw new DemoError(`Port ${wished} cannot be opened on ${host} (${code}): set PORT or HOST to one that can.`);
}

function problemWithPort(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
