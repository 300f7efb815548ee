import { describe, expect, test } from '@jest/globals';
import type { ImportSettings } from './import-settings.ts';
import { RecordMapper } from './record-mapping.ts';

const plain: ImportSettings = { source: 'test', delimiter: null, columns: [], values: [], defaults: [] };
const complete = {
  externalId: 'p-1',
  ambassador: 'ada',
  kind: 'POST',
  channel: 'LINKEDIN',
  occurredAt: '2026-03-01T09:30:00+01:00',
};

function map(cells: Readonly<Record<string, unknown>>, settings: Partial<ImportSettings> = {}) {
  const mapper = new RecordMapper({ ...plain, ...settings });
  const [columns, values] = [Object.keys(cells), Object.values(cells)];
  return mapper.map({ line: 2, raw: '', content: { ok: true, columns, cells: values } });
}

function draftOf(cells: Readonly<Record<string, unknown>>, settings: Partial<ImportSettings> = {}) {
  const mapped = map({ ...complete, ...cells }, settings);
  if (!mapped.ok) throw new Error(JSON.stringify(mapped.problems));
  return mapped.draft;
}

function problemsOf(cells: Readonly<Record<string, unknown>>, settings: Partial<ImportSettings> = {}) {
  const mapped = map({ ...complete, ...cells }, settings);
  return mapped.ok ? [] : mapped.problems.map(({ column, code }) => [column, code]);
}

describe('which column is which field', () => {
  test('one that is called like the field, in any spelling', () => {
    const { externalId, ambassador, kind, channel, occurredAt } = complete;
    const mapped = map({ external_id: externalId, Ambassador: ambassador, KIND: kind, channel, 'Occurred-At': occurredAt });
    expect(mapped).toMatchObject({ ok: true, draft: { externalId: 'p-1', source: 'test', ambassador: { reference: 'ada' } } });
  });

  test('the mapping wins over the name, and a column may be left out', () => {
    const { externalId: _, ...others } = complete;
    const cells = { ...others, id: 'from-id', externalId: 'from-name', url: 'no address' };
    const mapped = map(cells, {
      columns: [
        ['id', 'externalId'],
        ['url', null],
      ],
    });
    expect(mapped).toMatchObject({ ok: true, draft: { externalId: 'from-id', url: null } });
  });

  test('columns called like what every object has are columns like others', () => {
    const row = Object.fromEntries([
      ...Object.entries(complete),
      ['__proto__', 'launch'],
      ['constructor', 'x'],
      ['toString', 'y'],
    ]);
    expect(draftOf(row)).toMatchObject({ campaignKey: null });
    expect(draftOf(row, { columns: [['__proto__', 'campaign']] })).toMatchObject({ campaignKey: 'launch' });
  });

  test('two that are called like the same field are told apart by nobody', () => {
    expect(problemsOf({ Likes: '1', likes: '2' })).toEqual([[null, 'INVALID']]);
    expect(() => new RecordMapper(plain).checkHeader(['likes', 'Likes'])).toThrow('map=COLUMN:likes');
  });

  test('a mapped column that the header lacks is told with those it has', () => {
    const mapper = new RecordMapper({ ...plain, columns: [['post_id', 'externalId']] });
    expect(() => mapper.checkHeader(['postid', 'kind'])).toThrow('no column "post_id". Its columns are "postid", "kind"');
  });
});

