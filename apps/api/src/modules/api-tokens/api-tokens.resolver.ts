import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Database } from '../../platform/database/database.ts';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import { oneself, ViewerObject } from '../people/index.ts';
import { Programme } from '../programmes/index.ts';
import { IssueApiTokenInput, RevokeApiTokenInput } from './api-tokens.inputs.ts';
import { type ApiTokenRecord, ApiTokensRepository } from './api-tokens.repository.ts';
import type { ApiTokensService } from './api-tokens.service.ts';
import { ApiToken, IssueApiTokenPayload, RevokeApiTokenPayload, tokenKeepers, tokenReaders } from './api-tokens.types.ts';

function apiTokenToGraphql(token: ApiTokenRecord): ApiToken {
  const { id, programmeId, name, hint, scopes, createdAt, expiresAt, lastUsedAt, revokedAt } = token;
  return { id, programmeId, name, hint, scopes, createdAt, expiresAt, lastUsedAt, revokedAt };
}

@Resolver(() => Programme)
export class ApiTokensResolver {
  readonly #database: Database;
  readonly #service: ApiTokensService;

  constructor(dependencies: { readonly database: Database; readonly service: ApiTokensService }) {
    this.#database = dependencies.database;
    this.#service = dependencies.service;
  }

  @FieldResolver(() => [ApiToken], {
    description: 'Its tokens for machine clients, the newest first. For administrators and auditors.',
  })
  @Access(tokenReaders)
  async apiTokens(@Root() programme: Programme): Promise<readonly ApiToken[]> {
    const tokens = await new ApiTokensRepository(this.#database.manager).findByProgramme(programme.id);
    return tokens.map(apiTokenToGraphql);
  }

  @Mutation(() => IssueApiTokenPayload, { description: 'Issues a token for a machine client.' })
  @Access(tokenKeepers)
  async issueApiToken(@Arg('input', () => IssueApiTokenInput) input: IssueApiTokenInput, @Ctx() context: RequestContext) {
    const outcome = await this.#service.issue(context.viewer, input);
    return payloadOf(outcome, { ...context, shape: ({ token, secret }) => ({ apiToken: apiTokenToGraphql(token), secret }) });
  }

  @Mutation(() => RevokeApiTokenPayload, { description: 'Ends a token at once. It stays listed.' })
  @Access(tokenKeepers)
  async revokeApiToken(@Arg('input', () => RevokeApiTokenInput) input: RevokeApiTokenInput, @Ctx() context: RequestContext) {
    const outcome = await this.#service.revoke(context.viewer, input);
    return payloadOf(outcome, { ...context, shape: (token) => ({ apiToken: apiTokenToGraphql(token) }) });
  }
}

@Resolver(() => ViewerObject)
export class ViewerApiTokenResolver {
  readonly #database: Database;

  constructor(dependencies: { readonly database: Database }) {
    this.#database = dependencies.database;
  }

  @FieldResolver(() => ApiToken, { nullable: true, description: 'The token with which I ask; null for a person.' })
  @Access(oneself)
  async apiToken(@Root() viewer: ViewerObject): Promise<ApiToken | null> {
    if (viewer.tokenId === undefined) return null;
    const token = await new ApiTokensRepository(this.#database.manager).findById(viewer.tokenId);
    return token === undefined ? null : apiTokenToGraphql(token);
  }
}
