import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { measureFairness } from './fairness/measure.ts';
import { fairnessTable, withTable } from './fairness/report.ts';

const specification = path.join(process.cwd(), 'SPEC.md');
const table = fairnessTable(measureFairness());
writeFileSync(specification, withTable(readFileSync(specification, 'utf8'), table));
process.stdout.write(`${table}\n`);
