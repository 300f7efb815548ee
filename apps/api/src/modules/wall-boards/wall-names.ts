import type { BoardScope } from '@fanfare/contracts';
import type { EntityManager } from 'typeorm';
import { isId } from '../../platform/ids.ts';
import { createPseudonyms, findAmbassadorsByIds } from '../ambassadors/index.ts';
import { type BoardPage, pseudonymPeriodOf, toGroupStanding } from '../leaderboards/index.ts';
import { whoseNamesArePublic } from '../participation/index.ts';
import type { ProgrammeRecord } from '../programmes/index.ts';
import type { WallBoardLinkRecord } from './wall-boards.repository.ts';
import type { WallBoard, WallPlace } from './wall-boards.types.ts';

/**
 * A page as it may hang in a lobby: the name stands only where the person shows it on boards and agreed to public displays. No id of an
 * ambassador is told, and tandems, whose names are those of people, are told by a number.
 */
export async function wallBoardFrom(
  manager: EntityManager,
  { page, isStale }: { readonly page: BoardPage; readonly isStale: boolean },
): Promise<WallBoard> {
  const { board, version, memberCount, groups } = page;
  const { scope, scopeId, period, periodStart, measure, programme, season } = board;
  const isOfGroups = measure === 'POINTS_PER_ACTIVE_MEMBER';
  return {
    ...{ scope, period, periodStart, measure, version, isStale, isPresent: true },
    memberCount: isOfGroups ? groups.length : memberCount,
    programme: programme.name,
    language: programme.language,
    season: season?.name ?? null,
    scopeName: await scopeName(manager, { scope, scopeId }),
    places: isOfGroups ? groupPlaces(page) : await memberPlaces(manager, page),
  };
}

/** What a screen shows while there is no such board. */
export async function emptyWall(
  manager: EntityManager,
  {
    link,
    programme,
    isStale,
  }: { readonly link: WallBoardLinkRecord; readonly programme: ProgrammeRecord; readonly isStale: boolean },
): Promise<WallBoard> {
  const { scope, scopeId, period, measure } = link;
  return {
    ...{ scope, period, measure, isStale, isPresent: false, version: 0, memberCount: 0, places: [] },
    ...{ programme: programme.name, language: programme.language, season: null, periodStart: null },
    scopeName: await scopeName(manager, { scope, scopeId }),
  };
}

const namedBy = { DEPARTMENT: 'department', TEAM: 'team', CAMPAIGN: 'campaign' } as const;

async function scopeName(
  manager: EntityManager,
  { scope, scopeId }: { readonly scope: BoardScope; readonly scopeId: string | null },
): Promise<string | null> {
  if (scopeId === null || scope === 'CHANNEL') return scopeId;
  if (!(scope === 'DEPARTMENT' || scope === 'TEAM' || scope === 'CAMPAIGN') || !isId(scopeId)) return null;
  const [row]: readonly { name: string }[] = await manager.query(`SELECT name FROM ${namedBy[scope]} WHERE id = $1`, [scopeId]);
  return row?.name ?? null;
}

async function memberPlaces(manager: EntityManager, { board, standings }: BoardPage): Promise<readonly WallPlace[]> {
  const ids = standings.map(({ ambassadorId }) => ambassadorId);
  const named = new Set((await findAmbassadorsByIds(manager, ids)).filter(isNamed).map(({ id }) => id));
  const isPublic = await whoseNamesArePublic(manager, [...named]);
  const pseudonyms = createPseudonyms(board.pseudonymSecret);
  return standings.map(({ ambassadorId, rank, score, member }) => {
    const pseudonym = pseudonyms.of(ambassadorId, pseudonymPeriodOf(board), board.programme.language);
    // Asked anew at every showing: the page may have been read before somebody changed their mind.
    const mustNotBeNamed = member.id === ambassadorId && !(named.has(ambassadorId) && isPublic.has(ambassadorId));
    return { id: pseudonym.memberId, rank, score, name: mustNotBeNamed ? pseudonym.displayName : member.displayName };
  });
}

function isNamed({ status, visibility }: { readonly status: string; readonly visibility: string }): boolean {
  return status !== 'LEFT' && visibility === 'NAMED';
}

function groupPlaces({ board, groups }: BoardPage): readonly WallPlace[] {
  return groups.map(toGroupStanding).map(({ rank, pointsPerActiveMember, group }) => {
    const name = board.scope === 'TANDEM' ? `Tandem ${group.id.slice(-4).toUpperCase()}` : group.name;
    return { id: group.id, rank, score: pointsPerActiveMember, name };
  });
}
