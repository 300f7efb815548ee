import type { BadgeTemplateKey } from '@fanfare/gamification';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import type { BadgeState } from './badge.ts';

export const BadgeStateEnum = graphqlEnum<BadgeState>({
  name: 'BadgeState',
  description: 'Where a badge or a ladder of levels is in its life.',
  values: {
    DRAFT: 'Being written; nobody but admins sees it.',
    PUBLISHED: 'Known to everybody and earned by whoever meets it; it does not change any more.',
    RETIRED: 'Earned by nobody any more; whoever has it keeps it.',
  },
});

export const BadgeTemplateEnum = graphqlEnum<BadgeTemplateKey>({
  name: 'BadgeTemplateKey',
  description: 'Badges to begin with.',
  values: {
    FIRST_STEP: 'The first post.',
    OWN_VOICE: 'Posts in ten different weeks.',
    STEADY_QUARTER: 'Thirteen weeks in a row.',
    GOOD_COMPANY: 'Three stories told together.',
    CONVERSATION: 'Twelve comments, few a week.',
    CHALLENGE_TAKER: 'Three challenges reached in a season.',
    LEARNER: 'Two trainings completed.',
  },
});
