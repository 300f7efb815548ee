import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Access } from '../../../platform/graphql/access.ts';
import { connectionType } from '../../../platform/graphql/connection.ts';
import { DateScalar, DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import { type FinalStandingRecord, keyIdOf, statementText } from '../../final-standings/index.ts';
import { Season } from '../../programmes/index.ts';
import { boardReaders } from '../leaderboards.types.ts';

@ObjectType({
  simpleResolvers: true,
  description:
    'The standing that a period ended with: taken once, after the grace, at one end of the ledger; it never changes. Who hides, leaves or is erased afterwards keeps the place without the name.',
})
@Access(boardReaders)
export class FinalStanding {
  @Field(() => DateTimeScalar, { description: 'When it was taken.' })
  takenAt!: Date;

  @Field(() => Int, { description: 'The number of the last ledger entry that it knows.' })
  ledgerNumber!: number;

  @Field(() => String, { description: 'The hash of that entry, hexadecimal; empty where the ledger was empty.' })
  ledgerHash!: string;

  @Field(() => Int, { description: 'How many places it has.' })
  placeCount!: number;

  @Field(() => String, { description: 'SHA-256 over the places, hexadecimal.' })
  placesHash!: string;

  @Field(() => String, { description: 'The text that was signed: canonical JSON of all of the above and the board.' })
  statement!: string;

  @Field(() => ID, { nullable: true, description: 'Names the key: the first 16 hexadecimal digits of its SHA-256.' })
  keyId!: string | null;

  @Field(() => String, { nullable: true, description: 'The Ed25519 public key, base64; null where nothing was signed.' })
  publicKey!: string | null;

  @Field(() => String, { nullable: true, description: 'The Ed25519 signature of the statement, base64.' })
  signature!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'One period of a board: the present one or a past one.' })
@Access(boardReaders)
export class BoardPeriodEntry {
  @Field(() => DateScalar, { description: 'Its first day: the `periodStart` by which to ask for it.' })
  periodStart!: string;

  @Field(() => DateTimeScalar, { description: 'When it begins.' })
  startsAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it ends; this moment belongs to the next one.' })
  endsAt!: Date;

  @Field(() => Boolean, { description: 'Whether it goes on.' })
  isPresent!: boolean;

  @Field(() => Season, { nullable: true, description: 'The season in which it begins.' })
  season!: Season | null;

  @Field(() => FinalStanding, { nullable: true, description: 'Null as long as the period may still change.' })
  finalStanding!: FinalStanding | null;
}

export const BoardPeriodEntryConnection = connectionType(BoardPeriodEntry, { name: 'BoardPeriodEntry', access: boardReaders });

export function finalStandingToGraphql(final: FinalStandingRecord): FinalStanding {
  const { takenAt, ledgerNumber, ledgerHash, placeCount, placesHash, publicKey, signature } = final;
  return {
    ...{ takenAt, ledgerNumber, placeCount },
    ledgerHash: ledgerHash.toString('hex'),
    placesHash: placesHash.toString('hex'),
    statement: statementText(final),
    keyId: publicKey === null ? null : keyIdOf(publicKey),
    publicKey: publicKey?.toString('base64') ?? null,
    signature: signature?.toString('base64') ?? null,
  };
}
