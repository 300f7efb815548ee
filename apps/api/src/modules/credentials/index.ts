export { credentialTraces } from './credentials.repository.ts';
export { createCredentialsSlice } from './credentials.slice.ts';
