import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { environmentVariables } from '../src/env.ts';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('the API guide', () => {
  const schema = buildSchema(read('packages/contracts/schema.graphql'));
  const examples = [...read('docs/api.md').matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text = '']) => text);

  test.each(examples.map((text) => [text.split('\n')[0] ?? '', text]))(
    '%s ... is an operation of the schema',
    (_title, text) => {
      expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
    },
  );
});

describe('the operations guide', () => {
  const rows = [...read('docs/operations.md').matchAll(/^\| `([A-Z_]+)` \| (.*?) \| (.*?) \|$/gm)];

  test('lists every variable of the environment with its meaning and default, and no other', () => {
    expect(rows.map(([, name, meaning, otherwise]) => ({ name, meaning, otherwise }))).toEqual(
      Object.entries(environmentVariables).map(([name, { meaning, otherwise }]) => ({ name, meaning, otherwise })),
    );
  });
});
