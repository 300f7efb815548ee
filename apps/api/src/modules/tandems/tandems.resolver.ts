import type { Language } from '@fanfare/contracts';
import { factorName } from '@fanfare/tandem-matching';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import { z } from 'zod';
import { membershipIn } from '../../platform/auth/viewer.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import { eventStream } from '../../platform/events/event-stream.ts';
import { Access } from '../../platform/graphql/access.ts';
import { connectionFrom, ForwardPageArguments } from '../../platform/graphql/connection.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { badUserInput } from '../../platform/graphql/errors.ts';
import { loaderKey } from '../../platform/graphql/loaders.ts';
import { readPageRequest } from '../../platform/graphql/pagination.ts';
import { LanguageEnum } from '../../platform/graphql/vocabulary.types.ts';
import { Ambassador } from '../ambassadors/index.ts';
import { Programme } from '../programmes/index.ts';
import type { TandemRecord } from './tandem.ts';
import { engineFactors } from './tandem-factors.ts';
import { tandemsChanged } from './tandems.events.ts';
import { TandemFilter } from './tandems.inputs.ts';
import { toTandem } from './tandems.mapper.ts';
import type { CheckInRow } from './tandems.repository.ts';
import { mayRead, memberOf, mostCheckIns, type TandemsService } from './tandems.service.ts';
import {
  AffinityFactor,
  CheckIn,
  Tandem,
  TandemConnection,
  tandemMembersOnly,
  tandemOverseers,
  tandemReaders,
} from './tandems.types.ts';

const tandemsByAmbassador = loaderKey<string, readonly TandemRecord[]>('the tandems of an ambassador');
const checkInsByTandem = loaderKey<string, readonly CheckInRow[]>('the check-ins of a tandem');
const tandemPosition: z.ZodType<readonly [string, string]> = z.tuple([z.iso.datetime(), z.uuid()]);

@ArgsType()
class CheckInArguments {
  @Field(() => Int, { defaultValue: 50, description: `Only so many, the latest, 1 to ${mostCheckIns}.` })
  last!: number;
}

/** Reading and following tandems. */
@Resolver(() => Tandem)
export class TandemsResolver {
  readonly tandems: TandemsService;
  readonly events: EventBus;

  constructor(dependencies: { readonly tandems: TandemsService; readonly events: EventBus }) {
    this.tandems = dependencies.tandems;
    this.events = dependencies.events;
  }

  @Query(() => Tandem, { nullable: true, description: 'One tandem; null where there is none for who asks.' })
  @Access(tandemReaders)
  async tandem(
    @Arg('id', () => ID, { description: 'The tandem.' }) id: string,
    @Ctx() { viewer }: RequestContext,
  ): Promise<Tandem | null> {
    const record = await this.tandems.find(viewer, id);
    return record === null ? null : toTandem(record, viewer);
  }

  @FieldResolver(() => [Tandem], {
    description:
      'The reader’s running tandems that end once everybody has accepted this proposal, and go on where somebody says no. The members.',
  })
  @Access(tandemMembersOnly)
  async replaces(@Root() { replacedIds }: Tandem, @Ctx() { viewer }: RequestContext): Promise<readonly Tandem[]> {
    return (await this.tandems.replacedBy(viewer, replacedIds)).map((record) => toTandem(record, viewer));
  }

  @FieldResolver(() => [CheckIn], {
    description: 'How the members said that it goes, oldest first, one a person and day. The members.',
  })
  @Access(tandemMembersOnly)
  async checkIns(
    @Root() tandem: Tandem,
    @Args(() => CheckInArguments) { last }: CheckInArguments,
    @Ctx() { loaders }: RequestContext,
  ): Promise<readonly CheckIn[]> {
    if (last < 1 || last > mostCheckIns) throw badUserInput(`last is a number from 1 to ${mostCheckIns}.`);
    const rows = (await loaders.get(checkInsByTandem, () => this.tandems.checkInsOf()).load(tandem.id)) ?? [];
    return rows.slice(-last).map(({ id, mood, note, madeAt, ambassadorId }) => ({
      ...{ id, mood, note, madeAt },
      isOwn: ambassadorId === tandem.ambassadorId,
    }));
  }

