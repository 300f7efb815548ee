import type { BoardMeasure, BoardPeriod, BoardScope } from '@fanfare/contracts';
import type { EntityManager } from 'typeorm';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { isId } from '../../platform/ids.ts';
import type { PseudonymPeriod } from '../ambassadors/index.ts';
import { type FinalStandingRecord, FinalStandingsRepository } from '../final-standings/index.ts';
import {
  type ProgrammeCalendar,
  type ProgrammeDirectory,
  type ProgrammeRecord,
  type ProgrammeSeason,
  readProgrammeCalendar,
} from '../programmes/index.ts';
import {
  type BoardKey,
  type BoardPeriodSpan,
  boardId,
  finalRows,
  isPossibleKind,
  nameOfKind,
  noRows,
  periodAt,
  periodStartingOn,
  type StandingRows,
  standingRows,
} from '../standings/index.ts';

/** Which board somebody asks for; `periodStart` null means the present one. */
export interface BoardRequest {
  readonly programmeId: string;
  readonly scope: BoardScope;
  readonly scopeId: string | null;
  readonly period: BoardPeriod;
  readonly periodStart: string | null;
  readonly measure: BoardMeasure;
}

/** A board that exists: with its key, its span, the season whose board it is, and what its names are made with. */
export interface Board extends BoardKey {
  readonly id: string;
  readonly span: BoardPeriodSpan;
  /** The season in which its period begins; null for all time and between seasons. */
  readonly season: ProgrammeSeason | null;
  readonly programme: ProgrammeRecord;
  readonly calendar: ProgrammeCalendar;
  readonly pseudonymSecret: Uint8Array;
  /** Where the period is frozen: its places answer from then on, and never change. */
  readonly final: FinalStandingRecord | null;
  readonly rows: StandingRows;
}

/** Finds boards: those that the programme has switched on, whose period exists and whose group is large enough to be shown. */
export class BoardFinder {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #programmes: ProgrammeDirectory;

  constructor(dependencies: { readonly database: Database; readonly clock: Clock; readonly programmes: ProgrammeDirectory }) {
    this.#database = dependencies.database;
    this.#clock = dependencies.clock;
    this.#programmes = dependencies.programmes;
  }

