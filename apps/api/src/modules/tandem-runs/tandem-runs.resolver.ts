import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import { z } from 'zod';
import type { EventBus } from '../../platform/events/event-bus.ts';
import { eventStream } from '../../platform/events/event-stream.ts';
import { Access } from '../../platform/graphql/access.ts';
import { connectionFrom, ForwardPageArguments } from '../../platform/graphql/connection.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { badUserInput } from '../../platform/graphql/errors.ts';
import { readPageRequest } from '../../platform/graphql/pagination.ts';
import { Programme } from '../programmes/index.ts';
import { tandemRunChanged } from './tandem-runs.events.ts';
import { toOverrideCost, toProposal, toRun, toUnmatched } from './tandem-runs.mapper.ts';
import type { TandemRunsService } from './tandem-runs.service.ts';
import {
  runReaders,
  TandemLock,
  TandemOverrideCost,
  TandemProposalConnection,
  TandemRun,
  TandemRunComparison,
  TandemRunConnection,
  UnmatchedAmbassadorConnection,
} from './tandem-runs.types.ts';

const runPosition: z.ZodType<readonly [string, string]> = z.tuple([z.iso.datetime(), z.uuid()]);
const ordinalPosition = z.int().min(0);

/** Reading and following runs. */
@Resolver(() => TandemRun)
export class TandemRunsResolver {
  readonly runs: TandemRunsService;
  readonly events: EventBus;

  constructor(dependencies: { readonly runs: TandemRunsService; readonly events: EventBus }) {
    this.runs = dependencies.runs;
    this.events = dependencies.events;
  }

  @Query(() => TandemRun, { nullable: true, description: 'One run; null where there is none for who asks.' })
  @Access(runReaders)
  async tandemRun(
    @Arg('id', () => ID, { description: 'The run.' }) id: string,
    @Ctx() { viewer }: RequestContext,
  ): Promise<TandemRun | null> {
    const run = await this.runs.find(viewer, id);
    return run === null ? null : toRun(run);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Why it failed, for people.' })
  failure(@Root() { failureText }: TandemRun, @Ctx() { language }: RequestContext): string | null {
    return failureText === null ? null : failureText[language];
  }

  @FieldResolver(() => TandemRun, {
    nullable: true,
    description: 'The run whose people this one looks at; null where it read them anew.',
  })
  async basedOn(@Root() { basedOnId }: TandemRun, @Ctx() { viewer }: RequestContext): Promise<TandemRun | null> {
    const run = basedOnId === null ? null : await this.runs.find(viewer, basedOnId);
    return run === null ? null : toRun(run);
  }

  @FieldResolver(() => [TandemLock], { description: 'Pairs that were fixed by a person.' })
  locks(@Root() { id }: TandemRun): Promise<readonly TandemLock[]> {
    return this.runs.locksOf(id);
  }

  @FieldResolver(() => TandemProposalConnection, {
    description: 'The proposals, the best fitting first; none unless the certificate was verified.',
  })
  async proposals(@Root() run: TandemRun, @Args(() => ForwardPageArguments) page: ForwardPageArguments) {
    const found = await this.runs.proposals(run.id, readPageRequest(page, ordinalPosition));
    return connectionFrom({
      ...found,
      items: found.items.map(({ node, cursor }) => ({ node: toProposal(node, run), cursor })),
    });
  }

  @FieldResolver(() => UnmatchedAmbassadorConnection, { description: 'Who stayed without a partner, and why.' })
  async unmatched(@Root() run: TandemRun, @Args(() => ForwardPageArguments) page: ForwardPageArguments) {
    const found = await this.runs.unmatched(run.id, readPageRequest(page, ordinalPosition));
    return connectionFrom({ ...found, items: found.items.map(({ node, cursor }) => ({ node: toUnmatched(node), cursor })) });
  }

  @FieldResolver(() => TandemRunComparison, {
    nullable: true,
    description: 'This run beside another of the programme: what differs for all, and for whom. Null unless both are computed.',
  })
  comparison(
    @Root() { id }: TandemRun,
    @Arg('with', () => ID, { description: 'The other run.' }) other: string,
    @Ctx() { viewer }: RequestContext,
  ): Promise<TandemRunComparison | null> {
    return this.runs.compare(viewer, { beforeId: other, afterId: id });
  }

  @FieldResolver(() => TandemOverrideCost, {
    nullable: true,
    description:
      'What bringing these two together by hand would cost whom: told from the proof of the run, without another. Null where one of them takes no part in it on that side, before it is done, and once its people were forgotten.',
  })
  async overrideCost(
    @Root() { id }: TandemRun,
    @Arg('hesitant', () => ID, { description: 'Who would be accompanied.' }) hesitant: string,
    @Arg('frequent', () => ID, { description: 'Who would accompany.' }) frequent: string,
    @Ctx() { viewer, whenGone }: RequestContext,
  ): Promise<TandemOverrideCost | null> {
    const pair = { hesitantId: hesitant, frequentId: frequent };
    const answer = await this.runs.overrideCost(viewer, id, { pair, whenGone });
    return answer === null ? null : toOverrideCost(answer);
  }

  @Subscription(() => TandemRun, {
    description: 'A run as it comes along: first as it is, then with every step, until it ends.',
    subscribe: ({ args, context }) => followRun(context.resolver(TandemRunsResolver), { id: String(args['id']), context }),
  })
  @Access(runReaders)
  tandemRunProgressed(@Root() run: TandemRun, @Arg('id', () => ID, { description: 'The run.' }) _id: string): TandemRun {
    return run;
  }
}

async function* followRun(
  { runs, events }: TandemRunsResolver,
  { id, context }: { readonly id: string; readonly context: RequestContext },
): AsyncGenerator<TandemRun> {
  const changes = await eventStream(events, tandemRunChanged, ({ runId }) => runId === id);
  try {
    for (let first = true; first || (await changes.next()).done !== true; first = false) {
      const run = await runs.find(context.viewer, id);
      if (run === null) throw badUserInput('There is no such run.');
      yield toRun(run);
      if (run.status !== 'RUNNING' && run.status !== 'DRAFT') return;
    }
  } finally {
    await changes.return();
  }
}

/** The runs of a programme. */
@Resolver(() => Programme)
export class ProgrammeTandemRunsResolver {
  readonly #runs: TandemRunsService;

  constructor(runs: TandemRunsService) {
    this.#runs = runs;
  }

  @FieldResolver(() => TandemRunConnection, { description: 'Runs of the matching, newest first. Admins and auditors.' })
  @Access(runReaders)
  async tandemRuns(@Root() programme: Programme, @Args(() => ForwardPageArguments) page: ForwardPageArguments) {
    const found = await this.#runs.page(programme.id, readPageRequest(page, runPosition));
    return connectionFrom({ ...found, items: found.items.map(({ node, cursor }) => ({ node: toRun(node), cursor })) });
  }
}
