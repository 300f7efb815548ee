import { expect, test } from '@jest/globals';
import { toCsv } from './error-report.ts';

test('a value that a spreadsheet would run as a formula is kept from it', () => {
  const csv = toCsv(['Line', 'Column', 'Reason'], [[7, '=1+1', '"x" is, well, wrong']]);
  expect(csv.split('\r\n')).toEqual(['Line,Column,Reason', `7,"'=1+1","""x"" is, well, wrong"`]);
});
