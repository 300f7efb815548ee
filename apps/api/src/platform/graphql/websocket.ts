import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type ExecutionArgs,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
} from 'graphql';
import type { Context, ServerOptions, SubscribePayload } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { uuidv7 } from 'uuidv7';
import { WebSocketServer } from 'ws';
import { RefusedCredentialsError } from '../auth/authenticator.ts';
import type { Clock } from '../clock.ts';
import type { EventBus } from '../events/event-bus.ts';
import type { CredentialsGuard } from '../limits/credentials-guard.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import type { RequestContext } from './context.ts';
import { isUnexpected, maskedError } from './error-masking.ts';
import { ApiError } from './errors.ts';
import { type Admission, tooManyRequests } from './execution/admission.ts';
import type { OperationExecutor } from './execution/operation-executor.ts';
import { askedHash, type PersistedDocuments } from './execution/persisted-documents.ts';
import { createValidatedDocuments, type ValidatedDocuments } from './execution/validated-documents.ts';
import type { ResolverInstances } from './schema.ts';
import { SocketOutlet } from './socket-outlet.ts';
import { SocketRegistry } from './socket-registry.ts';
import { SocketSession } from './socket-session.ts';
import { type Outlet, subscribeWithFreshContexts } from './subscription-execution.ts';

export interface GraphqlSocketOptions {
  readonly schema: GraphQLSchema;
  readonly resolvers: ResolverInstances;
  readonly executor: OperationExecutor;
  readonly admission: Admission;
  readonly documents: PersistedDocuments;
  readonly credentials: CredentialsGuard;
  readonly events: EventBus;
  /** From which address a connection comes. */
  readonly addressOf: (request: IncomingMessage) => string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** The most connections at a time; further ones are answered with 503. */
  readonly connectionLimit: number;
  /** The most connections of one person, token or address. */
  readonly connectionsPerClient: number;
}

export interface GraphqlSockets {
  /** Closes every connection with 1001 (going away): clients connect again, to another node. */
  close(): Promise<void>;
}

const path = '/graphql';
const maximumMessageBytes = 256 * 1024;
const maximumOperationsOfAConnection = 100;
const keepAliveMilliseconds = 15_000;
const goodbyeMilliseconds = 3000;

/** 4401 and 4403 as the protocol has them; 1013 is "try again later" of the WebSocket registry. */
const closeCode = { unauthorized: 4401, expired: 4403, tryAgainLater: 1013 } as const;

type Parameters = { readonly authorization?: unknown; readonly Authorization?: unknown };
type SocketExtra = { session?: SocketSession; outlet?: SocketOutlet };
type SocketOperationContext = RequestContext & { readonly session: SocketSession; readonly outlet: Outlet };
type SocketContext = Context<Parameters, Extra & SocketExtra>;

/**
 * GraphQL over WebSocket (subprotocol graphql-transport-ws) on the path of GraphQL over HTTP. The token comes in the connection's
 * parameters as `authorization: "Bearer …"`. Close codes: 4401 for credentials that are not accepted, 4403 once they have expired or
 * were revoked (connect again with a new token), 1013 for a client that holds too many connections, 4410 for one that does not read what it is
 * sent, 1001 when this node stops.
 */
export async function attachGraphqlSockets(server: Server, options: GraphqlSocketOptions): Promise<GraphqlSockets> {
  const registry = new SocketRegistry({ perClient: options.connectionsPerClient, logger: options.logger });
  const forget = await registry.follow(options.events);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maximumMessageBytes });
  const protocol = useServer<Parameters, SocketExtra>(protocolOptions(options, registry), sockets, keepAliveMilliseconds);
  sockets.on('connection', (socket) => {
    options.metrics.openSockets.inc();
    socket.once('close', () => options.metrics.openSockets.dec());
  });
  server.on('upgrade', (request, socket, head) => {
    if (pathOf(request) !== path) return refuse(socket, 404);
    if (sockets.clients.size >= options.connectionLimit) return refuse(socket, 503);
    sockets.handleUpgrade(request, socket, head, (accepted) => sockets.emit('connection', accepted, request));
  });
  return {
    async close() {
      await forget();
      await closeSockets(sockets, protocol);
    },
  };
}

/** Says goodbye to every client; whoever does not answer in time is cut off, so that one dead peer cannot hold up a stop. */
async function closeSockets(sockets: WebSocketServer, protocol: { dispose(): void | Promise<void> }): Promise<void> {
  const cutOff = setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
  }, goodbyeMilliseconds);
  await protocol.dispose();
  clearTimeout(cutOff);
}

/** Null for an address that is none, such as `//`: anybody may send one. */
function pathOf({ url = '/' }: IncomingMessage): string | null {
  const base = 'http://localhost';
  return URL.canParse(url, base) ? new URL(url, base).pathname : null;
}

