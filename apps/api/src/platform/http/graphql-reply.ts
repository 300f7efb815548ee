import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { KeptAnswer } from '../graphql/answers/answer-cache.ts';
import type { Admission, Charge } from '../graphql/execution/admission.ts';
import { type Encoding, encodedBody } from './body-encoding.ts';

export interface GraphqlAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
  readonly charge: Charge | undefined;
  /** Sent as it is: a secret is shown once, as the answer to a mutation, and its length when compressed shall tell nothing. */
  readonly isSecret?: boolean;
}

/** What one operation cost, as `extensions.cost` tells it. What remains is left out where the same answer may be used again (GET). */
export function costExtension(cost: { readonly requested: number; readonly maximum: number }, charge: Charge | undefined) {
  if (charge === undefined) return { cost };
  const { budget, taken } = charge;
  const { requested, maximum } = cost;
  return { cost: { requested, maximum, remaining: taken.remaining, limit: budget.capacity, seconds: budget.seconds } };
}

/** For answers that are data: nothing in them is ever to be shown or run as a page. */
const securityHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

const varying = 'authorization, accept, accept-encoding, accept-language';

/** The headers of an answer to POST, which nobody stores. */
export function postedAnswerHeaders(answer: {
  readonly contentType: string;
  readonly charge: Charge | undefined;
  readonly encoding: Encoding | undefined;
}): Record<string, string> {
  const { contentType, charge, encoding } = answer;
  const headers: Record<string, string> = { ...securityHeaders, 'content-type': contentType, 'cache-control': 'no-store' };
  if (charge !== undefined) addBudgetHeaders(headers, charge);
  if (encoding !== undefined) {
    headers['content-encoding'] = encoding;
    headers['vary'] = varying;
  }
  return headers;
}

/**
 * Sends an answer with its headers: what is left of the budget, whether it may be kept (a browser may keep what it got by GET for this
 * person, and asks each time whether it is still the same), and 304 when it is.
 */
export async function sendAnswer(request: FastifyRequest, reply: FastifyReply, answer: GraphqlAnswer): Promise<FastifyReply> {
  const { status, contentType, body, charge, isSecret = false } = answer;
  reply.code(status);
  const accepted = isSecret ? undefined : request.headers['accept-encoding'];
  if (request.method !== 'GET' || status !== 200) {
    const { bytes, encoding } = await encodedBody(accepted, body);
    return reply.headers(postedAnswerHeaders({ contentType, charge, encoding })).send(bytes);
  }
  const etag = etagOf(body);
  const headers = { ...postedAnswerHeaders({ contentType, charge, encoding: undefined }), etag, vary: varying };
  reply.headers({ ...headers, 'cache-control': 'private, no-cache' });
  if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
  const { bytes, encoding } = await encodedBody(accepted, body);
  if (encoding !== undefined) reply.header('content-encoding', encoding);
  return reply.send(bytes);
}

/**
 * The end of a kept answer, behind its head: the extensions of this request. What remains of the budget is told where nobody stores the
 * answer.
 */
export function keptTail(
  answer: KeptAnswer,
  { admission, charge }: { readonly admission: Pick<Admission, 'maximumCost'>; readonly charge: Charge | undefined },
): Buffer {
  const extensions = costExtension({ requested: answer.cost, maximum: admission.maximumCost }, charge);
  return Buffer.from(`${JSON.stringify(extensions)}}\n`);
}

/** The header fields of the IETF draft (httpapi-ratelimit-headers) in the form that is in use: limit, remaining, seconds until full. */
export function budgetHeaders(charge: Charge): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  addBudgetHeaders(headers, charge);
  return headers;
}

function addBudgetHeaders(headers: Record<string, string>, { budget, taken }: Charge): void {
  const { capacity, seconds } = budget;
  headers['ratelimit-limit'] = String(capacity);
  headers['ratelimit-remaining'] = String(taken.remaining);
  headers['ratelimit-reset'] = String(Math.ceil(((capacity - taken.remaining) / capacity) * seconds));
  headers['ratelimit-policy'] = `${capacity};w=${seconds}`;
  if (!taken.isGranted) headers['retry-after'] = String(taken.retryAfterSeconds);
}

/** Weak: the same answer compressed is the same answer (RFC 9110, 8.8.1). */
function etagOf(body: Buffer): string {
  return `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}

function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return header.trim() === '*' || header.split(',').some((tag) => opaque(tag) === opaque(etag));
}
