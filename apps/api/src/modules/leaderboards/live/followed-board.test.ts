import { expect, test } from '@jest/globals';
import type { Versions } from '../../../platform/graphql/answers/versions.ts';
import type { Board, BoardFinder, BoardRequest } from '../board-finder.ts';
import type { BoardPage } from '../leaderboards.service.ts';
import { FollowedBoard } from './followed-board.ts';

function scene() {
  const state = { programme: '1', found: 'b' as string | null, finds: 0, isKnown: true };
  const board = (id: string) => ({ id, programmeId: 'p', name: state.programme }) as unknown as Board;
  const finder = {
    find: async () => {
      state.finds += 1;
      return state.found === null ? null : board(state.found);
    },
    isKnownByItsProgramme: () => state.isKnown,
  } as unknown as BoardFinder;
  const versions = {
    present: async (kind: string, id: string) => ({ kind, id, version: state.programme }),
    areCurrent: async ([programme]: readonly { readonly version: string }[]) => programme?.version === state.programme,
  } as unknown as Versions;
  const page = (of: Board, memberCount: number) => ({ board: of, memberCount }) as unknown as BoardPage;
  const service = { top: async (of: Board) => page(of, 3), nothingOf: async (of: Board) => page(of, 0) };
  const followed = new FollowedBoard({
    ...{ finder, service, versions, request: {} as BoardRequest, board: board('b') },
    page: { first: 10, rankKind: 'COMPETITION' },
  });
  return { state, followed };
}

test('is looked for once as long as nothing has changed about the programme, then anew', async () => {
  const { state, followed } = scene();
  for (let time = 0; time < 3; time += 1) expect(await followed.read()).toMatchObject({ memberCount: 3 });
  expect(state.finds).toBe(1);
  state.programme = '2';
  expect(await followed.read()).toMatchObject({ board: { name: '2' } });
  expect(state.finds).toBe(2);
});

test('is empty from the moment in which it is not to be seen any more, and comes back', async () => {
  const { state, followed } = scene();
  await followed.read();
  state.programme = '2';
  state.found = null;
  expect(await followed.read()).toMatchObject({ board: { id: 'b' }, memberCount: 0 });
  state.found = 'b';
  expect(await followed.read()).toMatchObject({ memberCount: 3 });
});

test('is looked for with every reading where no version tells of what it hangs on', async () => {
  const { state, followed } = scene();
  state.isKnown = false;
  await followed.read();
  await followed.read();
  expect(state.finds).toBe(2);
});
