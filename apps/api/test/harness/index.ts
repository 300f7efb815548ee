export type { GraphqlError, GraphqlResult } from './graphql-client.ts';
export {
  operatorSubject,
  type RequestOptions,
  type SignedIn,
  startTestApi,
  type TestApi,
  type TestApiOptions,
} from './start-test-api.ts';
export type { TestSubscription } from './test-subscription.ts';
