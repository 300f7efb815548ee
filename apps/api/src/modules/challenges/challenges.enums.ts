import type {
  BadgeMotif,
  BadgeShape,
  ChallengeEntry,
  ChallengeMeasure,
  ChallengeScope,
  ChallengeState,
  ChallengeTemplateKey,
  Recurrence,
} from '@fanfare/gamification';
import { graphqlEnum } from '../../platform/graphql/enums.ts';

export const ChallengeStateEnum = graphqlEnum<ChallengeState>({
  name: 'ChallengeState',
  description: 'Where a challenge is in its life.',
  values: {
    DRAFT: 'Being written; nobody but its makers sees it.',
    SCHEDULED: 'Announced; it can become a draft again.',
    RUNNING: 'The window is open.',
    GRACE: 'The window has closed; what happened in it may still be told.',
    COMPLETED: 'The result stands and never changes.',
    CANCELLED: 'Called off; what it had granted was taken back.',
  },
});

export const ChallengeScopeEnum = graphqlEnum<ChallengeScope>({
  name: 'ChallengeScope',
  description: 'Who reaches a goal.',
  values: {
    EACH_PERSON: 'Each person for themselves.',
    EACH_TANDEM: 'Each tandem together.',
    EACH_DEPARTMENT: 'Each department together, counted per active member.',
    EVERYBODY: 'Everybody together.',
  },
});

export const ChallengeMeasureEnum = graphqlEnum<ChallengeMeasure>({
  name: 'ChallengeMeasure',
  description: 'What a goal counts.',
  values: {
    FACTS: 'Activities.',
    POINTS: 'Points that activities earned by the rules.',
    DISTINCT_PEOPLE: 'Different people.',
    DISTINCT_WEEKS: 'Different weeks with an activity.',
    STORIES: 'Joint stories of tandems.',
    ENGAGEMENT: 'Reactions of others.',
  },
});

export const ChallengeEntryEnum = graphqlEnum<ChallengeEntry>({
  name: 'ChallengeEntry',
  description: 'How people come to take part.',
  values: {
    OPEN: 'Everybody in the programme takes part, and may step out.',
    INVITATION: 'Who was invited and accepted.',
  },
});

export const ChallengeTemplateEnum = graphqlEnum<ChallengeTemplateKey>({
  name: 'ChallengeTemplateKey',
  description: 'Challenges to begin with.',
  values: {
    FIRST_POST: 'Each person posts once, in their own words.',
    HASHTAG_WEEK: 'A week in which departments use one hashtag.',
    COLLECTIVE_REACH: 'Everybody together finds a number of reactions.',
    TANDEM_STORY_MONTH: 'Each tandem tells a story.',
    QUIET_VOICES_WEEK: 'A week for those of whom little was read of late.',
    PROFILE_TIDY_UP: 'Each person improves their profile.',
  },
});

export const RecurrenceUnitEnum = graphqlEnum<Recurrence['unit']>({
  name: 'RecurrenceUnit',
  description: 'By what the beginnings of a recurring challenge lie apart.',
  values: { WEEK: 'Weeks.', MONTH: 'Months, on the day of the first, or the last of a shorter month.' },
});

export const BadgeShapeEnum = graphqlEnum<BadgeShape>({
  name: 'BadgeShape',
  description: 'The outline of a drawn picture.',
  values: {
    CIRCLE: 'A circle.',
    HEXAGON: 'A hexagon.',
    SHIELD: 'A shield.',
    ROSETTE: 'A rosette.',
    STAR: 'A star.',
  },
});

export const BadgeMotifEnum = graphqlEnum<BadgeMotif>({
  name: 'BadgeMotif',
  description: 'What a drawn picture shows.',
  values: {
    SPEECH: 'A speech bubble.',
    SPARK: 'A spark.',
    HANDSHAKE: 'A handshake.',
    LEAF: 'A leaf.',
    FLAME: 'A flame.',
    BOOK: 'A book.',
    MEGAPHONE: 'A megaphone.',
    HEART: 'A heart.',
    STEPS: 'Steps.',
  },
});
