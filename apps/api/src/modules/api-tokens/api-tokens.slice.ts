import type { TokenSource } from '../../platform/auth/sources.ts';
import type { Platform, Slice } from '../../platform/slice.ts';
import { ApiTokenRow } from './api-token.entity.ts';
import { createTokenSource } from './api-tokens.source.ts';

/** Tokens of machine clients; also tells the platform what a presented token stands for. */
export interface ApiTokensSlice extends Slice {
  readonly tokens: TokenSource;
}

export function createApiTokensSlice(platform: Platform): ApiTokensSlice {
  return { name: 'api-tokens', entities: [ApiTokenRow], resolvers: [], tokens: createTokenSource(platform) };
}
