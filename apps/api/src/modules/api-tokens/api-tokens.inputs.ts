import { type ApiScope, apiScopes } from '@fanfare/contracts';
import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { ApiScopeEnum } from '../../platform/graphql/vocabulary.types.ts';

@InputType({
  description:
    'A new token. There is no clientMutationId: a secret is told once. Who lost the answer revokes the token and asks for another.',
})
export class IssueApiTokenInput {
  @Field(() => ID, { description: 'The programme in which it works.' })
  programme!: string;

  @Field(() => String, { description: 'What it is for, at most 200 characters.' })
  name!: string;

  @Field(() => [ApiScopeEnum], { description: 'What it may do; at least one.' })
  scopes!: ApiScope[];

  @Field(() => DateTimeScalar, { description: 'When it stops working: in the future, within 366 days.' })
  expiresAt!: Date;
}

@InputType({ description: 'A token that shall no longer work.' })
export class RevokeApiTokenInput {
  @Field(() => ID, { description: 'The token.' })
  id!: string;
}

export const issueApiTokenSchema = z.object({
  name: z.string().trim().min(1).max(200),
  scopes: z
    .array(z.enum(apiScopes))
    .min(1)
    .transform((scopes) => [...new Set(scopes)]),
  expiresAt: z.date(),
});
