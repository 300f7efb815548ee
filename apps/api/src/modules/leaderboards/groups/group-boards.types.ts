import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Access } from '../../../platform/graphql/access.ts';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import { boardReaders } from '../leaderboards.types.ts';

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
