/**
 * Writes the types and the document of every operation beside it (`board.graphql` gives `board.generated.ts`) and the enumerations and
 * inputs of the schema to src/app/graphql/schema.generated.ts. A fragment stands in the file that uses it. With `--check` it writes nothing and fails when a committed file differs.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';

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

const stale = [];
for (const section of sections) {
  const file = path.resolve(root, section.filename);
  const text = await codegen(section);
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
