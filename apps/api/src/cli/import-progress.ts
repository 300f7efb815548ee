import { SingleBar } from 'cli-progress';
import type { ImportWords } from './import-words.ts';
import type { CliLanguage } from './language.ts';
import type { Terminal } from './terminal.ts';

/** How far an upload is. */
export interface ImportProgressView {
  /** Of the file, on the wire. */
  sent(bytes: number): void;
  /** What the server says of the lines. */
  counted(counts: { readonly linesRead: number; readonly failed: number }): void;
  stop(): void;
}

interface Speaking {
  readonly words: ImportWords;
  readonly language: CliLanguage;
}

/** A bar where somebody watches; else a plain line for every tenth of the file. */
export function showProgress(terminal: Terminal, upload: Speaking & { readonly size: number }): ImportProgressView {
  return terminal.screen === null ? plainLines(terminal, upload) : progressBar(terminal.screen, upload);
}

function progressBar(
  stream: NodeJS.WriteStream,
  { size, words, language }: Speaking & { readonly size: number },
): ImportProgressView {
  const bar = new SingleBar({ stream, format: words.bar, hideCursor: true, clearOnComplete: false, barsize: 30 });
  const shown = (count: number) => count.toLocaleString(language);
  bar.start(Math.max(size, 1), 0, { linesRead: 0, failed: 0 });
  return {
    sent: (bytes) => bar.update(bytes),
    counted: ({ linesRead, failed }) => bar.update({ linesRead: shown(linesRead), failed: shown(failed) }),
    stop: () => bar.stop(),
  };
}

function plainLines({ tell }: Terminal, { size, words, language }: Speaking & { readonly size: number }): ImportProgressView {
  let tenths = 0;
  let counts = { linesRead: 0, failed: 0 };
  return {
    sent(bytes) {
      const now = Math.floor((bytes * 10) / Math.max(size, 1));
      if (now <= tenths) return;
      tenths = now;
      const shown = (count: number) => count.toLocaleString(language);
      tell(words.sent({ percent: tenths * 10, linesRead: shown(counts.linesRead), failed: shown(counts.failed) }));
    },
    counted: (now) => {
      counts = now;
    },
    stop: () => undefined,
  };
}