function refuse(socket: Duplex, status: number): void {
  // A client that is gone already is none of our errors; nobody else listens from the upgrade on.
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function protocolOptions(
  options: GraphqlSocketOptions,
  registry: SocketRegistry,
): ServerOptions<Parameters, Extra & Partial<SocketExtra>> {
  const validated = createValidatedDocuments(options.schema);
  const present = (errors: readonly GraphQLError[], context: SocketContext) =>
    errors.map((error) => presentError(error, sessionOf(context).requestId, options.logger));
  return {
    schema: options.schema,
    onConnect: (context) => openSession(context, { options, registry }),
    onClose: ({ extra }) => {
      if (extra.session === undefined) return;
      registry.remove(extra.session);
      extra.session.end();
    },
    onSubscribe: (context, id, payload) => {
      if (Object.keys(context.subscriptions).length <= maximumOperationsOfAConnection) {
        const outlet = outletFor(context, { id, present });
        return prepare(options, { validated, payload, session: sessionOf(context), outlet });
      }
      return [
        new ApiError('TOO_MANY_REQUESTS', `One connection carries ${maximumOperationsOfAConnection} operations at a time.`),
      ];
    },
    execute: (args) =>
      options.executor.execute({
        document: args.document,
        operationName: args.operationName ?? null,
        variables: args.variableValues ?? null,
        contextValue: args.contextValue as SocketOperationContext,
      }),
    subscribe: (args) =>
      subscribeWithFreshContexts({
        args,
        executor: options.executor,
        session: (args.contextValue as SocketOperationContext).session,
        outlet: (args.contextValue as SocketOperationContext).outlet,
      }),
    onPing: (context) => void context.extra.outlet?.check(),
    onNext: (context, _id, _payload, _args, { errors, ...result }) => {
      context.extra.outlet?.check();
      return errors === undefined ? undefined : ({ ...result, errors: present(errors, context) } as FormattedExecutionResult);
    },
    onError: (context, _id, _payload, errors) => present(errors, context),
  };
}

/** Authenticates the connection; false (and a close code) when its credentials are not accepted, or it is one too many. */
async function openSession(
  context: SocketContext,
  { options, registry }: { readonly options: GraphqlSocketOptions; readonly registry: SocketRegistry },
): Promise<boolean> {
  const { socket, request } = context.extra;
  const parameter = context.connectionParams?.authorization ?? context.connectionParams?.Authorization;
  const authorization = typeof parameter === 'string' ? parameter : request.headers.authorization;
  const address = options.addressOf(request);
  try {
    const session = await SocketSession.open({
      authenticate: () => options.credentials.authenticate(authorization, address),
      acceptLanguage: request.headers['accept-language'],
      requestId: uuidv7(),
      address,
      resolvers: options.resolvers,
      clock: options.clock,
      onExpiry: () => socket.close(closeCode.expired, 'The credentials have expired'),
    });
    if (!registry.add(session)) {
      session.end();
      socket.close(closeCode.tryAgainLater, 'You hold too many connections');
      return false;
    }
    context.extra.session = session;
    context.extra.outlet = new SocketOutlet(socket, { wire: request.socket, onDrop: () => options.metrics.slowSockets.inc() });
    return true;
  } catch (error) {
    closeRefused(socket, { error, logger: options.logger });
    return false;
  }
}

function closeRefused(socket: Extra['socket'], { error, logger }: { readonly error: unknown; readonly logger: Logger }): void {
  if (error instanceof RefusedCredentialsError) socket.close(closeCode.unauthorized, error.message.slice(0, 120));
  else if (error instanceof ApiError) socket.close(closeCode.tryAgainLater, error.message.slice(0, 120));
  else {
    logger.error({ err: error }, 'A connection could not be authenticated');
    socket.close(closeCode.tryAgainLater, 'Credentials cannot be checked at present');
  }
}

interface AskedOperation {
  readonly validated: ValidatedDocuments;
  readonly payload: SubscribePayload;
  readonly session: SocketSession;
  readonly outlet: Outlet;
}

/** Writes `next` messages of one operation around JSON that is made once for all connections. */
function outletFor(
  context: SocketContext,
  {
    id,
    present,
  }: {
    readonly id: string;
    readonly present: (errors: readonly GraphQLError[], context: SocketContext) => readonly GraphQLFormattedError[];
  },
): Outlet {
  const head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  const bytes = Buffer.from(head);
  return (answer) => {
    const outlet = context.extra.outlet;
    if (outlet === undefined) return null;
    const { errors, ...result } = answer.result;
    if (errors === undefined) return outlet.sendParts(bytes, answer.tail);
    return outlet.send(`${head}${JSON.stringify({ ...result, errors: present(errors, context) })}}`);
  };
}

/** Parses, validates, prices and charges as GraphQL over HTTP does. */
async function prepare(
  options: GraphqlSocketOptions,
  { validated, payload, session, outlet }: AskedOperation,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  try {
    const document = validated.read(documentOf(payload, options.documents));
    if (!('kind' in document)) return document;
    const operationName = payload.operationName ?? null;
    const definition = getOperationAST(document, operationName);
    const contextValue = { ...(await session.context()), outlet };
    if (definition != null) {
      const cost = options.admission.price({ document, definition, variables: payload.variables ?? {} });
      const charge = await options.admission.charge(session, cost);
      if (!charge.taken.isGranted) return [tooManyRequests(charge)];
    }
    return { schema: options.schema, document, operationName, variableValues: payload.variables ?? null, contextValue };
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

/** The text of the document; over WebSocket too it may be asked for by its hash, with an empty `query`. Throws what refuses it. */
function documentOf({ query, extensions }: SubscribePayload, documents: PersistedDocuments): string {
  documents.check({ query: query === '' ? undefined : query, extensions });
  const hash = askedHash(extensions);
  if (query !== '' || hash === undefined) return query;
  const known = documents.find(hash);
  if (known === undefined)
    throw new GraphQLError('PersistedQueryNotFound', { extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } });
  return known;
}

function sessionOf(context: SocketContext): SocketSession {
  const { session } = context.extra;
  if (session === undefined) throw new Error('An operation came before its connection was acknowledged');
  return session;
}

function presentError(error: GraphQLError, requestId: string, logger: Logger): GraphQLFormattedError {
  if (!isUnexpected(error)) return error.toJSON();
  logger.error({ requestId, path: error.path, err: error.originalError }, 'A GraphQL operation failed unexpectedly');
  return maskedError(error.toJSON(), requestId);
}
