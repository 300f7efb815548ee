import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './paths.mjs';

// What `pnpm dev` runs from the sources, through tsx, anew with every change.
const demo = await import(pathToFileURL(path.join(root, 'tooling/demo/src/start.ts')).href);
await demo.start({ root, environment: process.env });
