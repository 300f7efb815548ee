import type { BadgeTemplateKey } from '@fanfare/gamification';
import { Field, ID, InputType, Int } from 'type-graphql';
import { JsonScalar } from '../../platform/graphql/scalars.ts';
import type { BadgeState } from './badge.ts';
import { BadgeStateEnum, BadgeTemplateEnum } from './badges.enums.ts';

@InputType()
abstract class DraftInput {
  @Field(() => String, {
    nullable: true,
    description: 'Chosen by the client: a repetition with the same id and input gives the first answer again.',
  })
  clientMutationId?: string | null;

  @Field(() => ID, { description: 'The programme.' })
  programme!: string;
}

@InputType({ description: 'A new badge, from a template or written from scratch.' })
export class DraftBadgeInput extends DraftInput {
  @Field(() => BadgeTemplateEnum, { nullable: true, description: 'The template to begin with.' })
  template?: BadgeTemplateKey | null;

  @Field(() => JsonScalar, { nullable: true, description: 'The badge as data.' })
  document?: unknown;
}

@InputType({ description: 'New levels of a programme.' })
export class DraftLadderInput extends DraftInput {
  @Field(() => JsonScalar, { nullable: true, description: 'The levels as data; the usual ones unless told.' })
  document?: unknown;
}

@InputType()
export abstract class AwardableRevisionInput {
  @Field(() => ID, { description: 'The badge, or the levels.' })
  id!: string;

  @Field(() => Int, {
    description: 'The revision that was read: nobody overwrites or publishes what somebody else has just changed.',
  })
  revision!: number;
}

@InputType()
export abstract class UpdateAwardableInput extends AwardableRevisionInput {
  @Field(() => JsonScalar, { description: 'The whole document as it shall read from now on.' })
  document!: unknown;
}

@InputType({ description: 'A draft of a badge as it shall read from now on.' })
export class UpdateBadgeInput extends UpdateAwardableInput {}

@InputType({ description: 'Making a badge known and earnable.' })
export class PublishBadgeInput extends AwardableRevisionInput {}

@InputType({ description: 'Ending that a badge can be earned.' })
export class RetireBadgeInput extends AwardableRevisionInput {}

@InputType({ description: 'Throwing the draft of a badge away.' })
export class DiscardBadgeInput extends AwardableRevisionInput {}

@InputType({ description: 'A draft of levels as it shall read from now on.' })
export class UpdateLadderInput extends UpdateAwardableInput {}

@InputType({ description: 'Putting levels into force.' })
export class PublishLadderInput extends AwardableRevisionInput {}

@InputType({ description: 'Ending that there are levels.' })
export class RetireLadderInput extends AwardableRevisionInput {}

@InputType({ description: 'Throwing the draft of levels away.' })
export class DiscardLadderInput extends AwardableRevisionInput {}

@InputType({ description: 'Which badges.' })
export class BadgeFilter {
  @Field(() => [BadgeStateEnum], {
    nullable: true,
    description: 'In these states; in all unless told. Drafts are for admins.',
  })
  states?: BadgeState[] | null;
}
