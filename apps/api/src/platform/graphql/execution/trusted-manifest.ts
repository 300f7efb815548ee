import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { hashOfDocument } from './persisted-documents.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Apollo's form: https://www.apollographql.com/docs/graphos/platform/security/persisted-queries (generate-persisted-query-manifest). */
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: sha256, body: z.string().min(1) })),
});

/** The plain form: hash to document. */
const plainManifest = z.record(sha256, z.string().min(1));

/**
 * Reads manifests of trusted documents: files separated by commas, each in Apollo's form or a plain object from SHA-256 to document.
 * Throws when a file cannot be read, is no manifest, or names a document by a hash that it does not have.
 */
export function readManifests(files: string): ReadonlyMap<string, string> {
  const documents = files.split(',').flatMap((file) => documentsIn(file.trim()));
  return new Map(documents);
}

function documentsIn(file: string): readonly (readonly [string, string])[] {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const apollo = apolloManifest.safeParse(content);
  const plain = plainManifest.safeParse(content);
  if (!apollo.success && !plain.success) throw new Error(`${file} is no manifest of trusted documents`);
  const documents = apollo.success
    ? apollo.data.operations.map(({ id, body }) => [id, body] as const)
    : Object.entries(plain.data ?? {});
  const wrong = documents.find(([hash, document]) => hashOfDocument(document) !== hash);
  if (wrong !== undefined) throw new Error(`${file} names a document ${wrong[0]} that has another SHA-256`);
  return documents;
}
