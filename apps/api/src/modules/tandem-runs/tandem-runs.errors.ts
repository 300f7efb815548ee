import type { MatchingRejection } from '@fanfare/tandem-matching';
import type { UserFailure } from '../../platform/graphql/payload.ts';
import type { LocalisedText } from '../../platform/localised-text.ts';
import type { TandemRunStatus } from './tandem-run.ts';

const statuses: Readonly<Record<TandemRunStatus, readonly [german: string, english: string]>> = {
  DRAFT: ['ist ein Entwurf', 'is a draft'],
  RUNNING: ['läuft gerade', 'is running'],
  COMPLETED: ['ist fertig', 'is done'],
  RELEASED: ['ist freigegeben', 'is released'],
  DISCARDED: ['ist verworfen', 'is discarded'],
  CANCELLED: ['wurde abgebrochen', 'was cancelled'],
  FAILED: ['ist gescheitert', 'has failed'],
  INTERRUPTED: ['wurde unterbrochen', 'was interrupted'],
};

export function notInThisStatus(status: TandemRunStatus): UserFailure {
  const [german, english] = statuses[status];
  return {
    code: 'STATE',
    path: ['run'],
    message: {
      GERMAN: `Dieser Lauf ${german}; das ist jetzt nicht möglich.`,
      ENGLISH: `This run ${english}; that cannot be done now.`,
    },
  };
}

export function programmeIsArchived(): UserFailure {
  return {
    code: 'STATE',
    path: ['programme'],
    message: { GERMAN: 'Das Programm ist archiviert.', ENGLISH: 'The programme is archived.' },
  };
}

export function tooManyRunning(most: number): UserFailure {
  return {
    code: 'LIMIT_REACHED',
    path: ['run'],
    message: {
      GERMAN: `Es laufen oder warten schon ${most} Läufe des Programms. Bitte warten Sie, bis einer fertig ist.`,
      ENGLISH: `${most} runs of the programme are running or waiting already. Please wait until one is done.`,
    },
  };
}

export function tooManyLocks(most: number): UserFailure {
  return {
    code: 'LIMIT_REACHED',
    path: ['run'],
    message: {
      GERMAN: `Mehr als ${most} Paare können in einem Lauf nicht festgelegt werden.`,
      ENGLISH: `No more than ${most} pairs can be fixed in one run.`,
    },
  };
}

export function nobodyOfTheRun(path: readonly string[]): UserFailure {
  return {
    code: 'NOT_FOUND',
    path,
    message: {
      GERMAN: 'Diese Person nimmt auf dieser Seite am Lauf nicht teil.',
      ENGLISH: 'This person does not take part in the run on this side.',
    },
  };
}

export function samePartner(): UserFailure {
  return {
    code: 'INVALID',
    path: ['second'],
    message: {
      GERMAN: 'Beide Vorschläge haben dieselbe begleitende Person; es gibt nichts zu tauschen.',
      ENGLISH: 'Both proposals have the same accompanying person; there is nothing to swap.',
    },
  };
}

export const failedUnexpectedly: LocalisedText = {
  GERMAN: 'Der Lauf ist an einem unerwarteten Fehler gescheitert. Er kann noch einmal gestartet werden.',
  ENGLISH: 'The run failed for an unexpected reason. It can be started again.',
};

export const unprovenResult: LocalisedText = {
  GERMAN: 'Die unabhängige Prüfung hat das Ergebnis nicht bestätigt; es wird nicht gezeigt.',
  ENGLISH: 'The independent check did not confirm the result; it is not shown.',
};

/** Why a problem was not solved, in words. */
export function rejectedProblem(rejection: MatchingRejection): LocalisedText {
  switch (rejection.code) {
    case 'LOCK_UNKNOWN_PERSON':
      return {
        GERMAN: 'Ein festgelegtes Paar enthält jemanden, die oder der nicht am Lauf teilnimmt.',
        ENGLISH: 'A fixed pair contains somebody who does not take part in the run.',
      };
    case 'LOCK_IMPOSSIBLE_PAIR':
      return {
        GERMAN: 'Ein festgelegtes Paar ist nicht möglich: keine gemeinsame Sprache, ein Ausschluss oder Ähnliches.',
        ENGLISH: 'A fixed pair is not possible: no common language, an exclusion or the like.',
      };
    case 'LOCK_SEEKER_TWICE':
    case 'LOCK_OVER_CAPACITY':
      return {
        GERMAN: 'Für jemanden sind mehr Paare festgelegt, als Plätze da sind.',
        ENGLISH: 'For somebody more pairs are fixed than there are places.',
      };
    default:
      return {
        GERMAN: `Die Aufgabe ist nicht lösbar gestellt (${rejection.code}).`,
        ENGLISH: `The problem is not well posed (${rejection.code}).`,
      };
  }
}
