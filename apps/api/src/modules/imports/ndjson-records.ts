import { type Line, longestLine } from './lines.ts';
import { malformed, type SourceRecord } from './source-records.ts';

/** One JSON object a line. Empty lines are passed over. */
export async function* readNdjsonRecords(lines: AsyncIterable<Line>): AsyncGenerator<SourceRecord> {
  for await (const line of lines) {
    if (line.text.trim() === '') continue;
    yield recordOf(line);
  }
}

function recordOf(line: Line): SourceRecord {
  if (line.isTooLong) return malformed(line, { code: 'TOO_LONG', reason: `The line has more than ${longestLine} characters.` });
  const value = parse(line.text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return malformed(line, { code: 'NOT_JSON', reason: 'The line is no JSON object like {"externalId":"..."}.' });
  }
  return { line: line.number, raw: line.text, content: { ok: true, cells: new Map(Object.entries(value)) } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
