const signals = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const;

/**
 * Within how many milliseconds a second signal counts as the same wish: npm passes the Ctrl-C on that the terminal has sent to the whole
 * group already.
 */
const sameWish = 500;

/** Stops at the first SIGINT, SIGTERM or SIGHUP and ends the process then; a second one ends it at once. */
export function stopOnSignals(stop: (signal: NodeJS.Signals) => Promise<void>): void {
  let firstAt: number | undefined;
  for (const [signal, number] of Object.entries(signals) as [keyof typeof signals, number][]) {
    process.on(signal, () => {
      if (firstAt === undefined) {
        firstAt = performance.now();
        stop(signal).then(
          () => process.exit(0),
          () => process.exit(1),
        );
      } else if (performance.now() - firstAt > sameWish) process.exit(128 + number);
    });
  }
}
