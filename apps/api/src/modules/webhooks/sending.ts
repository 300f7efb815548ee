import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { type AddressPolicy, ForbiddenAddressError, pinnedLookup, problemOf } from './addresses.ts';

/** How an attempt ended: any answer of 200 to 299 is a success. The words are for admins; they hold nothing of the answer's body. */
export type Attempt =
  | { readonly succeeded: true; readonly status: number }
  | { readonly succeeded: false; readonly status: number | null; readonly problem: string };

export interface SignedRequest {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** One attempt over a connection of its own. Redirects are not followed: they would lead past the checks of the address. Never rejects. */
export function post(
  { url, body, headers }: SignedRequest,
  { policy, timeoutMilliseconds }: { readonly policy: AddressPolicy; readonly timeoutMilliseconds: number },
): Promise<Attempt> {
  const problem = problemOf(url, policy);
  if (problem !== null) return Promise.resolve({ succeeded: false, status: null, problem });
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve({ succeeded: false, status: null, problem: wordsOf(error) });
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    const sent = send(
      url,
      {
        method: 'POST',
        agent: false,
        lookup: pinnedLookup(policy),
        signal: AbortSignal.timeout(timeoutMilliseconds),
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(body)),
          'user-agent': 'Fanfare-Webhooks',
        },
      },
      (answer) => {
        const status = answer.statusCode ?? 0;
        // What the receiver says is not read: only that it took the event counts.
        answer.destroy();
        const succeeded = status >= 200 && status < 300;
        resolve(succeeded ? { succeeded, status } : { succeeded: false, status, problem: `HTTP ${status}` });
      },
    );
    sent.once('error', fail);
    sent.end(body);
  });
}

function wordsOf(error: Error): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'TIMEOUT';
  if (error instanceof ForbiddenAddressError) return 'NOT_PUBLIC';
  return 'code' in error && typeof error.code === 'string' ? error.code : 'CONNECTION_FAILED';
}
