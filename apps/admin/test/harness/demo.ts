import path from 'node:path';
import { type RunningDemo, startDemo } from '@fanfare/demo';
import { cloneDatabase } from '@fanfare/testkit';

const environment = { ADMIN_APP_DIRECTORY: path.join(import.meta.dirname, '../../test-results/app') };

export interface TestDemo {
  readonly url: string;
  /** Asks the API as one of the demo's people. */
  query<Data>(person: string, query: string, variables?: Record<string, unknown>): Promise<Data>;
  token(person: string): Promise<string>;
  stop(): Promise<void>;
}

/** The real API with the demo programme and this build of the app, in a database of its own. The programme is made once a run. */
export async function startTestDemo(): Promise<TestDemo> {
  const database = await cloneDatabase({
    name: 'demo',
    prepare: async (databaseUrl) => (await startDemo({ databaseUrl, environment })).stop(),
  });
  const demo = await startDemo({ databaseUrl: database.url, environment });
  return {
    url: demo.url,
    token: (person) => tokenOf(demo, person),
    query: (person, query, variables = {}) => ask(demo, person, { query, variables }),
    stop: async () => {
      await demo.stop();
      await database.drop();
    },
  };
}

async function tokenOf({ url }: RunningDemo, person: string): Promise<string> {
  const response = await fetch(`${url}/oidc/demo-token?person=${person}`);
  const { access_token: token } = (await response.json()) as { access_token: string };
  return token;
}

async function ask<Data>(demo: RunningDemo, person: string, request: object): Promise<Data> {
  const response = await fetch(`${demo.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokenOf(demo, person)}` },
    body: JSON.stringify(request),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: readonly { message: string }[] };
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return data;
}
