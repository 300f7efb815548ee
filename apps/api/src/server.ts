import type { AddressInfo } from 'node:net';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { type Application, builtAdminApp, createApplication } from './app.ts';
import type { Environment } from './env.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { AnswerCache } from './platform/graphql/answers/answer-cache.ts';
import { Versions } from './platform/graphql/answers/versions.ts';
import { createApolloServer } from './platform/graphql/apollo.ts';
import { createAdmission } from './platform/graphql/execution/admission.ts';
import { createOperationExecutor } from './platform/graphql/execution/operation-executor.ts';
import { createPersistedDocuments, createTrustedDocuments } from './platform/graphql/execution/persisted-documents.ts';
import { readManifests } from './platform/graphql/execution/trusted-manifest.ts';
import { buildApiSchema } from './platform/graphql/schema.ts';
import { attachGraphqlSockets } from './platform/graphql/websocket.ts';
import { adminAppRoutes } from './platform/http/admin-app.routes.ts';
import { createAddressReader } from './platform/http/client-address.ts';
import { graphqlRoutes } from './platform/http/graphql.routes.ts';
import { GraphqlFront } from './platform/http/graphql-front.ts';
import { createHttpServer } from './platform/http/http-server.ts';
import { KnownRequests } from './platform/http/known-requests.ts';
import { operationsRoutes } from './platform/http/operations.routes.ts';
import { createNoteAnswered, type NoteAnswered } from './platform/http/request-line.ts';
import { createCredentialsGuard } from './platform/limits/credentials-guard.ts';
import { createLogger, type Logger } from './platform/logger.ts';
import { startTracing, type Tracing } from './platform/tracing.ts';

export interface ServerOptions {
  readonly environment: Environment;
  /** Further plugins under the same port, such as the demo's identity provider. */
  readonly extensions?: readonly FastifyPluginAsync[];
  readonly clock?: Clock;
  readonly log?: Logger;
  /** Told of every SQL statement, for tests that count them. */
  readonly onStatement?: (sql: string) => void;
  /** Runs between a commit and everything that follows from it: where tests let a process die. */
  readonly afterCommit?: () => void;
}

export interface RunningServer {
  /** Where it answers from this machine, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /**
   * Stops taking requests, lets running ones end, closes sockets with 1001, ends jobs, closes the database. May be called again.
   */
  stop(): Promise<void>;
  /**
   * Runs in this process, one after the other, whatever jobs are due by the application's clock, and gives back their names: for tests
   * that move the clock on. Throws the first error of a job.
   */
  runDueJobs(): Promise<readonly string[]>;
}

/** Migrates the database and serves everything on one port. When it cannot start, what it had opened is closed again. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { environment, clock = systemClock } = options;
  const logger = options.log ?? createLogger(environment.LOG_LEVEL);
  const tracing = await startTracingIfWanted(environment);
  const application = createApplication({
    environment,
    clock,
    logger,
    onStatement: (sql) => {
      tracing?.noteStatement(sql);
      options.onStatement?.(sql);
    },
    afterCommit: options.afterCommit,
  });
  const closers: Closers = [async () => tracing?.stop(), () => application.events.close(), () => application.closeLimiter()];
  const stop = async () => {
    for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close();
  };
  try {
    await openDatabase(application, closers);
    await beginJobs(application, { environment, closers });
    const server = await openServer({ options, application, tracing, closers });
    const { port } = server.server.address() as AddressInfo;
    logger.info({ port }, 'Fanfare answers');
    return {
      url: `http://${environment.HOST === '0.0.0.0' ? '127.0.0.1' : environment.HOST}:${port}`,
      port,
      stop: once(stop),
      runDueJobs: () => application.jobs.runDue(),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Closers = (() => Promise<unknown>)[];

async function openDatabase(application: Application, closers: Closers): Promise<void> {
  const { database, logger, slices } = application;
  closers.push(() => database.close());
  const migrations = await database.open(slices.flatMap((slice) => slice.entities));
  if (migrations.length > 0) logger.info({ migrations }, 'The database was brought to the present schema');
  for (const slice of slices) {
    await slice.start?.();
    closers.push(async () => slice.stop?.());
  }
}

/** Jobs begin after the slices that do them, and end before. */
async function beginJobs(
  { jobs, slices }: Application,
  { environment, closers }: { readonly environment: Environment; readonly closers: Closers },
): Promise<void> {
  await jobs.register(slices.flatMap((slice) => slice.jobs ?? []));
  closers.push(() => jobs.stop());
  if (environment.RUN_JOBS) jobs.start();
}

interface Parts {
  readonly options: ServerOptions;
  readonly application: Application;
  readonly tracing: Tracing | undefined;
  readonly closers: Closers;
}

