export { createChallengeProgressSlice } from './challenge-progress.slice.ts';
