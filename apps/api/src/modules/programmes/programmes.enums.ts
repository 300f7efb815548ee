import type { JoinPolicy, ProgrammeStatus, Visibility } from '@fanfare/contracts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';

export const ProgrammeStatusEnum = graphqlEnum<ProgrammeStatus>({
  name: 'ProgrammeStatus',
  description: 'Where a programme is in its life.',
  values: {
    PILOT: 'Being tried out: no period freezes, so that history can be brought in. Nothing becomes a pilot again.',
    ACTIVE: 'In full operation.',
    ARCHIVED: 'Over: readable, but nothing new happens in it.',
  },
});

export const JoinPolicyEnum = graphqlEnum<JoinPolicy>({
  name: 'JoinPolicy',
  description: 'Who may join a programme; joining is always an act of one’s own.',
  values: {
    OPEN: 'Everybody who can sign in.',
    INVITATION: 'Who has the invitation code of the programme.',
  },
});

export const VisibilityEnum = graphqlEnum<Visibility>({
  name: 'Visibility',
  description: 'How an ambassador appears to others.',
  values: {
    NAMED: 'By name; takes consent.',
    PSEUDONYM: 'Under a pseudonym that changes with the season.',
    HIDDEN: 'Not at all: on no board and in no count.',
  },
});
