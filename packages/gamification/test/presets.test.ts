import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { challengeJsonSchema, describeRuleSet, presets, ruleSetJsonSchema } from '../src/index.ts';
import { compiled, DAY, grantedInTurn, monday } from './builders.ts';

describe('presets', () => {
  test.each(Object.entries(presets))('[RS3] %s compiles and pays an ordinary verified post', (_, document) => {
    const [granted] = grantedInTurn(compiled(document), [{}]);
    expect(granted).toBeGreaterThan(0);
  });

  test.each(Object.entries(presets))(
    '[RL9] %s is described in both languages, a sentence a rule, limit and mix',
    (_, document) => {
      const expected = document.rules.length + document.limits.length + (document.mix ? 1 : 0);
      for (const language of ['GERMAN', 'ENGLISH'] as const) {
        const sentences = describeRuleSet(document, language);
        expect(sentences).toHaveLength(expected);
        for (const sentence of sentences) expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
      }
    },
  );

  test('balanced pays one post a week in full, the second half, the third nothing', () => {
    const posts = [{}, {}, {}, { occurredAt: monday + 7 * DAY }];
    expect(grantedInTurn(compiled(presets.balanced), posts)).toEqual([10, 5, 0, 10]);
  });
});

test.each([
  ['[RL1] rule sets', 'rule-set.schema.json', ruleSetJsonSchema()],
  ['[CH1] challenges', 'challenge.schema.json', challengeJsonSchema()],
])('the published JSON Schema is the one of the engine: %s', (_, file, schema) => {
  const published = JSON.parse(readFileSync(path.join(import.meta.dirname, '..', file), 'utf8'));
  expect(published).toEqual(JSON.parse(JSON.stringify(schema)));
});
