import { type ApiScope, apiScopes } from '@fanfare/contracts';
import { Field, ID, ObjectType } from 'type-graphql';
import type { AccessRule } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { ApiScopeEnum } from '../../platform/graphql/vocabulary.types.ts';

export const tokenKeepers = { to: ['ADMIN'] } as const satisfies AccessRule;
export const tokenReaders = { to: ['ADMIN', 'AUDITOR'] } as const satisfies AccessRule;

@ObjectType({
  simpleResolvers: true,
  description: 'A token of a machine client, without its secret. Readable for administrators, auditors and the client itself.',
})
@Access({ to: ['SELF', ...tokenReaders.to], scopes: apiScopes })
export class ApiToken {
  @Field(() => ID, { description: 'Identifies the token.' })
  id!: string;

  programmeId!: string;

  @Field(() => String, { description: 'What it is for.' })
  name!: string;

  @Field(() => String, { description: 'The first characters of the secret, by which its owner recognises it.' })
  hint!: string;

  @Field(() => [ApiScopeEnum], { description: 'What it may do.' })
  scopes!: readonly ApiScope[];

  @Field(() => DateTimeScalar, { description: 'When it was issued.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it stops working.' })
  expiresAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last used, to the minute; null when never.' })
  lastUsedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was revoked; null when it was not.' })
  revokedAt!: Date | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to issueApiToken.' })
@Access(tokenKeepers)
export class IssueApiTokenPayload extends MutationPayload {
  @Field(() => ApiToken, { nullable: true, description: 'The new token; null when there are errors.' })
  apiToken!: ApiToken | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the client presents. It is shown this once; only its hash is kept.',
  })
  secret!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to revokeApiToken.' })
@Access(tokenKeepers)
export class RevokeApiTokenPayload extends MutationPayload {
  @Field(() => ApiToken, { nullable: true, description: 'The revoked token; null when there are errors.' })
  apiToken!: ApiToken | null;
}
