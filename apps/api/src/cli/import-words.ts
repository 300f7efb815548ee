import type { CliLanguage } from './language.ts';

/** Counts of a file's lines, as numbers of the language. */
interface ImportCounts {
  readonly linesRead: string;
  readonly recorded: string;
  readonly duplicates: string;
  readonly failed: string;
}

/** Ways in which an import ends without being completed, or does not end. */
export type UnfinishedStatus = 'RUNNING' | 'INTERRUPTED' | 'FAILED' | 'CANCELLED';

/** Everything that `fanfare import` says itself; reasons of refusals come from the server, in the same language. */
export interface ImportWords {
  readonly description: string;
  readonly file: readonly [name: string, description: string];
  readonly options: Readonly<
    Record<
      'programme' | 'format' | 'map' | 'value' | 'default' | 'source' | 'delimiter' | 'url' | 'token' | 'resume',
      readonly [flags: string, description: string]
    >
  >;
  readonly noSuchFile: (file: string) => string;
  readonly unreadable: (file: string, code: string) => string;
  readonly noFile: (file: string) => string;
  readonly whatKind: (file: string) => string;
  readonly started: (id: string) => string;
  /** Beside the bar; names in braces are filled in by it. */
  readonly bar: string;
  readonly sent: (progress: { readonly percent: number; readonly linesRead: string; readonly failed: string }) => string;
  readonly interrupted: string;
  readonly nobodyAnswers: (url: string) => string;
  readonly brokeOff: (why: string) => string;
  readonly toGoOn: string;
  readonly result: (counts: ImportCounts) => string;
  readonly line: (where: { readonly line: string; readonly column: string | null }) => string;
  readonly wholeReport: (what: { readonly id: string; readonly more: string | null }) => string;
  readonly ended: Readonly<Record<UnfinishedStatus, string>>;
  readonly strangeAnswer: (url: string, status: number) => string;
  readonly notSignedIn: (message: string) => readonly string[];
  readonly theImportIs: (id: string) => string;
}

const german: ImportWords = {
  description: 'Importiert Aktivitäten aus einer CSV- oder NDJSON-Datei (auch .gz) über einen laufenden Server.',
  file: ['datei', 'die Datei'],
  options: {
    programme: ['--programme <schlüssel>', 'das Programm, nach seinem Schlüssel'],
    format: ['--format <format>', 'was die Datei ist, wenn ihr Name es nicht sagt'],
    map: ['--map <spalte:feld>', 'welches Feld eine Spalte meint; „spalte:“ lässt sie weg; mehrfach möglich'],
    value: ['--value <feld:von:nach>', 'wofür ein Wort der Datei steht; mehrfach möglich'],
    default: ['--default <feld:wert>', 'was eine leere Zelle bedeutet; mehrfach möglich'],
    source: ['--source <name>', 'woher die Fakten kommen; mit ihren Kennungen sagt es, welche Fakten dieselben sind'],
    delimiter: [
      '--delimiter <zeichen>',
      'zwischen den Zellen einer CSV-Datei, wenn ihre Kopfzeile es nicht verrät: , ; | oder \\t',
    ],
    url: ['--url <adresse>', 'die Installation'],
    token: ['--token <token>', 'ein API-Token mit dem Recht IMPORTS_WRITE; besser in FANFARE_TOKEN'],
    resume: ['--resume <import>', 'einen unterbrochenen Import derselben Datei fortsetzen'],
  },
  noSuchFile: (file) => `Diese Datei gibt es nicht: ${file}`,
  unreadable: (file, code) => `Die Datei kann nicht gelesen werden (${code}): ${file}`,
  noFile: (file) => `Das ist keine Datei: ${file}`,
  whatKind: (file) => `Was für eine Datei ist ${file}? Geben Sie --format csv oder --format ndjson an.`,
  started: (id) => `Import ${id}`,
  bar: '{bar} {percentage} % | {linesRead} Zeilen gelesen, {failed} abgelehnt | {duration_formatted}',
  sent: ({ percent, linesRead, failed }) => `${percent} % gesendet, ${linesRead} Zeilen gelesen, ${failed} abgelehnt`,
  interrupted: 'Unterbrochen. Was erfasst ist, bleibt.',
  nobodyAnswers: (url) => `Unter ${url} antwortet niemand. Läuft der Server, und stimmt --url?`,
  brokeOff: (why) => `Das Hochladen brach ab (${why}).`,
  toGoOn: 'So geht es weiter:',
  result: ({ linesRead, recorded, duplicates, failed }) =>
    `Zeilen gelesen: ${linesRead}; erfasst: ${recorded}, schon bekannt: ${duplicates}, abgelehnt: ${failed}.`,
  line: ({ line, column }) => `Zeile ${line}${column === null ? '' : `, Spalte ${column}`}`,
  wholeReport: ({ id, more }) =>
    `${more === null ? 'Der' : `${more} weitere; der`} ganze Bericht: importRun(id: "${id}") { lineErrors } über GraphQL, oder die Verwaltung.`,
  ended: {
    RUNNING: 'Der Import läuft noch.',
    INTERRUPTED: 'Der Import wurde unterbrochen.',
    FAILED: 'Der Import ist gescheitert.',
    CANCELLED: 'Der Import wurde abgebrochen.',
  },
  strangeAnswer: (url, status) => `${url} antwortete mit dem Status ${status} und nichts, was Fanfare sagt.`,
  notSignedIn: (message) => [
    `Nicht angemeldet: ${message}`,
    'Setzen Sie FANFARE_TOKEN auf ein API-Token mit dem Recht IMPORTS_WRITE.',
  ],
  theImportIs: (id) => `Es ist der Import ${id}.`,
};