  @Subscription(() => Tandem, {
    description: 'One’s own tandems in a programme: each as it is when it changes, from the proposal on. Only those one is in.',
    subscribe: ({ args, context }) =>
      followTandems(context.resolver(TandemsResolver), { programmeId: String(args['programme']), context }),
  })
  @Access(tandemMembersOnly)
  tandemUpdated(
    @Root() tandem: Tandem,
    @Arg('programme', () => ID, { description: 'The programme.' }) _programme: string,
  ): Tandem {
    return tandem;
  }
}

async function* followTandems(
  { tandems, events }: TandemsResolver,
  { programmeId, context }: { readonly programmeId: string; readonly context: RequestContext },
): AsyncGenerator<Tandem> {
  const own = membershipIn(context.viewer, programmeId)?.ambassadorId ?? null;
  if (own === null) throw badUserInput('You take part in no such programme.');
  const changes = await eventStream(
    events,
    tandemsChanged,
    (change) => change.programmeId === programmeId && change.tandems.some(({ ambassadorIds }) => ambassadorIds.includes(own)),
  );
  try {
    for await (const change of changes) {
      const mine = change.tandems.filter(({ ambassadorIds }) => ambassadorIds.includes(own));
      for (const { id } of mine) {
        const record = await tandems.find(context.viewer, id);
        if (record !== null && memberOf(record, own) !== undefined) yield toTandem(record, context.viewer);
      }
    }
  } finally {
    await changes.return();
  }
}

/** A factor in words. */
@Resolver(() => AffinityFactor)
export class AffinityFactorResolver {
  @FieldResolver(() => String, { description: 'Its name for people.' })
  name(
    @Root() { factor }: AffinityFactor,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, { nullable: true, description: 'The language; the reader’s unless told.' })
    language?: Language | null,
  ): string {
    const words = factorName(engineFactors[factor]);
    return (language ?? context.language) === 'GERMAN' ? words.de : words.en;
  }
}

/** The tandems of an ambassador. */
@Resolver(() => Ambassador)
export class AmbassadorTandemsResolver {
  readonly #tandems: TandemsService;

  constructor(tandems: TandemsService) {
    this.#tandems = tandems;
  }

  @FieldResolver(() => [Tandem], {
    description: 'The person’s tandems, newest first, past ones too. The person, admins and auditors.',
  })
  @Access(tandemReaders)
  async tandems(@Root() ambassador: Ambassador, @Ctx() { loaders, viewer }: RequestContext): Promise<readonly Tandem[]> {
    const loader = loaders.get(tandemsByAmbassador, () => this.#tandems.tandemsOf());
    const records = (await loader.load(ambassador.ambassadorId)) ?? [];
    return records.filter((record) => mayRead(viewer, record)).map((record) => toTandem(record, viewer));
  }
}

@ArgsType()
class TandemListArguments extends ForwardPageArguments {
  @Field(() => TandemFilter, { nullable: true, description: 'Which ones; all unless told.' })
  filter?: TandemFilter | null;
}

/** The tandems of a programme. */
@Resolver(() => Programme)
export class ProgrammeTandemsResolver {
  readonly #tandems: TandemsService;

  constructor(tandems: TandemsService) {
    this.#tandems = tandems;
  }

  @FieldResolver(() => TandemConnection, { description: 'The tandems of the programme, newest first. Admins and auditors.' })
  @Access(tandemOverseers)
  async tandems(
    @Root() programme: Programme,
    @Args(() => TandemListArguments) { filter, ...page }: TandemListArguments,
    @Ctx() { viewer }: RequestContext,
  ) {
    const wanted = { programmeId: programme.id, states: filter?.states ?? null };
    const found = await this.#tandems.page(wanted, readPageRequest(page, tandemPosition));
    const items = found.items.map(({ node, cursor }) => ({ node: toTandem(node, viewer), cursor }));
    return connectionFrom({ ...found, items });
  }
}
