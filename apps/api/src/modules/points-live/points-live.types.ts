import { Field, Int, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { LedgerEntry } from '../points/index.ts';

export const ownPoints = { to: ['SELF'] } as const;

@ObjectType({
  simpleResolvers: true,
  description: 'What was booked for the reader since the message before. The person alone.',
})
@Access(ownPoints)
export class PointsGranted {
  @Field(() => [LedgerEntry], {
    description:
      'The new entries in the order of the ledger, also those of 0 points and those that take points back; none in the first message.',
  })
  entries!: readonly LedgerEntry[];

  @Field(() => Int, { description: 'All points granted so far, less those taken back.' })
  pointsBalance!: number;

  @Field(() => Int, {
    description: 'The number of the last entry told, for `afterNumber` after a lost connection; 0 where there is none.',
  })
  lastNumber!: number;

  /** For access rules; not fields of the schema. */
  programmeId!: string;
  ambassadorId!: string;

  /** Whether further entries are there already; not a field of the schema. */
  hasMore!: boolean;
}
