import path from 'node:path';
import { checkBoundaries } from './check.mjs';

const { modules, imports, violations } = await checkBoundaries(path.resolve(import.meta.dirname, '..', '..', '..'));
for (const { rule, comment, from, to } of violations) console.error(`${rule}: ${from} -> ${to}\n  ${comment}`);
console.log(`Boundaries: ${modules} modules, ${imports} imports, ${violations.length} violations`);
process.exitCode = violations.length === 0 ? 0 : 1;
