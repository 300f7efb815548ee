import { createInProcessRankingStore } from '../src/index.ts';
import { describeRankingStore } from './ranking-store-contract.ts';

describeRankingStore({
  name: 'in process',
  open: async () => ({ store: createInProcessRankingStore(), close: async () => {} }),
  operations: 300_000,
});
