import type { ChallengeState } from '../../app/graphql/schema.generated.ts';

/** The colour of a challenge's state. */
export const stateColours: Record<ChallengeState, string> = {
  DRAFT: 'brass',
  SCHEDULED: 'petrol',
  RUNNING: 'petrol',
  GRACE: 'petrol',
  COMPLETED: 'gray',
  CANCELLED: 'red',
};
