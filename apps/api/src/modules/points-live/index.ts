export { createPointsLiveSlice } from './points-live.slice.ts';
