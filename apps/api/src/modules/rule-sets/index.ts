export { type RuleSetInForce, readRuleSetsInForce } from './rule-sets.compiled.ts';
export { createRuleSetsSlice } from './rule-sets.slice.ts';
