import type { UserFailure } from '../../platform/graphql/payload.ts';

/** The expected failures of this slice, with the words that people read. */

export function hasLeft(): UserFailure {
  return {
    code: 'STATE',
    path: [],
    message: {
      GERMAN: 'Die Teilnahme ist beendet. Treten Sie dem Programm wieder bei, um das zu ändern.',
      ENGLISH: 'The participation has ended. Join the programme again to change this.',
    },
  };
}

export function pauseEndsInThePast(): UserFailure {
  return {
    code: 'OUT_OF_RANGE',
    path: ['until'],
    message: {
      GERMAN: 'Der letzte Tag der Pause liegt in der Vergangenheit.',
      ENGLISH: 'The last day of the pause lies in the past.',
    },
  };
}

export function programmeArchived(): UserFailure {
  return {
    code: 'STATE',
    path: ['programme'],
    message: {
      GERMAN: 'Das Programm ist beendet; ihm kann niemand mehr beitreten.',
      ENGLISH: 'The programme is over; nobody can join it any more.',
    },
  };
}

export function invitationNeeded(): UserFailure {
  return {
    code: 'REQUIRED',
    path: ['invitationCode'],
    message: {
      GERMAN: 'Diesem Programm treten Sie mit einem Einladungscode bei.',
      ENGLISH: 'Joining this programme takes an invitation code.',
    },
  };
}

export function invitationInvalid(): UserFailure {
  return {
    code: 'NOT_ALLOWED',
    path: ['invitationCode'],
    message: {
      GERMAN: 'Dieser Einladungscode gilt nicht für das Programm.',
      ENGLISH: 'This invitation code is not valid for the programme.',
    },
  };
}

export function consentOutdated(field: string, presentVersion: string): UserFailure {
  return {
    code: 'CONFLICT',
    path: [field],
    message: {
      GERMAN: `Die Einwilligung liegt inzwischen in Fassung „${presentVersion}“ vor. Bitte lesen Sie diese Fassung.`,
      ENGLISH: `The consent text is now at version "${presentVersion}". Please read that version.`,
    },
  };
}

export function consentVersionNeeded(): UserFailure {
  return {
    code: 'REQUIRED',
    path: ['consentVersion'],
    message: {
      GERMAN: 'Um mit Namen zu erscheinen, willigen Sie ein: Nennen Sie die Fassung, die Sie gelesen haben.',
      ENGLISH: 'Appearing by name takes your consent: name the version that you read.',
    },
  };
}

export function joinsDifferently(field: string): UserFailure {
  return {
    code: 'STATE',
    path: [field],
    message: {
      GERMAN: 'Sie nehmen bereits teil, mit einer anderen Angabe. Ändern Sie sie in Ihren Einstellungen.',
      ENGLISH: 'You already take part, with another value here. Change it in your settings.',
    },
  };
}

export function departmentUnknown(path: readonly string[]): UserFailure {
  return {
    code: 'NOT_FOUND',
    path,
    message: { GERMAN: 'Diese Abteilung gibt es im Programm nicht.', ENGLISH: 'The programme has no such department.' },
  };
}

export function joinedInTheFuture(path: readonly string[]): UserFailure {
  return {
    code: 'OUT_OF_RANGE',
    path,
    message: { GERMAN: 'Der Beitritt liegt in der Zukunft.', ENGLISH: 'The time of joining lies in the future.' },
  };
}

export function enrolledDifferently(path: readonly string[], difference: { stored: string; given: string }): UserFailure {
  return {
    code: 'DUPLICATE_WITH_DIFFERENCE',
    path,
    message: {
      GERMAN: `Unter dieser Referenz steht bereits „${difference.stored}“, nicht „${difference.given}“.`,
      ENGLISH: `This reference is already enrolled with "${difference.stored}", not with "${difference.given}".`,
    },
  };
}
