import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { dataFolder } from '../bench/quality/data-folder.ts';
import { solveCommunity } from '../bench/quality/report.ts';

const folder = dataFolder(path.resolve(import.meta.dirname, '..'));
const file = path.join(folder, 'hashtag-events.csv');
const present = existsSync(file);
if (!present)
  process.stderr.write(`SKIPPED: the real histories are not in ${folder}; FANFARE_SHARED_DATA names their folder.\n`);

describe('on real posting histories', () => {
  (present ? test : test.skip)(
    '[SG6] [CE1] everybody gets a segment, and the run over them is certified and covers no fewer than any baseline',
    () => {
      const report = solveCommunity(file);
      expect(report?.decisions).toHaveLength(5477);
      for (const table of report?.tables ?? []) {
        const certified = table.methods.filter(({ verdict }) => verdict !== undefined);
        expect(certified.map(({ verdict }) => verdict)).toEqual(certified.map(() => ({ valid: true })));
        const [ours, ...others] = table.methods;
        for (const other of others) {
          expect(ours?.quality.matched).toBeGreaterThanOrEqual(other.quality.matched);
          if (other.quality.matched === ours?.quality.matched)
            expect(ours.worstGrade).toBeGreaterThanOrEqual(gradeBelow(other.quality.worst));
        }
      }
    },
  );
});

/** The grade that a worst affinity reaches. */
function gradeBelow(worst: number): number {
  return worst < 1000 ? 0 : Math.min(8500, worst - (worst % 500));
}
