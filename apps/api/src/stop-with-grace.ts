const signals = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const;

/**
 * Within how many milliseconds a second signal counts as the same wish: npm passes the Ctrl-C on that the terminal has sent to the whole
 * group already.
 */
const sameWishMilliseconds = 500;

interface Stopping {
  readonly stop: () => Promise<void>;
  /** How long stopping may take. */
  readonly milliseconds: number;
}

/**
 * Stops at the first SIGINT, SIGTERM or SIGHUP and ends the process then, with 1 when stopping failed or took too long. A second signal ends
 * the process at once, unless it is the first one over again. An error that nobody caught stops as well, and ends with 1.
 */
export function stopWithGrace({ stop, milliseconds }: Stopping): void {
  let firstAt: number | undefined;
  const begin = (code: number) => {
    firstAt = performance.now();
    setTimeout(() => process.exit(1), milliseconds).unref();
    stop().then(
      () => process.exit(code),
      () => process.exit(1),
    );
  };
  for (const [signal, number] of Object.entries(signals) as [keyof typeof signals, number][]) {
    process.on(signal, () => {
      if (firstAt === undefined) begin(0);
      else if (performance.now() - firstAt > sameWishMilliseconds) process.exit(128 + number);
    });
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      process.stderr.write(`fanfare: ${error instanceof Error ? error.stack : String(error)}\n`);
      if (firstAt === undefined) begin(1);
      else process.exit(1);
    });
  }
}
