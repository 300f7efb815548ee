import type { RankingStore } from '@fanfare/gamification';
import type { CircuitBreaker } from './circuit-breaker.ts';

/** A store behind a circuit breaker. Loads take their time, but begin only while the circuit is closed. */
export function guardStore(store: RankingStore, breaker: CircuitBreaker): RankingStore {
  return {
    apply: (board, batch) => breaker.run(() => store.apply(board, batch)),
    page: (board, query) => breaker.run(() => store.page(board, query)),
    around: (board, query) => breaker.run(() => store.around(board, query)),
    drop: (board) => breaker.run(() => store.drop(board)),
    async load(board, load) {
      await breaker.run(() => store.page(board, { offset: 0, limit: 0, rankKind: 'ORDINAL' }));
      return store.load(board, load);
    },
  };
}
