import { SingleBar } from 'cli-progress';
import type { Terminal } from './terminal.ts';

/** How far an upload is. */
export interface ImportProgressView {
  /** Of the file, on the wire. */
  sent(bytes: number): void;
  /** What the server says of the lines. */
  counted(counts: { readonly linesRead: number; readonly failed: number }): void;
  stop(): void;
}

/** A bar where somebody watches; else a plain line for every tenth of the file. */
export function showProgress(terminal: Terminal, { size }: { readonly size: number }): ImportProgressView {
  return terminal.screen === null ? plainLines(terminal, size) : progressBar(terminal.screen, size);
}

function progressBar(screen: NodeJS.WriteStream, size: number): ImportProgressView {
  const format = '{bar} {percentage} % | {linesRead} lines read, {failed} refused | {duration_formatted}';
  const bar = new SingleBar({ stream: screen, format, hideCursor: true, clearOnComplete: false, barsize: 30 });
  bar.start(Math.max(size, 1), 0, { linesRead: 0, failed: 0 });
  return {
    sent: (bytes) => bar.update(bytes),
    counted: ({ linesRead, failed }) => bar.update({ linesRead, failed }),
    stop: () => bar.stop(),
  };
}

function plainLines({ tell }: Terminal, size: number): ImportProgressView {
  let tenths = 0;
  let counts = { linesRead: 0, failed: 0 };
  return {
    sent(bytes) {
      const now = Math.floor((bytes * 10) / Math.max(size, 1));
      if (now <= tenths) return;
      tenths = now;
      tell(`${tenths * 10} % sent, ${counts.linesRead} lines read, ${counts.failed} refused`);
    },
    counted: (now) => {
      counts = now;
    },
    stop: () => undefined,
  };
}
