import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { payloadOf, type UserFailure } from '../../platform/graphql/payload.ts';
import type { Outcome } from '../../platform/outcome.ts';
import type { TandemRunRecord } from './tandem-run.ts';
import {
  CancelTandemRunInput,
  DiscardTandemRunInput,
  DraftTandemRunInput,
  LockTandemProposalInput,
  ReleaseTandemRunInput,
  StartTandemRunInput,
  SwapTandemProposalsInput,
  UnlockTandemProposalInput,
  UpdateTandemRunInput,
} from './tandem-runs.inputs.ts';
import { toRun } from './tandem-runs.mapper.ts';
import {
  CancelTandemRunPayload,
  DiscardTandemRunPayload,
  DraftTandemRunPayload,
  LockTandemProposalPayload,
  ReleaseTandemRunPayload,
  StartTandemRunPayload,
  SwapTandemProposalsPayload,
  UnlockTandemProposalPayload,
  UpdateTandemRunPayload,
} from './tandem-runs.payloads.ts';
import type { TandemRunsService } from './tandem-runs.service.ts';
import { runMakers, type TandemRun } from './tandem-runs.types.ts';

/** What programme leads do with runs. */
@Resolver()
export class RunActsResolver {
  readonly #runs: TandemRunsService;

  constructor(runs: TandemRunsService) {
    this.#runs = runs;
  }

  @Mutation(() => DraftTandemRunPayload, { description: 'Prepares a search for tandems.' })
  @Access(runMakers)
  async draftTandemRun(@Arg('input', () => DraftTandemRunInput) input: DraftTandemRunInput, @Ctx() context: RequestContext) {
    return answer(await this.#runs.draft(context.viewer, input), context);
  }

  @Mutation(() => UpdateTandemRunPayload, { description: 'Changes a draft.' })
  @Access(runMakers)
  async updateTandemRun(@Arg('input', () => UpdateTandemRunInput) input: UpdateTandemRunInput, @Ctx() context: RequestContext) {
    return answer(await this.#runs.update(context.viewer, input), context);
  }

  @Mutation(() => StartTandemRunPayload, {
    description:
      'Begins to compute a draft, or a run that was cancelled, interrupted or failed. `tandemRunProgressed` follows it.',
  })
  @Access(runMakers)
  async startTandemRun(@Arg('input', () => StartTandemRunInput) input: StartTandemRunInput, @Ctx() context: RequestContext) {
    return answer(await this.#runs.start(context.viewer, input.run), context);
  }

  @Mutation(() => CancelTandemRunPayload, { description: 'Stops a running search.' })
  @Access(runMakers)
  async cancelTandemRun(@Arg('input', () => CancelTandemRunInput) input: CancelTandemRunInput, @Ctx() context: RequestContext) {
    return answer(await this.#runs.cancel(context.viewer, input.run), context);
  }

  @Mutation(() => DiscardTandemRunPayload, { description: 'Puts a run aside that nobody was asked by.' })
  @Access(runMakers)
  async discardTandemRun(
    @Arg('input', () => DiscardTandemRunInput) input: DiscardTandemRunInput,
    @Ctx() context: RequestContext,
  ) {
    return answer(await this.#runs.discard(context.viewer, input.run), context);
  }

  @Mutation(() => LockTandemProposalPayload, {
    description:
      'Fixes a pair. In a draft at once; on a completed run it makes a new run on the same people and starts it: `comparison` tells what the pair costs whom.',
  })
  @Access(runMakers)
  async lockTandemProposal(
    @Arg('input', () => LockTandemProposalInput) input: LockTandemProposalInput,
    @Ctx() context: RequestContext,
  ) {
    const add = [{ hesitantId: input.hesitant, frequentId: input.frequent }];
    const change = { operation: 'lockTandemProposal', input, add, remove: [] };
    return answer(await this.#runs.relock(context.viewer, input.run, change), context);
  }

  @Mutation(() => UnlockTandemProposalPayload, {
    description: 'Lets a fixed pair go; on a completed run in a new run, as lockTandemProposal does.',
  })
  @Access(runMakers)
  async unlockTandemProposal(
    @Arg('input', () => UnlockTandemProposalInput) input: UnlockTandemProposalInput,
    @Ctx() context: RequestContext,
  ) {
    const change = { operation: 'unlockTandemProposal', input, add: [], remove: [input.hesitant] };
    return answer(await this.#runs.relock(context.viewer, input.run, change), context);
  }

  @Mutation(() => SwapTandemProposalsPayload, {
    description: 'Exchanges who accompanies between two proposals, in a new run on the same people, which is started.',
  })
  @Access(runMakers)
  async swapTandemProposals(
    @Arg('input', () => SwapTandemProposalsInput) input: SwapTandemProposalsInput,
    @Ctx() context: RequestContext,
  ) {
    return answer(await this.#runs.swap(context.viewer, input), context);
  }

  @Mutation(() => ReleaseTandemRunPayload, {
    description:
      'Asks the people of a completed run. Pairs that are no longer possible are left out, and `skipReason` says why; whoever looked for somebody and is not asked has waited one round more. Running tandems that a better one replaces go on until everybody has accepted it.',
  })
  @Access(runMakers)
  async releaseTandemRun(
    @Arg('input', () => ReleaseTandemRunInput) input: ReleaseTandemRunInput,
    @Ctx() context: RequestContext,
  ) {
    return answer(await this.#runs.release(context.viewer, input.run), context);
  }
}

function answer(outcome: Outcome<TandemRunRecord, UserFailure>, { language }: RequestContext) {
  return payloadOf(outcome, { language, shape: (run): { tandemRun: TandemRun } => ({ tandemRun: toRun(run) }) });
}
