import type { UserFailure } from '../../platform/graphql/payload.ts';

/** The expected failures of this slice, with the words that people read. */

export function handleTaken(): UserFailure {
  return {
    code: 'TAKEN',
    path: ['handle'],
    message: {
      GERMAN: 'Dieses Profil ist im Programm bereits eingetragen.',
      ENGLISH: 'This profile is registered in the programme already.',
    },
  };
}

export function otherAddress(): UserFailure {
  return {
    code: 'DUPLICATE_WITH_DIFFERENCE',
    path: ['url'],
    message: {
      GERMAN: 'Dieses Profil ist mit einer anderen Adresse eingetragen. Entfernen Sie es zuerst.',
      ENGLISH: 'This profile is registered with another address. Remove it first.',
    },
  };
}

export function tooManyProfiles(maximum: number): UserFailure {
  return {
    code: 'LIMIT_REACHED',
    path: [],
    message: {
      GERMAN: `Mehr als ${maximum} Profile können nicht eingetragen werden.`,
      ENGLISH: `No more than ${maximum} profiles can be registered.`,
    },
  };
}

export function hasLeft(): UserFailure {
  return {
    code: 'STATE',
    path: ['ambassador'],
    message: {
      GERMAN: 'Die Teilnahme ist beendet. Treten Sie dem Programm wieder bei, um Profile einzutragen.',
      ENGLISH: 'The participation has ended. Join the programme again to register profiles.',
    },
  };
}
