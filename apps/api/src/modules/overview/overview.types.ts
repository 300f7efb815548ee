import { Field, Int, ObjectType } from 'type-graphql';
import type { AccessRule } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import { DateScalar } from '../../platform/graphql/scalars.ts';

/** Who carries or audits a programme. */
export const overviewReaders = { to: ['ADMIN', 'AUDITOR'] } as const satisfies AccessRule;

@ObjectType({
  simpleResolvers: true,
  description: 'How many people take part. Who hides or has left is in no count. Admins and auditors.',
})
@Access(overviewReaders)
export class ParticipationCounts {
  @Field(() => Int, {
    nullable: true,
    description: 'Ambassadors who take part, paused ones included; null below the minimum group size.',
  })
  members!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of these, who did something in the last 28 days; null below the minimum group size.',
  })
  activeMembers!: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'One ISO week of a programme, Monday to Sunday in its time zone. Admins and auditors.',
})
@Access(overviewReaders)
export class WeekCounts {
  @Field(() => DateScalar, { description: 'The Monday.' })
  startsOn!: string;

  @Field(() => Int, { description: 'Activities that happened in the week and were not withdrawn.' })
  activities!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'How many people did something; null below the minimum group size, except 0.',
  })
  activeMembers!: number | null;

  @Field(() => Int, { description: 'Points that count in the week, less those taken back.' })
  points!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A programme at a glance. Admins and auditors.' })
@Access(overviewReaders)
export class ProgrammeOverview {
  @Field(() => ParticipationCounts, { description: 'Who takes part.' })
  participation!: ParticipationCounts;

  @Field(() => [WeekCounts], { description: 'The last weeks, the present one included, oldest first.' })
  weeks!: readonly WeekCounts[];
}
