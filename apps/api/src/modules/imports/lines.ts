import { StringDecoder } from 'node:string_decoder';

/** One physical line of a text, without its line break. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** The line was longer than `longestLine` and its text is cut. */
  readonly isTooLong: boolean;
}

/** A line may have this many characters; what is longer is read past and reported, never kept. */
export const longestLine = 1_000_000;

const byteOrderMark = '\uFEFF';

/** Splits a stream of bytes (UTF-8) into lines at LF or CRLF, holding one line and one chunk at a time. */
export async function* readLines(bytes: AsyncIterable<Uint8Array>, onBytes: (count: number) => void): AsyncGenerator<Line> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let isTooLong = false;
  let number = 0;
  const line = (text: string): Line => {
    number += 1;
    const unmarked = number === 1 && text.startsWith(byteOrderMark) ? text.slice(1) : text;
    const whole = unmarked.endsWith('\r') ? unmarked.slice(0, -1) : unmarked;
    return { number, text: whole, isTooLong };
  };
  for await (const chunk of bytes) {
    onBytes(chunk.length);
    const pieces = decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)).split('\n');
    for (const [index, piece] of pieces.entries()) {
      if (rest.length + piece.length > longestLine) isTooLong = true;
      rest = (rest + piece).slice(0, longestLine);
      if (index === pieces.length - 1) break;
      yield line(rest);
      rest = '';
      isTooLong = false;
    }
  }
  rest += decoder.end();
  if (rest !== '') yield line(rest);
}
