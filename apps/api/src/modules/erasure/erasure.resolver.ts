import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import type { ErasureService } from './erasure.service.ts';
import { EraseAmbassadorInput, EraseAmbassadorPayload, erasers } from './erasure.types.ts';

@Resolver()
export class ErasureResolver {
  readonly #service: ErasureService;

  constructor(service: ErasureService) {
    this.#service = service;
  }

  @Mutation(() => EraseAmbassadorPayload, {
    description:
      'Erases a person from a programme: name, account, profiles, addresses of posts, consents and history of participation. Points stay under an id that leads to nobody, so that the ledger adds up; places of final standings lose the name. The person and admins.',
  })
  @Access(erasers)
  async eraseAmbassador(@Arg('input', () => EraseAmbassadorInput) input: EraseAmbassadorInput, @Ctx() context: RequestContext) {
    const outcome = await this.#service.erase(context.viewer, input.ambassador);
    return payloadOf(outcome, { ...context, shape: (erasedAt) => ({ erasedAt }) });
  }
}
