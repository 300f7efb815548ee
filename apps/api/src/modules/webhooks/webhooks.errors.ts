import type { UserFailure } from '../../platform/graphql/payload.ts';
import type { LocalisedText } from '../../platform/localised-text.ts';
import type { AddressProblem } from './addresses.ts';

const addressProblems: Readonly<Record<AddressProblem, LocalisedText>> = {
  NOT_HTTPS: {
    GERMAN: 'Die Adresse muss mit https:// beginnen.',
    ENGLISH: 'The address must begin with https://.',
  },
  HAS_CREDENTIALS: {
    GERMAN: 'Die Adresse darf keine Zugangsdaten enthalten.',
    ENGLISH: 'The address must not contain credentials.',
  },
  NOT_PUBLIC: {
    GERMAN: 'Die Adresse führt in kein öffentliches Netz.',
    ENGLISH: 'The address leads into no public network.',
  },
};

export function wrongAddress(problem: AddressProblem): UserFailure {
  return { code: 'INVALID', path: ['url'], message: addressProblems[problem] };
}

export function beyondScope(index: number): UserFailure {
  return {
    code: 'NOT_ALLOWED',
    path: ['eventTypes', String(index)],
    message: {
      GERMAN: 'Das betrifft einzelne Mitglieder; dafür braucht der Webhook den Umfang MEMBERS.',
      ENGLISH: 'This is about single members; for that the webhook needs the scope MEMBERS.',
    },
  };
}

export function tooMany(most: number): UserFailure {
  return {
    code: 'OUT_OF_RANGE',
    path: [],
    message: {
      GERMAN: `Ein Programm hat höchstens ${most} Webhooks.`,
      ENGLISH: `A programme has at most ${most} webhooks.`,
    },
  };
}

export function noKey(): UserFailure {
  return {
    code: 'NOT_ALLOWED',
    path: [],
    message: {
      GERMAN: 'Webhooks sind auf dieser Installation nicht eingerichtet (WEBHOOK_KEY).',
      ENGLISH: 'Webhooks are not set up on this installation (WEBHOOK_KEY).',
    },
  };
}
