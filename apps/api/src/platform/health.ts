/** One thing without which a node must not get requests. */
export interface ReadinessCheck {
  readonly name: string;
  /** Throws when the thing does not work. */
  readonly check: () => Promise<void>;
}

export interface Readiness {
  readonly ready: boolean;
  /** What works (true) and what does not, by name. */
  readonly checks: Readonly<Record<string, boolean>>;
}

const timeoutMilliseconds = 2000;

/** Asks all checks at once; one that does not answer in time counts as failed. */
export async function checkReadiness(checks: readonly ReadinessCheck[]): Promise<Readiness> {
  const results = await Promise.all(checks.map(async ({ name, check }) => [name, await works(check)] as const));
  return { ready: results.every(([, working]) => working), checks: Object.fromEntries(results) };
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
