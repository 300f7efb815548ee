import type { BoardMeasure, BoardPeriod, BoardScope } from '@fanfare/contracts';
import type { EntityManager } from 'typeorm';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { isId } from '../../platform/ids.ts';
import type { PseudonymPeriod } from '../ambassadors/index.ts';
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
  isPossibleKind,
  nameOfKind,
  periodAt,
  periodStartingOn,
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
    if (span === null || !(await this.#groupHasBoard(manager, programme, request))) return null;
    const { scope, scopeId, period, measure } = request;
    const key: BoardKey = { programmeId: programme.id, scope, scopeId, period, periodStart: span.startsOn, measure };
    const pseudonymSecret = await this.#programmes.pseudonymSecret(programme.id);
    return { ...key, id: boardId(key), span, season: seasonOf(calendar, span), programme, calendar, pseudonymSecret };
  }

  #spanOf(calendar: ProgrammeCalendar, { period, periodStart }: BoardRequest): BoardPeriodSpan | null {
    if (period === 'ALL_TIME' || periodStart === null) return periodAt(calendar, period, this.#clock.now().getTime());
    return periodStartingOn(calendar, period, periodStart);
  }

  async #groupHasBoard(manager: EntityManager, programme: ProgrammeRecord, request: BoardRequest): Promise<boolean> {
    const { scope, scopeId, measure } = request;
    if (scope === 'PROGRAMME' || measure === 'POINTS_PER_ACTIVE_MEMBER') return scopeId === null;
    if (scopeId === null) return false;
    switch (scope) {
      case 'DEPARTMENT':
      case 'TEAM':
        return (await groupSize(manager, { programmeId: programme.id, scope, scopeId })) >= programme.privacy.minimumGroupSize;
      default:
        return true;
    }
  }
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
