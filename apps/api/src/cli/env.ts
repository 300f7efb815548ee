/** What the command line takes from its environment. */
export interface CliEnvironment {
  /** FANFARE_TOKEN: the API token or access token; options can give another one. */
  readonly token: string | undefined;
  /** The language in which the server explains what is wrong with a line, as LC_ALL, LC_MESSAGES or LANG ask for it. */
  readonly language: 'de' | 'en';
}

/** The environment of this process. An empty variable counts as not set. */
export function readCliEnvironment(source: Readonly<Record<string, string | undefined>> = process.env): CliEnvironment {
  const locale = source['LC_ALL'] || source['LC_MESSAGES'] || source['LANG'] || '';
  return { token: source['FANFARE_TOKEN'] || undefined, language: locale.toLowerCase().startsWith('de') ? 'de' : 'en' };
}
