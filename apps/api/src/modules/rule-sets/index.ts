export { ruleAuditors, ruleEditors, ruleReaders } from './rule-sets.access.ts';
export { type RuleSetInForce, readRuleSetsInForce } from './rule-sets.compiled.ts';
export { holdsMistakes } from './rule-sets.errors.ts';
export type { RuleSetsReader } from './rule-sets.reader.ts';
export { type RuleSetRow, RuleSetsRepository } from './rule-sets.repository.ts';
export { createRuleSetsSlice, type RuleSetsSlice } from './rule-sets.slice.ts';
export { RuleSet } from './rule-sets.types.ts';
