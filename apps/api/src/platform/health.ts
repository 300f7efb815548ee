/** One thing that a node works with. */
export interface ReadinessCheck {
  readonly name: string;
  /** Throws when the thing does not work. */
  readonly check: () => Promise<void>;
  /** Told, but no reason to take the node out of service: requests are answered without it. */
  readonly isDispensable?: boolean;
}

export interface Readiness {
  readonly ready: boolean;
  /** What works (true) and what does not, by name. */
  readonly checks: Readonly<Record<string, boolean>>;
}

const timeoutMilliseconds = 2000;

/** Asks all checks at once; one that does not answer in time counts as failed. */
export async function checkReadiness(checks: readonly ReadinessCheck[]): Promise<Readiness> {
  const results = await Promise.all(checks.map(async (check) => ({ ...check, isWorking: await works(check.check) })));
  return {
    ready: results.every(({ isWorking, isDispensable = false }) => isWorking || isDispensable),
    checks: Object.fromEntries(results.map(({ name, isWorking }) => [name, isWorking])),
  };
}

async function works(check: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), timeoutMilliseconds);
  });
  try {
    await Promise.race([check(), late]);
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
