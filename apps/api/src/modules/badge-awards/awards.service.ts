import { type BadgeDocument, earnedBadges, levelAt, type Streak, streakOf } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import { may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { type Page, type PageRequest, pageFrom } from '../../platform/graphql/pagination.ts';
import { type AwardableRecord, BadgesRepository, badgeMakers, type LadderRecord } from '../badges/index.ts';
import { type ProgrammeCalendar, readProgrammeCalendar } from '../programmes/index.ts';
import { type AwardPosition, AwardsRepository, type HeldAward } from './awards.repository.ts';
import type { AwardRecord } from './awards.ts';
import { readDeeds } from './deeds.reader.ts';

/** People who are counted at once. */
const peopleAtOnce = 500;

/** The person whose awards are looked at. */
export interface Holder {
  readonly programmeId: string;
  readonly personId: string | null;
  readonly ambassadorId: string;
  /** Whether the reader sees the person's name. */
  readonly showsName: boolean;
}

/** Where somebody stands on the levels of the programme. */
export interface OwnLevel {
  readonly ladder: LadderRecord;
  readonly points: number;
  /** Null below the first one. */
  readonly level: number | null;
  readonly toNext: number | null;
}

export interface OwnStreak extends Streak {
  /** Whether a declared pause goes on at this moment. */
  readonly isPaused: boolean;
}

/** Awards as people see them. */
export class AwardsService {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { readonly database: Database; readonly clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  /**
   * The person and admins see all; others those of who chose to be named. Awards last longer than a season, so that those of a pseudonym
   * would tell which pseudonyms are one person.
   */
  async page(holder: Holder, request: PageRequest<AwardPosition>): Promise<Page<AwardRecord>> {
    const repository = new AwardsRepository(this.#database.manager);
    const isVisible = holder.showsName;
    return pageFrom(isVisible ? await repository.page(holder.ambassadorId, request) : [], {
      request,
      position: ({ earnedAt, id }) => [earnedAt.toISOString(), id],
      node: (award) => award,
      totalCount: async () => (isVisible ? repository.count(holder.ambassadorId) : 0),
    });
  }

  /** Who holds a badge: admins see everybody, others who chose to be named, for the reason above. */
  async holdersPage(
    viewer: Viewer,
    badge: { readonly id: string; readonly programmeId: string },
    request: PageRequest<AwardPosition>,
  ): Promise<Page<HeldAward>> {
    const repository = new AwardsRepository(this.#database.manager);
    const wanted = { badgeId: badge.id, namedOnly: !may(viewer, { ...badgeMakers, programmeId: badge.programmeId }) };
    return pageFrom(await repository.pageOfHolders(wanted, request), {
      request,
      position: ({ earnedAt, id }) => [earnedAt.toISOString(), id],
      node: (award) => award,
      totalCount: () => repository.countHolders(wanted),
    });
  }

  /** How many of those whom others see would hold a badge by what was recorded so far; null below the minimum group size. */
  async wouldHold(programmeId: string, { criterion }: BadgeDocument): Promise<number | null> {
    const { manager } = this.#database;
    const repository = new AwardsRepository(manager);
    const { calendar } = await readProgrammeCalendar(manager, programmeId);
    let count = 0;
    for await (const people of repository.everybodyShown(programmeId, peopleAtOnce)) {
      for (const deeds of (await readDeeds(manager, people)).values()) {
        if (earnedBadges({ criterion, calendar, ...deeds }).length > 0) count += 1;
      }
    }
    return count >= (await repository.minimumGroupSize(programmeId)) ? count : null;
  }

  /** Own data alone: nobody else is told a streak. */
  async streak(viewer: Viewer, { programmeId, personId, ambassadorId }: Holder): Promise<OwnStreak | null> {
    if (!may(viewer, { to: ['SELF'], programmeId, personId, ambassadorId })) return null;
    const { manager } = this.#database;
    const { calendar } = await readProgrammeCalendar(manager, programmeId);
    const deeds = (await readDeeds(manager, [ambassadorId])).get(ambassadorId) ?? { facts: [], pauses: [] };
    const now = this.#clock.now().getTime();
    const activities = deeds.facts.map(({ occurredAt }) => occurredAt);
    const isPaused = deeds.pauses.some(({ from, until }) => from <= now && (until === null || until > now));
    return { ...streakOf({ calendar, activities, pauses: deeds.pauses, now }), isPaused };
  }

  /** Own data alone; null in programmes without levels. */
  async level(viewer: Viewer, { programmeId, personId, ambassadorId }: Holder): Promise<OwnLevel | null> {
    if (!may(viewer, { to: ['SELF'], programmeId, personId, ambassadorId })) return null;
    const { manager } = this.#database;
    const ladder = await new BadgesRepository(manager).ladder(programmeId, 'PUBLISHED');
    if (ladder === null) return null;
    const calendar = await readProgrammeCalendar(manager, programmeId);
    const points = await this.#points(manager, { ladder, calendar, ambassadorId });
    return { ladder, points, ...levelAt(ladder.document, points) };
  }

  /** The points by which levels count: of activities, ever or of those that happened in the present season. */
  async #points(
    manager: EntityManager,
    wanted: { readonly ladder: LadderRecord; readonly calendar: ProgrammeCalendar; readonly ambassadorId: string },
  ): Promise<number> {
    const { ladder, calendar, ambassadorId } = wanted;
    const now = this.#clock.now().getTime();
    const season =
      ladder.document.per === 'SEASON' ? calendar.seasons.find(({ start, end }) => start <= now && now < end) : null;
    if (season === undefined) return 0;
    const { facts } = (await readDeeds(manager, [ambassadorId])).get(ambassadorId) ?? { facts: [] };
    return facts
      .filter(({ occurredAt }) => season === null || (season.start <= occurredAt && occurredAt < season.end))
      .flatMap(({ grants }) => grants)
      .reduce((sum, { points }) => sum + points, 0);
  }

  async awardables(ids: readonly string[]): Promise<readonly AwardableRecord[]> {
    return new BadgesRepository(this.#database.manager).findMany(ids);
  }

  async find(id: string): Promise<AwardRecord | null> {
    return new AwardsRepository(this.#database.manager).find(id);
  }

  /** How many hold a badge or a level, by `<badge> <level>`; groups below the minimum size are left out. */
  async holders(badgeIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const counts = await new AwardsRepository(this.#database.manager).holders(badgeIds);
    return new Map(counts.map(({ badgeId, level, people }) => [`${badgeId} ${level}`, people]));
  }

  async timeZoneOf(programmeId: string): Promise<string> {
    const [row]: readonly { readonly timeZone: string }[] = await this.#database.manager.query(
      'SELECT time_zone AS "timeZone" FROM programme WHERE id = $1',
      [programmeId],
    );
    if (row === undefined) throw new Error(`there is no programme ${programmeId}`);
    return row.timeZone;
  }
}
