import type { BadgeState } from '../../app/graphql/schema.generated.ts';

/** The colour of a badge's or ladder's state. */
export const stateColours: Record<BadgeState, string> = { DRAFT: 'brass', PUBLISHED: 'petrol', RETIRED: 'gray' };
