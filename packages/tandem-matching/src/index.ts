export * from './certificate/check.ts';
export * from './certificate/types.ts';
export { runMatching } from './matching/run.ts';
export * from './matching/types.ts';
