import { Readable } from 'node:stream';
import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticator } from '../auth/authenticator.ts';
import type { Viewer } from '../auth/viewer.ts';
import { type AnswerCache, headOf, type Question, type RecalledAnswer } from '../graphql/answers/answer-cache.ts';
import { KeptAnswerNotes } from '../graphql/answers/answer-notes.ts';
import type { Versions } from '../graphql/answers/versions.ts';
import type { Admission } from '../graphql/execution/admission.ts';
import type { AskedDocument, PersistedDocuments } from '../graphql/execution/persisted-documents.ts';
import { createRequestContext, languageFor } from '../graphql/request-context.ts';
import type { ResolverInstances } from '../graphql/schema.ts';
import type { CredentialsGuard } from '../limits/credentials-guard.ts';
import type { Metrics } from '../metrics.ts';
import { type HttpOperationContext, questionOf } from './graphql-exchange.ts';
import type { GraphqlFront } from './graphql-front.ts';
import { keptTail, sendAnswer } from './graphql-reply.ts';

export interface GraphqlRoutesOptions {
  readonly apollo: ApolloServer<HttpOperationContext>;
  readonly resolvers: ResolverInstances;
  readonly documents: PersistedDocuments;
  readonly admission: Admission;
  readonly credentials: CredentialsGuard;
  readonly authenticator: Authenticator;
  readonly versions: Versions;
  readonly answers: AnswerCache;
  readonly metrics: Metrics;
  /** Answers what it knows before a request comes here; undefined where every request shall take the whole way. */
  readonly front: GraphqlFront | undefined;
}

/**
 * GraphQL over HTTP at /graphql. Credentials are checked before the operation is looked at, so that refused ones are answered with
 * 401 and a challenge instead of a GraphQL result. An answer that is kept and still holds is sent without asking Apollo.
 */
export function graphqlRoutes(options: GraphqlRoutesOptions): FastifyPluginAsync {
  return async (server) => {
    server.route({
      method: ['GET', 'POST', 'OPTIONS'],
      url: '/graphql',
      // Answers are compressed below, and need none of the headers for pages.
      compress: false,
      helmet: false,
      preParsing: (request, _reply, payload, done) => {
        const body = options.front?.bodyOf(request.raw);
        done(null, body === undefined ? payload : Readable.from([body], { objectMode: false }));
      },
      handler: async (request, reply) => {
        options.documents.check(askedDocument(request));
        const kept = await recallAnswer(request, options);
        if (kept !== undefined && (await sendKept({ request, reply, kept }, options))) return reply;
        const context = await contextOf(request, reply, options);
        const question = questionOf(request, context);
        const answer = question === undefined ? undefined : options.answers.recall(question);
        const found = answer !== undefined && (await options.versions.areCurrent(answer.dependencies)) ? answer : undefined;
        if (
          found !== undefined &&
          (await sendKept({ request, reply, kept: { answer: found, viewer: context.viewer } }, options))
        )
          return reply;
        return answerWithApollo({ request, reply, context, question }, options);
      },
    });
  };
}

interface RecalledForViewer {
  readonly answer: RecalledAnswer;
  readonly viewer: Viewer;
}

/**
 * The answer that this viewer was given before, if the viewer still may the same and everything is still as it was: all of that is read by one
 * statement, after the request has come.
 */
async function recallAnswer(
  request: FastifyRequest,
  { authenticator, answers, versions }: GraphqlRoutesOptions,
): Promise<RecalledForViewer | undefined> {
  const remembered = authenticator.remembered(request.headers.authorization);
  if (remembered === undefined) return undefined;
  const { authentication, dependency } = remembered;
  const { viewer } = authentication;
  const language = languageFor(authentication, request.headers['accept-language']);
  const question = questionOf(request, { viewer, language });
  const answer = question === undefined ? undefined : answers.recall(question);
  if (answer === undefined) return undefined;
  return (await versions.areCurrent([dependency, ...answer.dependencies])) ? { answer, viewer } : undefined;
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly context: HttpOperationContext;
}

