import { z } from 'zod';
import { type ApiAccess, queryApi } from './api-client.ts';

const counts = { linesRead: z.number(), recorded: z.number(), duplicates: z.number(), failed: z.number() };

/** The answer of POST /imports/activities to an import that has ended, however it has. */
export const importAnswerSchema = z.object({
  importId: z.string(),
  status: z.enum(['RUNNING', 'COMPLETED', 'INTERRUPTED', 'FAILED', 'CANCELLED']),
  ...counts,
  failure: z.string().nullable(),
});

/** Its answer to an import that was not begun. */
export const refusalSchema = z.object({
  errors: z.tuple([z.object({ message: z.string(), extensions: z.object({ code: z.string() }) })], z.unknown()),
});

const runSchema = z.object({
  data: z.object({ importRun: z.object({ linesRead: z.number(), failed: z.number() }).nullable() }),
});

/** How far the server is; undefined where it does not say. */
export async function readCounts(api: ApiAccess, id: string) {
  const query = 'query ($id: ID!) { importRun(id: $id) { linesRead failed } }';
  const answer = await queryApi(api, { query, variables: { id } }).catch(() => undefined);
  return runSchema.safeParse(answer?.body).data?.data.importRun ?? undefined;
}

const lineErrorSchema = z.object({ line: z.number(), column: z.string().nullable(), code: z.string(), reason: z.string() });
const lineErrorsSchema = z.object({
  data: z.object({
    importRun: z.object({ lineErrors: z.object({ totalCount: z.number(), nodes: z.array(lineErrorSchema) }) }),
  }),
});

/** The first lines that were refused, and how many refusals the server has kept; null where it does not say. */
export async function readLineErrors(api: ApiAccess, { id, first }: { readonly id: string; readonly first: number }) {
  const query = `query ($id: ID!, $first: Int!) {
    importRun(id: $id) { lineErrors(first: $first) { totalCount nodes { line column code reason } } }
  }`;
  const answer = await queryApi(api, { query, variables: { id, first } }).catch(() => undefined);
  return lineErrorsSchema.safeParse(answer?.body).data?.data.importRun.lineErrors ?? null;
}
