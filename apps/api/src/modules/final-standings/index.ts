export { type FinalStandingRecord, FinalStandingsRepository } from './final-standings.repository.ts';
export { createFinalStandingsSlice } from './final-standings.slice.ts';

export { isSignedBy, keyIdOf, statementText } from './statement.ts';
export {
  type FinalStandingProblem,
  type FinalStandingsVerified,
  verifyFinalStandings,
} from './verify-final-standings.ts';
