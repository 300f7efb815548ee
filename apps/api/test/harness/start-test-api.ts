import { cloneDatabase, startTestIdentityProvider, type TestDatabase, type TestIdentityProvider } from '@fanfare/testkit';
import {
  type Clock,
  createLogger,
  type EnvironmentSource,
  type RunningServer,
  readEnvironment,
  startServer,
} from '../../src/index.ts';
import { type GraphqlResult, postGraphql } from './graphql-client.ts';
import { prepareTemplate } from './template.ts';
import { openSubscription, type TestSubscription } from './test-subscription.ts';

/** Somebody of the test's own invention, signed in at the test's identity provider. */
export interface SignedIn {
  readonly subject: string;
  readonly name: string;
  readonly token: string;
}

export interface TestApi {
  /** Without a slash at the end. */
  readonly url: string;
  readonly identityProvider: TestIdentityProvider;
  /** The connection string of this file's own database. */
  readonly databaseUrl: string;
  /** Sends an operation as somebody, or as nobody. */
  graphql<Data = Record<string, unknown>>(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    options?: RequestOptions,
  ): Promise<GraphqlResult<Data>>;
  /** Follows a subscription over a WebSocket. */
  subscribe<Data = Record<string, unknown>>(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    options?: RequestOptions,
  ): Promise<TestSubscription<Data>>;
  /** A person with this name; the same name is the same person. "operator" runs the installation. */
  signIn(name: string): Promise<SignedIn>;
  /** The SQL statements that the API sends while the work runs. */
  statementsOf(work: () => Promise<unknown>): Promise<readonly string[]>;
  /** Runs the jobs that are due by the clock of the test; gives back their names. Jobs run only then, or with RUN_JOBS=true. */
  runDueJobs(): Promise<readonly string[]>;
  /** Ends the server alone; its database stays until `stop`. */
  stopServer(): Promise<void>;
  stop(): Promise<void>;
}

export interface RequestOptions {
  /** A person, or the secret of an API token. */
  readonly as?: SignedIn | string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestApiOptions {
  readonly clock?: Clock;
  readonly environment?: EnvironmentSource;
  /** A running API whose database and identity provider this one shall share, as another node; whoever started that one stops it. */
  readonly sharing?: TestApi;
}

/** The subject of the person who runs the installation in tests. */
export const operatorSubject = 'operator';

let everyApi: EnvironmentSource = {};

/** Variables for every API that this test file starts from now on, so that one body of tests runs in several settings. */
export function setForEveryTestApi(environment: EnvironmentSource): void {
  everyApi = environment;
}

/** Starts the API for one test file: a real server on a free port, a database of its own, an identity provider of its own. */
export async function startTestApi(options: TestApiOptions = {}): Promise<TestApi> {
  const [database, identityProvider] = await surroundingsOf(options);
  const statements: string[] = [];
  const server = await startServer({
    environment: testEnvironment(database, identityProvider, options),
    log: createLogger('silent'),
    onStatement: (sql) => void statements.push(sql),
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  });
  return createTestApi({ server, database, identityProvider, statements });
}

type OwnDatabase = Pick<TestDatabase, 'url' | 'drop'>;

async function surroundingsOf({ sharing }: TestApiOptions): Promise<readonly [OwnDatabase, TestIdentityProvider]> {
  if (sharing === undefined)
    return Promise.all([cloneDatabase({ name: 'api', prepare: prepareTemplate }), startTestIdentityProvider()]);
  const nothing = async () => undefined;
  return [
    { url: sharing.databaseUrl, drop: nothing },
    { ...sharing.identityProvider, stop: nothing },
  ];
}

function testEnvironment(database: OwnDatabase, identityProvider: TestIdentityProvider, options: TestApiOptions) {
  return readEnvironment({
    DATABASE_URL: database.url,
    DATABASE_POOL_SIZE: '5',
    OIDC_ISSUER: identityProvider.issuer,
    OPERATOR_SUBJECTS: operatorSubject,
    HOST: '127.0.0.1',
    PORT: '0',
    NODE_ENV: 'test',
    RUN_JOBS: 'false',
    ...everyApi,
    ...options.environment,
  });
}

function createTestApi(parts: {
  readonly server: RunningServer;
  readonly database: OwnDatabase;
  readonly identityProvider: TestIdentityProvider;
  readonly statements: string[];
}): TestApi {
  const { server, database, identityProvider, statements } = parts;
  return {
    url: server.url,
    identityProvider,
    databaseUrl: database.url,
    graphql: (query, variables, request) => postGraphql(server.url, { query, variables, headers: headersOf(request) }),
    subscribe: (query, variables, request) =>
      openSubscription(server.url, { query, variables, authorization: authorizationOf(request?.as) }),
    signIn: async (name) => {
      const subject = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
      return { subject, name, token: await identityProvider.issueToken({ subject, name }) };
    },
    statementsOf: async (work) => {
      const before = statements.length;
      await work();
      return statements.slice(before);
    },
    runDueJobs: () => server.runDueJobs(),
    stopServer: () => server.stop(),
    stop: async () => {
      await server.stop();
      await identityProvider.stop();
      await database.drop();
    },
  };
}

function headersOf(request: RequestOptions | undefined): Readonly<Record<string, string>> {
  const authorization = authorizationOf(request?.as);
  return { ...(authorization === undefined ? {} : { authorization }), ...request?.headers };
}

function authorizationOf(as: SignedIn | string | undefined): string | undefined {
  if (as === undefined) return undefined;
  return `Bearer ${typeof as === 'string' ? as : as.token}`;
}
