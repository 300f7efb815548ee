import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Access } from '../../../platform/graphql/access.ts';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import { BoardChangeKindEnum, boardReaders } from '../leaderboards.types.ts';
import type { GroupChange } from '../live/board-changes.ts';

@ObjectType({ simpleResolvers: true, description: 'A department, team or tandem on a board.' })
@Access(boardReaders)
export class BoardGroup {
  @Field(() => ID, { description: 'The department, team or tandem.' })
  id!: string;

  @Field(() => String, { description: 'Its name; of a tandem those of its members, as others may see them.' })
  name!: string;
}

@ObjectType({ simpleResolvers: true, description: 'One group’s place among others.' })
@Access(boardReaders)
export class GroupStanding {
  @Field(() => Int, { description: 'From 1, counted as the query asks for.' })
  rank!: number;

  @Field(() => Float, {
    description: 'Points for each active member, to two decimals; who joined within the period counts for the days since.',
  })
  pointsPerActiveMember!: number;

  @Field(() => DateTimeScalar, {
    description: 'When a member of the group last earned points; of equal groups the earlier comes first.',
  })
  reachedAt!: Date;

  @Field(() => BoardGroup, { description: 'The group.' })
  group!: BoardGroup;
}

@ObjectType({ simpleResolvers: true, description: 'What happened to the place of one group.' })
@Access(boardReaders)
export class GroupStandingChange {
  @Field(() => BoardChangeKindEnum, { description: 'What happened.' })
  kind!: GroupChange['kind'];

  @Field(() => ID, { description: 'Whose place it is: the id of its BoardGroup.' })
  groupId!: string;

  @Field(() => GroupStanding, { nullable: true, description: 'The place as it is now; null for LEFT.' })
  standing!: GroupStanding | null;

  @Field(() => Int, { nullable: true, description: 'The line among the groups, from 1, as in StandingChange; null for LEFT.' })
  position!: number | null;

  @Field(() => Int, { nullable: true, description: 'The rank before; null for ENTERED.' })
  previousRank!: number | null;
}
