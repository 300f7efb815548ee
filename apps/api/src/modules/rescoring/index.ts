export { createRescoringSlice } from './rescoring.slice.ts';