  /** The board, or null where there is none: not switched on, no such group or period, a group under the minimum size. */
  async find(request: BoardRequest): Promise<Board | null> {
    const programme = await this.#programmes.byId(request.programmeId);
    if (programme === undefined || !isSwitchedOn(programme, request)) return null;
    const { manager } = this.#database;
    const calendar = await readProgrammeCalendar(manager, programme.id);
    const span = this.#spanOf(calendar, request);
    if (span === null || !isAddressed(request)) return null;
    const { scope, scopeId, period, measure } = request;
    const key: BoardKey = { programmeId: programme.id, scope, scopeId, period, periodStart: span.startsOn, measure };
    const id = boardId(key);
    const final = (await new FinalStandingsRepository(manager).find([id])).get(id) ?? null;
    if (!(await this.#isLargeEnough(manager, programme, { key, final }))) return null;
    const pseudonymSecret = await this.#programmes.pseudonymSecret(programme.id);
    const season = seasonOf(calendar, span);
    const rows = rowsOf(key, { final, calendar, span });
    return { ...key, id, span, season, programme, calendar, pseudonymSecret, final, rows };
  }

  /** Whether a board is found the same as long as its programme is: whether one department or team has a board hangs on how many members it has. */
  isKnownByItsProgramme({ scope, scopeId, span }: Board): boolean {
    const isOfMembersGroup = (scope === 'DEPARTMENT' || scope === 'TEAM') && scopeId !== null;
    return !isOfMembersGroup && !hasEnded(span, this.#clock.now());
  }

  /** Whether the board's period is over: another is the present one, or none. */
  isOver({ span }: Board): boolean {
    return hasEnded(span, this.#clock.now());
  }

  /**
   * When the board is another one though nothing was changed, in epoch milliseconds: with its period ends the present board, and with each day of
   * the programme groups share their points among more days. Null for never.
   */
  changesByItselfAt({ calendar, final, measure, span }: Board): number | null {
    const now = this.#clock.now().getTime();
    const end = span.end !== null && now < span.end ? span.end : Number.POSITIVE_INFINITY;
    const isByDays = measure === 'POINTS_PER_ACTIVE_MEMBER' && final === null;
    const midnight = isByDays ? (periodAt(calendar, 'DAY', now)?.end ?? null) : null;
    const first = Math.min(end, midnight ?? Number.POSITIVE_INFINITY);
    return Number.isFinite(first) ? first : null;
  }

  #spanOf(calendar: ProgrammeCalendar, { period, periodStart }: BoardRequest): BoardPeriodSpan | null {
    if (period === 'ALL_TIME' || periodStart === null) return periodAt(calendar, period, this.#clock.now().getTime());
    return periodStartingOn(calendar, period, periodStart);
  }

  /** Whether the group has members enough to be shown: at present, and of a frozen board when its final standing was taken. */
  async #isLargeEnough(
    manager: EntityManager,
    programme: ProgrammeRecord,
    { key, final }: { readonly key: BoardKey; readonly final: FinalStandingRecord | null },
  ): Promise<boolean> {
    const { scope, scopeId, programmeId } = key;
    if ((scope !== 'DEPARTMENT' && scope !== 'TEAM') || scopeId === null) return true;
    const size = final?.groupSize ?? (await groupSize(manager, { programmeId, scope, scopeId }));
    return size >= programme.privacy.minimumGroupSize;
  }
}

function hasEnded({ end }: BoardPeriodSpan, now: Date): boolean {
  return end !== null && end <= now.getTime();
}

/** Whether the request names a group where the board has one, and none where it has not. */
function isAddressed({ scope, scopeId, measure }: BoardRequest): boolean {
  const isOfGroup = scope !== 'PROGRAMME' && measure !== 'POINTS_PER_ACTIVE_MEMBER';
  return isOfGroup === (scopeId !== null);
}

function rowsOf(
  key: BoardKey,
  of: { readonly final: FinalStandingRecord | null; readonly calendar: ProgrammeCalendar; readonly span: BoardPeriodSpan },
): StandingRows {
  if (key.measure === 'POINTS_PER_ACTIVE_MEMBER') return noRows(boardId(key));
  return of.final === null ? standingRows(key, { programme: of.calendar, span: of.span }) : finalRows(of.final.boardId);
}

/** How many members of a department or team are shown to others. */
async function groupSize(
  manager: EntityManager,
  group: { readonly programmeId: string; readonly scope: 'DEPARTMENT' | 'TEAM'; readonly scopeId: string },
): Promise<number> {
  if (!isId(group.scopeId)) return 0;
  const column = group.scope === 'DEPARTMENT' ? 'department_id' : 'team_id';
  const [row]: readonly { size: string }[] = await manager.query(
    `SELECT count(*) AS size FROM ambassador
      WHERE programme_id = $1 AND ${column} = $2 AND status <> 'LEFT' AND visibility <> 'HIDDEN'`,
    [group.programmeId, group.scopeId],
  );
  return Number(row?.size ?? 0);
}

function isSwitchedOn(programme: ProgrammeRecord, { scope, period, measure }: BoardRequest): boolean {
  const kind = { scope, period, measure };
  return isPossibleKind(kind) && programme.boards.includes(nameOfKind(kind));
}

function seasonOf(calendar: ProgrammeCalendar, { start }: BoardPeriodSpan): ProgrammeSeason | null {
  if (start === null) return null;
  return calendar.seasons.find((season) => season.start <= start && start < season.end) ?? null;
}

/** What the pseudonyms of a board stay the same for: the season in which its period begins. */
export function pseudonymPeriodOf(board: Board): PseudonymPeriod {
  if (board.span.start === null) return 'all-time';
  return board.season === null ? 'no-season' : { season: board.season.id };
}