const english: ImportWords = {
  description: 'Imports activities from a CSV or NDJSON file (also .gz) through a running server.',
  file: ['file', 'the file'],
  options: {
    programme: ['--programme <key>', 'the programme, by its key'],
    format: ['--format <format>', 'what the file is, unless its name says so'],
    map: ['--map <column:field>', 'which field a column means; "column:" leaves it out; repeatable'],
    value: ['--value <field:from:to>', 'what a word of the file stands for; repeatable'],
    default: ['--default <field:value>', 'what an empty cell means; repeatable'],
    source: ['--source <name>', 'where the facts come from; with their ids it says which facts are the same'],
    delimiter: ['--delimiter <character>', 'between the cells of a CSV file, unless its header tells: , ; | or \\t'],
    url: ['--url <address>', 'the installation'],
    token: ['--token <token>', 'an API token with the scope IMPORTS_WRITE; better in FANFARE_TOKEN'],
    resume: ['--resume <import>', 'go on with an interrupted import of the same file'],
  },
  noSuchFile: (file) => `There is no such file: ${file}`,
  unreadable: (file, code) => `The file cannot be read (${code}): ${file}`,
  noFile: (file) => `This is no file: ${file}`,
  whatKind: (file) => `What kind of file is ${file}? Say --format csv or --format ndjson.`,
  started: (id) => `Import ${id}`,
  bar: '{bar} {percentage} % | {linesRead} lines read, {failed} refused | {duration_formatted}',
  sent: ({ percent, linesRead, failed }) => `${percent} % sent, ${linesRead} lines read, ${failed} refused`,
  interrupted: 'Interrupted. What was recorded stays.',
  nobodyAnswers: (url) => `Nobody answers at ${url}. Does the server run, and is --url right?`,
  brokeOff: (why) => `The upload broke off (${why}).`,
  toGoOn: 'To go on:',
  result: ({ linesRead, recorded, duplicates, failed }) =>
    `${linesRead} lines read: ${recorded} recorded, ${duplicates} known already, ${failed} refused.`,
  line: ({ line, column }) => `line ${line}${column === null ? '' : `, column ${column}`}`,
  wholeReport: ({ id, more }) =>
    `${more === null ? 'The' : `${more} more; the`} whole report: importRun(id: "${id}") { lineErrors } over GraphQL, or the admin app.`,
  ended: {
    RUNNING: 'The import is still running.',
    INTERRUPTED: 'The import was interrupted.',
    FAILED: 'The import has failed.',
    CANCELLED: 'The import was cancelled.',
  },
  strangeAnswer: (url, status) => `${url} answered with status ${status} and nothing that Fanfare says.`,
  notSignedIn: (message) => [`Not signed in: ${message}`, 'Set FANFARE_TOKEN to an API token with the scope IMPORTS_WRITE.'],
  theImportIs: (id) => `The import is ${id}.`,
};

export const importWords: Readonly<Record<CliLanguage, ImportWords>> = { de: german, en: english };
