import { Badge, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { MemberName } from '../../ui/MemberName.tsx';
import { useRowMotion } from '../../ui/use-row-motion.ts';
import type { StandingRowFragment } from './leaderboard.generated.ts';
import { Movement } from './Movement.tsx';
import type { Change } from './use-live-board.ts';

export interface BoardTableProps {
  readonly caption: string;
  readonly standings: readonly StandingRowFragment[] | undefined;
  readonly changes: readonly Change[];
  readonly refreshing: boolean;
}

export function BoardTable({ caption, standings, changes, refreshing }: BoardTableProps) {
  const { t } = useTranslation();
  const body = useRowMotion();
  return (
    <div className="fanfare-card fanfare-card-flush">
      <table
        className={`fanfare-table board-table ${refreshing ? 'fanfare-table-refreshing' : ''}`}
        aria-busy={standings === undefined || refreshing}
      >
        <caption className="fanfare-unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className="fanfare-end board-rank">
              {t('leaderboards.rank')}
            </th>
            <th scope="col">{t('leaderboards.name')}</th>
            <th scope="col" className="board-wide">
              {t('leaderboards.reachedAt')}
            </th>
            <th scope="col" className="fanfare-end">
              {t('leaderboards.points')}
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {standings?.map((standing) => (
            <BoardRow
              key={standing.member.id}
              standing={standing}
              change={changes.find(({ memberId }) => memberId === standing.member.id)}
            />
          )) ?? <SkeletonRows />}
        </tbody>
      </table>
    </div>
  );
}

function BoardRow({ standing, change }: { standing: StandingRowFragment; change: Change | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rank, score, reachedAt, isViewer, member } = standing;
  return (
    <tr data-member={member.id} className={isViewer ? 'board-own' : ''}>
      <td className="fanfare-end board-rank">
        <span className={rank <= 3 ? `board-medal board-medal-${rank}` : ''}>{format.number(rank)}</span>
      </td>
      <td>
        <span className="board-name">
          <MemberName member={member} isViewer={isViewer} />
          {isViewer && (
            <Badge variant="light" color="brass" size="sm" tt="none">
              {t('leaderboards.you')}
            </Badge>
          )}
          {change && <Movement change={change} rank={rank} />}
        </span>
      </td>
      <td className="board-wide">
        <time dateTime={reachedAt}>{format.dateTime(reachedAt)}</time>
      </td>
      <td className="fanfare-end">
        <strong key={score} className={change ? 'board-flash' : ''}>
          {format.number(score)}
        </strong>
      </td>
    </tr>
  );
}

function SkeletonRows() {
  return Array.from({ length: 12 }, (_, row) => `skeleton ${row}`).map((key) => (
    <tr key={key}>
      <td className="board-rank">
        <Skeleton height={14} width={20} ml="auto" my={4} />
      </td>
      <td>
        <Skeleton height={14} width="55%" />
      </td>
      <td className="board-wide">
        <Skeleton height={14} width="60%" />
      </td>
      <td>
        <Skeleton height={14} width={48} ml="auto" />
      </td>
    </tr>
  ));
}
