import type { UserFailure } from '../../platform/graphql/payload.ts';
import { mostInProgramme } from './simulation-status.ts';

export function tooManyAtOnce(): UserFailure {
  return {
    code: 'LIMIT_REACHED',
    path: [],
    message: {
      GERMAN: `In diesem Programm laufen schon ${mostInProgramme} Simulationen. Warten Sie, bis eine fertig ist, oder brechen Sie eine ab.`,
      ENGLISH: `${mostInProgramme} simulations are running in this programme already. Wait until one is done, or cancel one.`,
    },
  };
}

export function nodeIsBusy(): UserFailure {
  return {
    code: 'LIMIT_REACHED',
    path: [],
    message: {
      GERMAN: 'Auf diesem Server laufen gerade viele Simulationen. Bitte versuchen Sie es in einer Minute noch einmal.',
      ENGLISH: 'Many simulations are running on this server at the moment. Please try again in a minute.',
    },
  };
}

export function changedSinceRead(): UserFailure {
  return {
    code: 'CONFLICT',
    path: ['revision'],
    message: {
      GERMAN: 'Jemand hat diesen Entwurf inzwischen geändert. Bitte laden Sie ihn neu.',
      ENGLISH: 'Somebody has changed this draft in the meantime. Please load it again.',
    },
  };
}

export function notRunning(): UserFailure {
  return {
    code: 'STATE',
    path: ['id'],
    message: { GERMAN: 'Diese Simulation läuft nicht mehr.', ENGLISH: 'This simulation is no longer running.' },
  };
}