async function contextOf(
  request: FastifyRequest,
  reply: FastifyReply,
  options: GraphqlRoutesOptions,
): Promise<HttpOperationContext> {
  const answer = new KeptAnswerNotes(options.versions);
  const context = createRequestContext({
    authentication: await options.credentials.authenticate(request.headers.authorization, request.ip),
    requestId: request.id,
    acceptLanguage: request.headers['accept-language'],
    resolvers: options.resolvers,
    answer,
  });
  const whenGone = (listener: () => void) =>
    void reply.raw.once('close', () => {
      if (!reply.raw.writableEnded) listener();
    });
  return { ...context, answer, exchange: { address: request.ip }, whenGone };
}

/** What the request says about its document; what cannot be read is left to Apollo, which says what is wrong with it. */
function askedDocument(request: FastifyRequest): AskedDocument {
  const { query, extensions } = ((request.method === 'GET' ? request.query : request.body) ?? {}) as Partial<AskedDocument>;
  return { query, extensions: typeof extensions === 'string' ? readJson(extensions) : extensions };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Charged like an answer that is made anew: what a request costs does not depend on who asked before. False, and nothing is charged or
 * sent, where that is more than is left: then the answer is refused as if it were made anew.
 */
async function sendKept(
  { request, reply, kept }: Omit<Exchange, 'context'> & { readonly kept: RecalledForViewer },
  options: GraphqlRoutesOptions,
): Promise<boolean> {
  const { admission, metrics } = options;
  const stop = metrics.graphqlOperations.startTimer();
  const { viewer, answer } = kept;
  const charge = await admission.charge({ viewer, address: request.ip }, answer.cost);
  if (!charge.taken.isGranted) return false;
  const tail = keptTail(answer, { admission, charge: request.method === 'GET' ? undefined : charge });
  const body = Buffer.concat([answer.head, tail]);
  metrics.keptAnswers.inc();
  stop({ kind: 'query', outcome: 'success' });
  noteForTheFront(request, { answer, viewer }, options);
  await sendAnswer(request, reply, { status: 200, contentType: answer.contentType, body, charge });
  return true;
}

/** So that the same request need not come here again as long as nothing has changed. */
function noteForTheFront(
  request: FastifyRequest,
  { answer, viewer }: RecalledForViewer,
  { authenticator, front }: GraphqlRoutesOptions,
): void {
  const remembered = authenticator.remembered(request.headers.authorization);
  if (front === undefined || remembered === undefined || remembered.authentication.viewer !== viewer) return;
  const until = Math.min(remembered.until, answer.until ?? Number.POSITIVE_INFINITY);
  front.note(request.raw, { answer, viewer, dependencies: [remembered.dependency, ...answer.dependencies], until });
}

async function answerWithApollo(
  { request, reply, context, question }: Exchange & { readonly question: Question | undefined },
  { apollo, answers }: GraphqlRoutesOptions,
): Promise<FastifyReply> {
  const {
    status = 200,
    headers,
    body,
  } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: apolloRequest(request),
    context: async () => context,
  });
  if (body.kind !== 'complete') throw new Error('Incremental delivery is not part of the schema');
  const contentType = headers.get('content-type') ?? 'application/json; charset=utf-8';
  const { exchange, answer } = context;
  const conditions = answer.conditions();
  if (status === 200 && question !== undefined && conditions !== undefined && exchange.data !== undefined)
    answers.keep(question, { head: headOf(exchange.data), contentType, cost: exchange.cost ?? 0 }, conditions);
  for (const [name, value] of headers) reply.header(name, value);
  const { kind, charge } = exchange;
  return sendAnswer(request, reply, {
    status,
    contentType,
    body: Buffer.from(body.string),
    charge,
    isSecret: kind === 'mutation',
  });
}

function apolloRequest(request: FastifyRequest): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const { body, raw } = request;
  return { body, headers, method: request.method, search: new URL(raw.url ?? '/', 'http://localhost').search };
}
