import type { ParticipationStatus, Visibility } from '@fanfare/contracts';
import { Field, ID, InputType } from 'type-graphql';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { VisibilityEnum } from '../programmes/index.ts';
import { ParticipationStatusEnum } from './ambassadors.types.ts';

@InputType({ description: 'Which ambassadors; what is left out does not narrow.' })
export class AmbassadorFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Part of the name, of those whose name the reader may see; pseudonyms are not searched.',
  })
  search?: string | null;

  @Field(() => [ParticipationStatusEnum], { nullable: true, description: 'One of these.' })
  status?: readonly ParticipationStatus[] | null;

  @Field(() => [VisibilityEnum], { nullable: true, description: 'One of these.' })
  visibility?: readonly Visibility[] | null;

  @Field(() => ID, { nullable: true, description: 'Of this department.' })
  departmentId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only test persons, or only others.' })
  isTestPerson?: boolean | null;
}

export type AmbassadorOrderField = 'NAME' | 'JOINED_AT';
export type OrderDirection = 'ASCENDING' | 'DESCENDING';

const AmbassadorOrderFieldEnum = graphqlEnum<AmbassadorOrderField>({
  name: 'AmbassadorOrderField',
  description: 'By what ambassadors are ordered.',
  values: {
    NAME: 'The name, of those whose name the reader may see; all others after them.',
    JOINED_AT: 'The time of joining.',
  },
});

const OrderDirectionEnum = graphqlEnum<OrderDirection>({
  name: 'OrderDirection',
  description: 'Which end comes first.',
  values: {
    ASCENDING: 'The smallest, earliest or alphabetically first.',
    DESCENDING: 'The largest, latest or alphabetically last.',
  },
});

@InputType({ description: 'The order of a list of ambassadors.' })
export class AmbassadorOrder {
  @Field(() => AmbassadorOrderFieldEnum, { description: 'By what.' })
  field!: AmbassadorOrderField;

  @Field(() => OrderDirectionEnum, { defaultValue: 'ASCENDING', description: 'Which end comes first.' })
  direction!: OrderDirection;
}
