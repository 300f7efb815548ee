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

/** What has frozen may not be thawed: a pilot freezes nothing. */
export function noLongerPilot(): UserFailure {
  return {
    code: 'STATE',
    path: ['status'],
    message: {
      GERMAN: 'Das Programm hat begonnen; zum Pilotbetrieb führt kein Weg zurück, weil Zeiträume eingefroren sein können.',
      ENGLISH: 'The programme has begun; there is no way back to being a pilot, because periods may be frozen.',
    },
  };
}
