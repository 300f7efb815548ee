import type { Channel, Language, Segment } from '@fanfare/contracts';
import { channels as allChannels } from '@fanfare/contracts';
import type { TandemProfile } from '@fanfare/tandem-matching';
import type { EntityManager } from 'typeorm';
import {
  type ChosenSide,
  findPreferencesOfProgramme,
  findRelationsOfProgramme,
  isSnoozed,
  nothingSaid,
  type TandemPreferencesRecord,
} from '../tandem-preferences/index.ts';
import { type OpenPair, readTandemHistory, type TandemHistory, type TandemState } from '../tandems/index.ts';
import type { Participants } from './tandem-run.ts';

interface PersonRow {
  readonly id: string;
  readonly departmentId: string | null;
  readonly language: Language;
  readonly segment: Segment | null;
  readonly profileChannels: readonly Channel[];
}

export interface ParticipantsRequest {
  readonly programmeId: string;
  readonly timeZone: string;
  readonly now: Date;
  /** The day in the programme's time zone. */
  readonly today: string;
  readonly rematchRunning: boolean;
}

/**
 * Everybody who can be matched now: takes part, does not rest, keeps nothing apart, wants to, and has a place or needs one. The side is
 * the person's own choice, else what follows from the segment: frequent and steady posters accompany, hesitant ones are accompanied.
 * Who accompanies and has no place left is named too, with a capacity of 0: it belongs to the reasons why others stay without.
 */
export async function readParticipants(manager: EntityManager, request: ParticipantsRequest): Promise<Participants> {
  const { programmeId, today } = request;
  const people: readonly PersonRow[] = await manager.query(
    `SELECT ambassador.id, department_id AS "departmentId", ambassador.language, assessment.segment,
            coalesce((SELECT array_agg(DISTINCT channel) FROM social_profile WHERE ambassador_id = ambassador.id), '{}')
              AS "profileChannels"
       FROM ambassador LEFT JOIN segment_assessment AS assessment ON assessment.ambassador_id = ambassador.id
      WHERE ambassador.programme_id = $1 AND NOT is_separator
        AND (status = 'ACTIVE' OR (status = 'PAUSED' AND paused_until < $2::date))
      ORDER BY ambassador.id`,
    [programmeId, today],
  );
  const said = new Map((await findPreferencesOfProgramme(manager, programmeId)).map((one) => [one.ambassadorId, one]));
  const history = await readTandemHistory(manager, programmeId);
  const relations = await findRelationsOfProgramme(manager, programmeId);
  const profiles = new ProfileBuilder({ request, history, relations });
  const willing = people.flatMap((person) => {
    const preferences = said.get(person.id) ?? nothingSaid({ ambassadorId: person.id, programmeId });
    const side = preferences.isOpen && !isSnoozed(preferences, today) ? sideOf(person, preferences) : undefined;
    return side === undefined ? [] : [{ person, preferences, side }];
  });
  return divide(willing, { profiles, history, rematchRunning: request.rematchRunning });
}

interface Willing {
  readonly person: PersonRow;
  readonly preferences: TandemPreferencesRecord;
  readonly side: ChosenSide;
}

function sideOf({ segment }: PersonRow, { side }: TandemPreferencesRecord): ChosenSide | undefined {
  if (segment === 'SEPARATOR') return undefined;
  if (side !== null) return side;
  if (segment === 'FREQUENT' || segment === 'STEADY') return 'FREQUENT';
  return segment === 'HESITANT' ? 'HESITANT' : undefined;
}

/**
 * Who is in an open tandem keeps it: it takes a place, and who is accompanied looks for nobody, unless running ones may make way. Then the
 * place of a running tandem is free only where its hesitant one looks for somebody else. A third takes no place.
 */
