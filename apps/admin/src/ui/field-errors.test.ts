import { describe, expect, test } from '@jest/globals';
import { fieldErrors } from './field-errors.ts';

describe('what is wrong with a document', () => {
  test('stands at its field, without naming the place', () => {
    expect(
      fieldErrors([
        { path: ['document', '$.criterion.target'], message: '$.criterion.target (0): Too small. Right would be: at least 1.' },
        { path: ['document', '$.levels[2].points'], message: '$.levels[2].points (5): The levels do not rise.' },
      ]),
    ).toEqual({
      'criterion.target': 'Too small. Right would be: at least 1.',
      'levels.2.points': 'The levels do not rise.',
    });
  });

  test('else stands at the form', () => {
    expect(fieldErrors([{ path: ['revision'], message: 'Somebody was faster' }])).toEqual({ form: 'Somebody was faster' });
  });
});
