export { createBoardSettingsSlice } from './board-settings.slice.ts';
