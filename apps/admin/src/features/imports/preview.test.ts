import { describe, expect, test } from '@jest/globals';
import { previewCsv, previewFile, previewNdjson } from './preview.ts';

const file = (text: string) => Object.assign(new Blob([text]), { name: 'file' });

describe('the preview of a file', () => {
  test('finds what separates the values, and keeps quoted ones together', () => {
    const preview = previewCsv('id;text\n1;"a;b"\n2;c\n');
    expect(preview).toMatchObject({
      format: 'csv',
      delimiter: ';',
      columns: ['id', 'text'],
      rows: [
        ['1', 'a;b'],
        ['2', 'c'],
      ],
    });
  });

  test('shows the first five lines and gives short lines the width of the heading', () => {
    const preview = previewCsv(`a,b\n${'1\n'.repeat(20)}`);
    expect(preview?.rows).toEqual(Array.from({ length: 5 }, () => ['1', '']));
  });

  test('reads NDJSON with the columns of all shown lines, lists as the CSV form has them', () => {
    const preview = previewNdjson('{"id":1,"hashtags":["a","b"]}\nnot JSON\n{"id":2,"kind":"POST"}\n');
    expect(preview).toMatchObject({ format: 'ndjson', columns: ['id', 'hashtags', 'kind'] });
    expect(preview?.rows).toEqual([
      ['1', 'a b', ''],
      ['2', '', 'POST'],
    ]);
  });

  test('knows the format by the content, byte order mark or not', async () => {
    expect((await previewFile(file('\uFEFFa,b\n1,2\n')))?.columns).toEqual(['a', 'b']);
    expect((await previewFile(file('{"a":1}\n')))?.format).toBe('ndjson');
  });

  test('leaves out the line that its part of a large file cuts', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `{"id":"${index}"}`).join('\n');
    expect((await previewFile(file(rows)))?.rows).toHaveLength(5);
  });

  test.each(['', 'one column\n', '\u0000\u0001,\u0000'])('says of %j that it is nothing that can be read', async (text) => {
    expect(await previewFile(file(text))).toBeUndefined();
  });
});
