import type { Language, UserErrorCode } from '@fanfare/contracts';
import { Field, ObjectType } from 'type-graphql';
import type { z } from 'zod';
import type { LocalisedText } from '../localised-text.ts';
import { fail, type Outcome, succeed } from '../outcome.ts';
import { unstorablePaths } from '../storable-text.ts';
import { Access } from './access.ts';
import { wordsOf } from './input-words.ts';
import { UserErrorCodeEnum } from './vocabulary.types.ts';

/** An expected failure, as services return it: not yet in one language. */
export interface UserFailure {
  readonly code: UserErrorCode;
  /** Where in the input, from the input's first level on; empty when it concerns the whole. */
  readonly path: readonly string[];
  readonly message: LocalisedText;
}

@ObjectType({ simpleResolvers: true, description: 'Why an input was not accepted, in a form that a person can act on.' })
@Access({ to: ['EVERYBODY'] })
export class UserError {
  @Field(() => UserErrorCodeEnum, { description: 'The stable reason, for programs.' })
  code!: UserErrorCode;

  @Field(() => String, { description: 'The reason in the language of the reader (Accept-Language).' })
  message!: string;

  @Field(() => [String], {
    description: 'Where in the input, such as ["departments", "2", "key"]; empty when the whole is meant.',
  })
  path!: readonly string[];
}

/** What every mutation answers with: its own class adds the changed object and declares who may read it. */
@ObjectType({ simpleResolvers: true, description: 'The answer to a mutation.' })
export abstract class MutationPayload {
  @Field(() => [UserError], { description: 'Expected failures; nothing was changed when there is one.' })
  errors!: readonly UserError[];
}

/** The failures as the schema shows them, in the reader's language. */
export function userErrors(failures: readonly UserFailure[], language: Language): readonly UserError[] {
  return failures.map((failure) => ({ code: failure.code, message: failure.message[language], path: failure.path }));
}

/** The payload of a mutation from the outcome of its use case. */
export function payloadOf<Value, Payload extends object>(
  outcome: Outcome<Value, UserFailure>,
  options: { readonly language: Language; readonly shape: (value: Value) => Payload },
): Partial<Payload> & { readonly errors: readonly UserError[] } {
  if (outcome.ok) return { ...options.shape(outcome.value), errors: [] };
  return { errors: userErrors(outcome.failures, options.language) } as Partial<Payload> & {
    readonly errors: readonly UserError[];
  };
}

/** There is no such thing, or the viewer must not know whether there is. */
export function notFound(path: readonly string[]): UserFailure {
  return { code: 'NOT_FOUND', path, message: { GERMAN: 'Das wurde nicht gefunden.', ENGLISH: 'This was not found.' } };
}

/** It exists and the viewer may see it, but may not do this. */
export function notAllowed(path: readonly string[] = []): UserFailure {
  return {
    code: 'NOT_ALLOWED',
    path,
    message: { GERMAN: 'Dazu fehlt Ihnen die Berechtigung.', ENGLISH: 'You are not allowed to do this.' },
  };
}

/** Somebody else was faster: the version in the input is not the present one. */
export function versionConflict(path: readonly string[], presentVersion: number): UserFailure {
  return {
    code: 'CONFLICT',
    path,
    message: {
      GERMAN: `Inzwischen hat jemand anderes das geändert (jetzt Version ${presentVersion}). Bitte laden Sie es neu.`,
      ENGLISH: `Somebody else changed this in the meantime (now version ${presentVersion}). Please load it again.`,
    },
  };
}

/**
 * Checks an input against its schema, and that its texts can be kept; every finding becomes a failure in both languages, at its path.
 */
export function validateInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): Outcome<z.output<Schema>, UserFailure> {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) {
    const unstorable = unstorablePaths(input);
    return unstorable.length === 0 ? succeed(parsed.data) : fail(...unstorable.map(unstorableText));
  }
  return fail(...parsed.error.issues.map(failureOf));
}

function unstorableText(path: readonly string[]): UserFailure {
  return {
    code: 'INVALID',
    path,
    message: {
      GERMAN: 'Der Text enthält ein Zeichen, das nicht gespeichert werden kann (U+0000 oder ein halbes Zeichen).',
      ENGLISH: 'The text contains a character that cannot be kept (U+0000 or half a character).',
    },
  };
}

function failureOf(issue: z.core.$ZodIssue): UserFailure {
  return { code: codeOf(issue), path: issue.path.map(String), message: wordsOf(issue) };
}

function codeOf(issue: z.core.$ZodIssue): UserErrorCode {
  const measuresLength = 'origin' in issue && ['string', 'array', 'set', 'map'].includes(String(issue.origin));
  switch (issue.code) {
    case 'too_big':
      return measuresLength ? 'TOO_LONG' : 'OUT_OF_RANGE';
    case 'too_small':
      return measuresLength ? 'TOO_SHORT' : 'OUT_OF_RANGE';
    case 'invalid_type':
      return issue.input === undefined ? 'REQUIRED' : 'INVALID';
    default:
      return 'INVALID';
  }
}
