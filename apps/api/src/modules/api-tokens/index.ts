export { type ApiTokensSlice, createApiTokensSlice } from './api-tokens.slice.ts';
