import { type CompiledRuleSet, compileRuleSet, describeProblem } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import { type RuleSetRow, RuleSetsRepository } from './rule-sets.repository.ts';

/** A scheduled version, ready to evaluate; `selectRuleSet` of the engine picks the one for an instant. */
export interface RuleSetInForce {
  readonly version: number;
  /** Epoch milliseconds, inclusive. */
  readonly effectiveFrom: number;
  readonly compiled: CompiledRuleSet;
}

/**
 * What was compiled once, by revision: a version that is taken back before it came into force can be edited and scheduled again under the
 * same id, and only its revision tells. More than this many are not kept.
 */
const keptRuleSets = 500;
const compiledRuleSets = new Map<string, CompiledRuleSet>();

export async function readRuleSetsInForce(
  manager: Pick<EntityManager, 'query'>,
  programmeId: string,
): Promise<readonly RuleSetInForce[]> {
  const rows = await new RuleSetsRepository(manager).scheduled(programmeId);
  return rows.map((row) => ({
    version: row.version,
    effectiveFrom: row.effectiveFrom.getTime(),
    compiled: compiled(row),
  }));
}

function compiled({ id, revision, version, document }: RuleSetRow): CompiledRuleSet {
  const key = `${id}/${revision}`;
  const known = compiledRuleSets.get(key);
  if (known !== undefined) return known;
  const result = compileRuleSet(document, version);
  if (!result.ok) {
    const problems = result.problems.map((problem) => describeProblem(problem, 'ENGLISH'));
    throw new Error(`rule set ${id} was scheduled but does not compile: ${problems.join(' ')}`);
  }
  if (compiledRuleSets.size >= keptRuleSets) compiledRuleSets.clear();
  compiledRuleSets.set(key, result.ruleSet);
  return result.ruleSet;
}
