import type { CompiledRuleSet } from '../rules/compile.ts';
import type { Effective } from '../rules/select.ts';

/** A version of the rules with the instant from which it decides. */
export interface RuleVersion extends Effective {
  readonly compiled: CompiledRuleSet;
}

/** Another version in the place of those that were in force: from an instant on (inclusive), until another (exclusive). */
export interface Takeover {
  readonly compiled: CompiledRuleSet;
  /** Epoch milliseconds. */
  readonly from: number;
  /** When a version of the timeline takes over again, as it was scheduled; null: never. */
  readonly until: number | null;
}

/** The timeline as if `compiled` had come into force at `from`: [SM2]. */
export function withTakeover(timeline: readonly RuleVersion[], takeover: Takeover): readonly RuleVersion[] {
  const { compiled, from, until } = takeover;
  const kept = timeline.filter(({ effectiveFrom }) => effectiveFrom < from || (until !== null && effectiveFrom >= until));
  return [...kept, { version: compiled.version, effectiveFrom: from, compiled }];
}
