import { type CliLanguage, languageOfLocale } from './language.ts';

/** What the command line takes from its environment. */
export interface CliEnvironment {
  /** FANFARE_TOKEN: the API token or access token; options can give another one. */
  readonly token: string | undefined;
  /** DATABASE_URL: the database, for the commands that read it themselves. */
  readonly databaseUrl: string | undefined;
  /** The language in which everything is told, unless --language asks for another: by FANFARE_LANGUAGE, LC_ALL, LC_MESSAGES, LANG, the first that is set. */
  readonly language: CliLanguage;
}

/** The environment of this process. An empty variable counts as not set. */
export function readCliEnvironment(source: Readonly<Record<string, string | undefined>> = process.env): CliEnvironment {
  const told = source['FANFARE_LANGUAGE'] || source['LC_ALL'] || source['LC_MESSAGES'] || source['LANG'] || '';
  return {
    token: source['FANFARE_TOKEN'] || undefined,
    databaseUrl: source['DATABASE_URL'] || undefined,
    language: languageOfLocale(told),
  };
}
