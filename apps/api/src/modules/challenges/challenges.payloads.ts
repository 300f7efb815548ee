import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { challengeEntrants, challengeMakers } from './challenges.access.ts';
import { Challenge } from './challenges.types.ts';

@ObjectType({ simpleResolvers: true, description: 'The answer to what is done with a challenge.' })
abstract class ChallengePayload extends MutationPayload {
  @Field(() => Challenge, { nullable: true, description: 'The challenge as it is now; null when there are errors.' })
  challenge?: Challenge | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to draftChallenge.' })
@Access(challengeMakers)
export class DraftChallengePayload extends ChallengePayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to updateChallenge.' })
@Access(challengeMakers)
export class UpdateChallengePayload extends ChallengePayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to discardChallenge.' })
@Access(challengeMakers)
export class DiscardChallengePayload extends MutationPayload {
  @Field(() => ID, { nullable: true, description: 'The draft that is no more; null when there are errors.' })
  discardedId?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to scheduleChallenge.' })
@Access(challengeMakers)
export class ScheduleChallengePayload extends ChallengePayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to unscheduleChallenge.' })
@Access(challengeMakers)
export class UnscheduleChallengePayload extends ChallengePayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to cancelChallenge.' })
@Access(challengeMakers)
export class CancelChallengePayload extends ChallengePayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to inviteToChallenge.' })
@Access(challengeMakers)
export class InviteToChallengePayload extends ChallengePayload {
  @Field(() => Int, { nullable: true, description: 'How many were invited now; null when there are errors.' })
  invited?: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to enterChallenge.' })
@Access(challengeEntrants)
export class EnterChallengePayload extends ChallengePayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to leaveChallenge.' })
@Access(challengeEntrants)
export class LeaveChallengePayload extends ChallengePayload {}
