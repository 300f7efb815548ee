import {
  ApolloClient,
  ApolloLink,
  CombinedGraphQLErrors,
  type FieldPolicy,
  HttpLink,
  InMemoryCache,
  ServerError,
} from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { ErrorLink } from '@apollo/client/link/error';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { RetryLink } from '@apollo/client/link/retry';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { type DocumentNode, getOperationAST, OperationTypeNode } from 'graphql';
import { from, mergeMap, throwError } from 'rxjs';
import type { Credentials } from '../auth/credentials.ts';
import { documentHashes } from './documents.generated.ts';
import type { LiveConnection } from './live-connection.ts';
import { resumeFromVersion } from './resume-from-version.ts';

export interface ClientOptions {
  readonly session: Credentials;
  readonly live: LiveConnection;
  readonly language: () => string;
}

/** One client for queries, mutations and live updates, so that all of them fill one cache. */
export function createApolloClient({ session, live, language }: ClientOptions): ApolloClient {
  const http = ApolloLink.from([
    retryOnBadNetwork(),
    authenticate(session, language),
    // Asked for by its hash, an operation is sent in full only where the API does not know it yet.
    new PersistedQueryLink({ generateHash: hashOf }),
    new HttpLink({ uri: '/graphql' }),
  ]);
  return new ApolloClient({
    link: ApolloLink.from([
      renewWhenRefused(session),
      ApolloLink.split(
        (operation) => operation.operationType === OperationTypeNode.SUBSCRIPTION,
        resumeFromVersion().concat(new GraphQLWsLink(live.client)),
        http,
      ),
    ]),
    cache: createCache(),
    defaultOptions: { watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' } },
  });
}

export function createCache(): InMemoryCache {
  return new InMemoryCache({
    typePolicies: {
      Viewer: { keyFields: [] },
      Programme: { fields: { importRuns: appended, kudos: appended } },
      Ambassador: { fields: { ledgerEntries: appended, activities: appended, feed: appended, badges: appended } },
      Badge: { fields: { awards: appended } },
      ImportRun: { fields: { lineErrors: appended } },
      ProgrammeOverview: { keyFields: false },
      Standing: { keyFields: false },
      BoardMember: { keyFields: false },
      WallPlace: { keyFields: false },
    },
  });
}

/** A list that is only read on from its end: what comes after is added to what is there. */
const appended: FieldPolicy<{ readonly nodes: readonly unknown[] }> = {
  keyArgs: false,
  merge: (existing, incoming, { args }) =>
    existing && args?.['after'] ? { ...incoming, nodes: [...existing.nodes, ...incoming.nodes] } : incoming,
};

/** Known since the app was built: browsers hash for pages of secure origins alone. */
function hashOf(document: DocumentNode): string {
  const name = getOperationAST(document)?.name?.value ?? '';
  const hash = documentHashes[name];
  if (hash === undefined) throw new Error(`The operation ${name} has no hash: run the code generator`);
  return hash;
}

function authenticate(session: Credentials, language: () => string): ApolloLink {
  return new SetContextLink((previous) => ({
    headers: {
      ...(previous['headers'] as Record<string, string> | undefined),
      'accept-language': language(),
      ...(session.accessToken === undefined ? {} : { authorization: `Bearer ${session.accessToken}` }),
    },
  }));
}

/** Waits for a new token and repeats the request; a form that was being saved is saved after all. */
function renewWhenRefused(session: Credentials): ApolloLink {
  return new ErrorLink(({ error, operation, forward }) => {
    if (!isUnauthenticated(error) || operation.getContext()['renewed'] === true) return;
    operation.setContext({ renewed: true });
    return from(session.renew()).pipe(mergeMap((renewed) => (renewed ? forward(operation) : throwError(() => error))));
  });
}

export function isUnauthenticated(error: unknown): boolean {
  if (ServerError.is(error)) return error.statusCode === 401;
  return CombinedGraphQLErrors.is(error) && error.errors.some(({ extensions: { code } = {} }) => code === 'UNAUTHENTICATED');
}

/** Reads are repeated when the network fails; a write might have arrived, so the person decides. */
function retryOnBadNetwork(): ApolloLink {
  return new RetryLink({
    delay: { initial: 400, max: 5_000, jitter: true },
    attempts: (count, operation, error) =>
      count < 4 && operation.operationType === OperationTypeNode.QUERY && !CombinedGraphQLErrors.is(error) && !isAnswer(error),
  });
}

const isAnswer = (error: unknown): boolean => ServerError.is(error) && error.statusCode < 502;
