import type { UserFailure } from '../../platform/graphql/payload.ts';

export function keyTaken(): UserFailure {
  return {
    code: 'TAKEN',
    path: ['key'],
    message: { GERMAN: 'Dieses Kürzel ist schon vergeben.', ENGLISH: 'This key is taken already.' },
  };
}

export function seasonOverlaps(): UserFailure {
  return {
    code: 'TAKEN',
    path: ['startsOn'],
    message: {
      GERMAN: 'In diesen Tagen liegt schon eine andere Saison des Programms.',
      ENGLISH: 'Another season of the programme lies in these days.',
    },
  };
}

export function seasonEndsBeforeItStarts(): UserFailure {
  return {
    code: 'OUT_OF_RANGE',
    path: ['endsOn'],
    message: { GERMAN: 'Der letzte Tag liegt vor dem ersten.', ENGLISH: 'The last day lies before the first.' },
  };
}
