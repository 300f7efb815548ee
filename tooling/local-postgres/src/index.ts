export { LocalPostgresError, type LocalPostgresErrorCode } from './errors.ts';
export { freePort } from './port.ts';
export { type LocalPostgres, type LocalPostgresOptions, startLocalPostgres } from './start.ts';
