export { createChallengeProgressSlice } from './challenge-progress.slice.ts';
export { membersWithFacts, readCountedFacts } from './counted-facts.reader.ts';
