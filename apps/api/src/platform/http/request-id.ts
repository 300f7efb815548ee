import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** A caller's request id is taken over when it is harmless to log. */
const harmlessRequestId = /^[A-Za-z0-9._-]{1,64}$/;

/** Under what a request appears in the logs, in the answer's header x-request-id and in unexpected errors. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const told = headers['x-request-id'];
  return typeof told === 'string' && harmlessRequestId.test(told) ? told : randomUUID();
}
