/** A budget that refills evenly: `capacity` units are there at first, and as many come back over `seconds`. */
export interface Budget {
  /** Lower case letters and hyphens; part of the key under which Redis keeps what is left. */
  readonly name: string;
  readonly capacity: number;
  readonly seconds: number;
}

export interface Taken {
  /** False when less was left than asked; nothing was taken then. */
  readonly isGranted: boolean;
  /** Whole units that are left. */
  readonly remaining: number;
  /** Whole seconds after which as much as was asked will be there; 0 when it was granted. */
  readonly retryAfterSeconds: number;
}

/** Counts what clients use (token buckets). Nodes that share a Redis share the counts. */
export interface RateLimiter {
  /**
   * Takes `units` from the budget of a client; 0 only looks. What is more than the capacity counts as the capacity. Never throws for want of
   * Redis.
   */
  take(request: { readonly budget: Budget; readonly client: string; readonly units: number }): Promise<Taken>;
}

/** What is left of a budget at a time, in milliseconds. */
export interface Level {
  readonly units: number;
  readonly at: number;
}

/** The arithmetic of the bucket, which the script for Redis repeats. */
export function takeFrom(
  level: Level | undefined,
  request: { readonly budget: Budget; readonly units: number; readonly now: number },
): { readonly level: Level; readonly taken: Taken } {
  const { capacity, seconds } = request.budget;
  const perMillisecond = capacity / (seconds * 1000);
  const now = Math.max(request.now, level?.at ?? 0);
  const there = level === undefined ? capacity : Math.min(capacity, level.units + (now - level.at) * perMillisecond);
  const units = Math.min(request.units, capacity);
  const isGranted = units <= there;
  const left = isGranted ? there - units : there;
  const missing = isGranted ? 0 : units - there;
  return {
    level: { units: left, at: now },
    taken: {
      isGranted,
      remaining: Math.floor(left),
      retryAfterSeconds: missing === 0 ? 0 : Math.max(1, Math.ceil(missing / perMillisecond / 1000)),
    },
  };
}
