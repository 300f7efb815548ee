import type { CliLanguage } from './language.ts';

/** What help and problems of the parsing say around what the commands say. */
export interface FrameWords {
  readonly description: string;
  readonly languageFlags: string;
  readonly languageOption: string;
  readonly helpOption: string;
  readonly helpCommand: readonly [usage: string, description: string];
  readonly helpShowsHow: string;
  /** Titles and placeholders of commander, as they stand here. */
  readonly titles: Readonly<Record<string, string>>;
  readonly choices: (words: string) => string;
  readonly standard: (word: string) => string;
  /** A problem that commander tells in English. */
  readonly problem: (text: string) => string;
}

const german: FrameWords = {
  description: 'Arbeitet mit einer Installation von Fanfare: über ihre API oder auf ihrer Datenbank.',
  languageFlags: '--language <sprache>',
  languageOption: 'Sprache von Ausgabe und Hilfe; sonst entscheiden FANFARE_LANGUAGE, LC_ALL, LC_MESSAGES, LANG',
  helpOption: 'zeigt diese Hilfe',
  helpCommand: ['help [befehl]', 'zeigt die Hilfe zu einem Befehl'],
  helpShowsHow: '(--help zeigt, wie es geht)',
  titles: {
    'Usage:': 'Aufruf:',
    'Arguments:': 'Argumente:',
    'Options:': 'Optionen:',
    'Global Options:': 'Optionen für alle Befehle:',
    'Commands:': 'Befehle:',
    '[options]': '[optionen]',
    '[command]': '[befehl]',
  },
  choices: (words) => `möglich: ${words}`,
  standard: (word) => `sonst: ${word}`,
  problem: problemInGerman,
};

const english: FrameWords = {
  description: 'Works with a Fanfare installation: over its API, or on its database.',
  languageFlags: '--language <language>',
  languageOption: 'language of output and help; else FANFARE_LANGUAGE, LC_ALL, LC_MESSAGES, LANG decide',
  helpOption: 'shows this help',
  helpCommand: ['help [command]', 'shows the help of a command'],
  helpShowsHow: '(--help shows how)',
  titles: { 'Global Options:': 'Options of every command:' },
  choices: (words) => `choices: ${words}`,
  standard: (word) => `default: ${word}`,
  problem: (text) => text,
};

export const frameWords: Readonly<Record<CliLanguage, FrameWords>> = { de: german, en: english };

/** commander gives its problems as English sentences; nothing but the sentence carries the details. */
const sentences: readonly (readonly [pattern: RegExp, german: string])[] = [
  [/^error: missing required argument '(.+)'/, 'Fehler: Es fehlt das Argument „$1“'],
  [/^error: option '(.+)' argument missing/, 'Fehler: Zur Option „$1“ fehlt der Wert'],
  [/^error: required option '(.+)' not specified/, 'Fehler: Die Option „$1“ muss angegeben werden'],
  [/^error: option '(.+)' argument '([\s\S]*)' is invalid\./, 'Fehler: Zur Option „$1“ passt „$2“ nicht.'],
  [/^error: unknown option '(.+)'/, 'Fehler: Die Option „$1“ gibt es nicht'],
  [/^error: unknown command '(.+)'/, 'Fehler: Den Befehl „$1“ gibt es nicht'],
  [
    /^error: too many arguments(?: for '.+')?\. Expected (\d+) arguments? but got (\d+)\./,
    'Fehler: Zu viele Argumente: erwartet $1, angegeben $2.',
  ],
  [/Allowed choices are (.+)\./, 'Möglich: $1.'],
  [/\(Did you mean one of (.+)\?\)/, '(Meinen Sie eines von: $1?)'],
  [/\(Did you mean (.+)\?\)/, '(Meinen Sie $1?)'],
];

function problemInGerman(text: string): string {
  return sentences.reduce((told, [pattern, sentence]) => told.replace(pattern, sentence), text);
}
