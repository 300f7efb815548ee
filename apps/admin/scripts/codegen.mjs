/**
 * Writes the types and the document of every operation beside it (`board.graphql` gives `board.generated.ts`) and the enumerations and
 * inputs of the schema to src/app/graphql/schema.generated.ts. A fragment stands in the file that uses it. The operations as the app sends them go to
 * public/trusted-documents.json, for an API that answers those of its manifests only, and their hashes to src/app/graphql/documents.generated.ts. With
 * `--check` it writes nothing and fails when a committed file differs.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { InMemoryCache } from '@apollo/client/cache';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { parse, print } from 'graphql';

const root = path.dirname(import.meta.dirname);
const schemaTypes = 'src/app/graphql/schema.generated.ts';
const plugins = {
  typescript,
  'typescript-operations': typescriptOperations,
  'typed-document-node': typedDocumentNode,
};
const config = {
  scalars: { ID: 'string', Date: 'string', DateTime: 'string', TimeZone: 'string', URL: 'string', JSON: 'unknown' },
  strictScalars: true,
  enumsAsTypes: true,
  enumType: 'string-literal',
  useTypeImports: true,
  immutableTypes: true,
  skipTypename: false,
  nonOptionalTypename: true,
  skipTypeNameForRoot: true,
  avoidOptionals: { field: true, object: true },
  dedupeFragments: true,
  onlyOperationTypes: true,
  importExtension: '.ts',
  emitLegacyCommonJSImports: false,
  optimizeDocumentNode: true,
};

// The generator resolves its imports against the working directory.
process.chdir(root);
const schema = parse(readFileSync(path.join(root, '../../packages/contracts/schema.graphql'), 'utf8'));
const documents = readdirSync(path.join(root, 'src'), { recursive: true })
  .filter((file) => file.endsWith('.graphql'))
  .sort()
  .map((file) => ({
    location: path.join(root, 'src', file),
    document: parse(readFileSync(path.join(root, 'src', file), 'utf8')),
  }));

const sections = documents.map((document) => ({
  filename: document.location.replace(/\.graphql$/, '.generated.ts'),
  schema,
  documents: [document],
  config,
  plugins: [
    { 'typescript-operations': { importSchemaTypesFrom: schemaTypes, namespacedImportName: 'Schema' } },
    { 'typed-document-node': {} },
  ],
  pluginMap: plugins,
}));
sections.push({
  filename: path.join(root, schemaTypes),
  schema,
  documents,
  config,
  plugins: [{ typescript: {} }],
  pluginMap: plugins,
});

/** Apollo Client asks for the type of every object beside it. */
const cache = new InMemoryCache();

/** The operations of a generated file, by their names. */
function operationsIn(text) {
  return [...text.matchAll(/^export const \w+ = (\{"kind":"Document".*\}) as unknown as DocumentNode/gm)].flatMap(
    ([, json]) => {
      const document = cache.transformDocument(JSON.parse(json));
      const operation = document.definitions.find(({ kind }) => kind === 'OperationDefinition');
      if (operation === undefined) return [];
      const body = print(document);
      const id = createHash('sha256').update(body).digest('hex');
      return [{ id, name: operation.name.value, type: operation.operation, body }];
    },
  );
}

function inOrder(operations) {
  const sorted = operations.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const twice = sorted.find(({ name }, index) => name === sorted[index + 1]?.name);
  if (twice !== undefined) throw new Error(`Two operations are called ${twice.name}`);
  return sorted;
}

const texts = await Promise.all(
  sections.map(async (section) => [path.resolve(root, section.filename), await codegen(section)]),
);
const operations = inOrder(texts.flatMap(([, text]) => operationsIn(text)));
texts.push(
  [
    path.join(root, 'public/trusted-documents.json'),
    `${JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }, null, 2)}\n`,
  ],
  [
    path.join(root, 'src/app/graphql/documents.generated.ts'),
    `/** The SHA-256 of each operation as it is sent. */\nexport const documentHashes: Readonly<Record<string, string>> = ${JSON.stringify(
      Object.fromEntries(operations.map(({ name, id }) => [name, id])),
      null,
      2,
    )};\n`,
  ],
);

const stale = [];
for (const [file, text] of texts) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  stale.push(path.relative(root, file));
  if (process.argv.includes('--check')) continue;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
if (process.argv.includes('--check') && stale.length > 0) {
  process.stderr.write(
    `These generated files do not match the schema; run "pnpm --filter @fanfare/admin codegen":\n${stale.join('\n')}\n`,
  );
  process.exitCode = 1;
}
