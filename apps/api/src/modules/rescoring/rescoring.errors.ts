import type { UserFailure } from '../../platform/graphql/payload.ts';
import type { PreviewChange } from './preview-changes.ts';
import type { RescoringStatus } from './rescoring-status.ts';

/** Expected failures around rescorings, in both languages. */

export function notInForceYet(): UserFailure {
  return {
    code: 'STATE',
    path: ['ruleSet'],
    message: {
      GERMAN: 'Neu gewertet wird nach einer Fassung, die in Kraft ist oder war. Setzen Sie diese zuerst in Kraft.',
      ENGLISH: 'Rescoring applies a version that is in force or was. Schedule this one first.',
    },
  };
}

export function appliesAlready(): UserFailure {
  return {
    code: 'OUT_OF_RANGE',
    path: ['from'],
    message: {
      GERMAN: 'Von da an gilt diese Fassung ohnehin, und nach ihr ist keine andere in Kraft getreten.',
      ENGLISH: 'From then on this version applies anyway, and no other has come into force after it.',
    },
  };
}

export function notTheStartOfAVersion(): UserFailure {
  return {
    code: 'OUT_OF_RANGE',
    path: ['until'],
    message: {
      GERMAN: 'Eine Neuwertung endet, wo eine Fassung von selbst in Kraft getreten ist, nach „from“ und vor jetzt.',
      ENGLISH: 'A rescoring ends where a version came into force by itself, after "from" and before now.',
    },
  };
}

export function everythingHasFrozen(openFrom: Date): UserFailure {
  return {
    code: 'OUT_OF_RANGE',
    path: ['from'],
    message: {
      GERMAN: `Dieser Zeitraum ist abgeschlossen; neu gewertet werden kann erst ab ${openFrom.toISOString()}.`,
      ENGLISH: `This time has closed; rescoring reaches back to ${openFrom.toISOString()} at the earliest.`,
    },
  };
}

export function anotherAtWork(status: RescoringStatus): UserFailure {
  const isBooked = status === 'BOOKING';
  return {
    code: 'CONFLICT',
    path: [],
    message: {
      GERMAN: isBooked
        ? 'In diesem Programm wird gerade eine Neuwertung gebucht. Warten Sie, bis sie fertig ist, oder halten Sie sie an.'
        : 'In diesem Programm wird gerade eine Vorschau berechnet. Warten Sie, bis sie fertig ist, oder brechen Sie sie ab.',
      ENGLISH: isBooked
        ? 'A rescoring is being booked in this programme. Wait until it is done, or stop it.'
        : 'A preview is being computed in this programme. Wait until it is done, or cancel it.',
    },
  };
}

/** The changes themselves stand beside it, one by one. */
export function outdated(changes: readonly PreviewChange[]): UserFailure {
  const told = (language: 'GERMAN' | 'ENGLISH') => changes.map(({ message }) => message[language]).join(' ');
  return {
    code: 'OUTDATED',
    path: ['preview'],
    message: {
      GERMAN: `Die Vorschau stimmt nicht mehr. ${told('GERMAN')} Bitte lassen Sie sie neu berechnen.`,
      ENGLISH: `The preview no longer holds. ${told('ENGLISH')} Please have it computed anew.`,
    },
  };
}

export function notStartable(row: { readonly status: RescoringStatus; readonly startedBy: string | null }): UserFailure {
  const by = { GERMAN: row.startedBy ?? 'jemand anderem', ENGLISH: row.startedBy ?? 'somebody else' };
  const wasStarted = row.status === 'BOOKING' || row.status === 'COMPLETED' || row.status === 'STOPPED';
  return {
    code: 'STATE',
    path: ['preview'],
    message: wasStarted
      ? {
          GERMAN: `Diese Neuwertung wurde schon von ${by.GERMAN} gestartet.`,
          ENGLISH: `This rescoring was started already, by ${by.ENGLISH}.`,
        }
      : {
          GERMAN: 'Es gibt keine fertige Vorschau, die gestartet werden könnte.',
          ENGLISH: 'There is no finished preview that could be started.',
        },
  };
}

export function notAtWork(): UserFailure {
  return {
    code: 'STATE',
    path: ['id'],
    message: {
      GERMAN: 'Hier wird gerade nichts berechnet oder gebucht.',
      ENGLISH: 'Nothing is being computed or booked here.',
    },
  };
}
