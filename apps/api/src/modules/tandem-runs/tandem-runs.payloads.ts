import { Field, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { runMakers, TandemRun } from './tandem-runs.types.ts';

@ObjectType({ simpleResolvers: true, description: 'The answer to an act on a run.' })
@Access(runMakers)
abstract class TandemRunPayload extends MutationPayload {
  @Field(() => TandemRun, { nullable: true, description: 'The run; null when there are errors.' })
  tandemRun?: TandemRun | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to draftTandemRun.' })
@Access(runMakers)
export class DraftTandemRunPayload extends TandemRunPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to updateTandemRun.' })
@Access(runMakers)
export class UpdateTandemRunPayload extends TandemRunPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to startTandemRun.' })
@Access(runMakers)
export class StartTandemRunPayload extends TandemRunPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to cancelTandemRun.' })
@Access(runMakers)
export class CancelTandemRunPayload extends TandemRunPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to discardTandemRun.' })
@Access(runMakers)
export class DiscardTandemRunPayload extends TandemRunPayload {}

@ObjectType({
  simpleResolvers: true,
  description: 'The answer to lockTandemProposal: the draft, or a new run based on the one locked.',
})
@Access(runMakers)
export class LockTandemProposalPayload extends TandemRunPayload {}

@ObjectType({
  simpleResolvers: true,
  description: 'The answer to unlockTandemProposal: the draft, or a new run based on the one unlocked.',
})
@Access(runMakers)
export class UnlockTandemProposalPayload extends TandemRunPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to swapTandemProposals: a new run based on the one swapped in.' })
@Access(runMakers)
export class SwapTandemProposalsPayload extends TandemRunPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to releaseTandemRun.' })
@Access(runMakers)
export class ReleaseTandemRunPayload extends TandemRunPayload {}
