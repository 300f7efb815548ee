import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { validateInput } from './payload.ts';

const schema = z.object({
  text: z.string().min(1).max(5),
  long: z.string().min(3),
  count: z.int().min(1).max(9),
  list: z.array(z.string()).min(1).max(2),
  mood: z.enum(['GLAD', 'SAD']),
  address: z.url(),
  checked: z.string().refine((value) => value === 'right'),
  needed: z.string(),
});

test('every finding is said in both languages, without the words of a programmer', () => {
  const outcome = validateInput(schema, {
    ...{ text: '', long: 'x', count: 10, list: ['a', 'b', 'c'], mood: 'ANGRY', address: 'nowhere', checked: 'wrong' },
  });
  const failures = outcome.ok ? [] : outcome.failures;
  expect(failures.map(({ code, path, message }) => [path.join('.'), code, message.ENGLISH, message.GERMAN])).toEqual([
    ['text', 'TOO_SHORT', 'The text must not be empty.', 'Der Text darf nicht leer sein.'],
    ['long', 'TOO_SHORT', 'At least 3 characters.', 'Mindestens 3 Zeichen.'],
    ['count', 'OUT_OF_RANGE', 'The value may be 9 at most.', 'Der Wert darf höchstens 9 sein.'],
    ['list', 'TOO_LONG', 'At most 2 entries.', 'Höchstens 2 Einträge.'],
    ['mood', 'INVALID', 'One of these: GLAD, SAD.', 'Möglich sind: GLAD, SAD.'],
    ['address', 'INVALID', 'This is no complete address (https://…).', 'Das ist keine vollständige Adresse (https://…).'],
    ['checked', 'INVALID', 'This is not valid as it is.', 'Diese Angabe ist so nicht gültig.'],
    ['needed', 'REQUIRED', 'This is missing.', 'Diese Angabe fehlt.'],
  ]);
});
