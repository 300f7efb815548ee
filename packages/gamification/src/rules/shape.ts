import type { z } from 'zod';
import { formats, isFormat } from './formats.ts';
import { jsonPath, type RuleSetProblem, type RuleSetProblemCode, shownValue, valueAt } from './problems.ts';

type Issue = z.core.$ZodIssue;
interface Wording {
  readonly code: RuleSetProblemCode;
  readonly problem: RuleSetProblem['problem'];
  readonly expected: RuleSetProblem['expected'];
}

const TYPES: Readonly<Record<string, RuleSetProblem['expected']>> = {
  string: { GERMAN: 'ein Text', ENGLISH: 'a text' },
  number: { GERMAN: 'eine Zahl', ENGLISH: 'a number' },
  int: { GERMAN: 'eine ganze Zahl', ENGLISH: 'a whole number' },
  boolean: { GERMAN: 'true oder false', ENGLISH: 'true or false' },
  array: { GERMAN: 'eine Liste [ ... ]', ENGLISH: 'a list [ ... ]' },
  object: { GERMAN: 'ein Objekt { ... }', ENGLISH: 'an object { ... }' },
};

/** Turns the issues of the shape check into problems that say, in both languages, what is wrong and what would be right. */
export function shapeProblems(document: unknown, issues: readonly Issue[]): readonly RuleSetProblem[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((name) => unknownKey(document, [...issue.path, name]));
    return [{ path: jsonPath(issue.path), found: shownValue(valueAt(document, issue.path)), ...wording(document, issue) }];
  });
}

function unknownKey(document: unknown, way: readonly PropertyKey[]): RuleSetProblem {
  return {
    path: jsonPath(way),
    found: shownValue(valueAt(document, way)),
    code: 'UNKNOWN_KEY',
    problem: { GERMAN: 'Diese Angabe gibt es hier nicht', ENGLISH: 'There is no such setting here' },
    expected: { GERMAN: 'die Angabe weglassen oder ihren Namen prüfen', ENGLISH: 'leave it out or check its name' },
  };
}

function wording(document: unknown, issue: Issue): Wording {
  if (valueAt(document, issue.path) === undefined) return missing(issue);
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(TYPES[issue.expected] ?? both(issue.expected));
    case 'invalid_value':
      return notAllowed(choices(issue));
    case 'invalid_union':
      return notAllowed(choices(issue));
    case 'too_small':
      return tooSmall(issue.origin, issue.minimum);
    case 'too_big':
      return tooLarge(issue.origin, issue.maximum);
    default:
      return wrongFormat(isFormat(issue.message) ? formats[issue.message] : both(issue.message));
  }
}

function missing(issue: Issue): Wording {
  const expected = issue.code === 'invalid_type' ? (TYPES[issue.expected] ?? both(issue.expected)) : wordingOfValues(issue);
  return { code: 'MISSING', problem: { GERMAN: 'Diese Angabe fehlt', ENGLISH: 'This setting is missing' }, expected };
}

function wordingOfValues(issue: Issue): RuleSetProblem['expected'] {
  const values = choices(issue);
  return values.length > 0 ? oneOf(values) : { GERMAN: 'ein Wert', ENGLISH: 'a value' };
}

function choices(issue: Issue): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.map((value) => JSON.stringify(value));
  if (issue.code === 'invalid_union' && 'options' in issue)
    return (issue.options ?? []).map((option) => JSON.stringify(option));
  return [];
}

function wrongType(expected: RuleSetProblem['expected']): Wording {
  return {
    code: 'WRONG_TYPE',
    problem: { GERMAN: 'Das ist die falsche Art von Wert', ENGLISH: 'This is the wrong type of value' },
    expected,
  };
}

function notAllowed(values: readonly string[]): Wording {
  return {
    code: 'NOT_ALLOWED',
    problem: { GERMAN: 'Dieser Wert ist nicht vorgesehen', ENGLISH: 'This value is not one of the choices' },
    expected: oneOf(values),
  };
}

function tooSmall(origin: string, minimum: number | bigint): Wording {
  return {
    code: 'TOO_SMALL',
    problem: { GERMAN: 'Das ist zu wenig', ENGLISH: 'This is too little' },
    expected: bound(origin, { GERMAN: `mindestens ${minimum}`, ENGLISH: `at least ${minimum}` }),
  };
}

function tooLarge(origin: string, maximum: number | bigint): Wording {
  return {
    code: 'TOO_LARGE',
    problem: { GERMAN: 'Das ist zu viel', ENGLISH: 'This is too much' },
    expected: bound(origin, { GERMAN: `höchstens ${maximum}`, ENGLISH: `at most ${maximum}` }),
  };
}

function wrongFormat(expected: RuleSetProblem['expected']): Wording {
  return {
    code: 'WRONG_FORMAT',
    problem: { GERMAN: 'Die Schreibweise stimmt nicht', ENGLISH: 'This is not written as it should be' },
    expected,
  };
}

function bound(origin: string, expected: RuleSetProblem['expected']): RuleSetProblem['expected'] {
  if (origin === 'string') return { GERMAN: `${expected.GERMAN} Zeichen`, ENGLISH: `${expected.ENGLISH} characters` };
  if (origin === 'array') return { GERMAN: `${expected.GERMAN} Einträge`, ENGLISH: `${expected.ENGLISH} entries` };
  return expected;
}

function oneOf(values: readonly string[]): RuleSetProblem['expected'] {
  return { GERMAN: `eines von ${values.join(', ')}`, ENGLISH: `one of ${values.join(', ')}` };
}

function both(text: string): RuleSetProblem['expected'] {
  return { GERMAN: text, ENGLISH: text };
}
