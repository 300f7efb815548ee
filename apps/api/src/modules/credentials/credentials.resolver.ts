import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaderKey } from '../../platform/graphql/loaders.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import { type AwardRecord, BadgeAward, toAward } from '../badge-awards/index.ts';
import type { CredentialRecord } from './credentials.repository.ts';
import type { CredentialsService } from './credentials.service.ts';
import {
  BadgeCredential,
  credentialOwners,
  IssueCredentialInput,
  IssueCredentialPayload,
  PublishCredentialInput,
  PublishCredentialPayload,
} from './credentials.types.ts';

const credentials = loaderKey<string, CredentialRecord>('credentials of awards');

/** Own credentials. */
@Resolver(() => BadgeCredential)
export class CredentialsResolver {
  readonly #service: CredentialsService;

  constructor(service: CredentialsService) {
    this.#service = service;
  }

  @FieldResolver(() => String, {
    description: 'The signed credential: a JSON Web Token that can be checked without asking this installation.',
  })
  async token(@Root() { record }: BadgeCredential): Promise<string> {
    return this.#service.signed(record);
  }

  @Mutation(() => IssueCredentialPayload, {
    description:
      'Makes a signed Open Badges 3.0 credential of an own award. Repeated, it stays the same credential, with or without the name.',
  })
  @Access({ to: ['AMBASSADOR'] })
  async issueCredential(
    @Arg('input', () => IssueCredentialInput) input: IssueCredentialInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<IssueCredentialPayload>> {
    return payloadOf(await this.#service.issue(viewer, input), { language, shape });
  }

  @Mutation(() => PublishCredentialPayload, {
    description: 'Shows an own credential on a public page, for whoever knows the address, or takes the page away.',
  })
  @Access({ to: ['AMBASSADOR'] })
  async publishCredential(
    @Arg('input', () => PublishCredentialInput) input: PublishCredentialInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<PublishCredentialPayload>> {
    return payloadOf(await this.#service.publish(viewer, input), { language, shape });
  }
}

/** Both are for the person, whom the membership tells. */
function shape(record: AwardRecord) {
  const { programmeId, ambassadorId } = record;
  return { award: toAward(record, { programmeId, personId: null, ambassadorId }) };
}

@Resolver(() => BadgeAward)
export class AwardCredentialResolver {
  readonly #service: CredentialsService;

  constructor(service: CredentialsService) {
    this.#service = service;
  }

  @FieldResolver(() => BadgeCredential, {
    nullable: true,
    description: 'The credential that the person made of it; null without one. The person alone.',
  })
  @Access(credentialOwners)
  async credential(@Root() award: BadgeAward, @Ctx() { loaders }: RequestContext): Promise<BadgeCredential | null> {
    const loader = loaders.get(credentials, () => async (ids) => {
      const found = new Map((await this.#service.ofAwards(ids)).map((record) => [record.awardId, record]));
      return ids.map((id) => found.get(id));
    });
    const record = await loader.load(award.id);
    if (record === undefined) return null;
    const { id, issuedAt, holderName, pageKey } = record;
    const { programmeId, personId, ambassadorId } = award;
    const pageUrl = pageKey === null ? null : this.#service.addresses.page(pageKey);
    return { id, issuedAt, holderName, pageUrl, programmeId, personId, ambassadorId, record };
  }
}
