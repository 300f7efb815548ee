export { createBoardExportsSlice } from './board-exports.slice.ts';
