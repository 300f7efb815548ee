import type { UserFailure } from '../../platform/graphql/payload.ts';

export function hasLeft(): UserFailure {
  return {
    code: 'STATE',
    path: ['ambassador'],
    message: { GERMAN: 'Die Teilnahme ist beendet.', ENGLISH: 'The participation has ended.' },
  };
}

export function nobodyThere(path: readonly string[]): UserFailure {
  return {
    code: 'NOT_FOUND',
    path,
    message: {
      GERMAN: 'Diese Person gibt es im Programm nicht, oder sie ist für Sie nicht sichtbar.',
      ENGLISH: 'There is no such person in the programme, or they are not visible to you.',
    },
  };
}

export function oneself(path: readonly string[]): UserFailure {
  return {
    code: 'INVALID',
    path,
    message: { GERMAN: 'Das sind Sie selbst.', ENGLISH: 'That is yourself.' },
  };
}

export function wishedAndBlocked(path: readonly string[]): UserFailure {
  return {
    code: 'INVALID',
    path,
    message: {
      GERMAN: 'Dieselbe Person kann nicht gewünscht und ausgeschlossen sein.',
      ENGLISH: 'The same person cannot be wished for and excluded.',
    },
  };
}

export function snoozeInThePast(): UserFailure {
  return {
    code: 'OUT_OF_RANGE',
    path: ['until'],
    message: { GERMAN: 'Der Tag liegt in der Vergangenheit.', ENGLISH: 'The day lies in the past.' },
  };
}
