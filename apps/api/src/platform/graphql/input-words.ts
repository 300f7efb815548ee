import type { z } from 'zod';
import type { LocalisedText } from '../localised-text.ts';

/** What a finding of zod says to a person: what would be right, in both languages, without the words of a programmer. */
export function wordsOf(issue: z.core.$ZodIssue): LocalisedText {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? missing : (ofType[issue.expected] ?? wrong);
    case 'too_big':
      return tooBig(issue);
    case 'too_small':
      return tooSmall(issue);
    case 'invalid_value':
      return listed(issue.values.map(String));
    case 'invalid_format':
      return ofFormat[issue.format] ?? wrong;
    case 'not_multiple_of':
      return {
        GERMAN: `Der Wert muss ein Vielfaches von ${issue.divisor} sein.`,
        ENGLISH: `The value must be a multiple of ${issue.divisor}.`,
      };
    case 'unrecognized_keys':
      return {
        GERMAN: `Unbekannt: ${issue.keys.join(', ')}.`,
        ENGLISH: `Not known: ${issue.keys.join(', ')}.`,
      };
    default:
      return wrong;
  }
}

const missing: LocalisedText = { GERMAN: 'Diese Angabe fehlt.', ENGLISH: 'This is missing.' };
const wrong: LocalisedText = { GERMAN: 'Diese Angabe ist so nicht gültig.', ENGLISH: 'This is not valid as it is.' };

const wholeNumber: LocalisedText = { GERMAN: 'Hier gehört eine ganze Zahl hin.', ENGLISH: 'This takes a whole number.' };

const ofType: Readonly<Record<string, LocalisedText>> = {
  string: { GERMAN: 'Hier gehört ein Text hin.', ENGLISH: 'This takes a text.' },
  number: { GERMAN: 'Hier gehört eine Zahl hin.', ENGLISH: 'This takes a number.' },
  int: wholeNumber,
  boolean: { GERMAN: 'Hier gehört Ja oder Nein hin.', ENGLISH: 'This takes yes or no (true or false).' },
  array: { GERMAN: 'Hier gehört eine Liste hin.', ENGLISH: 'This takes a list.' },
  object: { GERMAN: 'Hier gehören mehrere benannte Angaben hin.', ENGLISH: 'This takes several named values.' },
  date: { GERMAN: 'Hier gehört ein Zeitpunkt hin.', ENGLISH: 'This takes a date and time.' },
};

const ofFormat: Readonly<Record<string, LocalisedText>> = {
  url: { GERMAN: 'Das ist keine vollständige Adresse (https://…).', ENGLISH: 'This is no complete address (https://…).' },
  email: { GERMAN: 'Das ist keine E-Mail-Adresse.', ENGLISH: 'This is no e-mail address.' },
  uuid: { GERMAN: 'Das ist keine Kennung (UUID).', ENGLISH: 'This is no identifier (UUID).' },
  date: { GERMAN: 'Das ist kein Tag der Form JJJJ-MM-TT.', ENGLISH: 'This is no day of the form YYYY-MM-DD.' },
  datetime: {
    GERMAN: 'Das ist kein Zeitpunkt mit Zeitzone (ISO 8601).',
    ENGLISH: 'This is no time with an offset (ISO 8601).',
  },
  regex: { GERMAN: 'Der Text hat nicht die verlangte Form.', ENGLISH: 'The text does not have the form that is asked for.' },
};

interface Bounded {
  readonly origin: string;
  readonly inclusive?: boolean | undefined;
}

/** How a bound is said of texts, lists and numbers. */
function tooBig({ origin, maximum, inclusive }: Bounded & { readonly maximum: number | bigint }): LocalisedText {
  if (origin === 'string') return { GERMAN: `Höchstens ${maximum} Zeichen.`, ENGLISH: `At most ${maximum} characters.` };
  if (origin === 'array' || origin === 'set' || origin === 'map')
    return { GERMAN: `Höchstens ${maximum} Einträge.`, ENGLISH: `At most ${maximum} entries.` };
  return inclusive === false
    ? { GERMAN: `Der Wert muss kleiner als ${maximum} sein.`, ENGLISH: `The value must be less than ${maximum}.` }
    : { GERMAN: `Der Wert darf höchstens ${maximum} sein.`, ENGLISH: `The value may be ${maximum} at most.` };
}

function tooSmall({ origin, minimum, inclusive }: Bounded & { readonly minimum: number | bigint }): LocalisedText {
  if (origin === 'string') {
    return Number(minimum) <= 1
      ? { GERMAN: 'Der Text darf nicht leer sein.', ENGLISH: 'The text must not be empty.' }
      : { GERMAN: `Mindestens ${minimum} Zeichen.`, ENGLISH: `At least ${minimum} characters.` };
  }
  if (origin === 'array' || origin === 'set' || origin === 'map')
    return { GERMAN: `Mindestens ${entries(minimum).GERMAN}.`, ENGLISH: `At least ${entries(minimum).ENGLISH}.` };
  return inclusive === false
    ? { GERMAN: `Der Wert muss größer als ${minimum} sein.`, ENGLISH: `The value must be more than ${minimum}.` }
    : { GERMAN: `Der Wert muss mindestens ${minimum} sein.`, ENGLISH: `The value must be ${minimum} at least.` };
}

function entries(count: number | bigint): LocalisedText {
  return Number(count) === 1
    ? { GERMAN: 'ein Eintrag', ENGLISH: 'one entry' }
    : { GERMAN: `${count} Einträge`, ENGLISH: `${count} entries` };
}

function listed(values: readonly string[]): LocalisedText {
  return { GERMAN: `Möglich sind: ${values.join(', ')}.`, ENGLISH: `One of these: ${values.join(', ')}.` };
}
