import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { AccessRule } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import type { ExchangeRecord } from './points-exchange.repository.ts';

/** What somebody gives on is their own business. */
export const ownExchanges = { to: ['SELF'] } as const satisfies AccessRule;

@ObjectType({
  simpleResolvers: true,
  description:
    'Points that were given on: a pair of opposite entries of the kind EXCHANGE in the ledger, which no board and no challenge counts. The two people.',
})
@Access(ownExchanges)
export class PointsExchange {
  @Field(() => ID, { description: 'Identifies the exchange.' })
  id!: string;

  @Field(() => Int, { description: 'How many points.' })
  points!: number;

  @Field(() => Boolean, { description: 'Whether the reader gave them; else the reader got them.' })
  isGiven!: boolean;

  @Field(() => Boolean, { description: 'Whether they are bound to a request for a recognition, and cannot be given on.' })
  isForRecognition!: boolean;

  @Field(() => Boolean, { description: 'Whether they went back, because the request came to nothing.' })
  isReturn!: boolean;

  @Field(() => String, { nullable: true, description: 'A word to it; null without one, and once one of the two was erased.' })
  note!: string | null;

  @Field(() => DateTimeScalar, { description: 'When.' })
  madeAt!: Date;

  record!: ExchangeRecord;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to exchangePoints.' })
@Access(ownExchanges)
export class ExchangePointsPayload extends MutationPayload {
  @Field(() => PointsExchange, { nullable: true, description: 'What was given on; null when there are errors.' })
  exchange?: PointsExchange | null;

  @Field(() => Int, { nullable: true, description: 'What one can give on now; null when there are errors.' })
  spendablePoints?: number | null;
}

export function toExchange(record: ExchangeRecord, ambassadorId: string): PointsExchange {
  const { id, points, note, madeAt, giverId, requestId, returnsId } = record;
  const isGiven = giverId === ambassadorId;
  return { id, points, note, madeAt, isGiven, isForRecognition: requestId !== null, isReturn: returnsId !== null, record };
}
