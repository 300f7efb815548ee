export { createWallBoardsSlice } from './wall-boards.slice.ts';
