import type { Channel } from '@fanfare/contracts';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { loaderKey } from '../../platform/graphql/loaders.ts';
import { payloadOf, validateInput } from '../../platform/graphql/payload.ts';
import { Ambassador, type AmbassadorLoader } from '../ambassadors/index.ts';
import {
  DeclareWishesInput,
  declareWishesSchema,
  SnoozeTandemsInput,
  UpdateTandemPreferencesInput,
  updateTandemPreferencesSchema,
} from './tandem-preferences.inputs.ts';
import type { RelationKind, TandemRelation } from './tandem-preferences.repository.ts';
import type { PreferencesChange, TandemPreferencesService } from './tandem-preferences.service.ts';
import { availabilityOf, slotsOf, type TandemPreferencesRecord } from './tandem-preferences.ts';
import {
  DeclareWishesPayload,
  ownPreferences,
  SnoozeTandemsPayload,
  TandemPreferences,
  UpdateTandemPreferencesPayload,
} from './tandem-preferences.types.ts';

const relations = loaderKey<string, readonly TandemRelation[]>('whom an ambassador wishes for and excludes');

interface Dependencies {
  readonly preferences: TandemPreferencesService;
  readonly ambassadors: AmbassadorLoader;
}

/** Reading and changing what one says about tandems. */
@Resolver(() => TandemPreferences)
export class TandemPreferencesResolver {
  readonly #preferences: TandemPreferencesService;
  readonly #ambassadors: AmbassadorLoader;

  constructor({ preferences, ambassadors }: Dependencies) {
    this.#preferences = preferences;
    this.#ambassadors = ambassadors;
  }

  @FieldResolver(() => [Ambassador], { description: 'With whom one would like a tandem, as far as one still sees them.' })
  wishes(@Root() preferences: TandemPreferences, @Ctx() context: RequestContext): Promise<readonly Ambassador[]> {
    return this.#others(preferences, 'WISH', context);
  }

  @FieldResolver(() => [Ambassador], { description: 'With whom one never wants a tandem, as far as one still sees them.' })
  blocks(@Root() preferences: TandemPreferences, @Ctx() context: RequestContext): Promise<readonly Ambassador[]> {
    return this.#others(preferences, 'BLOCK', context);
  }

  @FieldResolver(() => [Ambassador], {
    description:
      'Whom one can name in wishes, exclusions and as manager: fellow ambassadors who chose to be named, by a part of the name of at least two letters, at most 20. Who is not named is found by nobody; a proposal of them can be declined for good.',
  })
  async colleagues(
    @Root() preferences: TandemPreferences,
    @Arg('search', () => String, { description: 'A part of the name.' }) search: string,
    @Ctx() context: RequestContext,
  ): Promise<readonly Ambassador[]> {
    const ids = await this.#preferences.colleaguesOf(preferences, search);
    const found = await Promise.all(ids.map((id) => this.#ambassadors.load(context, id)));
    return found.filter((one) => one !== null);
  }

  @FieldResolver(() => Ambassador, { nullable: true, description: 'One’s manager, as stated by oneself.' })
  manager(@Root() { managerId }: TandemPreferences, @Ctx() context: RequestContext) {
    return managerId === null ? null : this.#ambassadors.load(context, managerId);
  }

  @Mutation(() => UpdateTandemPreferencesPayload, {
    description: 'Says what matters to one in a tandem. Voluntary, and changed at any time.',
  })
  @Access(ownPreferences)
  async updateTandemPreferences(
    @Arg('input', () => UpdateTandemPreferencesInput) input: UpdateTandemPreferencesInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<UpdateTandemPreferencesPayload>> {
    const checked = validateInput(updateTandemPreferencesSchema, input);
    const outcome = checked.ok
      ? await this.#preferences.update(viewer, input.ambassador, changeOf(input, checked.value))
      : checked;
    return payloadOf(outcome, { language, shape: (record) => ({ preferences: toPreferences(record) }) });
  }

  @Mutation(() => DeclareWishesPayload, {
    description: 'Says with whom one would like a tandem and with whom not. Wishes weigh; exclusions always hold.',
  })
  @Access(ownPreferences)
  async declareWishes(
    @Arg('input', () => DeclareWishesInput) input: DeclareWishesInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<DeclareWishesPayload>> {
    const checked = validateInput(declareWishesSchema, input);
    const outcome = checked.ok
      ? await this.#preferences.declareWishes(viewer, input.ambassador, {
          wishes: checked.value.wishes ?? undefined,
          blocks: checked.value.blocks ?? undefined,
        })
      : checked;
    return payloadOf(outcome, { language, shape: (record) => ({ preferences: toPreferences(record) }) });
  }

  @Mutation(() => SnoozeTandemsPayload, {
    description: 'Rests from tandems until a day: no proposals and no reminders. Open proposals are taken back.',
  })
  @Access(ownPreferences)
  async snoozeTandems(
    @Arg('input', () => SnoozeTandemsInput) input: SnoozeTandemsInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<SnoozeTandemsPayload>> {
    const outcome = await this.#preferences.snooze(viewer, input.ambassador, input.until ?? null);
    return payloadOf(outcome, { language, shape: (record) => ({ preferences: toPreferences(record) }) });
  }

  async #others(
    { ambassadorId }: TandemPreferences,
    kind: RelationKind,
    context: RequestContext,
  ): Promise<readonly Ambassador[]> {
    const loader = context.loaders.get(relations, () => this.#preferences.relationsOf());
    const ids = ((await loader.load(ambassadorId)) ?? []).filter((one) => one.kind === kind).map(({ otherId }) => otherId);
    const others = await Promise.all(ids.map((id) => this.#ambassadors.load(context, id)));
    return others.filter((other) => other !== null);
  }
}

/** What an ambassador says about tandems. */
@Resolver(() => Ambassador)
export class AmbassadorTandemPreferencesResolver {
  readonly #preferences: TandemPreferencesService;

  constructor(preferences: TandemPreferencesService) {
    this.#preferences = preferences;
  }

  @FieldResolver(() => TandemPreferences, { description: 'What one says about tandems. The person only.' })
  @Access(ownPreferences)
  async tandemPreferences(@Root() { ambassadorId, programmeId }: Ambassador): Promise<TandemPreferences> {
    return toPreferences(await this.#preferences.preferencesOf({ ambassadorId, programmeId }));
  }
}

function toPreferences({ availability, ...record }: TandemPreferencesRecord): TandemPreferences {
  return { ...record, availability: slotsOf(availability) };
}

/** For lists null means none; for what has to have a value, that it stays. */
function changeOf(
  input: UpdateTandemPreferencesInput,
  checked: {
    readonly languages?: string[] | null | undefined;
    readonly topics?: string[] | null | undefined;
    readonly objective?: string | null | undefined;
  },
): PreferencesChange {
  const list = <Item>(items: readonly Item[] | null | undefined) => (items === null ? [] : items && [...new Set(items)]);
  const { isOpen, side, strengths, needs, availability, timeZone, experience, capacity, acceptsThird, manager } = input;
  return {
    isOpen: isOpen ?? undefined,
    side,
    languages: list(checked.languages),
    channels: list<Channel>(input.channels),
    topics: list(checked.topics),
    strengths: list(strengths),
    needs: list(needs),
    availability: availability === null ? 0 : availability && availabilityOf(availability),
    timeZone,
    experience: experience ?? undefined,
    capacity: capacity ?? undefined,
    acceptsThird: acceptsThird ?? undefined,
    objective: checked.objective,
    managerId: manager,
  };
}