/** What is opened here is closed in the reverse order: first nothing new comes in, then what runs may end. */
async function openServer(parts: Parts): Promise<FastifyInstance> {
  const { application, closers } = parts;
  const { environment } = parts.options;
  const { logger, metrics } = application;
  const graphql = createGraphql(application, environment);
  const { apollo } = graphql;
  await apollo.start();
  closers.push(() => apollo.stop());
  const stopping = new AbortController();
  const noteAnswered = createNoteAnswered({ logger, metrics });
  const front = parts.tracing === undefined ? createFront(graphql, { ...parts, noteAnswered, stopping }) : undefined;
  const server = await createHttpServer({
    ...{ logger, noteAnswered, front },
    trustedProxies: environment.TRUSTED_PROXIES,
    issuer: environment.OIDC_ISSUER,
    stopping: stopping.signal,
  });
  parts.tracing?.watch(server);
  await registerRoutes(server, { ...parts, graphql, front, stopping: stopping.signal });
  closers.push(() => server.close());
  const sockets = await attachGraphqlSockets(server.server, {
    ...application,
    ...graphql,
    connectionLimit: environment.SOCKET_LIMIT,
    connectionsPerClient: environment.SOCKETS_PER_CLIENT,
    addressOf: createAddressReader(environment.TRUSTED_PROXIES),
  });
  closers.push(() => sockets.close());
  closers.push(async () => stopping.abort());
  await server.listen({ host: environment.HOST, port: environment.PORT });
  return server;
}

/** Requests that are traced take the whole way: every span is made there. */
function createFront(
  { known, versions, admission }: GraphqlParts,
  others: Parts & { readonly noteAnswered: NoteAnswered; readonly stopping: AbortController },
): GraphqlFront {
  const { application, noteAnswered, stopping } = others;
  return new GraphqlFront({
    ...{ known, versions, admission, metrics: application.metrics, noteAnswered, stopping: stopping.signal },
  });
}

/** Of the memory for kept answers, what goes to requests that are known by their text. */
const frontShare = 0.25;

/** How GraphQL is answered, over HTTP and WebSocket. */
type GraphqlParts = ReturnType<typeof createGraphql>;

function createGraphql(
  { authenticator, clock, database, limits, logger, metrics, resolvers, slices }: Application,
  environment: Environment,
) {
  const schema = buildApiSchema(resolvers);
  const executor = createOperationExecutor(schema);
  const admission = createAdmission({ schema, ...limits, maximumCost: environment.OPERATION_COST_LIMIT });
  const trusted = environment.TRUSTED_DOCUMENTS === undefined ? undefined : readManifests(environment.TRUSTED_DOCUMENTS);
  const documents = trusted === undefined ? createPersistedDocuments() : createTrustedDocuments(trusted);
  const versions = new Versions({ database, sources: slices.flatMap((slice) => slice.versions ?? []) });
  const answerBytes = environment.ANSWER_CACHE_MEGABYTES * 1024 * 1024;
  const answers = new AnswerCache({ maximumBytes: answerBytes * (1 - frontShare), clock });
  const known = new KnownRequests({ maximumBytes: answerBytes * frontShare, clock });
  const credentials = createCredentialsGuard({ authenticator, ...limits });
  const apollo = createApolloServer({ schema, executor, admission, documents, logger, metrics });
  return { schema, executor, admission, documents, versions, answers, known, credentials, authenticator, apollo };
}

async function registerRoutes(
  server: FastifyInstance,
  parts: Parts & {
    readonly graphql: GraphqlParts;
    readonly front: GraphqlFront | undefined;
    readonly stopping: AbortSignal;
  },
): Promise<void> {
  const { application, graphql, front, stopping } = parts;
  const { environment, extensions = [] } = parts.options;
  const { checks, metrics, resolvers, slices } = application;
  const slicesRoutes = slices.flatMap(({ routes }) => (routes === undefined ? [] : [routes]));
  for (const routes of [...extensions, ...slicesRoutes]) await server.register(routes);
  await server.register(graphqlRoutes({ ...graphql, metrics, resolvers, front }));
  await server.register(operationsRoutes({ metrics, checks, stopping }));
  await server.register(
    adminAppRoutes({
      directory: environment.ADMIN_APP_DIRECTORY ?? builtAdminApp,
      issuer: environment.OIDC_ISSUER,
      clientId: environment.OIDC_CLIENT_ID,
      audience: environment.OIDC_AUDIENCE,
    }),
  );
}

async function startTracingIfWanted({ OTEL_EXPORTER_OTLP_ENDPOINT }: Environment): Promise<Tracing | undefined> {
  if (OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return undefined;
  return startTracing({ endpoint: OTEL_EXPORTER_OTLP_ENDPOINT, serviceName: 'fanfare' });
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}
