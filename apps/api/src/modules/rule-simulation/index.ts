export { type Query, readHistories } from './history-reader.ts';
export { createRuleSimulationSlice } from './simulations.slice.ts';
