import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../graphql/schema.generated.ts';

export const interfaceLanguages = ['de', 'en'] as const;
export type InterfaceLanguage = (typeof interfaceLanguages)[number];

const storageKey = 'fanfare.language';
const bundles = {
  de: async () => (await import('./de.ts')).de,
  en: async () => (await import('./en.ts')).en,
};
const isInterfaceLanguage = (tag: string): tag is InterfaceLanguage => (interfaceLanguages as readonly string[]).includes(tag);

/** The person's own choice, else the first language of the browser that the app speaks, else English. */
export function preferredLanguage(storage: Pick<Storage, 'getItem'>, wanted: readonly string[]): InterfaceLanguage {
  const candidates = [storage.getItem(storageKey) ?? '', ...wanted.map((tag) => tag.slice(0, 2).toLowerCase())];
  return candidates.find(isInterfaceLanguage) ?? 'en';
}

export async function startI18n(): Promise<i18n> {
  const language = preferredLanguage(localStorage, navigator.languages);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: await bundles[language]() } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
  return i18next;
}

/** Keeps it as the person's own choice. */
export async function changeLanguage(language: InterfaceLanguage): Promise<void> {
  localStorage.setItem(storageKey, language);
  await speak(language);
}

/** For as long as the page is open. */
export async function speak(language: InterfaceLanguage): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await bundles[language]());
  }
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

/** The language as the API spells it, for the sentences that the engine writes. */
export const apiLanguage = (language: string): Language => (language === 'de' ? 'GERMAN' : 'ENGLISH');
