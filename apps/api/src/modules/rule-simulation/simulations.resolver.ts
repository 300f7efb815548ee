import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { z } from 'zod';
import type { EventBus } from '../../platform/events/event-bus.ts';
import { eventStream } from '../../platform/events/event-stream.ts';
import { Access } from '../../platform/graphql/access.ts';
import { connectionFrom, ForwardPageArguments } from '../../platform/graphql/connection.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { badUserInput } from '../../platform/graphql/errors.ts';
import { type Page, readPageRequest } from '../../platform/graphql/pagination.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import type { Outcome } from '../../platform/outcome.ts';
import { Programme, type ProgrammeDirectory } from '../programmes/index.ts';
import { ruleAuditors, ruleEditors } from '../rule-sets/index.ts';
import { simulationUpdated } from './simulations.events.ts';
import { CancelRuleSimulationInput, StartRuleSimulationInput } from './simulations.inputs.ts';
import { toSimulatedAmbassador, toSimulation } from './simulations.mapper.ts';
import type { SimulationRow } from './simulations.repository.ts';
import type { SimulationsService } from './simulations.service.ts';
import {
  CancelRuleSimulationPayload,
  RuleSimulation,
  RuleSimulationConnection,
  SimulatedAmbassadorConnection,
  type SimulatedAmbassadorOrder,
  SimulatedAmbassadorOrderEnum,
  StartRuleSimulationPayload,
} from './simulations.types.ts';

const runPosition: z.ZodType<readonly [string, string]> = z.tuple([z.iso.datetime(), z.uuid()]);
const memberPosition: z.ZodType<readonly [number, string]> = z.tuple([z.int(), z.uuid()]);

@Resolver(() => RuleSimulation)
export class SimulationsResolver {
  readonly service: SimulationsService;
  readonly events: EventBus;
  readonly programmes: ProgrammeDirectory;

  constructor(parts: {
    readonly service: SimulationsService;
    readonly events: EventBus;
    readonly programmes: ProgrammeDirectory;
  }) {
    this.service = parts.service;
    this.events = parts.events;
    this.programmes = parts.programmes;
  }

  @Query(() => RuleSimulation, { nullable: true, description: 'One simulation; null where there is none for who asks.' })
  @Access(ruleAuditors)
  async ruleSimulation(
    @Arg('id', () => ID, { description: 'The simulation.' }) id: string,
    @Ctx() { viewer }: RequestContext,
  ): Promise<RuleSimulation | null> {
    const row = await this.service.find(viewer, id);
    return row === null ? null : this.show(row);
  }

  @Mutation(() => StartRuleSimulationPayload, {
    description:
      'Starts to compute what a version of the rules would have granted over the last weeks. It goes on when nobody waits for it, and changes nothing.',
  })
  @Access(ruleEditors)
  async startRuleSimulation(
    @Arg('input', () => StartRuleSimulationInput) input: StartRuleSimulationInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<StartRuleSimulationPayload>> {
    const outcome = await this.#shown(await this.service.start(viewer, input));
    return payloadOf(outcome, { language, shape: (simulation) => ({ simulation }) });
  }

  @Mutation(() => CancelRuleSimulationPayload, { description: 'Stops a running simulation; nothing of it is kept.' })
  @Access(ruleEditors)
  async cancelRuleSimulation(
    @Arg('input', () => CancelRuleSimulationInput) input: CancelRuleSimulationInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<CancelRuleSimulationPayload>> {
    const outcome = await this.#shown(await this.service.cancel(viewer, input.id));
    return payloadOf(outcome, { language, shape: (simulation) => ({ simulation }) });
  }

  @FieldResolver(() => SimulatedAmbassadorConnection, {
    description: 'What it does to each person who did something in the window; empty until it is completed. Admins.',
  })
  @Access(ruleEditors)
  async ambassadors(
    @Root() simulation: RuleSimulation,
    @Arg('order', () => SimulatedAmbassadorOrderEnum, { defaultValue: 'GAINS', description: 'Who stands first.' })
    order: SimulatedAmbassadorOrder,
    @Args(() => ForwardPageArguments) page: ForwardPageArguments,
  ) {
    const request = readPageRequest(page, memberPosition);
    const gainersFirst = order === 'GAINS';
    const { id, programmeId, status } = simulation;
    if (status !== 'COMPLETED') return connectionFrom(emptyPage);
    const found = await this.service.members(id, { request, gainersFirst });
    const items = found.items.map((item) => ({
      node: toSimulatedAmbassador(item.node, programmeId),
      get cursor() {
        return item.cursor;
      },
    }));
    return connectionFrom({ ...found, items });
  }

  @Subscription(() => RuleSimulation, {
    description: 'A simulation as it comes along: first as it is, then after every step, until it ends.',
    subscribe: ({ args, context }) => follow(context.resolver(SimulationsResolver), { id: String(args['id']), context }),
  })
  @Access(ruleAuditors)
  ruleSimulationUpdated(
    @Root() simulation: RuleSimulation,
    @Arg('id', () => ID, { description: 'The simulation.' }) _id: string,
  ): RuleSimulation {
    return simulation;
  }

  async show(row: SimulationRow): Promise<RuleSimulation> {
    const programme = await this.programmes.byId(row.programmeId);
    if (programme === undefined) throw new Error(`There is no programme ${row.programmeId}`);
    return toSimulation(row, programme.privacy.minimumGroupSize);
  }

  async #shown<Failure>(outcome: Outcome<SimulationRow, Failure>): Promise<Outcome<RuleSimulation, Failure>> {
    return outcome.ok ? { ok: true, value: await this.show(outcome.value) } : outcome;
  }
}

const emptyPage: Page<never> = { items: [], hasNextPage: false, hasPreviousPage: false, totalCount: async () => 0 };

async function* follow(
  resolver: SimulationsResolver,
  { id, context }: { readonly id: string; readonly context: RequestContext },
): AsyncGenerator<RuleSimulation> {
  const { service, events } = resolver;
  const changes = await eventStream(events, simulationUpdated, ({ simulationId }) => simulationId === id);
  try {
    for (let first = true; first || (await changes.next()).done !== true; first = false) {
      const row = await service.find(context.viewer, id);
      if (row === null) throw badUserInput('There is no such simulation.');
      yield resolver.show(row);
      if (row.status !== 'RUNNING') return;
    }
  } finally {
    await changes.return?.();
  }
}

@Resolver(() => Programme)
export class ProgrammeSimulationsResolver {
  readonly service: SimulationsService;

  constructor(service: SimulationsService) {
    this.service = service;
  }

  @FieldResolver(() => RuleSimulationConnection, {
    description: 'Simulations of rules, newest first. Admins and auditors.',
  })
  @Access(ruleAuditors)
  async ruleSimulations(@Root() programme: Programme, @Args(() => ForwardPageArguments) page: ForwardPageArguments) {
    const { minimumGroupSize } = programme.privacy;
    const found = await this.service.page(programme.id, readPageRequest(page, runPosition));
    const items = found.items.map((item) => ({
      node: toSimulation(item.node, minimumGroupSize),
      get cursor() {
        return item.cursor;
      },
    }));
    return connectionFrom({ ...found, items });
  }
}
