/** Anything that takes effect at an instant. */
export interface Effective {
  readonly version: number;
  /** Epoch milliseconds, inclusive. */
  readonly effectiveFrom: number;
}

/**
 * The version in force at an instant: the one that took effect last by then; of two with the same instant, the higher version. Null
 * before the first. The instant is `judgedAt` of the activity; for engagement readings, of the post.
 */
export function selectRuleSet<Version extends Effective>(versions: readonly Version[], instant: number): Version | null {
  let found: Version | null = null;
  for (const candidate of versions) {
    if (candidate.effectiveFrom > instant) continue;
    if (found === null || isLater(candidate, found)) found = candidate;
  }
  return found;
}

function isLater(candidate: Effective, than: Effective): boolean {
  if (candidate.effectiveFrom !== than.effectiveFrom) return candidate.effectiveFrom > than.effectiveFrom;
  return candidate.version > than.version;
}
