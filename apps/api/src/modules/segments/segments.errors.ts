import type { UserFailure } from '../../platform/graphql/payload.ts';

export function hasLeft(): UserFailure {
  return {
    code: 'STATE',
    path: ['ambassador'],
    message: { GERMAN: 'Die Teilnahme ist beendet.', ENGLISH: 'The participation has ended.' },
  };
}

export function signalsNotShared(): UserFailure {
  return {
    code: 'STATE',
    path: ['ambassador'],
    message: {
      GERMAN: 'Die Person hat nicht eingewilligt, dass solche Anzeichen verwendet werden (POSTING_SIGNALS).',
      ENGLISH: 'The person has not agreed to the use of such signs (POSTING_SIGNALS).',
    },
  };
}

export function signalInTheFuture(): UserFailure {
  return {
    code: 'OUT_OF_RANGE',
    path: ['occurredAt'],
    message: { GERMAN: 'Der Zeitpunkt liegt in der Zukunft.', ENGLISH: 'The time lies in the future.' },
  };
}
