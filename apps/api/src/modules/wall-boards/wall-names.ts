import type { EntityManager } from 'typeorm';
import { createPseudonyms, findAmbassadorsByIds } from '../ambassadors/index.ts';
import { type BoardPage, pseudonymPeriodOf, toGroupStanding } from '../leaderboards/index.ts';
import { whoseNamesArePublic } from '../participation/index.ts';
import type { WallBoard, WallPlace } from './wall-boards.types.ts';

/**
 * A page as it may hang in a lobby: the name stands only where the person shows it on boards and agreed to public displays. No id of an
 * ambassador is told, and tandems, whose names are those of people, are told by a number.
 */
export async function wallBoardFrom(manager: EntityManager, page: BoardPage): Promise<WallBoard> {
  const { board, version, memberCount } = page;
  const { scope, period, periodStart, measure, programme, season } = board;
  return {
    ...{ scope, period, periodStart, measure, version, memberCount },
    programme: programme.name,
    language: programme.language,
    season: season?.name ?? null,
    places: measure === 'POINTS_PER_ACTIVE_MEMBER' ? groupPlaces(page) : await memberPlaces(manager, page),
  };
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
