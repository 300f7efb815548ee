import { fieldErrors } from '../../ui/field-errors.ts';

interface PayloadError {
  readonly message: string;
  readonly path: readonly string[];
}

/** What the API found wrong, by the field of the form; what concerns the recurrence as a whole stands at how often it comes. */
export function challengeErrors(
  errors: readonly PayloadError[],
  words: { readonly milestones: string },
): Record<string, string> {
  return Object.fromEntries(
    errors.flatMap((error) => {
      const [first = ''] = error.path;
      if (first === 'recurrence') return [[error.path[1] ? error.path.join('.') : 'recurrence.every', error.message]];
      if (first === 'opensOn' || first === 'closesOn') return [[first, error.message]];
      // The form may count in other units than the document, so that the document's numbers would mislead.
      return Object.entries(fieldErrors([error])).map(([field, message]) =>
        field.startsWith('goal.milestones') ? [field, words.milestones] : [field, message],
      );
    }),
  );
}
