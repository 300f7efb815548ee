import type { UserFailure } from '../../platform/graphql/payload.ts';

export function secondAdministrator(): UserFailure {
  return {
    code: 'NOT_ALLOWED',
    path: ['decision'],
    message: {
      GERMAN: 'Das bestätigt eine zweite Administratorin oder ein zweiter Administrator.',
      ENGLISH: 'A second administrator confirms this.',
    },
  };
}

export function nothingProposed(): UserFailure {
  return {
    code: 'STATE',
    path: ['decision'],
    message: { GERMAN: 'Es liegt kein Vorschlag vor.', ENGLISH: 'There is no proposal.' },
  };
}

export function anotherProposal(): UserFailure {
  return {
    code: 'CONFLICT',
    path: ['proposedAt'],
    message: {
      GERMAN: 'Inzwischen liegt ein anderer Vorschlag vor. Bitte lesen Sie ihn zuerst.',
      ENGLISH: 'By now another proposal waits. Please read it first.',
    },
  };
}

export function proposedAlready(): UserFailure {
  return {
    code: 'STATE',
    path: [],
    message: {
      GERMAN: 'Ein Vorschlag wartet schon auf eine zweite Person.',
      ENGLISH: 'A proposal waits for a second person already.',
    },
  };
}

export function monetaryAlready(on: boolean): UserFailure {
  return {
    code: 'STATE',
    path: [],
    message: on
      ? { GERMAN: 'Preise mit Geldwert sind schon erlaubt.', ENGLISH: 'Prizes of monetary value are allowed already.' }
      : { GERMAN: 'Preise mit Geldwert sind nicht erlaubt.', ENGLISH: 'Prizes of monetary value are not allowed.' },
  };
}
