import type { TokenSource } from '../../platform/auth/sources.ts';
import type { Platform, Slice } from '../../platform/slice.ts';
import { ApiTokenRow } from './api-token.entity.ts';
import { ApiTokensResolver, ViewerApiTokenResolver } from './api-tokens.resolver.ts';
import { ApiTokensService } from './api-tokens.service.ts';
import { apiTokenVersions, createTokenSource } from './api-tokens.source.ts';

/** Tokens of machine clients; also tells the platform what a presented token stands for. */
export interface ApiTokensSlice extends Slice {
  readonly tokens: TokenSource;
}

export function createApiTokensSlice(platform: Platform): ApiTokensSlice {
  const { database } = platform;
  return {
    name: 'api-tokens',
    entities: [ApiTokenRow],
    resolvers: [
      new ApiTokensResolver({ database, service: new ApiTokensService(platform) }),
      new ViewerApiTokenResolver({ database }),
    ],
    versions: [apiTokenVersions],
    tokens: createTokenSource(platform),
  };
}
