import { type CompiledRuleSet, compileRuleSet, describeProblem } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import { RuleSetsRepository } from './rule-sets.repository.ts';

/** A scheduled version, ready to evaluate; `selectRuleSet` of the engine picks the one for an instant. */
export interface RuleSetInForce {
  readonly version: number;
  /** Epoch milliseconds, inclusive. */
  readonly effectiveFrom: number;
  readonly compiled: CompiledRuleSet;
}

/** Scheduled versions never change, so what was compiled once stays right; more than this many are not kept. */
const keptRuleSets = 500;
const compiledRuleSets = new Map<string, CompiledRuleSet>();

export async function readRuleSetsInForce(manager: EntityManager, programmeId: string): Promise<readonly RuleSetInForce[]> {
  const rows = await new RuleSetsRepository(manager).scheduled(programmeId);
  return rows.map((row) => ({
    version: row.version,
    effectiveFrom: row.effectiveFrom.getTime(),
    compiled: compiled(row.id, row.version, row.document),
  }));
}

function compiled(id: string, version: number, document: unknown): CompiledRuleSet {
  const known = compiledRuleSets.get(id);
  if (known !== undefined) return known;
  const result = compileRuleSet(document, version);
  if (!result.ok) {
    const problems = result.problems.map((problem) => describeProblem(problem, 'ENGLISH'));
    throw new Error(`rule set ${id} was scheduled but does not compile: ${problems.join(' ')}`);
  }
  if (compiledRuleSets.size >= keptRuleSets) compiledRuleSets.clear();
  compiledRuleSets.set(id, result.ruleSet);
  return result.ruleSet;
}
