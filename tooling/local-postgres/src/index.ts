export { LocalPostgresError, type LocalPostgresErrorCode } from './errors.ts';
export { type GuardedCommand, type GuardedProcess, spawnGuarded } from './guard.ts';
export { freePort } from './port.ts';
export { type LocalPostgres, type LocalPostgresOptions, startLocalPostgres } from './start.ts';
