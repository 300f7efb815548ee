import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { z } from 'zod';
import type { EventBus } from '../../platform/events/event-bus.ts';
import { eventStream } from '../../platform/events/event-stream.ts';
import { Access } from '../../platform/graphql/access.ts';
import { connectionFrom, ForwardPageArguments } from '../../platform/graphql/connection.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { badUserInput } from '../../platform/graphql/errors.ts';
import { readPageRequest } from '../../platform/graphql/pagination.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import { Programme } from '../programmes/index.ts';
import { importProgressed } from './imports.events.ts';
import { mostLineErrors } from './imports.repository.ts';
import type { ImportsService } from './imports.service.ts';
import {
  CancelImportInput,
  CancelImportPayload,
  ImportLineErrorConnection,
  ImportRun,
  ImportRunConnection,
  importReaders,
} from './imports.types.ts';

const runPosition: z.ZodType<readonly [string, string]> = z.tuple([z.iso.datetime(), z.uuid()]);
const errorPosition: z.ZodType<readonly [number, number]> = z.tuple([z.int(), z.int()]);

@Resolver(() => ImportRun)
export class ImportsResolver {
  readonly service: ImportsService;
  readonly events: EventBus;

  constructor({ service, events }: { readonly service: ImportsService; readonly events: EventBus }) {
    this.service = service;
    this.events = events;
  }

  @Query(() => ImportRun, { nullable: true, description: 'One import; null where there is none for who asks.' })
  @Access(importReaders)
  async importRun(
    @Arg('id', () => ID, { description: 'The import.' }) id: string,
    @Ctx() { viewer }: RequestContext,
  ): Promise<ImportRun | null> {
    return this.service.find(viewer, id);
  }

  @Mutation(() => CancelImportPayload, { description: 'Stops a running import; what it has recorded stays recorded.' })
  @Access(importReaders)
  async cancelImport(
    @Arg('input', () => CancelImportInput) input: CancelImportInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<CancelImportPayload>> {
    return payloadOf(await this.service.cancel(viewer, input.id), { language, shape: (importRun) => ({ importRun }) });
  }

  @FieldResolver(() => ImportLineErrorConnection, {
    description: `Which lines were refused and why, in the order of the file; at most ${mostLineErrors} are kept.`,
  })
  async lineErrors(@Root() run: ImportRun, @Args(() => ForwardPageArguments) page: ForwardPageArguments) {
    return connectionFrom(await this.service.lineErrors(run.id, readPageRequest(page, errorPosition)));
  }

  @Subscription(() => ImportRun, {
    description: 'An import as it comes along: first as it is, then after every batch, until it ends.',
    subscribe: ({ args, context }) => followImport(context.resolver(ImportsResolver), { id: String(args['id']), context }),
  })
  @Access(importReaders)
  importProgressed(@Root() run: ImportRun, @Arg('id', () => ID, { description: 'The import.' }) _id: string): ImportRun {
    return run;
  }
}

async function* followImport(
  { service, events }: ImportsResolver,
  { id, context }: { readonly id: string; readonly context: RequestContext },
): AsyncGenerator<ImportRun> {
  const changes = await eventStream(events, importProgressed, ({ importId }) => importId === id);
  try {
    for (let first = true; first || (await changes.next()).done !== true; first = false) {
      const run = await service.find(context.viewer, id);
      if (run === null) throw badUserInput('There is no such import.');
      yield run;
      if (run.status !== 'RUNNING') return;
    }
  } finally {
    await changes.return?.();
  }
}

@Resolver(() => Programme)
export class ProgrammeImportsResolver {
  readonly service: ImportsService;

  constructor(service: ImportsService) {
    this.service = service;
  }

  @FieldResolver(() => ImportRunConnection, { description: 'Imports, newest first. Admins and machine clients that import.' })
  @Access(importReaders)
  async importRuns(@Root() programme: Programme, @Args(() => ForwardPageArguments) page: ForwardPageArguments) {
    return connectionFrom(await this.service.page(programme.id, readPageRequest(page, runPosition)));
  }
}
