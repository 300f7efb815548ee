import type { FastifyRequest } from 'fastify';
import { identityOf, rightsOf } from '../auth/viewer.ts';
import type { Question } from '../graphql/answers/answer-cache.ts';
import type { KeptAnswerNotes } from '../graphql/answers/answer-notes.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { Charge } from '../graphql/execution/admission.ts';

/** What is found out about one request on its way through Apollo; Apollo copies contexts, so it lies in an object of its own. */
export interface GraphqlExchange {
  readonly address: string;
  /** What it costs, once the operation is known. */
  cost?: number;
  charge?: Charge;
  kind?: 'query' | 'mutation' | 'subscription';
  /** The field `data` of an answer without errors. */
  data?: unknown;
}

/** The context of an operation over HTTP. */
export interface HttpOperationContext extends RequestContext {
  readonly answer: KeptAnswerNotes;
  readonly exchange: GraphqlExchange;
}

/** Longer requests are not worth being remembered. */
const longestRequest = 16 * 1024;

/**
 * Under what the answer to a request may be found again; undefined for requests that are refused before an operation is looked at, or
 * might be. It holds everything that Apollo looks at: what is answered under the same question is answered the same.
 */
export function questionOf(
  request: FastifyRequest,
  { viewer, language }: Pick<RequestContext, 'viewer' | 'language'>,
): Question | undefined {
  const asked = askedBy(request);
  if (asked === undefined || asked.length > longestRequest) return undefined;
  const text = `${request.method} ${language} ${request.headers.accept ?? ''}\n${asked}`;
  return { request: text, rights: rightsOf(viewer), viewer: identityOf(viewer) };
}

function askedBy({ method, body, headers, raw }: FastifyRequest): string | undefined {
  if (method === 'POST') return typeof body === 'object' && body !== null ? JSON.stringify(body) : undefined;
  if (method !== 'GET' || headers['content-type'] !== undefined) return undefined;
  return takesPreflight(headers) ? raw.url : undefined;
}

/** A browser sends these headers to other sites only after asking them: see csrfPrevention of Apollo Server. */
function takesPreflight(headers: FastifyRequest['headers']): boolean {
  return [headers['apollo-require-preflight'], headers['x-apollo-operation-name']].some(
    (value) => value !== undefined && value.length > 0,
  );
}