describe('what a cell says', () => {
  test.each([
    ['kind', 'reply', 'COMMENT'],
    ['kind', 'Tweet', 'POST'],
    ['kind', 'share', 'SHARE'],
    ['channel', 'twitter', 'X'],
    ['channel', ' Mastodon ', 'MASTODON'],
    ['evidence', 'channel_verified', 'CHANNEL_VERIFIED'],
    ['disclosed', 'Ja', true],
    ['disclosed', '0', false],
    ['textLength', '120', 120],
    ['hashtags', '#One, two;three', ['one', 'three', 'two']],
    ['url', '', null],
  ])('%s "%s"', (field, cell, value) => {
    expect(draftOf({ [field]: cell })).toHaveProperty(field, value);
  });

  test('words of the sender, before those that everybody uses; defaults for empty cells', () => {
    const settings = {
      values: [
        ['kind', 'reply', 'POST'],
        ['campaign', 'constructor', 'launch'],
      ],
      defaults: [['channel', 'twitter']],
    } as const;
    const draft = draftOf({ kind: 'Reply', campaign: 'Constructor', channel: '  ' }, settings);
    expect(draft).toMatchObject({ kind: 'POST', campaignKey: 'launch', channel: 'X' });
    expect(draftOf({ campaign: 'toString' }, settings)).toMatchObject({ campaignKey: 'toString' });
  });

  test('times with an offset; days that the calendar has', () => {
    const time = (occurredAt: string) => draftOf({ occurredAt }).occurredAt.toISOString();
    expect(time('2026-03-01T09:30+01:00')).toBe('2026-03-01T08:30:00.000Z');
    expect(time('2026-03-01 09:30:15.5Z')).toBe('2026-03-01T09:30:15.500Z');
    expect(time('2026-03-01T09:30:00-0530')).toBe('2026-03-01T15:00:00.000Z');
    expect(time('2024-02-29T00:00Z')).toBe('2024-02-29T00:00:00.000Z');
    for (const occurredAt of ['2026-02-29T00:00Z', '2026-02-30T10:00Z', '2026-13-01T10:00Z', '2026-03-01T25:00Z'])
      expect(problemsOf({ occurredAt })).toEqual([['occurredAt', 'INVALID']]);
    for (const occurredAt of ['2026-03-01', '2026-03-01T09:30', '01.03.2026', 'yesterday', '1e3', 5, {}])
      expect(problemsOf({ occurredAt })).toEqual([['occurredAt', 'INVALID']]);
  });

  test('the reading of a post is of the time that the file names, else of when it was posted', () => {
    expect(draftOf({ likes: '3' }).reading).toMatchObject({ likes: 3, comments: 0, readAt: new Date('2026-03-01T08:30Z') });
    expect(draftOf({ likes: 3, readAt: '2026-03-02T00:00Z' }).reading?.readAt).toEqual(new Date('2026-03-02T00:00Z'));
    expect(draftOf({ likes: '' }).reading).toBeNull();
  });

  test('colleagues who liked a post: their ids or references, in JSON also with how many likes', () => {
    const likesOf = (likes: string | number, colleagueLikes: unknown) =>
      draftOf({ likes, colleagueLikes }).reading?.colleagueLikes;
    expect(likesOf('3', 'e-1; e-2')).toEqual([
      { colleague: 'e-1', likes: 1 },
      { colleague: 'e-2', likes: 1 },
    ]);
    expect(likesOf(5, ['e-1', { colleague: 'e-2', likes: 3 }])).toEqual([
      { colleague: 'e-1', likes: 1 },
      { colleague: 'e-2', likes: 3 },
    ]);
    expect(likesOf(5, '')).toEqual([]);
  });

  test('JSON may write keys as numbers', () => {
    expect(draftOf({ externalId: 17, ambassador: 4, campaign: 1 })).toMatchObject({
      externalId: '17',
      ambassador: { reference: '4' },
      campaignKey: '1',
    });
  });
});

describe('what is wrong with a record', () => {
  test('is told at the column of the file, all of it at once', () => {
    const settings = { columns: [['posted', 'occurredAt']] } as const;
    const cells = { externalId: '', ambassador: '', kind: 'rant', channel: 'LINKEDIN', posted: '2026-03-01T09:30Z', likes: -1 };
    const mapped = map(cells, settings);
    expect(mapped.ok ? [] : mapped.problems.map(({ column, code }) => [column, code])).toEqual([
      ['ambassador', 'REQUIRED'],
      ['externalId', 'REQUIRED'],
      ['kind', 'INVALID'],
      ['likes', 'OUT_OF_RANGE'],
    ]);
  });

  test.each([
    ['likes', '1.5'],
    ['likes', 'many'],
    ['likes', '99999999999999999999'],
    ['quantity', '0'],
    ['disclosed', 'perhaps'],
    ['externalId', 'x'.repeat(201)],
    ['externalId', 'a\u0000b'],
    ['externalId', '\ud800'],
    ['externalId', { a: 1 }],
    ['externalId', 1.5],
    ['ambassador', 'a\u0000b'],
    ['ambassador', 'x'.repeat(201)],
    ['ambassador', ['ada']],
    ['campaign', 'a\u0007'],
    ['hashtags', ['a\u0000']],
    ['hashtags', 5],
    ['url', 'javascript:alert(1)'],
    ['url', 'https://example.org/\u0000'],
    ['kind', 'constructor'],
    ['channel', '__proto__'],
  ])('%s: %j', (field, value) => {
    expect(problemsOf({ [field]: value }).map(([column]) => column)).toEqual([field]);
  });

  test('the reasons are in German and in English', () => {
    const mapped = map({ ...complete, occurredAt: 'gestern' });
    expect(mapped.ok ? [] : mapped.problems[0]?.reason).toMatchObject({
      GERMAN: expect.stringContaining('Zeitzone'),
      ENGLISH: expect.stringContaining('offset'),
    });
  });
});
