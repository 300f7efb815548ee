import type { ParticipationStatus } from '@fanfare/contracts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import type { ConsentKind } from './participation.ts';

export const ParticipationStatusEnum = graphqlEnum<ParticipationStatus>({
  name: 'ParticipationStatus',
  description: 'Where somebody stands in a programme.',
  values: {
    ACTIVE: 'Takes part.',
    PAUSED: 'Takes part, but rests: is never nudged.',
    LEFT: 'Has left: on no board, in no list and in no count.',
  },
});

export const ConsentKindEnum = graphqlEnum<ConsentKind>({
  name: 'ConsentKind',
  description: 'What somebody agrees to.',
  values: {
    PARTICIPATION: 'To take part; without it one leaves.',
    NAME_ON_BOARDS: 'To be shown by name; without it one appears under a pseudonym.',
    POSTING_SIGNALS: 'That posting habits are used to find a tandem partner.',
  },
});
