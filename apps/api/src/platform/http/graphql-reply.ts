import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Charge } from '../graphql/execution/admission.ts';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

export interface GraphqlAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly charge: Charge | undefined;
  /** Sent as it is: a secret is shown once, as the answer to a mutation, and its length when compressed shall tell nothing. */
  readonly isSecret?: boolean;
}

/** What one operation cost, as `extensions.cost` tells it. What remains is left out where the same answer may be used again (GET). */
export function costExtension(cost: { readonly requested: number; readonly maximum: number }, charge: Charge | undefined) {
  if (charge === undefined) return { cost };
  const { budget, taken } = charge;
  return { cost: { ...cost, remaining: taken.remaining, limit: budget.capacity, seconds: budget.seconds } };
}

/** For answers that are data: nothing in them is ever to be shown or run as a page. */
const securityHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

/**
 * Sends an answer with its headers: what is left of the budget, whether it may be kept (a browser may keep what it got by GET for this
 * person, and asks each time whether it is still the same), and 304 when it is.
 */
export async function sendAnswer(request: FastifyRequest, reply: FastifyReply, answer: GraphqlAnswer): Promise<FastifyReply> {
  const { status, contentType, body, charge } = answer;
  reply.code(status).headers(securityHeaders).header('content-type', contentType);
  if (charge !== undefined) reply.headers(budgetHeaders(charge));
  if (request.method !== 'GET' || status !== 200) {
    reply.header('cache-control', 'no-store');
    return reply.send(await encoded(request, reply, answer));
  }
  const etag = etagOf(body);
  reply.headers({
    etag,
    'cache-control': 'private, no-cache',
    vary: 'authorization, accept, accept-encoding, accept-language',
  });
  if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
  return reply.send(await encoded(request, reply, answer));
}

/** Shorter answers fit into one packet either way. */
const compressedBytes = 1024;
const encodings = {
  br: (text: string) => brotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (text: string) => gzipped(text),
} as const;

async function encoded(request: FastifyRequest, reply: FastifyReply, answer: GraphqlAnswer): Promise<string | Buffer> {
  const { body, isSecret = false } = answer;
  const accepted = request.headers['accept-encoding'];
  if (isSecret || accepted === undefined || body.length < compressedBytes) return body;
  const encoding = acceptedEncoding(String(accepted));
  if (encoding === undefined) return body;
  reply.headers({ 'content-encoding': encoding, vary: 'authorization, accept, accept-encoding, accept-language' });
  return encodings[encoding](body);
}

/** Brotli before gzip; `q=0` and what is not named are refused. */
function acceptedEncoding(header: string): keyof typeof encodings | undefined {
  const accepted = new Set(
    header.split(',').flatMap((part) => {
      const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      return parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)) ? [] : [name];
    }),
  );
  return (['br', 'gzip'] as const).find((encoding) => accepted.has(encoding));
}

/** The header fields of the IETF draft (httpapi-ratelimit-headers) in the form that is in use: limit, remaining, seconds until full. */
export function budgetHeaders({ budget, taken }: Charge): Readonly<Record<string, string>> {
  const { capacity, seconds } = budget;
  const untilFull = Math.ceil(((capacity - taken.remaining) / capacity) * seconds);
  return {
    'ratelimit-limit': String(capacity),
    'ratelimit-remaining': String(taken.remaining),
    'ratelimit-reset': String(untilFull),
    'ratelimit-policy': `${capacity};w=${seconds}`,
    ...(taken.isGranted ? {} : { 'retry-after': String(taken.retryAfterSeconds) }),
  };
}

/** Weak: the same answer compressed is the same answer (RFC 9110, 8.8.1). */
function etagOf(body: string): string {
  return `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}

function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return header.trim() === '*' || header.split(',').some((tag) => opaque(tag) === opaque(etag));
}
