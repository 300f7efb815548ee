/** The languages in which the command line speaks. */
export const cliLanguages = ['de', 'en'] as const;
export type CliLanguage = (typeof cliLanguages)[number];

/**
 * The language that a command line asks for by --language, the last one where it does so more than once; undefined where it asks for none
 * that there is. It is needed before the words are parsed, because help and problems of the parsing are told in it.
 */
export function languageAskedFor(words: readonly string[]): CliLanguage | undefined {
  const end = words.indexOf('--');
  const options = end === -1 ? words : words.slice(0, end);
  const told = options.flatMap((word, index) => {
    if (word.startsWith('--language=')) return [word.slice('--language='.length)];
    return word === '--language' ? [options[index + 1]] : [];
  });
  return cliLanguages.find((language) => language === told.at(-1));
}

/** The language of a locale as POSIX writes it (`de_DE.UTF-8`), German or else English. */
export function languageOfLocale(locale: string): CliLanguage {
  return /^(?:de(?![a-z])|german)/i.test(locale) ? 'de' : 'en';
}
