import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type RunningDemo, startDemo, startingDocument } from '@fanfare/demo';
import { cloneDatabase } from '@fanfare/testkit';

/** The operations of the app, in the form in which an API trusts them; see scripts/codegen.mjs. */
export const trustedDocuments = path.join(import.meta.dirname, '../../public/trusted-documents.json');

const environment = { ADMIN_APP_DIRECTORY: path.join(import.meta.dirname, '../../test-results/app') };

export interface TestDemo {
  readonly url: string;
  /** Asks the API as one of the demo's people. */
  query<Data>(person: string, query: string, variables?: Record<string, unknown>): Promise<Data>;
  token(person: string): Promise<string>;
  /** Changes the database beneath it, to where the clock would have taken it. */
  execute(statement: string, values: readonly unknown[]): Promise<void>;
  stop(): Promise<void>;
}

/** Settings of an API that answers the operations of the app and no others, but for the one with which the demo starts. */
export function trustingTheAppAlone(): Readonly<Record<string, string>> {
  const demo = path.join(mkdtempSync(path.join(tmpdir(), 'fanfare-trusted-')), 'demo.json');
  writeFileSync(demo, JSON.stringify({ [createHash('sha256').update(startingDocument).digest('hex')]: startingDocument }));
  return { TRUSTED_DOCUMENTS: `${trustedDocuments},${demo}` };
}

/** The real API with the demo programme and this build of the app, in a database of its own. The programme is made once a run. */
export async function startTestDemo(more: Readonly<Record<string, string>> = {}): Promise<TestDemo> {
  const database = await cloneDatabase({
    name: 'demo',
    prepare: async (databaseUrl) => (await startDemo({ databaseUrl, environment })).stop(),
  });
  const demo = await startDemo({ databaseUrl: database.url, environment: { ...environment, ...more } });
  return {
    url: demo.url,
    token: (person) => tokenOf(demo, person),
    execute: database.execute,
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
