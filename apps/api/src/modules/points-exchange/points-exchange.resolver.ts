import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaderKey } from '../../platform/graphql/loaders.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import { Ambassador, type AmbassadorLoader } from '../ambassadors/index.ts';
import { ExchangePointsInput } from './points-exchange.inputs.ts';
import { type Account, spendableOf } from './points-exchange.repository.ts';
import type { PointsExchangeService } from './points-exchange.service.ts';
import { ExchangePointsPayload, ownExchanges, PointsExchange, toExchange } from './points-exchange.types.ts';

const accounts = loaderKey<string, Account>('what ambassadors can give on');

interface Dependencies {
  readonly exchanges: PointsExchangeService;
  readonly ambassadors: AmbassadorLoader;
}

@Resolver(() => PointsExchange)
export class PointsExchangeResolver {
  readonly #exchanges: PointsExchangeService;
  readonly #ambassadors: AmbassadorLoader;

  constructor({ exchanges, ambassadors }: Dependencies) {
    this.#exchanges = exchanges;
    this.#ambassadors = ambassadors;
  }

  @FieldResolver(() => Ambassador, {
    nullable: true,
    description: 'The colleague on the other side; null where it is oneself, and where one does not see them any more.',
  })
  colleague(@Root() { record, isGiven }: PointsExchange, @Ctx() context: RequestContext): Promise<Ambassador | null> | null {
    if (record.giverId === record.receiverId) return null;
    return this.#ambassadors.load(context, isGiven ? record.receiverId : record.giverId);
  }

  @Mutation(() => ExchangePointsPayload, {
    description: 'Gives some of one’s own points on to a colleague. Ranks and challenges do not change by it.',
  })
  @Access(ownExchanges)
  async exchangePoints(
    @Arg('input', () => ExchangePointsInput) input: ExchangePointsInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<ExchangePointsPayload>> {
    const outcome = await this.#exchanges.exchange(viewer, input);
    if (!outcome.ok) return payloadOf(outcome, { language, shape: () => ({}) });
    const { giverId } = outcome.value;
    const account = (await this.#exchanges.accounts([giverId])).get(giverId);
    const spendablePoints = account === undefined ? 0 : spendableOf(account);
    return payloadOf(outcome, { language, shape: (record) => ({ exchange: toExchange(record, giverId), spendablePoints }) });
  }
}

/** What somebody has to give, and gave. */
@Resolver(() => Ambassador)
export class AmbassadorExchangesResolver {
  readonly #exchanges: PointsExchangeService;

  constructor({ exchanges }: Pick<Dependencies, 'exchanges'>) {
    this.#exchanges = exchanges;
  }

  @FieldResolver(() => Int, {
    description:
      'What one can give on: all-time granted less taken back, and what was received, less what was given on and what is bound to a request; never below 0. The person.',
  })
  @Access(ownExchanges)
  async spendablePoints(@Root() { ambassadorId }: Ambassador, @Ctx() { loaders }: RequestContext): Promise<number> {
    const loader = loaders.get(accounts, () => async (ids) => {
      const found = await this.#exchanges.accounts(ids);
      return ids.map((id) => found.get(id));
    });
    const account = await loader.load(ambassadorId);
    return account === undefined ? 0 : spendableOf(account);
  }

  @FieldResolver(() => [PointsExchange], {
    description: 'What one gave on and received, the latest 50, newest first. The person.',
  })
  @Access(ownExchanges)
  async pointsExchanges(@Root() { ambassadorId }: Ambassador): Promise<readonly PointsExchange[]> {
    const records = await this.#exchanges.latestOf(ambassadorId);
    return records.map((record) => toExchange(record, ambassadorId));
  }
}
