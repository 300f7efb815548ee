import type { Language } from '@fanfare/contracts';
import { actorOf } from '../../platform/auth/actor.ts';
import { isInside, may, membershipIn, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { notAllowed, notFound, type UserFailure, validateInput, versionConflict } from '../../platform/graphql/payload.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { type AmbassadorRecord, createPseudonyms, findAmbassadorsByIds, shownMember } from '../ambassadors/index.ts';
import { type ProgrammeDirectory, programmeEditors, type SeasonRecord } from '../programmes/index.ts';
import { type CarryOver, carryOverOf } from './carry-over.ts';
import { CeremoniesRepository, type CeremonyRecord, type KeptPlace, type ThemeRecord } from './ceremonies.repository.ts';
import { podiumDefinitions, podiumMeasures, podiumReason } from './podiums.ts';
import { type SetSeasonThemeInput, setThemeSchema } from './season-ceremony.inputs.ts';
import type { Podium, SeasonCeremony } from './season-ceremony.types.ts';

interface Dependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly programmes: ProgrammeDirectory;
}

/** A ceremony with the people and groups that it names. */
export interface TakenCeremony extends CeremonyRecord {
  readonly people: ReadonlyMap<string, AmbassadorRecord>;
  /** Of tandems that were honoured. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  readonly departments: ReadonlyMap<string, string>;
}

const anonymous = { GERMAN: 'Anonym', ENGLISH: 'Anonymous' } as const;

/** What seasons are about, what they hand on, and whom they honour at their end. */
export class SeasonCeremonyService {
  readonly #dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  get #repository(): CeremoniesRepository {
    return new CeremoniesRepository(this.#dependencies.database.manager);
  }

  async themesOf(seasonIds: readonly string[]): Promise<readonly (ThemeRecord | undefined)[]> {
    const themes = new Map((await this.#repository.themesOf(seasonIds)).map((theme) => [theme.seasonId, theme]));
    return seasonIds.map((id) => themes.get(id));
  }

  async carryOversOf(programmeIds: readonly string[]): Promise<readonly ((language: Language) => readonly CarryOver[])[]> {
    const awards = await this.#repository.seasonalAwards(programmeIds);
    return programmeIds.map((id) => {
      const settings = awards.get(id) ?? { levelsPerSeason: null, hasSeasonBadges: false };
      return (language: Language) => carryOverOf(settings, language);
    });
  }

  /** Ceremonies with everybody whom they name, read for all seasons of a request together. */
  async ceremoniesOf(seasonIds: readonly string[]): Promise<readonly (TakenCeremony | undefined)[]> {
    const records = await this.#repository.ceremoniesOf(seasonIds);
    const { manager } = this.#dependencies.database;
    const subjects = (wanted: (place: KeptPlace) => boolean) =>
      records.flatMap(({ places }) => places.filter(wanted).map(({ subjectId }) => subjectId));
    const rows: readonly { readonly tandemId: string; readonly ambassadorId: string }[] = await manager.query(
      `SELECT tandem_id AS "tandemId", ambassador_id AS "ambassadorId" FROM tandem_member
        WHERE tandem_id = ANY ($1::uuid[]) AND NOT has_gone ORDER BY 1, 2`,
      [subjects(({ measure }) => measure === 'BEST_TANDEM')],
    );
    const members = new Map<string, string[]>();
    for (const { tandemId, ambassadorId } of rows) {
      members.set(tandemId, [...(members.get(tandemId) ?? []), ambassadorId]);
    }
    const departmentRows: readonly { readonly id: string; readonly name: string }[] = await manager.query(
      'SELECT id, name FROM department WHERE id = ANY ($1::uuid[])',
      [subjects(({ measure }) => measure === 'BEST_DEPARTMENT')],
    );
    const persons = subjects(({ measure }) => measure !== 'BEST_DEPARTMENT' && measure !== 'BEST_TANDEM');
    const found = await findAmbassadorsByIds(manager, [...new Set([...persons, ...rows.map((row) => row.ambassadorId)])]);
    const people = new Map(found.map((person) => [person.id, person]));
    const departments = new Map(departmentRows.map(({ id, name }) => [id, name]));
    const taken = new Map(records.map((record) => [record.seasonId, { ...record, people, members, departments }]));
    return seasonIds.map((id) => taken.get(id));
  }

  /** As boards show people: the name of who opted in, else the pseudonym of the season; who hid or left keeps the place without a name. */
  async show(
    ceremony: TakenCeremony,
    reader: { readonly viewer: Viewer; readonly language: Language },
  ): Promise<SeasonCeremony> {
    const { programmeId, seasonId, takenAt, places } = ceremony;
    const programme = await this.#dependencies.programmes.byId(programmeId);
    if (programme === undefined) throw new Error(`There is no programme ${programmeId}`);
    const pseudonymSecret = await this.#dependencies.programmes.pseudonymSecret(programmeId);
    const options = { pseudonymSecret, period: { season: seasonId }, language: programme.language };
    const own = membershipIn(reader.viewer, programmeId)?.ambassadorId ?? null;
    const memberOf = (id: string) => {
      const person = ceremony.people.get(id);
      const shown = person === undefined ? undefined : shownMember(person, options);
      if (shown !== undefined) return shown;
      const { memberId } = createPseudonyms(pseudonymSecret).of(id, { season: `ceremony:${seasonId}` }, programme.language);
      return { memberId, displayName: anonymous[programme.language] };
    };
    const podiums = podiumMeasures.map((measure): Podium => {
      const definition = podiumDefinitions[measure][reader.language];
      const kept = places.filter((place) => place.measure === measure);
      return {
        ...{ programmeId, measure, definition },
        places: kept.map(({ rank, value, subjectId }) => {
          const ids = measure === 'BEST_DEPARTMENT' ? [] : (ceremony.members.get(subjectId) ?? [subjectId]);
          const members = ids.map(memberOf);
          const name = ceremony.departments.get(subjectId) ?? members.map(({ displayName }) => displayName).join(' & ');
          const reason = podiumReason(measure, value, reader.language);
          return {
            programmeId,
            rank,
            value,
            name,
            reason,
            isViewer: own !== null && ids.includes(own),
            members: members.map(({ memberId, displayName }) => ({ id: memberId, displayName })),
          };
        }),
      };
    });
    return { programmeId, takenAt, podiums: podiums.filter((podium) => podium.places.length > 0) };
  }

  async setTheme(viewer: Viewer, input: SetSeasonThemeInput): Promise<Outcome<SeasonRecord, UserFailure>> {
    const checked = validateInput(setThemeSchema, input);
    if (!checked.ok) return checked;
    const { database, clock, programmes } = this.#dependencies;
    const [season] = await programmes.seasonsByIds([checked.value.season]);
    if (season === undefined || !isInside(viewer, season.programmeId)) return fail(notFound(['season']));
    const { id: seasonId, programmeId } = season;
    if (!may(viewer, { ...programmeEditors, programmeId })) return fail(notAllowed(['season']));
    const { revision, name, callText, picture } = checked.value;
    const theme = { seasonId, programmeId, revision, name, callText, picture, now: clock.now(), actor: actorOf(viewer) };
    const isSaved = await database.transaction(({ manager }) => new CeremoniesRepository(manager).saveTheme(theme));
    if (isSaved) return succeed(season);
    const [present] = await this.#repository.themesOf([seasonId]);
    return fail(versionConflict(['revision'], present?.revision ?? 0));
  }
}
