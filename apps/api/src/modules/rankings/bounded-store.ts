import type { BoardView, RankingStore } from '@fanfare/gamification';

/** What a standing takes in the memory of the process: at most 64 bytes, and its id as a string of 36 characters. */
export const bytesPerStanding = 128;

/**
 * Keeps the store of a process within its memory: when the boards together have more standings than allowed, those that were read the
 * longest time ago are dropped, and loaded anew when somebody asks. The board that was used last always stays.
 */
export function boundStore(store: RankingStore, { mostStandings }: { readonly mostStandings: number }): RankingStore {
  const sizes = new Map<string, number>();
  let held = 0;
  const note = (board: string, size: number) => {
    held += size - (sizes.get(board) ?? 0);
    sizes.delete(board);
    if (size > 0) sizes.set(board, size);
  };
  const dropOthers = async (used: string) => {
    for (const board of sizes.keys()) {
      if (held <= mostStandings) return;
      if (board === used) continue;
      note(board, 0);
      await store.drop(board);
    }
  };
  const afterwards = async (board: string, { version, total }: BoardView) => {
    note(board, version === 0 ? 0 : Math.max(1, total));
    if (held > mostStandings) await dropOthers(board);
  };
  const measure = async (board: string) =>
    afterwards(board, await store.page(board, { offset: 0, limit: 0, rankKind: 'ORDINAL' }));
  return {
    async apply(board, batch) {
      const result = await store.apply(board, batch);
      if (result.outcome === 'APPLIED') await measure(board);
      return result;
    },
    async load(board, load) {
      const result = await store.load(board, load);
      if (result.outcome === 'APPLIED') await measure(board);
      return result;
    },
    async page(board, query) {
      const view = await store.page(board, query);
      await afterwards(board, view);
      return view;
    },
    async around(board, query) {
      const view = await store.around(board, query);
      await afterwards(board, view);
      return view;
    },
    async drop(board) {
      note(board, 0);
      await store.drop(board);
    },
  };
}
