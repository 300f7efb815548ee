export { type GraphqlError, type GraphqlResult, postGraphql } from './graphql-client.ts';
export {
  createTestDepartment,
  createTestProgramme,
  grantTestRole,
  issueTestToken,
  type TestProgramme,
  type TestRole,
} from './scenes.ts';
export {
  type RequestOptions,
  type SignedIn,
  setForEveryTestApi,
  startTestApi,
  type TestApi,
  type TestApiOptions,
} from './start-test-api.ts';
export type { TestSubscription } from './test-subscription.ts';
