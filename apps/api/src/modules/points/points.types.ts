import type { Reason } from '@fanfare/gamification';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { AccessRule } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import { connectionType } from '../../platform/graphql/connection.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import type { LedgerEntryKind } from './ledger-chain.ts';

/** Who may read somebody's points: the person, admins, auditors, communicators of the department, machine clients with the scope. */
export const pointReaders = {
  to: ['SELF', 'COMMUNICATOR', 'ADMIN', 'AUDITOR'],
  scopes: ['POINTS_READ'],
} as const satisfies AccessRule;

export const LedgerEntryKindEnum = graphqlEnum<LedgerEntryKind>({
  name: 'LedgerEntryKind',
  description: 'What a ledger entry is.',
  values: {
    GRANT: 'What a rule granted for a fact; may be 0 when a limit left nothing.',
    REVERSAL: 'The opposite of an earlier entry.',
    ADJUSTMENT: 'A correction after rules were applied anew.',
    EXCHANGE: 'Points given to a colleague or for a recognition.',
  },
});

@ObjectType({
  simpleResolvers: true,
  description:
    'One line of the points ledger. Lines are never edited; a wrong one is followed by its opposite. The person, admins, auditors, communicators of the department, machine clients.',
})
@Access(pointReaders)
export class LedgerEntry {
  @Field(() => ID, { description: 'Identifies the entry.' })
  id!: string;

  @Field(() => Int, { description: 'The number of the line in the ledger of the programme, without gaps.' })
  number!: number;

  @Field(() => LedgerEntryKindEnum, { description: 'What it is.' })
  kind!: LedgerEntryKind;

  @Field(() => String, { nullable: true, description: 'The key of the rule that decided.' })
  rule!: string | null;

  @Field(() => Int, { nullable: true, description: 'The version of the rule set that was in force.' })
  ruleSetVersion!: number | null;

  @Field(() => Int, { description: 'The points that the rule asked for.' })
  requested!: number;

  @Field(() => Int, { description: 'The points that were granted; negative when points were taken back.' })
  granted!: number;

  @Field(() => DateTimeScalar, { description: 'The time that decides in which day, week and season the points count.' })
  countsAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When the line was written.' })
  recordedAt!: Date;

  @Field(() => String, { nullable: true, description: 'For a reversal: why, in the words of who took the points back.' })
  reason!: string | null;

  /** For access rules and field resolvers; not fields of the schema. */
  programmeId!: string;
  ambassadorId!: string;
  departmentId!: string | null;
  personId!: string | null;
  activityId!: string | null;
  rescoringId!: string | null;
  reversesNumber!: number | null;
  reasons!: readonly Reason[];
}

export const LedgerEntryConnection = connectionType(LedgerEntry, { name: 'LedgerEntry', access: pointReaders });
