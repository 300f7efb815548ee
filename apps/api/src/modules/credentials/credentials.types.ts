import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { BadgeAward } from '../badge-awards/index.ts';
import type { CredentialRecord } from './credentials.repository.ts';

export const credentialOwners = { to: ['SELF'] } as const;

@ObjectType({
  simpleResolvers: true,
  description: 'An award as a signed Open Badges 3.0 credential, to be shown elsewhere. The person alone.',
})
@Access(credentialOwners)
export class BadgeCredential {
  @Field(() => ID, { description: 'Its id, as in the credential.' })
  id!: string;

  @Field(() => DateTimeScalar, { description: 'When it was first issued.' })
  issuedAt!: Date;

  @Field(() => String, { nullable: true, description: 'The name in it; null where it carries none.' })
  holderName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The address of the public page, for everybody who knows it; null while nothing is published.',
  })
  pageUrl!: string | null;

  /** For access rules; not fields of the schema. */
  programmeId!: string;
  personId!: string | null;
  ambassadorId!: string;
  record!: CredentialRecord;
}

@InputType({ description: 'Making a credential of an own award.' })
export class IssueCredentialInput {
  @Field(() => ID, { description: 'The award.' })
  award!: string;

  @Field(() => Boolean, { description: 'Whether the own name stands in it, and on its public page.' })
  withName!: boolean;
}

@InputType({ description: 'Showing a credential to whoever knows its address, or to nobody any more.' })
export class PublishCredentialInput {
  @Field(() => ID, { description: 'The award.' })
  award!: string;

  @Field(() => Boolean, { description: 'Whether there is a public page from now on; published again it has another address.' })
  isPublished!: boolean;
}

@ObjectType({ simpleResolvers: true })
@Access({ to: ['AMBASSADOR'] })
abstract class AwardPayload extends MutationPayload {
  @Field(() => BadgeAward, { nullable: true, description: 'The award with its credential; null when there are errors.' })
  award?: BadgeAward | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to issueCredential.' })
@Access({ to: ['AMBASSADOR'] })
export class IssueCredentialPayload extends AwardPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to publishCredential.' })
@Access({ to: ['AMBASSADOR'] })
export class PublishCredentialPayload extends AwardPayload {}
