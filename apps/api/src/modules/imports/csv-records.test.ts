import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openCsv } from './csv-records.ts';
import { longestLine, readLines } from './lines.ts';
import { type SourceRecord, UnreadableFileError } from './source-records.ts';

async function* inChunks(text: string | Buffer, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.isBuffer(text) ? text : Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(text: string | Buffer, chunk = 7): Promise<readonly SourceRecord[]> {
  const records: SourceRecord[] = [];
  const lines = readLines(inChunks(text, chunk), () => undefined);
  const { records: read } = await openCsv(lines, { delimiter: null });
  for await (const record of read) records.push(record);
  return records;
}

/** The cells of a record as an object, or the code of what is wrong with it. */
function shape(record: SourceRecord): unknown {
  if (!record.content.ok) return record.content.problem.code;
  const { columns, cells } = record.content;
  return Object.fromEntries(columns.map((column, index) => [column, cells[index]]));
}

describe('reading CSV', () => {
  test('plain and quoted cells, CRLF, a byte order mark, empty lines', async () => {
    const records = await read('\uFEFFid,text\r\n1,one\r\n\r\n2,"two, with ""quotes"""\r\n');
    expect(records.map(shape)).toEqual([
      { id: '1', text: 'one' },
      { id: '2', text: 'two, with "quotes"' },
    ]);
    expect(records.map(({ line }) => line)).toEqual([2, 4]);
  });

  test('the delimiter that the header has most of', async () => {
    expect((await read('id;text\n1;a,b\n')).map(shape)).toEqual([{ id: '1', text: 'a,b' }]);
  });

  test('a quoted cell over several lines is one record, counted from its first line', async () => {
    const records = await read('id,text\n1,"first\nsecond\n\nfourth"\n2,b\n');
    expect(records.map(shape)).toEqual([
      { id: '1', text: 'first\nsecond\n\nfourth' },
      { id: '2', text: 'b' },
    ]);
    expect(records.map(({ line }) => line)).toEqual([2, 6]);
  });

  test('a quote that is never closed spoils its own line and no other', async () => {
    const records = await read('id,text\n1,"open\n2,b\n3,c\n4,"quoted"\n5,"also open\n');
    expect(records.map(shape)).toEqual([
      'OPEN_QUOTE',
      { id: '2', text: 'b' },
      { id: '3', text: 'c' },
      { id: '4', text: 'quoted' },
      'OPEN_QUOTE',
    ]);
  });

  test('a quote in the middle of a cell is told as that, and no line behind it is tried with it', async () => {
    const records = await read('id,text\n1,5" wide\n2,"b"\n3,c\n');
    expect(records.map(shape)).toEqual(['MISPLACED_QUOTE', { id: '2', text: 'b' }, { id: '3', text: 'c' }]);
  });

  test('bytes that are no UTF-8 spoil their own line, even inside of a quoted cell', async () => {
    const latin1 = Buffer.from('Gr\u00fc\u00dfe', 'latin1');
    const file = Buffer.concat([
      Buffer.from('id,text\n1,'),
      latin1,
      Buffer.from('\n2,b\n3,"open\n'),
      latin1,
      Buffer.from('"\n4,\u{1F642}'),
    ]);
    const records = await read(file, 3);
    expect(records.map(shape)).toEqual([
      'NOT_UTF8',
      { id: '2', text: 'b' },
      'OPEN_QUOTE',
      'NOT_UTF8',
      { id: '4', text: '\u{1F642}' },
    ]);
    expect(records.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
  });

  test('a file in UTF-16, as spreadsheets save "Unicode text", cannot be read and says why', async () => {
    await expect(read(Buffer.from('\uFEFFid\ttext\n1\tone\n', 'utf16le'))).rejects.toThrow('no text in UTF-8');
  });

  test('too many and too few cells are told with their line', async () => {
    const records = await read('id,text\n1\n2,b\n3,c,d\n');
    expect(records.map(shape)).toEqual(['WRONG_NUMBER_OF_CELLS', { id: '2', text: 'b' }, 'WRONG_NUMBER_OF_CELLS']);
    expect(records.map(({ line }) => line)).toEqual([2, 3, 4]);
  });

  test('a line beyond the limit is reported, not kept, and the next one is read', async () => {
    const records = await read(`id,text\n1,${'x'.repeat(longestLine + 10)}\n2,b\n`, 65_536);
    expect(records.map(shape)).toEqual(['TOO_LONG', { id: '2', text: 'b' }]);
  });

  test('a file without a header, or with one column named twice, cannot be read', async () => {
    await expect(read('')).rejects.toThrow(UnreadableFileError);
    await expect(read('id,id\n1,2\n')).rejects.toThrow('names the column "id" twice');
  });

  test('however the bytes are cut, the records are the same', async () => {
    const cell = fc.oneof(
      fc.constantFrom('ä,ö', '"', 'a""b', 'line\nbreak', '🙂', ''),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { maxLength: 8 }),
        fc.integer({ min: 1, max: 40 }),
        async (rows, chunk) => {
          const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
          const text = `id,text\n${rows.map((row) => row.map(quoted).join(',')).join('\n')}\n`;
          const records = await read(text, chunk);
          const expected = rows.map(([id, text]) => ({ id: id.replaceAll('\r\n', '\n'), text: text.replaceAll('\r\n', '\n') }));
          expect(records.map(shape)).toEqual(expected);
        },
      ),
    );
  });
});
