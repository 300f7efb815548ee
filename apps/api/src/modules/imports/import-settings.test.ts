import { describe, expect, test } from '@jest/globals';
import { importQuerySchema, readSettings } from './import-settings.ts';

function settingsOf(query: object) {
  return readSettings(importQuerySchema.parse({ programme: 'acme', format: 'csv', ...query }));
}

describe('the address of an import', () => {
  test('maps columns, leaves columns out, translates values, fills empty cells', () => {
    const result = settingsOf({
      map: ['post_id:externalId', 'a:b:kind', 'followers:'],
      value: 'kind:Rant:POST',
      default: ['channel:LINKEDIN', 'url:https://example.org'],
    });
    expect(result).toEqual({
      ok: true,
      settings: {
        source: 'import',
        delimiter: null,
        columns: [
          ['post_id', 'externalId'],
          ['a:b', 'kind'],
          ['followers', null],
        ],
        values: [['kind', 'rant', 'POST']],
        defaults: [
          ['channel', 'LINKEDIN'],
          ['url', 'https://example.org'],
        ],
      },
    });
  });

  test('columns and values may be called like the properties of every object', () => {
    const result = settingsOf({ map: ['__proto__:externalId', 'constructor:'], value: 'campaign:__proto__:launch' });
    expect(result).toMatchObject({
      settings: {
        columns: [
          ['__proto__', 'externalId'],
          ['constructor', null],
        ],
        values: [['campaign', '__proto__', 'launch']],
      },
    });
  });

  test.each([
    [{ map: 'post_id' }, 'map=post_id'],
    [{ map: ':externalId' }, 'map=:externalId'],
    [{ map: 'post_id:external' }, 'map=post_id:external'],
    [{ map: ['id:externalId', 'id:url'] }, 'the column "id" more than once'],
    [{ map: ['id:externalId', 'key:externalId'] }, 'the field externalId more than once'],
    [{ value: 'kind:reply' }, 'value=kind:reply'],
    [{ value: 'sort:a:b' }, 'value=sort:a:b'],
    [{ value: 'channel::LINKEDIN' }, 'value=channel::LINKEDIN'],
    [{ value: ['kind:a:POST', 'kind:A:SHARE'] }, '"a" of kind more than once'],
    [{ default: 'LINKEDIN' }, 'default=LINKEDIN'],
    [{ default: 'channel:' }, 'default=channel:'],
    [{ default: ['channel:X', 'channel:LINKEDIN'] }, 'the field channel more than once'],
  ])('%j is told', (query, told) => {
    const result = settingsOf(query);
    expect(result).toMatchObject({ ok: false });
    expect('problems' in result ? result.problems.join(' ') : '').toContain(told);
  });

  test('all that is wrong is told at once', () => {
    const result = settingsOf({ map: ['a', 'b'], value: 'c' });
    expect('problems' in result ? result.problems : []).toHaveLength(3);
  });

  test.each([
    { mapp: 'a:kind' },
    { format: 'xlsx' },
    { delimiter: 'x' },
    { importId: 'mine' },
    { fileName: 'a\u0000b' },
    { source: '' },
  ])('%j is refused', (query) => {
    expect(importQuerySchema.safeParse({ programme: 'acme', format: 'csv', ...query }).success).toBe(false);
  });
});