function divide(
  willing: readonly Willing[],
  known: { readonly profiles: ProfileBuilder; readonly history: TandemHistory; readonly rematchRunning: boolean },
): Participants {
  const { profiles, history, rematchRunning } = known;
  const isBound = ({ state }: OpenPair) => !(rematchRunning && isRematched(state));
  const bound = new Set(history.open.filter(isBound).map(({ hesitantId }) => hesitantId));
  const accompanying = new Set(history.open.map(({ frequentId }) => frequentId));
  const accompanied = new Set(history.open.map(({ hesitantId }) => hesitantId));
  const running = new Map(
    history.open.filter(({ side }) => side === 'HESITANT').map((pair) => [pair.hesitantId, pair.frequentId]),
  );
  const seekers = willing
    .filter(({ side, person }) => side === 'HESITANT' && !bound.has(person.id) && !accompanying.has(person.id))
    .map(({ person, preferences }) => ({
      profile: profiles.of(person, preferences, running.get(person.id)),
      waitedRounds: history.waited.get(person.id) ?? 0,
      runningPartnerId: running.get(person.id),
    }));
  const taken = placesTaken(history.open, new Set(seekers.map(({ profile }) => profile.id)));
  const withThird = new Set(history.open.filter(({ side }) => side === 'THIRD').map(({ frequentId }) => frequentId));
  const partners = willing
    .filter(({ side, person }) => side === 'FREQUENT' && !accompanied.has(person.id))
    .map(({ person, preferences }) => ({
      profile: profiles.of(person, preferences, undefined),
      capacity: Math.max(0, preferences.capacity - (taken.get(person.id) ?? 0)),
      acceptsThird: preferences.acceptsThird && !withThird.has(person.id),
    }));
  return { seekers, partners };
}

/** Which tandems a search may replace by better ones, where it may replace any. */
export function isRematched(state: TandemState): boolean {
  return state === 'ACTIVE' || state === 'ACCEPTED';
}

function placesTaken(open: readonly OpenPair[], seeking: ReadonlySet<string>): ReadonlyMap<string, number> {
  const taken = new Map<string, number>();
  for (const { frequentId, hesitantId, side, state } of open) {
    const isFreed = seeking.has(hesitantId) && isRematched(state);
    if (side === 'HESITANT' && !isFreed) taken.set(frequentId, (taken.get(frequentId) ?? 0) + 1);
  }
  return taken;
}

const languageCodes: Readonly<Record<Language, string>> = { GERMAN: 'de', ENGLISH: 'en' };
const minute = 60_000;

/** Makes of rows what the engine compares. What somebody has not said hinders nothing. */
class ProfileBuilder {
  readonly #request: ParticipantsRequest;
  readonly #history: TandemHistory;
  readonly #wishes = new Map<string, string[]>();
  readonly #blocks = new Map<string, string[]>();
  readonly #offsets = new Map<string, number>();

  constructor(known: {
    readonly request: ParticipantsRequest;
    readonly history: TandemHistory;
    readonly relations: readonly { readonly ambassadorId: string; readonly otherId: string; readonly kind: 'WISH' | 'BLOCK' }[];
  }) {
    this.#request = known.request;
    this.#history = known.history;
    for (const { ambassadorId, otherId, kind } of known.relations) {
      const lists = kind === 'WISH' ? this.#wishes : this.#blocks;
      lists.set(ambassadorId, [...(lists.get(ambassadorId) ?? []), otherId]);
    }
  }

  /** A running tandem is no past one: with that partner somebody may stay. */
  of(person: PersonRow, preferences: TandemPreferencesRecord, runningPartnerId: string | undefined): TandemProfile {
    const { id } = person;
    const { languages, channels, topics, strengths, needs, availability, experience, managerId } = preferences;
    const met = this.#history.met.get(id) ?? [];
    return {
      id,
      programmeId: this.#request.programmeId,
      languages: languages.length > 0 ? languages : [languageCodes[person.language]],
      channels: channelsOf(channels, person.profileChannels),
      topics,
      strengths,
      needs,
      departmentId: person.departmentId ?? id,
      utcOffsetMinutes: this.#offsetOf(preferences.timeZone ?? this.#request.timeZone),
      availability,
      seniority: experience,
      managerId: managerId ?? undefined,
      wishes: this.#wishes.get(id) ?? [],
      blocks: this.#blocks.get(id) ?? [],
      optedOut: false,
      metIds: met.filter((other) => other !== runningPartnerId),
    };
  }

  #offsetOf(timeZone: string): number {
    const known = this.#offsets.get(timeZone);
    if (known !== undefined) return known;
    const offset = offsetMinutes(timeZone, this.#request.now);
    this.#offsets.set(timeZone, offset);
    return offset;
  }
}

function channelsOf(stated: readonly Channel[], ofProfiles: readonly Channel[]): readonly string[] {
  if (stated.length > 0) return stated;
  return ofProfiles.length > 0 ? ofProfiles : allChannels;
}

function offsetMinutes(timeZone: string, now: Date): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return Math.round((local - now.getTime()) / minute);
}
