import type { Line } from './lines.ts';
import { faultyRecord, malformed, type OpenedFile, type SourceRecord } from './source-records.ts';

/** One JSON object a line. Empty lines are passed over. */
export function openNdjson(lines: AsyncIterable<Line>): OpenedFile {
  return { columns: null, head: '', records: readRecords(lines) };
}

async function* readRecords(lines: AsyncIterable<Line>): AsyncGenerator<SourceRecord> {
  for await (const line of lines) {
    if (line.fault !== null) yield faultyRecord(line, line.fault);
    else if (line.text.trim() !== '') yield recordOf(line);
  }
}

function recordOf(line: Line): SourceRecord {
  const value = parse(line.text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return {
      line: line.number,
      raw: line.text,
      content: { ok: true, columns: Object.keys(value), cells: Object.values(value) },
    };
  }
  const reason = {
    GERMAN: 'Die Zeile ist kein JSON-Objekt wie {"externalId":"..."}.',
    ENGLISH: 'The line is no JSON object like {"externalId":"..."}.',
  };
  return malformed(line, { code: 'NOT_JSON', reason });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
