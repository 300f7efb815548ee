import { Text } from '@mantine/core';
import { IconTrophyOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Guard } from '../../app/shell/Refused.tsx';
import { CursorPaging } from '../../ui/CursorPaging.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useCursorPage } from '../../ui/use-cursor-page.ts';
import { AroundViewer } from './AroundViewer.tsx';
import { BoardAnnouncer } from './BoardAnnouncer.tsx';
import { BoardFilters } from './BoardFilters.tsx';
import { BoardTable } from './BoardTable.tsx';
import { LiveIndicator } from './LiveIndicator.tsx';
import './leaderboards.css';
import { boardOf, useBoardAddress } from './use-board-address.ts';
import { type LiveBoard, useLiveBoard } from './use-live-board.ts';

export function LeaderboardPage() {
  return (
    <Guard area="leaderboard">
      <Leaderboard />
    </Guard>
  );
}

function Leaderboard() {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const address = useBoardAddress();
  const page = useCursorPage(25);
  const board = useLiveBoard({ board: boardOf(address, programme.id), rankKind: address.rankKind, page });
  return (
    <Page title={t('leaderboards.title')} lead={t('leaderboards.lead')} actions={<LiveIndicator following={board.following} />}>
      <BoardFilters address={address} />
      <BoardHead board={board} />
      {board.error ? (
        <Problem error={board.error} onRetry={board.retry} />
      ) : board.missing ? (
        <div className="fanfare-card">
          <Empty icon={<IconTrophyOff />} title={t('leaderboards.noBoard')} lead={t('leaderboards.noBoardLead')} />
        </div>
      ) : (
        <BoardBody board={board} />
      )}
      {board.pageInfo && <CursorPaging page={page} pageInfo={board.pageInfo} />}
      <BoardAnnouncer standings={page.after || page.before ? undefined : board.standings} version={board.version} />
    </Page>
  );
}

function BoardHead({ board: { memberCount, season, finalStanding } }: { board: LiveBoard }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (memberCount === undefined) return null;
  return (
    <Text size="sm" c="dimmed" mb="sm">
      {season
        ? t('leaderboards.season', { name: season.name, from: format.day(season.startsOn), to: format.day(season.endsOn) })
        : t('leaderboards.allTimeLead')}
      {' · '}
      {t('leaderboards.members', { count: memberCount, formatted: format.number(memberCount) })}
      {finalStanding && ` · ${t('leaderboards.final', { date: format.date(finalStanding.takenAt) })}`}
    </Text>
  );
}

function BoardBody({ board }: { board: LiveBoard }) {
  const { t } = useTranslation();
  if (board.standings?.length === 0)
    return (
      <div className="fanfare-card">
        <Empty icon={<IconTrophyOff />} title={t('leaderboards.empty')} lead={t('leaderboards.emptyLead')} />
      </div>
    );
  return (
    <>
      <AroundViewer board={board} />
      <BoardTable
        caption={t('leaderboards.title')}
        standings={board.standings}
        changes={board.changes}
        refreshing={board.refreshing}
      />
    </>
  );
}
