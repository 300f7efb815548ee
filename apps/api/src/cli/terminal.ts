/** Where a command writes, and how it hears of Ctrl-C. */
export interface Terminal {
  /** Results: one line, to the standard output. */
  print(line: string): void;
  /** Progress and problems: one line, to the standard error output. */
  tell(line: string): void;
  /** The standard error output where somebody watches it; null where it goes to a file or a pipe. */
  readonly screen: NodeJS.WriteStream | null;
  /** Runs the work; the signal aborts at the first Ctrl-C (SIGINT) or SIGTERM. */
  interruptible<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result>;
}

export function processTerminal(): Terminal {
  return {
    print: (line) => void process.stdout.write(`${line}\n`),
    tell: (line) => void process.stderr.write(`${line}\n`),
    screen: process.stderr.isTTY ? process.stderr : null,
    async interruptible(work) {
      const controller = new AbortController();
      const interrupt = () => controller.abort();
      const signals = ['SIGINT', 'SIGTERM'] as const;
      // Once only: a second Ctrl-C ends the process at once.
      for (const signal of signals) process.once(signal, interrupt);
      try {
        return await work(controller.signal);
      } finally {
        for (const signal of signals) process.off(signal, interrupt);
      }
    },
  };
}
