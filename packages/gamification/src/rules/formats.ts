import type { RuleSetProblem } from './problems.ts';

/** How texts of a certain form are written; a schema names the form as the message of its check. */
export const formats = {
  KEY: {
    GERMAN: 'ein Schlüssel: Kleinbuchstaben, Ziffern und „-“, höchstens 40 Zeichen, zuerst ein Buchstabe',
    ENGLISH: 'a key: lower-case letters, digits and "-", at most 40, a letter first',
  },
  HASHTAG: {
    GERMAN: 'ein Hashtag in Kleinbuchstaben ohne „#“',
    ENGLISH: 'a hashtag in lower case without "#"',
  },
} as const satisfies Readonly<Record<string, RuleSetProblem['expected']>>;

export type Format = keyof typeof formats;

export function isFormat(message: string): message is Format {
  return Object.hasOwn(formats, message);
}
