import { useQuery } from '@apollo/client/react';
import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { BoardChoicesDocument } from './leaderboard.generated.ts';
import { type BoardAddress, rankKinds } from './use-board-address.ts';

export function BoardFilters({ address }: { address: BoardAddress }) {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const { data } = useQuery(BoardChoicesDocument, { variables: { key: programme.key } });
  const choices = data?.programme;
  const past = choices?.seasons.filter(
    ({ id, startsOn }) => id !== choices.currentSeason?.id && startsOn < (choices.currentSeason?.startsOn ?? '9'),
  );
  return (
    <div className="board-filters">
      <NativeSelect
        label={t('leaderboards.period')}
        value={address.period}
        onChange={(event) => address.set({ period: event.currentTarget.value })}
        data={[
          { value: 'season', label: choices?.currentSeason?.name ?? t('leaderboards.seasonShort') },
          { value: 'all-time', label: t('leaderboards.allTime') },
          ...(past ?? []).map(({ name, startsOn }) => ({ value: startsOn, label: t('leaderboards.pastSeason', { name }) })),
        ]}
      />
      <NativeSelect
        label={t('leaderboards.scope')}
        value={address.department}
        onChange={(event) => address.set({ department: event.currentTarget.value })}
        data={[
          { value: '', label: t('leaderboards.everybody') },
          ...(choices?.departments.nodes ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <NativeSelect
        label={t('leaderboards.rankKind')}
        value={address.rankKind}
        onChange={(event) => address.set({ ties: event.currentTarget.value })}
        data={rankKinds.map((value) => ({ value, label: t(`leaderboards.rankKinds.${value}`) }))}
      />
    </div>
  );
}
