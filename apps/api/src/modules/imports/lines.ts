import { isUtf8 } from 'node:buffer';

/** What makes a line unreadable: more bytes than a line may have, or bytes that are no UTF-8. */
export type LineFault = 'TOO_LONG' | 'NOT_UTF8';

/** One physical line of a text, without its line break. */
export interface Line {
  /** From 1. */
  readonly number: number;
  /** With a fault, the bytes (the first `longestLine` of them) as Latin-1, so that different lines stay different. */
  readonly text: string;
  readonly fault: LineFault | null;
}

/** A line may have this many bytes; what is longer is read past and reported, never kept. */
export const longestLine = 1_000_000;

const lineFeed = 0x0a;
const byteOrderMark = '\uFEFF';

/** Splits a stream of bytes (UTF-8) into lines at LF or CRLF, holding one line and one chunk at a time. */
export async function* readLines(bytes: AsyncIterable<Uint8Array>, onBytes: (count: number) => void): AsyncGenerator<Line> {
  const collector = new LineCollector();
  for await (const chunk of bytes) {
    onBytes(chunk.length);
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      collector.add(chunk.subarray(start, end));
      yield collector.close();
      start = end + 1;
    }
    collector.add(chunk.subarray(start));
  }
  if (!collector.isEmpty) yield collector.close();
}

class LineCollector {
  #pieces: Uint8Array[] = [];
  #length = 0;
  #number = 0;

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  add(piece: Uint8Array): void {
    const room = longestLine - this.#length;
    if (room > 0 && piece.length > 0) this.#pieces.push(piece.subarray(0, room));
    this.#length += piece.length;
  }

  close(): Line {
    this.#number += 1;
    const bytes = Buffer.concat(this.#pieces);
    const fault = this.#length > longestLine ? 'TOO_LONG' : isUtf8(bytes) ? null : 'NOT_UTF8';
    this.#pieces = [];
    this.#length = 0;
    if (fault !== null) return { number: this.#number, text: bytes.toString('latin1'), fault };
    const text = bytes.toString('utf8');
    const unmarked = this.#number === 1 && text.startsWith(byteOrderMark) ? text.slice(1) : text;
    return { number: this.#number, text: unmarked.endsWith('\r') ? unmarked.slice(0, -1) : unmarked, fault };
  }
}
