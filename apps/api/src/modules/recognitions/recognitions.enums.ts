import { graphqlEnum } from '../../platform/graphql/enums.ts';
import type { LeftOutReason, RequestAct, RequestOrigin, RequestState } from './recognition.ts';

export const RequestStateEnum = graphqlEnum<RequestState>({
  name: 'RecognitionRequestState',
  description: 'Where a recognition is in its life for somebody.',
  values: {
    REQUESTED: 'Asked for; a person decides.',
    GRANTED: 'Granted; it will take place.',
    DECLINED: 'Declined, with a reason.',
    WITHDRAWN: 'The person stepped back.',
    FULFILLED: 'It has taken place.',
    REVOKED: 'It cannot take place, for the reason that is given.',
  },
});

export const RequestActEnum = graphqlEnum<RequestAct>({
  name: 'RecognitionAct',
  description: 'A step in the life of a recognition for somebody.',
  values: {
    GRANT: 'Grants what was asked for. Administrators, not for themselves.',
    DECLINE: 'Declines what was asked for. Administrators.',
    WITHDRAW: 'Steps back from what was asked for or granted. The person.',
    FULFIL: 'Notes that it has taken place. Administrators.',
    REVOKE: 'Takes back what was granted. Administrators.',
  },
});

export const RequestOriginEnum = graphqlEnum<RequestOrigin>({
  name: 'RecognitionOrigin',
  description: 'How somebody came to a recognition.',
  values: {
    REQUESTED: 'By asking for it.',
    GIVEN: 'It was given by an administrator.',
    DRAWN: 'By a draw from the final standing of a season.',
  },
});

export const LeftOutReasonEnum = graphqlEnum<LeftOutReason>({
  name: 'DrawExclusion',
  description: 'Why somebody on the final standing was not in a draw.',
  values: {
    BELOW_MINIMUM: 'Fewer points than asked for.',
    NOT_SHOWN: 'Left the programme or hid.',
    DRAWN_BEFORE: 'Was drawn in this season before.',
    HAS_IT_ALREADY: 'Has this recognition or asked for it.',
  },
});
