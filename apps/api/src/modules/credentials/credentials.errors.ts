import type { UserFailure } from '../../platform/graphql/payload.ts';

/** Expected failures around credentials, in both languages. */

export function noKey(): UserFailure {
  return {
    code: 'STATE',
    path: ['award'],
    message: {
      GERMAN: 'Diese Installation stellt keine Nachweise aus: Ihr fehlt der Schlüssel dafür (CREDENTIAL_KEYS).',
      ENGLISH: 'This installation issues no credentials: it has no key for them (CREDENTIAL_KEYS).',
    },
  };
}

export function notIssued(): UserFailure {
  return {
    code: 'STATE',
    path: ['award'],
    message: {
      GERMAN: 'Stellen Sie zuerst einen Nachweis aus; dann können Sie ihn veröffentlichen.',
      ENGLISH: 'Issue a credential first; then it can be published.',
    },
  };
}
