import type { CastRole } from '../cast.ts';

/** The languages of the identity provider's pages, as tags of the html element. */
export type PageLanguage = 'de' | 'en';

interface PageTexts {
  readonly product: string;
  readonly signInTitle: string;
  readonly signInNote: string;
  readonly otherLanguage: string;
  readonly expiredTitle: string;
  readonly expiredNote: string;
  readonly errorTitle: string;
  readonly backToApp: string;
  readonly signOutTitle: string;
  readonly signOutButton: string;
  readonly signedOutTitle: string;
  readonly roles: Readonly<Record<CastRole, string>>;
}

export const texts: Readonly<Record<PageLanguage, PageTexts>> = {
  de: {
    product: 'Fanfare-Demo',
    signInTitle: 'Als wen möchten Sie sich anmelden?',
    signInNote: 'Dies ist eine Demo mit erfundenen Personen. Ein Passwort gibt es nicht: Wählen Sie eine Person aus.',
    otherLanguage: 'English',
    expiredTitle: 'Diese Anmeldung ist nicht mehr gültig',
    expiredNote: 'Beginnen Sie die Anmeldung in der Anwendung noch einmal.',
    errorTitle: 'Die Anmeldung ist nicht möglich',
    backToApp: 'Zur Anwendung',
    signOutTitle: 'Möchten Sie sich abmelden?',
    signOutButton: 'Abmelden',
    signedOutTitle: 'Sie sind abgemeldet',
    roles: {
      AMBASSADOR: 'Botschafter:in',
      COMMUNICATOR: 'Abteilungskommunikator:in',
      ADMIN: 'Programmleitung',
      AUDITOR: 'Betriebsrat',
      OPERATOR: 'Betrieb',
    },
  },
  en: {
    product: 'Fanfare demo',
    signInTitle: 'Who would you like to sign in as?',
    signInNote: 'This is a demo with invented people. There is no password: choose a person.',
    otherLanguage: 'Deutsch',
    expiredTitle: 'This sign-in is no longer valid',
    expiredNote: 'Please start the sign-in in the application again.',
    errorTitle: 'The sign-in is not possible',
    backToApp: 'To the application',
    signOutTitle: 'Would you like to sign out?',
    signOutButton: 'Sign out',
    signedOutTitle: 'You are signed out',
    roles: {
      AMBASSADOR: 'Ambassador',
      COMMUNICATOR: 'Department communicator',
      ADMIN: 'Programme lead',
      AUDITOR: 'Works council',
      OPERATOR: 'Operations',
    },
  },
};

/** The first supported language of the wishes, best wish first; each is a list such as "de-AT, en;q=0.8". German otherwise. */
export function pageLanguage(...wishes: readonly (string | undefined)[]): PageLanguage {
  for (const wish of wishes) {
    for (const tag of (wish ?? '').split(/[\s,]+/)) {
      if (/^de\b/i.test(tag)) return 'de';
      if (/^en\b/i.test(tag)) return 'en';
    }
  }
  return 'de';
}
